"""What a sum a month gets, and what the next step costs."""

from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.catalog.records import TIERS
from tests.strategy.stories import FACTORY, SHOP, changed


@pytest.mark.parametrize("story", [SHOP, FACTORY], ids=["shop", "factory"])
def test_more_money_never_gets_less(advisor: Advisor, story: dict) -> None:
    profile = advisor.profile(story)
    ranks = [
        b.rank if (b := advisor.affordable(profile, usd).best) else -1 for usd in (1, 50, 500, 5000, 1e6)
    ]
    assert ranks == sorted(ranks)
    assert ranks[-1] > ranks[0]


def test_the_best_is_within_the_sum_and_the_next_step_is_not(advisor: Advisor) -> None:
    found = advisor.affordable(advisor.profile(SHOP), 300)
    assert found.best is not None
    assert found.next is not None
    assert found.best.month.value <= 300 < found.next.month.value
    assert TIERS.index(found.next.tier) > TIERS.index(found.best.tier)


def test_a_dollar_gets_nothing_and_names_the_cheapest(advisor: Advisor) -> None:
    found = advisor.affordable(advisor.profile(changed(SHOP, workload={"requests_per_day": 1e6})), 1)
    assert found.best is None
    assert found.next is not None
    assert found.next.month.value == min(step.month.value for step in found.steps)


def test_what_may_not_leave_the_house_is_offered_on_own_devices_alone(advisor: Advisor) -> None:
    found = advisor.affordable(advisor.profile(FACTORY), 1e6)
    assert found.steps
    assert all(step.people_month is not None for step in found.steps)


def test_the_sum_pays_so_many_times_the_load(advisor: Advisor) -> None:
    found = advisor.affordable(advisor.profile(SHOP), 5000)
    assert found.best is not None
    assert found.times_the_load == pytest.approx(5000 / found.best.month.value)


def test_work_that_is_no_language_models_has_its_plans_as_steps(advisor: Advisor) -> None:
    profile = advisor.profile({"use_case": {"kind": "voice"}, "workload": {"audio_hours_per_day": 100}})
    found = advisor.affordable(profile, 1e6)
    assert found.best is not None
    assert len(found.steps) >= 2
