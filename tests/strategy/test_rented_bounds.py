"""What rented devices surely cost and how busy they surely are holds of those that a search finds."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.api import Advisor
from advisor.decide.ruled import RENTED_PATHS
from advisor.decide.whatif import WhatIf
from advisor.profile import Answer
from advisor.strategy.facts import rented_facts
from advisor.strategy.rented_bounds import rented_bounds
from tests.decide.test_properties import stories
from tests.strategy.stories import SHOP, Look, changed

volumes = st.floats(0, 7).map(lambda power: 10.0**power)
counted = st.none() | st.integers(1, 5000)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(stories(), volumes, counted)
def test_what_a_search_finds_lies_within_the_bounds(
    advisor: Advisor, story: dict[str, Any], requests: float, at_once: int | None
) -> None:
    profile = advisor.profile(story).with_answer("workload.requests_per_day", Answer(requests, "answered"))
    if at_once is not None:
        profile = profile.with_answer("workload.peak_concurrency", Answer(float(at_once), "answered"))
    context = advisor.assess(profile).context
    bounds, found = rented_bounds(context), rented_facts(context).values()
    assert not bounds or bounds.keys() == RENTED_PATHS == found.keys()
    assert all(bound.low <= found[path] <= bound.high for path, bound in bounds.items())


def test_where_no_devices_answer_in_time_nothing_is_sure(assessed: Look) -> None:
    context = assessed(**changed(SHOP, latency={"total_ms": 1})).context
    assert not rented_facts(context).figures
    assert not rented_bounds(context)


def test_where_the_bounds_settle_a_rule_nothing_is_sized(advisor: Advisor, monkeypatch: Any) -> None:
    profile = advisor.filled(advisor.profile(SHOP))
    base = advisor.assess(profile)
    what_if = WhatIf(advisor.engine, base, advisor.use_case, advisor.today)
    sized: list[object] = []
    monkeypatch.setattr("advisor.decide.ruled.rented_facts", sized.append)
    more = profile.with_answer("workload.requests_per_day", Answer(5432.1, "answered"))
    assert what_if.winner(advisor.filled(more)) is not None
    assert sized == []
