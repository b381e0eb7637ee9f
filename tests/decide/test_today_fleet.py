"""Rented devices that run today are priced as was said, beside fewer of them, others and a service."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.records import Recommendation
from advisor.strategy.said_rent import said_rate
from tests.strategy.stories import Look, changed, plans_of

HOURS = 730
BY_THE_HOUR: dict[str, Any] = {
    "use_case": {"kind": "extraction"},
    "workload": {"requests_per_day": 3000},
    "wish": {"model": "mistral-7b", "devices": [{"name": "h100-sxm", "count": 4}]},
    "current": {"deployments": ["self_host_rented"]},
    "cost": {"gpu_usd_hour": 2.4},
}
BY_THE_MONTH: dict[str, Any] = {
    **{name: group for name, group in BY_THE_HOUR.items() if name != "cost"},
    "wish": {"model": "qwen3-14b", "devices": [{"name": "a100-sxm-80gb", "count": 8}]},
    "budget": {"current_usd_month": 6000},
}


def advice(advisor: Advisor, given: dict[str, Any]) -> Recommendation:
    return advisor.recommend(advisor.profile(given), as_of=date(2026, 11, 21))


def told(found: Recommendation) -> str:
    assert found.today is not None
    return " ".join((found.today.answer, *found.today.details))


@pytest.mark.parametrize("rate", [0.9, 2.4, 7.5])
def test_the_rent_that_was_said_prices_the_plan_that_runs(assessed: Look, rate: float) -> None:
    plans = plans_of(assessed(**changed(BY_THE_HOUR, cost={"gpu_usd_hour": rate})), "self_host_rented")
    (rent,) = {line.month.value for plan in plans for line in plan.lines
               if line.name == "rented devices" and line.month is not None}  # fmt: skip
    count = plans[0].hardware.count if plans[0].hardware else 0
    assert rent == pytest.approx(count * HOURS * rate)


def test_a_bill_for_named_devices_is_the_price_of_each(assessed: Look) -> None:
    plan = plans_of(assessed(**BY_THE_MONTH), "self_host_rented")[0]
    rent = next(line.month for line in plan.lines if line.name == "rented devices")
    assert plan.hardware is not None
    assert rent is not None
    assert rent.value == pytest.approx(6000 / 8 * plan.hardware.count)


def test_the_rent_of_other_devices_is_that_of_the_market(assessed: Look) -> None:
    other = {"model": "mistral-7b", "devices": [{"name": "l40s", "count": 1}]}
    named = assessed(**changed(BY_THE_HOUR, wish=other, current={"deployments": []}))
    free = assessed(
        **changed(BY_THE_HOUR, cost={"gpu_usd_hour": None}, current={"deployments": []}, wish=other)
    )
    rents = [
        {p.hardware.accelerator: p.estimates["usd_month"].value for p in plans_of(found, "self_host_rented")
         if p.hardware and p.hardware.accelerator != "l40s"}
        for found in (named, free)
    ]  # fmt: skip
    assert all(rents[0][name] == rents[1][name] for name in rents[0].keys() & rents[1].keys())


def test_keeping_is_weighed_at_the_rent_that_was_said(advisor: Advisor) -> None:
    found = advice(advisor, BY_THE_HOUR)
    assert found.today is not None
    sums = {q.name: q.value for q in found.today.figures}
    assert sums["kept_usd_month"] > 4 * HOURS * 2.4
    assert "$7,010 as you said" in told(found)


def test_the_fleet_stands_beside_fewer_others_and_a_service(advisor: Advisor) -> None:
    text = told(advice(advisor, BY_THE_HOUR))
    assert "1 of the 4 H100 SXM 80GB would do" in text
    assert "$5,260 a month is for the rest" in text
    beside = text.split("Side by side")[1].split(": ", 1)[1].split(". ")[0].split("; ")
    assert beside[0].startswith("4x H100 SXM 80GB as they are $7,010")
    assert beside[1].startswith("1 of them $1,750")
    assert "instead" in beside[2]
    assert beside[3].startswith(("Managed open-model endpoint", "Hosted API"))


def test_what_a_bill_comes_to_an_hour_stands_beside_the_market(advisor: Advisor) -> None:
    text = told(advice(advisor, BY_THE_MONTH))
    assert "comes to $1.03 an hour for each A100 SXM 80GB; the market asks" in text


def test_all_that_is_needed_leaves_nothing_over(advisor: Advisor) -> None:
    one = {"model": "mistral-7b", "devices": [{"name": "l40s", "count": 1}]}
    text = told(advice(advisor, changed(BY_THE_HOUR, wish=one)))
    assert "would do for your load" not in text
    assert "of them $" not in text


TWO_KINDS = [{"name": "h100-sxm", "count": 4}, {"name": "l4", "count": 2}]


@pytest.mark.parametrize("name", ["h100-sxm", "l4"])
def test_one_rent_for_several_kinds_of_devices_is_the_price_of_none(assessed: Look, name: str) -> None:
    found = assessed(**changed(BY_THE_HOUR, wish={"devices": TWO_KINDS}))
    assert said_rate(found.context, name) is None


def test_a_rent_is_that_of_the_devices_that_nobody_owns(assessed: Look) -> None:
    mine = {"owned": [{"name": "l4", "count": 2}]}
    found = assessed(**changed(BY_THE_HOUR, wish={"devices": TWO_KINDS}, hardware=mine))
    rate = said_rate(found.context, "h100-sxm")
    assert rate is not None
    assert rate.value == 2.4
    assert said_rate(found.context, "l4") is None


def test_a_bill_for_devices_and_a_service_is_the_price_of_neither(assessed: Look) -> None:
    both = {"deployments": ["self_host_rented", "hosted_api"]}
    plans = plans_of(assessed(**changed(BY_THE_MONTH, current=both)), "self_host_rented")
    rents = [line.month for plan in plans for line in plan.lines if line.name == "rented devices"]
    assert all(month is None or "implied" not in month.formula for month in rents)
    assert not any(q.name == "implied_usd_per_hour" for month in rents if month for q in month.inputs)


@pytest.mark.parametrize("share", [0.05, 0.12, 0.4])
def test_the_use_of_devices_tells_the_load_where_nobody_counted_it(advisor: Advisor, share: float) -> None:
    story = changed(BY_THE_HOUR, workload={"requests_per_day": None, "gpu_utilisation": share})
    load = advisor.filled(advisor.profile(story)).get("workload.requests_per_day")
    twice = changed(story, workload={"gpu_utilisation": 2 * share})
    more = advisor.filled(advisor.profile(twice)).get("workload.requests_per_day")
    assert load is not None
    assert more is not None
    assert load.state == "assumed"
    assert load.low is not None
    assert load.high is not None
    assert load.low < float(str(load.value)) < load.high
    assert float(str(more.value)) == pytest.approx(2 * float(str(load.value)), rel=0.1)


def test_a_load_that_was_counted_is_not_told_by_the_use(advisor: Advisor) -> None:
    for counted in ({"requests_per_day": 700}, {"requests_per_day": None, "users": 40}):
        story = changed(BY_THE_HOUR, workload={**counted, "gpu_utilisation": 0.3})
        load = advisor.filled(advisor.profile(story)).get("workload.requests_per_day")
        assert load is not None
        assert "of what" not in load.said
