from __future__ import annotations

import pytest

from tests.strategy.stories import SHOP, Look, changed, plans_of

TUNED = changed(
    SHOP,
    use_case={"kind": "finetune_project"},
    workload={"requests_per_day": 50_000},
    examples={"count": 20_000},
    quality={"failure": "format", "plateau": True},
    team={"skill": "ml"},
)


def test_tuned_weights_on_an_endpoint_are_billed_by_the_hour_of_their_cards(assessed: Look) -> None:
    found = assessed(**TUNED)
    plans = [p for p in plans_of(found, "managed_open_endpoint") if p.trains]
    assert plans
    catalog, anchors = found.context.supply.catalog, found.context.anchors
    for plan in plans:
        assert plan.hardware is not None
        assert catalog.accelerator(plan.hardware.accelerator).kind == "datacentre"
        price = catalog.rental(plan.hardware.accelerator, "on_demand")
        assert price is not None
        cards = plan.hardware.count * price.usd * anchors.dedicated_over_market.value * 730
        people = plan.estimates["people_usd_month"].value
        assert plan.estimates["usd_month"].value == pytest.approx(cards + people, rel=0.01)


def test_only_providers_that_tune_are_asked_to(assessed: Look) -> None:
    found = assessed(**changed(TUNED, team={"skill": "developers"}))
    rows = found.context.supply.catalog.api_models
    tuned = [p for p in plans_of(found, "hosted_api") if p.trains]
    assert {rows[p.model].provider for p in tuned} <= found.context.anchors.tuning_providers


def test_who_names_the_size_to_tune_wants_those_weights(assessed: Look) -> None:
    wish = {"adaptations": ["lora"], "train_params_b": 8}
    found = assessed(**changed(TUNED, wish=wish))
    assert "managed_ft" not in {w for j in found.ranked for w in j.plan.adaptations}
    assert found.best.plan.hardware is not None


def test_an_endpoint_keeps_the_model_that_was_named_to_be_run(assessed: Look) -> None:
    untried = changed(TUNED, quality={"failure": "not_tried"})
    found = assessed(**changed(untried, wish={"model": "qwen2.5-7b"}))
    kept = {p.model for p in plans_of(found, "managed_open_endpoint") if p.trains}
    assert kept == {"qwen2.5-7b"}
    free = {p.model for p in plans_of(assessed(**untried), "managed_open_endpoint") if p.trains}
    assert "qwen2.5-7b" not in free


def test_a_shared_cluster_is_what_the_pooled_money_buys(assessed: Look) -> None:
    story = changed(
        TUNED,
        use_case={"kind": "finetune_project", "several_workloads": True},
        workload={"shape": "bursty"},
        budget={"one_off_usd": 900_000},
    )
    (plan,) = {p.hardware for p in plans_of(assessed(**story), "shared_cluster")}
    assert plan is not None
    assert plan.count % 8 == 0
    assert plan.count >= 8


def test_money_for_no_whole_node_buys_half_of_one(assessed: Look) -> None:
    story: dict[str, dict[str, object]] = {
        "use_case": {"several_workloads": True},
        "workload": {"shape": "bursty"},
        "budget": {"one_off_usd": 90_000},
        "wish": {"deployments": ["shared_cluster"]},
        "team": {"skill": "ml"},
    }
    found = {p.hardware for p in plans_of(assessed(**story), "shared_cluster")}
    assert {(one.accelerator, one.count) for one in found if one} == {("l40s", 4)}


def test_groups_that_name_no_money_share_servers_and_no_desktop_machine(assessed: Look) -> None:
    story = changed(
        TUNED,
        use_case={"kind": "finetune_project"},
        wish={"deployments": ["shared_cluster"], "adaptations": ["lora"], "train_params_b": 7},
        workload={"users": 4},
        team={"own_time": True, "skill": "research"},
    )
    found = assessed(**story)
    rows = found.context.supply.catalog.accelerators
    plans = plans_of(found, "shared_cluster")
    assert plans
    assert {rows[p.hardware.accelerator].kind for p in plans if p.hardware} == {"datacentre"}
    assert not {p.hardware.hands for p in plans if p.hardware} & {"grant"}
    granted = changed(story, budget={"granted_gpu_hours": 2000})
    assert {p.hardware.hands for p in plans_of(assessed(**granted), "shared_cluster") if p.hardware} == {
        "grant"
    }


def test_room_to_grow_gives_way_to_the_money_that_there_is(assessed: Look) -> None:
    story = changed(SHOP, data={"boundary": "own_network"}, workload={"requests_per_day": 900})
    cheap = changed(story, budget={"one_off_usd": 4000})
    (plan,) = plans_of(assessed(**cheap), "on_prem")
    assert plan.feasibility == "feasible"
