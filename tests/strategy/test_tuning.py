from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.strategy.pretraining import LONGEST_RUN_DAYS, continued_run, pretraining_run, wanted_size_b
from advisor.strategy.small_runs import Site
from advisor.strategy.tuning import least_class, lifts_class, training_for
from advisor.strategy.tuning_fits import tuning_limits
from advisor.strategy.tuning_runs import tuning_run
from tests.strategy.stories import SHOP, Look, changed, told

TUNED = changed(SHOP, examples={"count": 5000})
LORA = ("lora", "prompt_engineering")


def training(assessed: Look, adaptations: tuple[str, ...], model: str | None = "llama-3.1-8b", **groups):
    return training_for(told(assessed(**changed(TUNED, **groups)).context), adaptations, model)


def test_instructions_alone_train_nothing(assessed: Look) -> None:
    assert training(assessed, ("prompt_engineering", "rag")) is None


def test_a_tuning_bill_holds_the_computing_and_the_people(assessed: Look) -> None:
    found = training(assessed, LORA)
    assert found is not None
    computing = found.estimates["training_computing_usd"]
    assert 0 < computing.value < found.usd.value
    assert found.estimates["training_usd"] == found.usd
    assert found.hardware is not None
    assert not found.limits


def test_an_adapter_computes_less_than_changing_all_weights(assessed: Look) -> None:
    adapter, whole = (training(assessed, (word,)) for word in ("lora", "full_ft"))
    assert adapter is not None
    assert whole is not None
    assert adapter.estimates["training_computing_usd"].value < whole.estimates["training_computing_usd"].value


def test_reinforcement_computes_several_times_a_plain_run(assessed: Look) -> None:
    plain, rewarded = (training(assessed, (word,)) for word in ("full_ft", "rl_ft"))
    assert plain is not None
    assert rewarded is not None
    ratio = (
        rewarded.estimates["training_computing_usd"].value / plain.estimates["training_computing_usd"].value
    )
    assert ratio > 3


def test_few_examples_are_labelled_first_and_that_costs(assessed: Look) -> None:
    few = training(assessed, LORA, examples={"count": 50})
    enough = training(assessed, LORA, examples={"count": 500})
    assert few is not None
    assert enough is not None
    assert few.usd.value > enough.usd.value
    assert "examples_to_label" in few.usd.formula or any(
        q.name == "examples_to_label" and q.value == 450 for _, q in few.usd.walk()
    )


def test_no_examples_at_all_are_still_priced(assessed: Look) -> None:
    found = training(assessed, LORA, examples={"count": 0})
    assert found is not None
    assert found.usd.low > 0


def test_more_examples_take_more_hours(assessed: Look) -> None:
    hours = []
    for count in (500, 5000, 50_000, 500_000):
        found = training(assessed, LORA, examples={"count": count})
        assert found is not None
        hours.append(found.estimates["training_gpu_hours"].value)
    assert hours == sorted(hours)
    assert hours[-1] > hours[0]


def test_tuning_lifts_a_small_model_only_with_enough_examples(assessed: Look) -> None:
    few, enough = (told(assessed(**changed(SHOP, examples={"count": n})).context) for n in (499, 500))
    assert not lifts_class(few, LORA)
    assert lifts_class(enough, LORA)
    assert not lifts_class(enough, ("prompt_engineering",))


def test_what_was_computed_before_for_another_model_is_not_reused(assessed: Look) -> None:
    hosted = [
        training(assessed, ("managed_ft",), None, wish={"model": name})
        for name in ("Llama 3.1 8B", "Llama 3.1 405B", "Llama 3.1 8B")
    ]
    small, large, again = (t.estimates["training_computing_usd"].value for t in hosted if t is not None)
    assert large > 5 * small
    assert again == small


def test_a_corpus_is_read_in_a_run_of_its_own(assessed: Look) -> None:
    context = told(assessed(**changed(SHOP, language={"corpus_tokens": 2e9})).context)
    run = continued_run(context, 8.0)
    assert run.tokens.value == 2e9
    assert run.estimate.flops.value == pytest.approx(6 * 8e9 * 2e9, rel=0.5)


def test_a_mixture_of_experts_is_trained_on_by_what_one_token_passes_through(assessed: Look) -> None:
    context = told(assessed(**changed(SHOP, language={"corpus_tokens": 2e9})).context)
    dense, experts = continued_run(context, 21.0), continued_run(context, 21.0, 3.6)
    ratio = dense.estimate.flops.value / experts.estimate.flops.value
    assert ratio == pytest.approx(21.0 / 3.6, rel=0.3)
    assert experts.estimate.gpu_hours.value < dense.estimate.gpu_hours.value


