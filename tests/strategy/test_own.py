from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.assess import Assessment
from advisor.estimate.money import HOURS_PER_MONTH
from advisor.strategy import fitting, supply
from advisor.strategy.eligible import models_of
from advisor.strategy.fitting import best_fit, offers_for
from advisor.strategy.other_fits import ON_A_DESK
from advisor.strategy.own import own_plans
from advisor.strategy.owned import owned_offers
from advisor.strategy.rentable import rentable
from advisor.strategy.supply import tier_index
from tests.strategy.stories import FACTORY, SHOP, Look, changed, plans_of, told

LOADS: list[dict[str, Any]] = [
    {"use_case": {"kind": kind}, "workload": {"requests_per_day": volume}, "latency": {"batch_ok": batch}}
    for kind in ("chatbot", "code", "agents")
    for volume in (500, 100_000, 2_000_000)
    for batch in (False, True)
]


def in_a_word(story: object) -> str:
    return "-".join(str(v) for g in story.values() for v in g.values()) if isinstance(story, dict) else ""


@pytest.mark.parametrize("story", LOADS, ids=in_a_word)
@pytest.mark.parametrize("place", ["self_host_rented", "on_prem"])
def test_leaving_devices_out_early_finds_what_trying_all_finds(
    assessed: Look, monkeypatch: pytest.MonkeyPatch, story: dict[str, Any], place: str
) -> None:
    context = told(assessed(**changed(story, latency={"first_token_ms": 5000})).context)
    models = models_of(context, context.tier)
    best, _ = best_fit(context, place, models)
    few = offers_for(context, place)
    monkeypatch.setattr(supply, "_beats", lambda one, other: False)
    fresh = replace(context, supply=supply.Supply(context.supply.catalog))
    every = offers_for(fresh, place)
    assert len(every) > len(few)
    monkeypatch.setattr(fitting, "offers_for", lambda *_: tuple(reversed(every)))
    wanted, _ = best_fit(fresh, place, models)
    assert best == wanted


def test_the_bill_of_rented_devices_is_hours_times_price_and_people(assessed: Look, advisor: Advisor) -> None:
    context = told(assessed(**SHOP).context)
    (plan,) = own_plans(context, "self_host_rented")
    assert plan.hardware is not None
    price = advisor.catalog.rental(plan.hardware.accelerator, "on_demand")
    assert price is not None
    people = plan.estimates["people"].value * advisor.catalog.parameter("engineer_usd_year").value / 12
    overhead = advisor.catalog.parameter("cloud_overhead").value
    expected = plan.hardware.count * HOURS_PER_MONTH * price.usd * overhead + people
    assert plan.estimates["usd_month"].value == pytest.approx(expected)


def test_owned_devices_cost_nothing_to_buy(assessed: Look) -> None:
    story = changed(FACTORY, hardware={"owned": [{"name": "RTX 4090", "count": 4}]})
    (plan,) = own_plans(told(assessed(**story).context), "on_prem")
    assert plan.hardware is not None
    assert plan.hardware.owned
    assert plan.hardware.name == "GeForce RTX 4090"
    assert plan.estimates["usd_once"].value == 0


def test_bought_devices_are_paid_once(assessed: Look, advisor: Advisor) -> None:
    plan, *_ = own_plans(told(assessed(**FACTORY).context), "on_prem")
    assert plan.hardware is not None
    price = advisor.catalog.rental(plan.hardware.accelerator, "purchase")
    assert price is not None
    assert plan.hardware.bought
    assert not plan.hardware.owned
    assert plan.estimates["hardware_usd"].value >= plan.hardware.count * price.usd


def test_fewer_devices_than_needed_names_what_is_owned(assessed: Look) -> None:
    story = changed(
        FACTORY,
        workload={"requests_per_day": 3_000_000},
        hardware={"owned": [{"name": "RTX 4090", "count": 1}]},
    )
    bought, *_, plan = own_plans(told(assessed(**story).context), "on_prem")
    assert bought.feasibility == "feasible"
    assert bought.hardware is not None
    assert not bought.hardware.owned
    assert plan.feasibility == "infeasible"
    (limit,) = plan.limits
    assert (limit.name, limit.has) == ("devices that you own", "1")
    assert int(limit.needs) > 1


