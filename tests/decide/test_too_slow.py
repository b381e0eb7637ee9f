"""A plan that is expected later than somebody said says so, and one far later than was assumed too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.decide.assess import Assessment
from advisor.decide.too_slow import later_than_said, too_slow
from advisor.quantity import exact
from tests.strategy.stories import SHOP, Look, changed


def _taking(found: Assessment, **waits: float) -> Assessment:
    """Return an assessment whose best plan takes other times."""
    known = dict(found.best.plan.estimates)
    for name, ms in waits.items():
        known[name] = exact(name, ms, "ms", "as tried")
    best = replace(found.best, plan=replace(found.best.plan, estimates=known))
    return replace(found, ranked=(best, *found.ranked[1:]))


@pytest.mark.parametrize(
    ("said", "takes"),
    [
        ({"first_token_ms": 200}, {"first_token_ms": 400.0}),
        ({"total_ms": 3000}, {"total_ms": 9000.0}),
    ],
)
def test_what_is_later_than_was_said_is_told(
    assessed: Look, said: dict[str, float], takes: dict[str, float]
) -> None:
    found = _taking(assessed(**changed(SHOP, latency=said)), **takes)
    assert "where you said" in too_slow(found)
    assert later_than_said(found.context.profile, found.best.plan)


def test_what_is_in_time_is_not_told(assessed: Look) -> None:
    found = _taking(assessed(**changed(SHOP, latency={"first_token_ms": 900})), first_token_ms=700.0)
    assert too_slow(found) == ""
    assert not later_than_said(found.context.profile, found.best.plan)


def test_what_is_far_later_than_was_assumed_is_told_too(assessed: Look) -> None:
    found = _taking(assessed(**SHOP), first_token_ms=58_000.0)
    assert "where we assumed" in too_slow(found)
    assert not later_than_said(found.context.profile, found.best.plan)


def test_a_little_later_than_was_assumed_is_within_our_error(assessed: Look) -> None:
    wish = assessed(**SHOP).context.workload.first_token_ms
    assert wish is not None
    assert too_slow(_taking(assessed(**SHOP), first_token_ms=wish * 1.5)) == ""
