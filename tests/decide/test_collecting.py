"""The search for dead circles waits while a recommendation is made, and is as it was afterwards."""

from __future__ import annotations

import gc
from datetime import date

import pytest

from advisor.api import Advisor
from advisor.decide.collecting import collected_later

DAY = date(2026, 11, 20)


def test_it_is_as_it_was_before_also_after_an_error() -> None:
    seen: list[bool] = []

    @collected_later()
    def fails() -> None:
        seen.append(gc.isenabled())
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert seen == [False]
    assert gc.isenabled()


def test_who_switched_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with collected_later():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_recommendation_leaves_next_to_nothing_to_collect(advisor: Advisor) -> None:
    profile = advisor.profile({"use_case": {"kind": "chatbot"}, "workload": {"requests_per_day": 5000}})
    advisor.recommend(profile, as_of=DAY)
    gc.collect()
    before = len(gc.get_objects())
    advisor.recommend(profile, as_of=DAY)
    assert gc.collect() < 0.01 * before