def test_a_corpus_that_nobody_counted_has_a_wide_range(assessed: Look) -> None:
    tokens = continued_run(told(assessed(**SHOP).context), 8.0).tokens
    assert tokens.basis == "assumed"
    assert tokens.high >= 10 * tokens.low


def test_a_corpus_run_reports_its_days(assessed: Look) -> None:
    found = training(assessed, ("continued_pretraining",), language={"corpus_tokens": 2e9})
    assert found is not None
    assert 0 < found.estimates["training_days"].value < 30


def test_training_from_scratch_reads_twenty_tokens_a_parameter(assessed: Look) -> None:
    story = changed(SHOP, wish={"train_params_b": 7, "adaptations": ["pretrain_from_scratch"]})
    run = pretraining_run(assessed(**story).context)
    assert run.tokens.value == pytest.approx(140e9)
    assert run.estimate.flops.value == pytest.approx(6 * 7e9 * 140e9, rel=0.5)


def test_a_larger_model_from_scratch_costs_more_and_takes_more_devices(assessed: Look) -> None:
    wishes = [{"train_params_b": size, "adaptations": ["pretrain_from_scratch"]} for size in (1, 7, 70, 400)]
    runs = [pretraining_run(assessed(**changed(SHOP, wish=wish)).context) for wish in wishes]
    costs = [run.estimate.cost_usd.value for run in runs if run.estimate.cost_usd]
    assert costs == sorted(costs)
    assert [r.hardware.count for r in runs] == sorted(r.hardware.count for r in runs)
    assert runs[-1].hardware.count > 1000


@pytest.mark.parametrize(
    ("size", "tokens", "devices"), [(1.5, 4e7, 1), (3, 6e8, 2), (7, 2e9, 4), (13, 3e10, 8)]
)
def test_text_is_read_by_as_few_devices_as_hold_the_model_and_end_in_time(
    assessed: Look, size: float, tokens: float, devices: int
) -> None:
    story = changed(SHOP, wish={"train_params_b": size}, language={"corpus_tokens": tokens})
    run = continued_run(assessed(**story).context, size)
    assert run.hardware.count == devices
    assert run.estimate.wall_days.value <= LONGEST_RUN_DAYS["continued"]


@pytest.mark.parametrize(
    ("budget", "size"), [(None, 7.0), (1e6, 20.0), (2e7, 70.0), (1e8, 200.0), (5e8, 400.0)]
)
def test_the_size_that_nobody_named_follows_the_budget(
    assessed: Look, budget: float | None, size: float
) -> None:
    story = changed(SHOP, budget={"one_off_usd": budget} if budget else {})
    assert wanted_size_b(told(assessed(**story).context)) == size


def test_a_tuning_run_that_a_device_cannot_hold_names_both_memories(assessed: Look, advisor: Advisor) -> None:
    context = assessed(**changed(SHOP, wish={"model": "Llama 3.3 70B"})).context
    (limit,) = tuning_limits(context, "full_ft", advisor.catalog.accelerator("rtx-4090"), 1)
    assert limit.name == "memory of the device while tuning"
    assert limit.has == "24 GB", "in the GB by which the card is sold"
    assert float(limit.needs.split()[0].replace(",", "")) > 500


def test_a_tuning_run_that_fits_breaks_nothing(assessed: Look, advisor: Advisor) -> None:
    context = assessed(**changed(SHOP, wish={"model": "Llama 3.1 8B"})).context
    assert tuning_limits(context, "qlora", advisor.catalog.accelerator("h100-sxm"), 1) == ()


def test_a_closed_model_is_tuned_at_the_providers_price_for_a_token(assessed: Look) -> None:
    story = {"examples": {"count": 5000}, "workload": {"input_tokens": 900, "output_tokens": 100}}
    found = training(assessed, ("managed_ft",), None, **story)
    assert found is not None
    runs, tokens = 3, 5000 * 1000 * 3
    assert found.estimates["training_computing_usd"].value == pytest.approx(runs * tokens * 8 / 1e6)


INSIDE = {"data": {"boundary": "own_network", "sensitivity": ["confidential"]}}


def test_data_that_may_not_leave_are_trained_on_inside(assessed: Look) -> None:
    rented, inside = (training(assessed, LORA, **groups) for groups in ({}, INSIDE))
    assert rented is not None
    assert inside is not None
    assert rented.hardware is not None
    assert inside.hardware is not None
    assert not rented.hardware.bought
    assert inside.hardware.bought
    assert "training_hardware_usd" not in rented.estimates
    bought = inside.estimates["training_hardware_usd"]
    assert bought.value > 1000
    assert sum(line.once.value for line in inside.lines if line.once) == pytest.approx(inside.usd.value)