def test_renting_is_not_free_to_those_who_own_such_a_device(assessed: Look) -> None:
    owner = changed(SHOP, hardware={"owned": [{"name": "H200", "count": 1}]})
    ours, theirs = (told(assessed(**story).context) for story in (owner, SHOP))
    (mine,), (other,) = (list(own_plans(c, "self_host_rented")) for c in (ours, theirs))
    assert mine.hardware == other.hardware
    assert mine.hardware is not None
    assert not mine.hardware.owned


def test_a_model_that_fits_nowhere_names_what_it_needs_and_what_there_is(assessed: Look) -> None:
    story = changed(
        FACTORY,
        hardware={"owned": [{"name": "RTX 3060", "count": 1}]},
        wish={"model": "Llama 3.1 405B", "fixed_model": True},
    )
    *bought, plan = own_plans(told(assessed(**story).context), "on_prem")
    assert all(other.hardware is not None and not other.hardware.owned for other in bought)
    assert plan.model == "llama-3.1-405b"
    (limit,) = plan.limits
    assert limit.name.startswith("memory of")
    assert float(limit.needs.split()[0]) > 200
    assert "GB" in limit.has


def test_a_waiting_time_that_no_device_keeps_is_named_rather_than_the_memory_of_the_smallest(
    assessed: Look,
) -> None:
    story = changed(SHOP, latency={"first_token_ms": 2})
    (plan,) = own_plans(told(assessed(**story).context), "self_host_rented")
    assert [limit.name for limit in plan.limits] == ["time to the first token"]


def test_a_waiting_time_that_we_assumed_breaks_nothing(assessed: Look) -> None:
    context = told(assessed(**SHOP).context)
    hasty = replace(context, workload=replace(context.workload, first_token_ms=1.0, total_ms=1.0))
    (plan,) = own_plans(hasty, "self_host_rented")
    assert plan.feasibility == "feasible"


def test_a_request_longer_than_the_models_read_is_named(assessed: Look) -> None:
    story = changed(SHOP, workload={"input_tokens": 2e6, "output_tokens": 1e5})
    (plan,) = own_plans(told(assessed(**story).context), "self_host_rented")
    (limit,) = plan.limits
    assert limit.name == "length that the model can read"
    assert limit.needs == "2.1M tokens"


def test_without_any_vendor_the_plan_says_that_all_are_ruled_out(assessed: Look, advisor: Advisor) -> None:
    makers = sorted({row.origin for row in advisor.catalog.models.values()})
    context = told(assessed(**changed(SHOP, exclusions={"vendors": makers})).context)
    (plan,) = own_plans(context, "on_prem")
    assert plan.feasibility == "infeasible"
    assert plan.limits[0].has == "all ruled out"


def test_a_named_model_that_is_required_is_the_one_that_runs(assessed: Look) -> None:
    story = changed(SHOP, wish={"model": "Llama 3.3 70B", "fixed_model": True})
    (plan,) = own_plans(told(assessed(**story).context), "self_host_rented")
    assert plan.model == "llama-3.3-70b"


def test_without_compression_weights_stay_in_16_bits(assessed: Look) -> None:
    story = changed(SHOP, wish={"model": "Llama 3.1 8B", "fixed_model": True})
    context = told(assessed(**story).context, against=("quantization",))
    (plan,) = own_plans(context, "self_host_rented")
    assert plan.hardware is not None
    assert plan.hardware.precision == "bf16"
    assert "quantization" not in plan.techniques


def test_work_that_may_wait_pays_for_the_hours_it_takes(assessed: Look) -> None:
    small = changed(SHOP, workload={"requests_per_day": 200})
    steady, overnight = (
        next(own_plans(told(assessed(**changed(small, latency={"batch_ok": b})).context), "self_host_rented"))
        for b in (False, True)
    )
    assert overnight.estimates["usd_month"].value < steady.estimates["usd_month"].value


