"""A day's batch on rented devices is done within a night, for the price of doing it at an even pace."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.decide.assess import Assessment
from advisor.estimate.ledger import month_usd
from advisor.strategy.eligible import models_of
from advisor.strategy.fitting import best_fit
from advisor.strategy.night import NIGHT_HOURS, within_a_night
from advisor.strategy.pricing import rented_lines
from advisor.strategy.search import Fit
from tests.strategy.stories import Look, changed, plans_of

RENTED = "self_host_rented"
LABELS: dict[str, Any] = {
    "use_case": {"kind": "extraction"},
    "workload": {"requests_per_day": 20_000_000, "input_tokens": 250, "output_tokens": 20},
    "latency": {"batch_ok": True},
    "data": {"boundary": "any_cloud"},
    "team": {"skill": "platform"},
}
"""A market that reads all its offers once a day."""


def even_fit(found: Assessment) -> Fit:
    """Return the devices that carry the work at an even pace."""
    context = found.context
    fit, _ = best_fit(context, RENTED, models_of(context, context.tier))
    assert fit is not None
    return fit


def test_the_work_of_a_day_is_done_within_a_night(assessed: Look) -> None:
    found = assessed(**LABELS)
    even = even_fit(found).fleet
    night = within_a_night(found.context, RENTED, even)
    assert 24 * even.utilisation.value > NIGHT_HOURS
    assert 24 * night.utilisation.value <= NIGHT_HOURS
    assert night.replicas * night.utilisation.value == pytest.approx(even.replicas * even.utilisation.value)


def test_the_plan_shows_the_copies_of_the_night(assessed: Look) -> None:
    found = assessed(**LABELS)
    night = within_a_night(found.context, RENTED, even_fit(found).fleet)
    assert night.devices in {p.hardware.count for p in plans_of(found, RENTED) if p.hardware}


def test_more_cards_for_fewer_hours_cost_the_same_and_fill_up_as_soon(assessed: Look) -> None:
    found = assessed(**LABELS)
    fit = even_fit(found)
    night = within_a_night(found.context, RENTED, fit.fleet)
    bills = [rented_lines(found.context, fit.offer, fleet) for fleet in (fit.fleet, night)]
    assert month_usd(bills[0], "usd").value == pytest.approx(month_usd(bills[1], "usd").value, rel=0.12)
    assert bills[0][0].headroom == pytest.approx(bills[1][0].headroom)


@pytest.mark.parametrize(
    "otherwise",
    [
        {"workload": {"requests_per_day": 100_000}},
        {"workload": {"shape": "around_the_clock"}},
        {"latency": {"batch_ok": False, "first_token_ms": 5000}},
    ],
    ids=["done within the hour", "it comes all day long", "somebody waits"],
)
def test_otherwise_the_even_pace_stays(assessed: Look, otherwise: dict[str, Any]) -> None:
    found = assessed(**changed(LABELS, **otherwise))
    even = even_fit(found).fleet
    assert within_a_night(found.context, RENTED, even) == even


def test_what_is_bought_runs_at_an_even_pace(assessed: Look) -> None:
    found = assessed(**LABELS)
    even = even_fit(found).fleet
    assert within_a_night(found.context, "on_prem", even) == even
