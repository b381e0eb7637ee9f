"""The ways to buy what a plan needs: service tiers, terms of rent, a conversation whole or in parts."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.cost_records import CostReport, WayCost
from advisor.strategy.rent_terms import usual_share
from tests.strategy.stories import SHOP, changed

RENTED: dict[str, Any] = changed(
    SHOP, exclusions={"deployments": ["hosted_api", "managed_open_endpoint", "on_prem"]}
)
TERMS = {"on demand", "reserved", "spot"}


def cost(advisor: Advisor, story: dict[str, Any]) -> CostReport:
    return advisor.cost(advisor.profile(story))


def ways(report: CostReport) -> dict[str, WayCost]:
    title, found = report.ways[0]
    assert title == report.first.plan.title
    return {one.way.name: one for one in found}


def test_a_hosted_model_is_shown_on_every_tier_that_its_provider_sells(advisor: Advisor) -> None:
    report = cost(advisor, changed(SHOP, exclusions={"vendors": ["Anthropic", "Google", "xAI"]}))
    row = advisor.catalog.api(report.first.plan.model)
    assert None not in (row.flex_factor, row.fast_factor, row.batch_factor)
    found, list_price = ways(report), report.first.plan.estimates["usd_month"].value
    for name, factor in (
        ("list price", 1.0),
        ("batch tier", row.batch_factor),
        ("flex tier", row.flex_factor),
        ("fast tier", row.fast_factor),
    ):
        assert found[name].way.month.value == pytest.approx(factor * list_price)
    assert [name for name, one in found.items() if one.way.taken] == ["list price"]


def test_a_tier_that_is_slower_than_what_was_said_says_so(advisor: Advisor) -> None:
    story = changed(SHOP, latency={"first_token_ms": 1000}, exclusions={"vendors": ["Anthropic"]})
    found = ways(cost(advisor, story))
    assert "within 1 s" in found["flex tier"].way.against
    assert "within 1 s" in found["batch tier"].way.against
    assert found["fast tier"].way.against == ""


def test_who_can_wait_a_quarter_of_an_hour_pays_the_flex_tier(advisor: Advisor) -> None:
    quick = changed(SHOP, latency={"first_token_ms": 60_000}, exclusions={"vendors": ["Anthropic"]})
    slow = changed(quick, latency={"first_token_ms": 900_000})

    def month(story: dict[str, Any]) -> float:
        return cost(advisor, story).first.plan.estimates["usd_month"].value

    assert month(slow) == pytest.approx(0.5 * month(quick), rel=0.05)
    taken = [one.way.name for one in ways(cost(advisor, slow)).values() if one.way.taken]
    assert len(taken) == 1
    assert taken[0] != "list price"


def test_rented_devices_are_compared_on_demand_reserved_and_on_the_spot_market(advisor: Advisor) -> None:
    report = cost(advisor, RENTED)
    assert report.first.way == "rented"
    found = ways(report)
    assert set(found) == TERMS
    assert found["on demand"].way.taken
    assert found["on demand"].total.value == pytest.approx(report.first.total.value)
    assert found["spot"].total.value < found["on demand"].total.value


def test_work_that_may_wait_runs_on_spot_devices_alone(advisor: Advisor) -> None:
    """A service keeps a part on demand under its spot devices; work that may wait keeps none."""

    def share(story: dict[str, Any]) -> float:
        found = ways(cost(advisor, story))
        rents = [
            next(x.month.value for x in found[name].way.lines if x.name == "rented devices" and x.month)
            for name in ("spot", "on demand")
        ]
        return rents[0] / rents[1]

    waits = changed(RENTED, latency={"batch_ok": True})
    assert share(waits) < share(RENTED)
    reserved = ways(cost(advisor, waits))["reserved"]
    assert "around the clock" in reserved.way.condition


def test_a_card_that_nobody_quotes_reserved_gets_the_usual_share_and_says_so(advisor: Advisor) -> None:
    context = advisor.assess(advisor.profile(RENTED)).context
    for kind in ("reserved", "spot"):
        share = usual_share(context, kind)
        assert share is not None
        assert 0.1 < share.low <= share.value <= share.high <= 1
    reserved = ways(cost(advisor, RENTED))["reserved"].way
    card = cost(advisor, RENTED).first.plan.hardware
    assert card is not None
    quoted = advisor.catalog.rental(card.accelerator, "reserved") is not None
    assert quoted or "no quote for this card" in reserved.condition


def test_a_conversation_is_compared_with_services_that_do_it_whole(advisor: Advisor) -> None:
    story = {
        "use_case": {"kind": "voice", "speaks": True},
        "workload": {"audio_hours_per_day": 100},
        "exclusions": {"deployments": ["self_host_rented", "on_prem", "on_cpu", "on_device_edge"]},
    }
    found = ways(cost(advisor, story))
    assert {"GPT-Live-1", "GPT-Realtime mini"} <= set(found)
    minutes = 100 * 60 * 365 / 12
    assert found["GPT-Live-1"].way.month.value == pytest.approx(0.05 * minutes)


def test_a_cap_on_a_task_bounds_the_bill(advisor: Advisor) -> None:
    story = {
        "use_case": {"kind": "agents"},
        "workload": {"requests_per_day": 1000, "steps_per_task": 10, "input_tokens": 50_000},
    }
    free = cost(advisor, story)
    each = free.first.plan.estimates["usd_month"].value / 1000 / (365 / 12)
    assert free.cap_usd_month is None
    capped = cost(advisor, changed(story, workload={**story["workload"], "task_cap_usd": 0.9 * each}))
    assert capped.cap_usd_month is not None
    assert capped.first.plan.estimates["usd_month"].value == pytest.approx(1000 * 365 / 12 * 0.9 * each)
    assert capped.first.plan.estimates["usd_month"].high <= capped.cap_usd_month.high * 1.000001


def test_a_cap_below_what_any_task_costs_is_a_limit_that_breaks(advisor: Advisor) -> None:
    story = {
        "use_case": {"kind": "agents"},
        "workload": {"requests_per_day": 1000, "input_tokens": 50_000, "task_cap_usd": 0.0001},
    }
    hosted = [
        item.plan
        for item in advisor.assess(advisor.profile(story)).refused
        if item.plan.deployment == "hosted_api"
    ]
    assert hosted
    assert all(any(limit.name == "most a task may cost" for limit in plan.limits) for plan in hosted)


def test_what_is_sold_at_the_end_stands_apart_and_adds_up(advisor: Advisor) -> None:
    story = changed(
        SHOP, exclusions={"deployments": ["hosted_api", "managed_open_endpoint", "self_host_rented"]}
    )
    first = cost(advisor, story).first
    assert first.resale is not None
    paid = first.over_time.month(36).total.value
    assert first.total.value == pytest.approx(paid - first.resale.value)


def test_electricity_that_nobody_publishes_is_said_to_be_unknown(advisor: Advisor) -> None:
    story = {
        "use_case": {"kind": "voice"},
        "workload": {"audio_hours_per_day": 2},
        "exclusions": {"deployments": ["self_host_rented", "on_prem", "on_cpu", "on_device_edge"]},
    }
    first = cost(advisor, story).first
    assert "serving_kwh_month" not in first.units
    assert "unknown" in first.unknown["serving_kwh_month"]


def test_pieces_of_work_are_those_of_the_work(advisor: Advisor) -> None:
    voice = cost(advisor, {"use_case": {"kind": "voice"}, "workload": {"audio_hours_per_day": 100}}).first
    assert "usd_per_audio_hour" in voice.units
    assert not [name for name in voice.units if "million" in name]
    text = cost(advisor, SHOP).first
    assert "usd_per_million_tokens" in text.units


def test_a_long_training_is_compared_on_the_spot_market_with_its_interruptions(advisor: Advisor) -> None:
    report = cost(
        advisor,
        {
            "use_case": {"kind": "foundation_model"},
            "wish": {"adaptations": ["pretrain_from_scratch"], "train_params_b": 7},
            "team": {"skill": "research"},
        },
    )
    by_name = {one.way.name: one for _, group in report.ways for one in group}
    spot, now = by_name["training on spot devices"], by_name["training on demand"]
    assert now.way.taken
    runs = [
        next(x.once.value for x in w.way.lines if x.name == "training runs" and x.once) for w in (spot, now)
    ]
    assert 0.2 < runs[0] / runs[1] < 0.9
    assert spot.total.value == pytest.approx(now.total.value - (runs[1] - runs[0]))