def test_where_many_rely_on_it_one_replica_may_fail(assessed: Look) -> None:
    few, many = (
        told(assessed(**changed(FACTORY, workload={"requests_per_day": n})).context) for n in (100, 200_000)
    )
    (small,), (large, *_) = (list(own_plans(c, "on_prem")) for c in (few, many))
    assert small.hardware is not None
    assert large.hardware is not None
    assert small.hardware.replicas == 1
    assert large.hardware.replicas > 1


@pytest.mark.parametrize("name", ["RTX 3060", "T4", "V100"])
def test_owned_devices_without_a_known_price_are_used_all_the_same(assessed: Look, name: str) -> None:
    story = changed(FACTORY, hardware={"owned": [{"name": name, "count": 8}]})
    for plan in plans_of(assessed(**story), "on_prem"):
        if plan.hardware is not None:
            assert plan.hardware.owned
            assert plan.estimates["usd_once"].value == 0


def test_more_requests_never_cost_less(assessed: Look) -> None:
    bills = []
    for volume in (1e2, 1e3, 1e4, 1e5, 1e6, 1e7):
        found = assessed(**changed(FACTORY, workload={"requests_per_day": volume}))
        plans = [p for p in plans_of(found, "on_prem") if p.priced]
        bills.append(min((p.estimates["usd_lifetime"].value for p in plans), default=float("inf")))
    assert bills == sorted(bills)


def test_what_is_owned_is_offered_with_the_best_model_that_it_serves(assessed: Look) -> None:
    story = changed(FACTORY, hardware={"owned": [{"name": "L40S", "count": 2}]}, quality={"bar": "certified"})
    context = told(assessed(**story).context)
    plans = list(own_plans(context, "on_prem"))
    ours = [plan for plan in plans if plan.hardware is not None and plan.hardware.owned]
    assert {plan.feasibility for plan in ours} == {"feasible"}
    assert [plan.hardware.count for plan in ours if plan.hardware is not None] == [2, 1]


def test_cards_without_a_link_of_their_own_do_not_share_a_model_in_great_numbers(assessed: Look) -> None:
    context = told(assessed(**changed(FACTORY, quality={"bar": "certified"})).context)
    for place in ("on_prem", "self_host_rented"):
        for plan in own_plans(context, place):
            if (
                plan.hardware is not None
                and not context.supply.catalog.accelerator(plan.hardware.accelerator).link
            ):
                assert plan.hardware.per_replica <= context.anchors.most_without_link


def test_who_names_a_model_to_tune_gets_a_plan_about_that_model(assessed: Look) -> None:
    story = changed(
        SHOP,
        use_case={"kind": "finetune_project"},
        data={"boundary": "own_cloud"},
        examples={"count": 5000},
        team={"skill": "ml"},
        wish={"model": "Llama 3.1 8B", "adaptations": ["lora"]},
    )
    tuned = [item.plan for item in assessed(**story).ranked if item.plan.trains]
    assert tuned
    assert {plan.model for plan in tuned} == {"llama-3.1-8b"}


def test_what_software_no_longer_runs_on_is_not_rented(assessed: Look, advisor: Advisor) -> None:
    context = assessed(**changed(SHOP, team={"skill": "developers"})).context
    offered = {offer.accelerator.generation for offer in rentable(context)}
    kinds = {offer.accelerator.kind for offer in rentable(context)}
    assert not offered & context.anchors.outdated
    assert not kinds & context.anchors.own_software
    able = assessed(**changed(SHOP, team={"skill": "platform"})).context
    assert {offer.accelerator.kind for offer in rentable(able)} >= context.anchors.own_software


def _classes_on_site(assessed: Look, **groups: Any) -> list[str]:
    plans = own_plans(told(assessed(**changed(FACTORY, **groups)).context), "on_prem")
    return [plan.tier for plan in plans]


MANY, FEW = {"requests_per_day": 20_000, "users": 400}, {"requests_per_day": 2000, "users": 40}
A_DESK = {"requests_per_day": 200, "users": 4}


