"""The advice is only as sure as what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from advisor.api import Advisor
from advisor.decide.headline import headline
from advisor.decide.records import Recommendation
from advisor.decide.sureness import sureness, unsaid
from tests.strategy.stories import SHOP, Look, changed

DAY = date(2026, 11, 20)
Decide = Callable[..., Recommendation]


@pytest.mark.parametrize(
    ("share", "guessed", "word"),
    [(1.0, 0, "clear"), (1.0, 1, "leaning"), (0.95, 2, "leaning"), (1.0, 3, "open"), (0.5, 1, "open")],
)
def test_a_guess_at_what_decides_most_is_no_clear_case(share: float, guessed: int, word: str) -> None:
    assert sureness(share, guessed) == word


def test_one_answer_of_a_group_is_enough(advisor: Advisor) -> None:
    said = advisor.profile(SHOP)
    assert unsaid(advisor.filled(said)) == ()
    without = {name: group for name, group in SHOP.items() if name != "data"}
    assert unsaid(advisor.filled(advisor.profile(without))) == ("where the data may go",)


def test_a_story_in_which_nothing_was_read_is_open(advisor: Advisor) -> None:
    found = advisor.recommend(advisor.profile({}), as_of=DAY)
    assert found.sureness == "open"
    assert len(found.unsaid) == 3


def test_who_has_no_task_yet_is_told_to_pick_one_before_anything_else(assessed: Look) -> None:
    story = {"use_case": {"kind": "undecided"}, "data": {"boundary": "contract"}}
    assert headline(assessed(**story)).startswith("Pick one task first")
    assert not headline(assessed(**changed(SHOP))).startswith("Pick")
