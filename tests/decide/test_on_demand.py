"""Parts of a result that are worked out at the first reading."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide import recommend as deciding
from advisor.decide.on_demand import OnDemand

DAY = date(2026, 11, 21)


def test_it_is_worked_out_once_and_not_before_it_is_read() -> None:
    calls: list[int] = []

    def make() -> int:
        calls.append(1)
        return 7

    part = OnDemand(make)
    assert not calls
    assert (part(), part()) == (7, 7)
    assert calls == [1]


def test_what_failed_is_tried_again() -> None:
    answers = iter([0, 2])

    part = OnDemand(lambda: 4 // next(answers))
    with pytest.raises(ZeroDivisionError):
        part()
    assert part() == 2


def test_a_recommendation_searches_for_tipping_points_when_they_are_read(
    advisor: Advisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[int] = []
    search = deciding.tipping_points

    def counted(*given: Any) -> Any:
        searched.append(1)
        return search(*given)

    monkeypatch.setattr(deciding, "tipping_points", counted)
    story = {"use_case": {"kind": "chatbot"}, "workload": {"requests_per_day": 5000}}
    found = advisor.recommend(advisor.profile(story), as_of=DAY)
    assert not searched
    assert found.tipping_points
    assert any(point.sentence in step.do for point in found.tipping_points for step in found.roadmap)
    assert searched == [1]


def test_tipping_points_do_not_depend_on_what_was_asked_in_between(advisor: Advisor) -> None:
    story = {"use_case": {"kind": "document_qa"}, "workload": {"requests_per_day": 40_000}}
    other = {"use_case": {"kind": "chatbot"}, "workload": {"requests_per_day": 900_000}}
    at_once = advisor.recommend(advisor.profile(story), as_of=DAY).tipping_points
    later = advisor.recommend(advisor.profile(story), as_of=DAY)
    for _ in range(2):
        _ = advisor.recommend(advisor.profile(other), as_of=DAY).tipping_points
    assert later.tipping_points == at_once