def test_an_organisation_that_may_use_no_hosted_model_weighs_the_next_class(assessed: Look) -> None:
    needed, next_one = _classes_on_site(assessed, workload=MANY)
    assert tier_index(next_one) == tier_index(needed) + 1
    assert _classes_on_site(assessed, workload=A_DESK) == [needed]


def test_a_completion_deserves_no_next_class(assessed: Look) -> None:
    code: dict[str, Any] = {"use_case": {"kind": "code"}, "workload": {**MANY, "output_tokens": 40}}
    hasty = changed(code, latency={"first_token_ms": 250})
    patient = changed(code, latency={"first_token_ms": 5000})
    assert len(set(_classes_on_site(assessed, **hasty))) == 1
    assert len(set(_classes_on_site(assessed, **patient))) == 2


def test_a_department_that_has_still_to_buy_weighs_it_and_sets_nothing_aside(assessed: Look) -> None:
    assert _classes_on_site(assessed, workload=FEW) == _classes_on_site(assessed, workload=MANY)
    found = assessed(**changed(FACTORY, workload=FEW))
    assert {item.plan.tier for item in found.ranked} == set(_classes_on_site(assessed, workload=FEW))
    there = {"owned": [{"name": "L40S", "count": 4}]}
    assert len(_classes_on_site(assessed, workload=FEW, hardware=there)) == 1


@pytest.mark.parametrize(("people", "desks"), [(4, [True, False]), (40, [False])])
def test_what_stands_on_a_desk_is_weighed_beside_cards_for_servers(
    assessed: Look, people: int, desks: list[bool]
) -> None:
    story = changed(
        FACTORY,
        use_case={"kind": "extraction"},
        wish={"model": "Llama 3.3 70B"},
        workload={"requests_per_day": 300, "users": people},
    )
    context = assessed(**story).context
    cards = [plan.hardware for plan in own_plans(told(context), "on_prem") if plan.hardware is not None]
    kinds = [context.supply.catalog.accelerator(card.accelerator).kind for card in cards]
    assert list(dict.fromkeys(kind in ON_A_DESK for kind in kinds)) == desks


def test_its_least_class_is_set_aside_while_the_next_one_fits(assessed: Look) -> None:
    many = assessed(**changed(FACTORY, workload=MANY))
    assert {item.plan.tier for item in many.ranked if item.plan.deployment == "on_prem"} == {
        _classes_on_site(assessed, workload=MANY)[1]
    }
    assert any(item.plan.feasibility != "infeasible" for item in many.refused if item.plan.hardware)
    poor = assessed(**changed(FACTORY, workload=MANY, budget={"one_off_usd": _between(many)}))
    assert [item.plan.tier for item in poor.ranked] == [_classes_on_site(assessed, workload=MANY)[0]]


def _between(found: Assessment) -> float:
    """Return money that reaches for the lesser of two machines and not for the better one."""
    best = found.best.plan
    lesser = next(item.plan for item in found.refused if item.plan.deployment == best.deployment)
    return (lesser.estimates["hardware_usd"].value + best.estimates["hardware_usd"].low) / 2.0


def test_the_next_class_is_not_weighed_where_a_hosted_model_may_be_asked(assessed: Look) -> None:
    assert len(_classes_on_site(assessed, workload=MANY, data={"boundary": "contract"})) == 1


def test_no_class_beyond_the_usual_one_of_closed_sites_is_weighed(assessed: Look) -> None:
    best = {"bar": "frontier"}
    assert _classes_on_site(assessed, workload=MANY, quality=best) == ["large", "large"]


@pytest.mark.parametrize(("failure", "used"), [("not_tried", True), ("slow", False)])
def test_processors_on_which_sentences_came_too_slowly_are_not_advised_again(
    assessed: Look, failure: str, used: bool
) -> None:
    story = changed(
        SHOP,
        data={"boundary": "own_network"},
        quality={"failure": failure},
        workload={"output_tokens": 300},
        hardware={"owned": [{"name": "EPYC 9355P", "count": 1}]},
    )
    assert bool(owned_offers(assessed(**story).context)) is used
