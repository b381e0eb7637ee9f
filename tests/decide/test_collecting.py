"""The search for dead circles waits while a recommendation is made, and is as it was afterwards."""

from __future__ import annotations

import gc
from datetime import date
from itertools import count

import pytest

from advisor.api import Advisor
from advisor.decide.collecting import LOOKED_THROUGH, collected_later

DAY = date(2026, 11, 20)


def test_it_is_as_it_was_before_also_after_an_error() -> None:
    seen: list[bool] = []

    @collected_later(count(1))
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
        with collected_later(count(1)):
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


def test_what_was_made_in_between_is_among_the_old_and_found_when_it_is_a_dead_circle() -> None:
    gc.unfreeze()  # a screen that ran before in this process freezes what it finds
    with collected_later(count(1)):
        circle: list[object] = []
        circle.append(circle)
    assert not any(one is circle for one in gc.get_objects(generation=0))
    assert any(one is circle for one in gc.get_objects(generation=2))
    del circle
    assert gc.collect() >= 1


def test_what_somebody_froze_stays_frozen() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        with collected_later(count(1)):
            pass
        assert gc.get_freeze_count() > 0.9 * frozen > 0
    finally:
        gc.unfreeze()


def test_everything_is_looked_through_once_in_a_while() -> None:
    looks: list[int] = []

    def look(phase: str, found: dict[str, int]) -> None:
        if phase == "start":
            looks.append(found["generation"])

    gc.callbacks.append(look)
    try:
        answered = count(1)
        for _ in range(2 * LOOKED_THROUGH):
            with collected_later(answered):
                pass
    finally:
        gc.callbacks.remove(look)
    assert looks.count(2) == 2


def test_the_questions_of_one_advisor_are_counted_apart_from_those_of_another(advisor: Advisor) -> None:
    other = Advisor.load(plugins=False, today=DAY)
    start = next(advisor.engine.answered)
    other.recommend(other.profile({"use_case": {"kind": "chatbot"}}), as_of=DAY)
    assert next(advisor.engine.answered) == start + 1
    assert next(other.engine.answered) == 2
