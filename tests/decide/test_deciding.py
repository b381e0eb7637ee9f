"""A plan that no single figure speaks against is told by its points."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.decide.deciding import what_decides
from advisor.decide.words import phrases
from tests.strategy.stories import SHOP, Look


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        (0.005, "Nearly a tie: 0.5 points of 100 between them; for the plan advised {rules} (0.5). Take "),
        (0.05, "It comes 5 points of 100 behind; for the plan advised {rules} (5)."),
        (0.19, "It comes 19 points of 100 behind; for the plan advised {rules} (19)."),
        (0.5, "It comes far behind; for the plan advised {rules}."),
    ],
)
def test_what_rules_prefer_is_told_in_points_of_a_hundred(assessed: Look, behind: float, told: str) -> None:
    found = assessed(**SHOP)
    rules = phrases()["criterion"]["rules"]
    like = replace(found.best, bonus=found.best.bonus - behind)
    assert what_decides(found, like).startswith(told.format(rules=rules))


def test_a_tenth_less_of_every_criterion_is_ten_points(assessed: Look) -> None:
    found = assessed(**SHOP)
    worse = {name: value - 0.1 for name, value in found.best.values.items()}
    assert "It comes 10 points of 100 behind" in what_decides(found, replace(found.best, values=worse))


def test_one_criterion_that_outweighs_everything_is_told_without_a_number(assessed: Look) -> None:
    found = assessed(**SHOP)
    far = replace(found.best, values=found.best.values | {"cost": found.best.values["cost"] - 5.0})
    told = what_decides(found, far)
    assert told == f"It comes far behind; for the plan advised {phrases()['criterion']['cost']}."


def test_a_cheaper_plan_is_told_that_the_bill_speaks_for_it(assessed: Look) -> None:
    found = assessed(**SHOP)
    cheaper = [i for i in found.ranked[1:] if i.values["cost"] > found.best.values["cost"] + 0.02]
    assert cheaper
    assert all("for this one" in what_decides(found, item) for item in cheaper)