def test_devices_that_serve_inside_also_train_at_no_further_purchase(
    assessed: Look, advisor: Advisor
) -> None:
    context = told(assessed(**changed(TUNED, **INSIDE)).context)
    site = Site(advisor.catalog.accelerator("h100-sxm"), 1)
    found = training_for(context, LORA, "llama-3.1-8b", site)
    assert found is not None
    assert found.hardware is not None
    assert found.hardware.accelerator == "h100-sxm"
    assert "training_hardware_usd" not in found.estimates


def test_a_plan_inside_never_rents_what_it_trains_on(assessed: Look) -> None:
    found = assessed(**changed(TUNED, examples={"count": 5000}, quality={"plateau": True}, **INSIDE))
    trained = [item.plan for item in found.ranked if item.plan.training_hardware]
    assert trained
    for plan in trained:
        assert plan.training_hardware is not None
        assert plan.training_hardware.bought or plan.training_hardware.owned


def test_the_answers_of_reinforcement_are_computed_where_the_model_is_known(assessed: Look) -> None:
    short, long = (
        training(assessed, ("rl_ft",), workload={"output_tokens": tokens}) for tokens in (300, 3000)
    )
    unknown = training(assessed, ("rl_ft",), None)
    assert short is not None
    assert long is not None
    assert unknown is not None
    names = {q.name for _, q in short.usd.walk()}
    assert "rollout_gpu_hours" in names
    assert long.estimates["training_gpu_hours"].value > 2 * short.estimates["training_gpu_hours"].value
    assert "rollouts" in {q.name for _, q in unknown.usd.walk()}


INSURER = changed(
    SHOP,
    examples={"count": 9000},
    hardware={"owned": [{"name": "48GB workstation card", "count": 1, "memory_gb": 48}]},
    wish={"train_params_b": 70, "adaptations": ["lora"]},
)


def test_a_70b_is_tuned_on_the_one_48_gb_card_that_is_there(assessed: Look) -> None:
    run = tuning_run(told(assessed(**INSURER).context), "lora", None, None)
    assert run is not None
    assert run.hardware.owned
    assert (run.hardware.name, run.hardware.count) == ("RTX A6000", 1)
    assert run.usd.value == 0
    assert "QLoRA" in run.hardware.layout
    assert "times the usual time" in run.hardware.layout
    assert run.wall_hours is not None
    assert 20 < run.wall_hours.value < 400


def test_what_fits_as_it_is_planned_has_no_settings_to_tell(assessed: Look) -> None:
    story = changed(INSURER, wish={"train_params_b": 8})
    run = tuning_run(told(assessed(**story).context), "lora", None, None)
    assert run is not None
    assert run.hardware.owned
    assert run.hardware.layout == ""


def test_a_packed_70b_breaks_no_memory_limit_on_48_gb_and_breaks_it_on_24(
    assessed: Look, advisor: Advisor
) -> None:
    context = assessed(**changed(SHOP, wish={"model": "Llama 3.3 70B"})).context
    assert tuning_limits(context, "qlora", advisor.catalog.accelerator("l40s"), 1) == ()
    (limit,) = tuning_limits(context, "qlora", advisor.catalog.accelerator("rtx-4090"), 1)
    assert limit.name == "memory of the device while tuning"


def test_what_a_provider_tunes_has_no_devices_of_ours(assessed: Look) -> None:
    for model in (None, "llama-3.1-8b"):
        found = training(assessed, ("managed_ft",), model)
        assert found is not None
        assert found.hardware is None
        assert "training_gpu_hours" not in found.estimates
        assert found.estimates["training_computing_usd"].value > 0


def test_among_runs_of_petty_cost_the_card_that_somebody_thinks_of_is_taken(assessed: Look) -> None:
    thought = {"wish": {"devices": [{"name": "H100", "count": 8}]}}
    named, small = training(assessed, LORA, **thought), training(assessed, LORA)
    assert named is not None
    assert small is not None
    assert named.hardware is not None
    assert small.hardware is not None
    assert (named.hardware.accelerator, named.hardware.count) == ("h100-sxm", 1)
    assert small.hardware.memory_gb < named.hardware.memory_gb


@pytest.mark.parametrize(
    ("word", "lower"), [("lora", True), ("classical_ml", False), ("encoder_classifier", False)]
)
def test_only_what_a_language_model_learns_itself_lets_a_lesser_one_do(
    assessed: Look, word: str, lower: bool
) -> None:
    story = changed(TUNED, examples={"count": 50_000}, quality={"bar": "staff"})
    context = assessed(**story).context
    assert (least_class(context, (word, "prompt_engineering")) != context.tier) is lower


def test_a_small_model_learns_on_a_small_card_where_that_costs_a_few_dollars_more(assessed: Look) -> None:
    found = training(assessed, ("distillation",), "bge-m3", examples={"count": 50_000})
    assert found is not None
    assert found.hardware is not None
    assert found.hardware.hardware_class in ("1x24GB", "1x48GB")
