"""A figure that includes growth says so beside it."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from advisor.api import Advisor
from advisor.report.as_json import recommendation_json
from advisor.report.render import report_markdown

EXAMPLE = Path(__file__).parents[2] / "advisor" / "examples" / "open_weight_adaptation.toml"
DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def engine() -> Advisor:
    return Advisor.load(plugins=False, today=DAY)


def reported(engine: Advisor, growth: float) -> tuple[str, dict[str, object]]:
    """Return the report on devices that are bought, and its first plan's devices."""
    document = tomllib.loads(EXAMPLE.read_text("utf-8"))
    document["workload"] |= {"requests_per_day": 217, "growth_per_year": growth}
    found = engine.recommend(engine.profile(document), as_of=DAY)
    assert found.plans[0].plan.hardware is not None
    assert found.plans[0].plan.hardware.bought
    return report_markdown(found), recommendation_json(found)["plans"][0]["hardware"]


def test_devices_bought_for_a_year_ahead_say_which_load_they_are_sized_for(engine: Advisor) -> None:
    text, hardware = reported(engine, 3)
    assert "sized, as are the waits, for 3x the requests of today" in text
    assert "requests per day with growth: 651 requests/day = `those of today x 3" in text
    assert "requests per day: 651" not in text
    assert hardware["sized_for_growth"] == 3


def test_devices_for_the_load_of_today_say_nothing_of_growth(engine: Advisor) -> None:
    text, hardware = reported(engine, 1)
    assert "sized, as are the waits" not in text
    assert "requests per day: 217 requests/day = `from the load that was given`" in text
    assert hardware["sized_for_growth"] == 1
