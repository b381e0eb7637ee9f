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
