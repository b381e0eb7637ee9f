"""A plan that no single figure speaks against is told by its points."""

from __future__ import annotations

import re

import pytest

from advisor.decide.deciding import MOST_POINTS, TIE_POINTS, what_decides
from advisor.decide.ranking import central_weights
from advisor.quantity import plain_number
from tests.strategy.stories import FACTORY, SHOP, Look


@pytest.mark.parametrize("story", [SHOP, FACTORY], ids=["shop", "factory"])
def test_the_points_are_the_difference_of_the_totals(
    assessed: Look, story: dict[str, dict[str, object]]
) -> None:
    found = assessed(**story)
    weights = central_weights(found.context.profile.words("priorities.order"))
    others = (*found.ranked[1:], *found.refused)
    assert others
    for item in others:
        text = what_decides(found, item)
        gap = 100 * (found.best.total(weights) - item.total(weights))
        told = re.search(r"(-?[\d.]+) points of 100", text)
        assert (told.group(1) if told else "far") == ("far" if gap > MOST_POINTS else plain_number(gap, 2))
        assert ("Nearly a tie" in text) == (gap < TIE_POINTS)


def test_a_cheaper_plan_is_told_that_the_bill_speaks_for_it(assessed: Look) -> None:
    found = assessed(**SHOP)
    cheaper = [i for i in found.ranked[1:] if i.values["cost"] > found.best.values["cost"] + 0.02]
    assert cheaper
    assert all("for this one" in what_decides(found, item) for item in cheaper)
