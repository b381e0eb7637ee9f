"""Pairs, rollouts, teachers, layouts, hosts and published jobs."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.catalog import load_catalog
from advisor.catalog.records import ApiModel
from advisor.errors import UserError
from advisor.estimate.architecture import from_row
from advisor.estimate.distillation import Lessons, distillation_usd, teacher_by_api, teacher_by_devices
from advisor.estimate.finetune import FinetuneRequest, estimate_finetune
from advisor.estimate.job_hours import job_hours
from advisor.estimate.managed_tuning import managed_usd, managed_usd_per_m_tokens
from advisor.estimate.preference import pair_tokens, preference_request
from advisor.estimate.rollouts import PLACEMENTS, RolloutPlan, estimate_rollouts
from advisor.estimate.serving import ServeRequest
from advisor.estimate.tuning_jobs import job_of
from advisor.estimate.tuning_layout import TooLarge, TuningLayout, fastest, propose
from advisor.estimate.tuning_rollout_jobs import rollout_job_of
from advisor.estimate.tuning_setting import Method
from advisor.estimate.tuning_shape import shape_of
from advisor.estimate.tuning_speed import flops_per_token
from advisor.estimate.tuning_traffic import exchanged_bytes
from advisor.quantity import sourced
from tests.estimate.rows import DAY, LLAMA_70B, accelerator, model

LLAMA_8B = shape_of(model())
RATE = sourced("rate", 2.0, "USD/h", "test")


def request(method: Method = "lora", **changes: object) -> FinetuneRequest:
    return replace(FinetuneRequest(LLAMA_8B, method, accelerator(), rate=RATE, tokens=1e7), **changes)


def test_adapters_take_four_of_six_flops_a_weight() -> None:
    """NVIDIA NeMo 2 publishes 3.96 and 5.98."""
    lora = flops_per_token(LLAMA_8B, "lora", 1, checkpointing="none")
    full = flops_per_token(LLAMA_8B, "full", 1, checkpointing="none")
    assert lora / LLAMA_8B.params == pytest.approx(3.96, rel=0.02)
    assert full / LLAMA_8B.params == pytest.approx(5.98, rel=0.02)


def test_checkpointing_repeats_the_forward_pass() -> None:
    full = flops_per_token(LLAMA_8B, "full", 1, checkpointing="none")
    assert flops_per_token(LLAMA_8B, "full", 1) / full == pytest.approx(8 / 6, rel=0.01)


def test_pairs_double_tokens_and_logits_and_add_a_pass() -> None:
    plain, pairs = request(), preference_request(request())
    one, two = (estimate_finetune(r).memory["logits"].value for r in (plain, pairs))
    assert two == pytest.approx(2 * one)
    assert pairs.extra_forwards == 1
    assert preference_request(request(), scored_before=True).extra_forwards == 0
    assert pair_tokens(1000, 500, 2) == 2_000_000


def test_only_full_tuning_holds_a_second_copy_for_the_reference() -> None:
    weights = {
        m: estimate_finetune(preference_request(request(m))).memory["weights"].value for m in ("full", "lora")
    }
    assert weights["full"] == pytest.approx(2 * weights["lora"])


def test_rollouts_take_most_of_the_hours_when_answers_are_long() -> None:
    """Answers are generated token by token; updates see them at once."""
    arch = from_row(model())
    short = estimate_rollouts(request(), RolloutPlan(1000, answer_tokens=100, prompt_tokens=2000), arch)
    long = estimate_rollouts(request(), RolloutPlan(1000, answer_tokens=8000, prompt_tokens=100), arch)
    assert long.rollout_share.value > short.rollout_share.value
    assert long.rollout_share.value > 0.4
    assert long.cost_usd is not None
    assert long.cost_usd.value == pytest.approx(2 * long.gpu_hours.value)


def test_an_engine_beside_the_training_takes_its_memory_too() -> None:
    arch = from_row(model())
    apart, beside, asleep = (
        estimate_rollouts(
            request(), RolloutPlan(100, placement=p), arch
        ).training.peak_memory_gb_per_gpu.value
        for p in PLACEMENTS
    )
    assert apart <= asleep <= beside
    assert beside - apart > 2 * 8.0


def test_a_critic_doubles_the_updates() -> None:
    arch = from_row(model())
    alone, with_critic = (
        estimate_rollouts(request(), RolloutPlan(100, critic=critic), arch) for critic in (False, True)
    )
    updates = [e.gpu_hours.value - e.rollout_gpu_hours.value for e in (alone, with_critic)]
    assert updates[1] == pytest.approx(2 * updates[0])
    assert "critic" in with_critic.training.memory


def test_parts_with_an_engine_add_up_to_the_peak() -> None:
    found = estimate_rollouts(request(), RolloutPlan(100, placement="beside"), from_row(model())).training
    assert sum(q.value for q in found.memory.values()) == pytest.approx(found.peak_memory_gb_per_gpu.value)


def test_a_model_too_large_to_generate_is_refused() -> None:
    large = model(**LLAMA_70B)
    job = FinetuneRequest(shape_of(large), "qlora", accelerator())
    with pytest.raises(UserError, match="generating"):
        estimate_rollouts(job, RolloutPlan(10), from_row(large))


def test_a_hosted_teacher_is_paid_for_rejected_answers_too() -> None:
    api = ApiModel(
        id="t", source="price list", as_of=DAY, provider="p", name="T", tier="large",
        usd_per_m_input=2.0, usd_per_m_output=10.0, batch_factor=0.5,
    )  # fmt: skip
    all_kept = teacher_by_api(Lessons(10_000, 500, 500), api, batched=False)
    half_kept = teacher_by_api(Lessons(10_000, 500, 500, kept=0.5), api, batched=False)
    assert all_kept.value == pytest.approx(10_000 * (500 * 2 + 500 * 10) / 1e6)
    assert half_kept.value == pytest.approx(2 * all_kept.value)
    assert teacher_by_api(Lessons(10_000, 500, 500), api).value == pytest.approx(all_kept.value / 2)


def test_teacher_and_student_are_one_bill() -> None:
    serve = ServeRequest(from_row(model(**LLAMA_70B)), accelerator(), gpus=4, tp=4, isl=500, osl=500)
    teacher = teacher_by_devices(Lessons(10_000), serve, RATE)
    student = estimate_finetune(request())
    both = distillation_usd(teacher["teacher_usd"], student)
    assert both is not None
    assert student.cost_usd is not None
    assert both.value == pytest.approx(teacher["teacher_usd"].value + student.cost_usd.value)
    assert distillation_usd(None, estimate_finetune(request(rate=None))) is None


def test_a_teacher_that_does_not_fit_is_refused() -> None:
    serve = ServeRequest(from_row(model(**LLAMA_70B)), accelerator(), isl=500, osl=500)
    with pytest.raises(UserError, match="does not fit"):
        teacher_by_devices(Lessons(10), serve, None)


def test_the_chosen_setting_surely_fits_and_none_that_was_tried_is_much_faster() -> None:
    found = propose(request("full", gpus=8, seq_len=8192))
    assert isinstance(found, TuningLayout)
    assert found.estimate.surely_fits
    plain = estimate_finetune(replace(request("full", gpus=8, seq_len=8192), shards="zero3"))
    assert found.estimate.tok_s_per_gpu.value >= 0.95 * plain.tok_s_per_gpu.value
    assert "micro-batch" in found.words


def test_what_something_else_holds_is_left_free() -> None:
    free = propose(request("full", gpus=8))
    tight = propose(request("full", gpus=8), reserve_gb=40.0)
    assert isinstance(free, TuningLayout)
    assert isinstance(tight, TuningLayout)
    assert tight.estimate.peak_memory_gb_per_gpu.high + 40.0 <= tight.estimate.offered_gb


def test_what_does_not_fit_names_both_sizes_and_changes_that_work() -> None:
    small, large = accelerator(name="Small", memory_gb=24.0), accelerator(name="Large", memory_gb=288.0)
    job = replace(request("full", optimizer="adamw_8bit"), accelerator=small)
    found = propose(job, devices=[large])
    assert isinstance(found, TooLarge)
    assert found.needs_gb > found.has_gb
    assert found.changes
    assert len({change.kind for change in found.changes}) == len(found.changes)
    for change in found.changes:
        chosen = fastest(change.request)
        assert chosen is not None
        assert chosen.estimate.surely_fits
    assert any("Large" in change.instruction for change in found.changes)


def test_a_larger_device_of_the_same_maker_is_named_first() -> None:
    small = accelerator(name="Small", memory_gb=24.0)
    other = accelerator(id="other", name="Other", vendor="Somebody else", memory_gb=64.0)
    same = accelerator(id="same", name="Same", memory_gb=80.0)
    found = propose(replace(request("lora", seq_len=65_536), accelerator=small), devices=[other, same])
    assert isinstance(found, TooLarge)
    (change,) = [change for change in found.changes if change.kind == "device"]
    assert "Same" in change.instruction


def test_nothing_is_promised_that_no_change_reaches() -> None:
    tiny = accelerator(memory_gb=4.0)
    found = propose(FinetuneRequest(shape_of(model(**LLAMA_70B)), "qlora", tiny, seq_len=256))
    assert isinstance(found, TooLarge)
    assert all(fastest(change.request) is not None for change in found.changes)


@given(st.sampled_from([2, 4, 8, 64]))
def test_sharded_full_tuning_exchanges_three_copies_of_the_weights(gpus: int) -> None:
    """ZeRO, arXiv:1910.02054: 3 in the place of 2 of plain data parallelism."""
    sharded = exchanged_bytes(LLAMA_8B, request("full", gpus=gpus, shards="zero3").setting())
    copies = exchanged_bytes(LLAMA_8B, request("full", gpus=gpus, shards="none").setting())
    assert sharded / copies == pytest.approx(1.5)
    assert sharded == pytest.approx(6 * LLAMA_8B.params * (gpus - 1) / gpus)


def test_hosts_ask_more_for_larger_models_and_for_pairs() -> None:
    prices = [managed_usd_per_m_tokens(size) for size in (8, 32, 70, 235)]
    values = [price.value for price in prices if price is not None]
    assert len(values) == 4
    assert values == sorted(values)
    pairs, examples = managed_usd_per_m_tokens(8, "dpo"), managed_usd_per_m_tokens(8)
    assert pairs is not None
    assert examples is not None
    assert pairs.value > examples.value
    assert managed_usd(20e6, examples).value == pytest.approx(20 * examples.value)
    assert managed_usd_per_m_tokens(5000) is None


def test_hours_need_tokens_and_hold_what_stands_around_the_steps() -> None:
    job = request()
    hours = job_hours(job)
    assert hours.value > 1e7 / estimate_finetune(job).tok_s_per_gpu.value / 3600
    with pytest.raises(UserError, match="tokens"):
        job_hours(request(tokens=None))


def test_a_published_job_is_read_with_its_tokens_its_cap_and_its_method() -> None:
    row = {
        "source": "LitGPT", "model": "Llama-3.2-3B", "params_b": "3.213", "method": "qlora", "epochs": "2",
        "data_tokens_or_samples": "Alpaca2k (2000 samples, <=512 tok)", "hardware": "A10G", "n_gpus": "1",
        "gpu_hours": "0.25",
    }  # fmt: skip
    job = job_of(row, load_catalog())
    assert job.request.tokens == 2000 * 150 * 2
    assert not job.counted
    assert job.request.method == "qlora"
    assert job.request.stack == "litgpt"
    counted = job_of(
        {**row, "data_tokens_or_samples": "25.48M tokens (8192-packed GovReport)"}, load_catalog()
    )
    assert counted.request.tokens == 25.48e6
    assert counted.request.seq_len == 8192
    with pytest.raises(UserError, match="more than tuning"):
        job_of({**row, "method": "RLHF step3 (PPO)"}, load_catalog())


@pytest.mark.parametrize(
    "build",
    [
        lambda: RolloutPlan(0),
        lambda: RolloutPlan(10, placement="above"),
        lambda: Lessons(10, kept=1.5),
        lambda: Lessons(-1),
    ],
)
def test_plans_that_cannot_be_are_refused(build: object) -> None:
    assert callable(build)
    with pytest.raises(UserError):
        build()


def test_a_published_job_by_rollouts_is_met_within_a_third() -> None:
    """DeepSpeed-Chat, OPT-13B with PPO on 8 A100 of 40 GB: 10.8 hours for 67.5M tokens in and as many out."""
    row = {
        "source": "deepspeedai/DeepSpeed", "model": "OPT-13B", "params_b": "13", "method": "RLHF step3 (PPO)",
        "data_tokens_or_samples": "135M tokens: 67.5M query + 67.5M generated", "hardware": "A100-40GB",
        "n_gpus": "8", "gpu_hours": "86.4",
    }  # fmt: skip
    job = rollout_job_of(row, load_catalog())
    assert job is not None
    hours = job.estimate().gpu_hours
    assert hours.value == pytest.approx(86.4, rel=1 / 3)
    assert hours.low < 86.4 < hours.high
    assert rollout_job_of({**row, "data_tokens_or_samples": "135M tokens"}, load_catalog()) is None
    with pytest.raises(UserError, match="shapes"):
        rollout_job_of({**row, "model": "somebody's 13B"}, load_catalog())
