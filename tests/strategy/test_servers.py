from __future__ import annotations

from advisor.strategy.servers import server_offers
from advisor.strategy.tuning import lifts_class
from tests.strategy.stories import FACTORY, Look, changed, plans_of


def test_a_purchase_carries_the_load_of_a_year_ahead(assessed: Look) -> None:
    story = changed(FACTORY, workload={"requests_per_day": 400000, "growth_per_year": 3})
    found = assessed(**story)
    plans = plans_of(found, "on_prem")
    assert plans
    for plan in plans:
        assert plan.estimates["capacity_requests_day"].high > 3 * 400000
        assert plan.estimates["utilisation"].value < 1 / 3


def test_a_spare_is_left_out_where_the_money_does_not_reach(assessed: Look) -> None:
    rich, poor = (
        plans_of(assessed(**changed(FACTORY, budget={"one_off_usd": usd})), "on_prem")[0].hardware
        for usd in (100_000, 1_000)
    )
    assert rich is not None
    assert poor is not None
    assert rich.replicas == 2
    assert poor.replicas == 1


def test_a_device_that_more_people_share_than_there_are_of_it_is_a_server(assessed: Look) -> None:
    story = changed(FACTORY, workload={"users": 12}, hardware={"owned": [{"name": "RTX 4090", "count": 2}]})
    found = assessed(**story)
    assert not plans_of(found, "on_device_edge")
    assert plans_of(found, "on_prem")


def test_the_device_that_the_user_thinks_of_is_tried(assessed: Look) -> None:
    story = changed(FACTORY, wish={"devices": [{"name": "dgx-spark", "count": 1}]})
    offers = server_offers(assessed(**story).context)
    assert "dgx-spark" in {offer.accelerator.id for offer in offers}
    assert "dgx-spark" not in {o.accelerator.id for o in server_offers(assessed(**FACTORY).context)}


def test_what_acts_on_prompts_is_no_technique_of_a_speech_model(assessed: Look) -> None:
    found = assessed(use_case={"kind": "voice"}, workload={"audio_hours_per_day": 50})
    barred = found.context.anchors.language_models_only
    assert all(not barred & set(j.plan.techniques) for j in (*found.ranked, *found.refused))


def test_search_runs_on_the_model_that_its_use_case_names(assessed: Look) -> None:
    found = assessed(use_case={"kind": "search"}, workload={"requests_per_day": 50000})
    models = {p.model for p in plans_of(found, "on_cpu")}
    assert models == {found.context.use_case.unit_model}


def test_tasks_with_a_checker_lift_a_small_model_from_fewer_examples(assessed: Look) -> None:
    context = assessed(**changed(FACTORY, examples={"count": 200})).context
    assert lifts_class(context, ("prompt_engineering", "rl_ft"))
    assert not lifts_class(context, ("prompt_engineering", "lora"))
