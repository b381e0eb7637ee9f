"""A named model on named devices: what fits, how long, how fast, for how many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.api import Advisor
from advisor.estimate.load import Load
from advisor.strategy.on_named import Machine, cheapest, crowd, held, one_stream, precisions
from tests.strategy.stories import SHOP, Look


def machine(advisor: Advisor, name: str, count: int = 1) -> Machine:
    return Machine(advisor.catalog.accelerator(name), count)


def load(pace: float = 15.0) -> Load:
    return Load(1.0, 1000.0, 300.0, first_token_ms=5000.0, total_ms=5000.0 + 1e3 * 300.0 / pace)


def test_a_70b_runs_on_two_24_gb_cards_in_four_bits_alone(advisor: Advisor) -> None:
    model, two = advisor.catalog.model("llama-3.1-70b"), machine(advisor, "rtx-3090", 2)
    arch = advisor.engine.supply.architecture(model)
    assert precisions(model, two) == ("bf16", "q8_0", "q4_k_m")
    tried = {name: held(arch, two, name, model.max_context) for name in precisions(model, two)}
    assert [name for name, one in tried.items() if one.fits(4096)] == ["q4_k_m"]
    assert tried["bf16"].needs_gb > 131.4, "70.6 billion weights of two bytes in GB of 2^30"
    assert 4096 < tried["q4_k_m"].context < 20_000, "what owners of two such cards report"
    assert not held(arch, machine(advisor, "rtx-3090"), "q4_k_m", model.max_context).fits(1)


def test_no_format_is_wider_than_the_published_one(advisor: Advisor) -> None:
    oss, server = advisor.catalog.model("gpt-oss-120b"), machine(advisor, "h100-sxm")
    assert precisions(oss, server) == ("mxfp4",)
    assert precisions(advisor.catalog.model("deepseek-r1"), server) == ("fp8", "int4")


def test_one_person_is_never_faster_than_the_memory_is_read(advisor: Advisor) -> None:
    model = advisor.catalog.model("qwen3-8b")
    arch = advisor.engine.supply.architecture(model)
    board = one_stream(arch, machine(advisor, "raspberry-pi-5"), "q4_k_m", 400.0, 100.0)
    assert board.low < board.value < 17.1 / 4.0, "17.1 GB/s over more than 4 GB of weights"
    card = one_stream(arch, machine(advisor, "rtx-4090"), "q4_k_m", 400.0, 100.0)
    assert 60.0 < card.value < 1008.0 / 4.0


@given(tokens=st.integers(256, 32_768), count=st.sampled_from([1, 2, 4]))
def test_more_cards_hold_no_shorter_request(advisor: Advisor, tokens: int, count: int) -> None:
    model = advisor.catalog.model("qwen3-32b")
    arch = advisor.engine.supply.architecture(model)
    few, more = (held(arch, machine(advisor, "rtx-4090", n), "q4_k_m", tokens) for n in (count, 2 * count))
    assert few.context <= more.context <= tokens


def test_a_slower_pace_serves_more_people(advisor: Advisor) -> None:
    arch = advisor.engine.supply.architecture(advisor.catalog.model("llama-3.1-70b"))
    server = machine(advisor, "h100-sxm")
    fast, slow = crowd(arch, server, "fp8", load(25.0)), crowd(arch, server, "fp8", load(5.0))
    assert fast is not None
    assert slow is not None
    assert fast.requests_per_day.value < slow.requests_per_day.value
    assert fast.at_once <= slow.at_once
    assert crowd(arch, server, "fp8", load(500.0)) is None


@pytest.mark.parametrize("kind", ["purchase", "on_demand"])
def test_the_cheapest_machine_holds_it_and_keeps_the_pace(
    advisor: Advisor, assessed: Look, kind: str
) -> None:
    context, model = assessed(**SHOP).context, advisor.catalog.model("qwen3-32b")
    arch = context.supply.architecture(model)
    found, quick = cheapest(context, model, kind, 8192), cheapest(context, model, kind, 8192, pace=60.0)
    assert found is not None
    assert quick is not None
    for one, precision in (found, quick):
        assert held(arch, one, precision, model.max_context).fits(8192)
    pace = one_stream(arch, quick[0], quick[1], context.load().input_tokens, context.load().answer_tokens)
    assert pace.value >= 60.0
