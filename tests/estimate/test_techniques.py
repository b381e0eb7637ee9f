"""Drafts, shared prefixes, adapters, chunks and networks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.errors import UserError
from advisor.estimate.architecture import from_row
from advisor.estimate.network import network_named
from advisor.estimate.serve_records import ServeRequest
from advisor.estimate.served import estimate_served, estimate_static
from advisor.estimate.serving import estimate_serving
from advisor.estimate.speculative import draft, expected_tokens
from advisor.estimate.techniques import PLAIN, Techniques, replica_at_work
from tests.estimate.rows import DEEPSEEK_V3, LLAMA_70B, accelerator, model

LARGE = ServeRequest(
    from_row(model(**LLAMA_70B)), accelerator(), gpus=4, tp=4, weights="fp8", isl=2000, osl=400
)
LATENT = ServeRequest(
    from_row(model(**DEEPSEEK_V3)), accelerator(memory_gb=180, bandwidth_gb_s=7700), gpus=8, tp=8, ep=8,
    weights="fp8",
)  # fmt: skip


def test_a_round_of_guesses_yields_the_published_number_of_tokens() -> None:
    assert expected_tokens(0.8, 5) == pytest.approx(3.69, abs=0.01), "arXiv:2211.17192"
    assert expected_tokens(0.85, 1) == pytest.approx(1.85), "DeepSeek-V3: one guess, right 85% of the time"


@given(st.floats(0.0, 1.0), st.integers(1, 16))
def test_a_round_yields_at_least_one_token_and_at_most_all(acceptance: float, guesses: int) -> None:
    assert 1.0 <= expected_tokens(acceptance, guesses) <= guesses + 1.0


def test_guessing_gains_less_as_the_batch_grows() -> None:
    def gain(running: float) -> float:
        guessed = replica_at_work(LARGE, Techniques(draft=draft(3, 0.75)))[1]
        return replica_at_work(LARGE)[1].step(running) / guessed.step(running)

    gains = [gain(n) for n in (1, 32, 256, 1024)]
    assert 1.5 < gains[0] < expected_tokens(0.75, 3)
    assert gains == sorted(gains, reverse=True)
    assert gains[-1] < 1.2, "a full batch has no arithmetic to spare for wrong guesses"


def test_guesses_that_are_never_right_only_cost() -> None:
    guessed = replica_at_work(LARGE, Techniques(draft=draft(3, 0.0)))[1]
    assert guessed.step(16) > replica_at_work(LARGE)[1].step(16)


def test_one_guess_of_a_latent_model_gains_what_was_measured() -> None:
    """DeepSeek-R1 on 8 B200, one guess: 1.72 times at 4 in flight, 1.25 to 1.46 at 64 (InferenceX, 2026)."""
    guessed = replica_at_work(LATENT, Techniques(draft=draft(1, 0.85)))[1]
    plain = replica_at_work(LATENT)[1]
    assert 1.3 < plain.step(4) / guessed.step(4) < 1.85
    assert 1.1 < plain.step(64) / guessed.step(64) < 1.7


@pytest.mark.parametrize(
    ("tokens", "acceptance"), [(0, 0.5), (17, 0.5), (2, -0.1), (2, 1.1), (2, float("nan"))]
)
def test_a_draft_that_cannot_be_is_refused(tokens: int, acceptance: float) -> None:
    with pytest.raises(UserError):
        draft(tokens, acceptance)


def test_a_shared_prefix_is_computed_and_kept_once() -> None:
    memory, replica = replica_at_work(LARGE, Techniques(prefix_tokens=1500))
    plain_memory, plain = replica_at_work(LARGE)
    assert replica.prompt == 500
    assert replica.first(16) < plain.first(16)
    assert replica.room > 2 * plain.room
    assert memory.free < plain_memory.free
    assert replica.step(16) < plain.step(16), "prompts of others take less of each step"


def test_adapters_take_memory_and_time() -> None:
    with_adapters = Techniques(adapters=100, adapter_params=2e8)
    memory, replica = replica_at_work(LARGE, with_adapters)
    plain_memory, plain = replica_at_work(LARGE)
    assert memory.weights - plain_memory.weights == pytest.approx(100 * 2e8 * 2 / 4)
    assert replica.step(16) > plain.step(16)
    assert replica.step(200) - plain.step(200) > replica.step(1) - plain.step(1)


def test_smaller_pieces_of_prompts_delay_the_first_token_and_shorten_the_longest_pause() -> None:
    plain = replica_at_work(LARGE)[1]
    cut = replica_at_work(LARGE, Techniques(chunk=256))[1]
    assert cut.first(32) > plain.first(32)
    assert cut.longest_step(32) < plain.longest_step(32)


def test_a_slower_network_between_machines_makes_tokens_slower() -> None:
    spread = replace(LARGE, gpus=16, tp=8, pp=2)
    steps = [
        replica_at_work(spread, Techniques(network=network_named(name)))[1].step(16)
        for name in ("ib-ndr", "ethernet-100", "ethernet-10")
    ]
    assert steps == sorted(steps)
    assert steps[-1] > steps[0]
    one_machine = replica_at_work(LARGE, Techniques(network=network_named("ethernet-10")))[1]
    assert one_machine.step(16) == replica_at_work(LARGE)[1].step(16)


def test_an_unknown_network_names_the_near_one() -> None:
    with pytest.raises(UserError, match="Did you mean 'ethernet-100'"):
        network_named("ethernet-1000")


def test_without_techniques_the_estimate_is_the_plain_one() -> None:
    request = replace(LARGE, concurrency=16)
    assert estimate_served(request, PLAIN) == estimate_serving(request)
    nothing = estimate_served(request, Techniques(prefix_tokens=0.0, chunk=8192.0))
    assert nothing.output_tok_s == pytest.approx(estimate_serving(request).output_tok_s, rel=0.01)


def test_a_static_batch_of_equal_requests_gains_nothing_and_waits_for_all_prompts() -> None:
    request = replace(LARGE, concurrency=16)
    static, joined = estimate_static(request), estimate_serving(request)
    assert static.output_tok_s < joined.output_tok_s * 1.05
    assert static.ttft_ms is not None
    assert joined.ttft_ms is not None
    assert static.ttft_ms > 2.0 * joined.ttft_ms


def test_every_format_can_be_served_on_every_sort_of_card() -> None:
    cards = (accelerator(), accelerator(fp8_tflops=None, generation="ampere"), accelerator(fp4_tflops=4000.0))
    for card in cards:
        for weights in (
            "bf16",
            "fp8",
            "int8",
            "int4",
            "int4-g32",
            "bnb-nf4",
            "mxfp4",
            "nvfp4",
            "q4_k_m",
            "iq2_m",
        ):
            found = estimate_serving(replace(LATENT, accelerator=card, weights=weights, concurrency=8))
            assert found.tpot_ms > 0
