from __future__ import annotations

from advisor.strategy.train_only import has_traffic, train_only_plans
from tests.strategy.stories import SHOP, Look, changed, told

LANGUAGE = {
    "use_case": {"kind": "foundation_model"},
    "language": {"corpus_tokens": 5e9},
    "wish": {"train_params_b": 8},
}


def test_a_project_that_names_no_traffic_serves_nobody(assessed: Look) -> None:
    assert not has_traffic(assessed(**LANGUAGE).context)
    assert has_traffic(assessed(**SHOP).context)
    assert has_traffic(assessed(**changed(LANGUAGE, workload={"users": 50})).context)


def test_a_run_over_a_corpus_is_a_plan_of_its_own(assessed: Look) -> None:
    context = told(assessed(**LANGUAGE).context, required=("continued_pretraining",))
    (plan,) = train_only_plans(context)
    assert plan.trains
    assert plan.estimates["usd_month"].value == 0
    assert plan.estimates["usd_once"].value == plan.estimates["training_usd"].value
    assert plan.training_hardware == plan.hardware
    assert "8 billion" in plan.model_name


def test_with_traffic_the_run_belongs_to_a_plan_that_serves(assessed: Look) -> None:
    story = changed(LANGUAGE, workload={"requests_per_day": 1000})
    context = told(assessed(**story).context, required=("continued_pretraining",))
    assert list(train_only_plans(context)) == []


def test_tuning_on_examples_is_no_project_by_itself(assessed: Look) -> None:
    context = told(assessed(**LANGUAGE).context, required=("lora",))
    assert list(train_only_plans(context)) == []


def test_the_base_that_was_named_is_the_one_that_is_trained_on(assessed: Look) -> None:
    story = {**LANGUAGE, "wish": {"model": "qwen2.5-72b"}}
    (plan,) = train_only_plans(told(assessed(**story).context, required=("continued_pretraining",)))
    assert "a model of 72" in plan.model_name
    (small,) = train_only_plans(told(assessed(**LANGUAGE).context, required=("continued_pretraining",)))
    assert plan.training_hardware is not None
    assert small.training_hardware is not None
    assert plan.training_hardware.count > small.training_hardware.count


def test_all_weights_and_their_optimiser_must_fit_whatever_the_time(assessed: Look) -> None:
    """16 bytes for each of 70 billion parameters are 1.1 TB: eight cards of 80 GB do not hold them."""
    few = changed(LANGUAGE, language={"corpus_tokens": 1e9}, wish={"train_params_b": 70})
    (plan,) = train_only_plans(told(assessed(**few).context, required=("continued_pretraining",)))
    assert plan.training_hardware is not None
    assert plan.training_hardware.count * plan.training_hardware.memory_gb > 70 * 16
    assert plan.training_hardware.hardware_class == "multi-node"


def test_a_run_may_be_prepared_before_its_devices_are_there(assessed: Look) -> None:
    language = {
        "use_case": {"kind": "foundation_model"},
        "language": {"rare": True, "corpus_tokens": 2e9},
        "quality": {"domain_gap": "very_high"},
        "team": {"skill": "platform"},
    }
    granted = assessed(**language, training={"weeks_there": 2})
    assert "continued_pretraining" in granted.best.plan.adaptations
    late = assessed(**language, time={"deadline_weeks": 2})
    assert not late.ranked or "continued_pretraining" not in late.best.plan.adaptations
