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


def test_the_sum_lasts_until_the_traffic_has_grown_beyond_it(advisor: Advisor) -> None:
    """Twice the bill lasts a year of doubling traffic."""
    still = advisor.profile(changed(SHOP, workload={"requests_per_day": 5000, "growth_per_year": 2}))
    month = advisor.affordable(still, 1e5).steps[-1].month.value
    found = advisor.affordable(still, 2 * month)
    assert found.lasts_months == pytest.approx(12)
    steady = advisor.profile(changed(SHOP, workload={"requests_per_day": 5000, "growth_per_year": 1}))
    assert advisor.affordable(steady, 2 * month).lasts_months is None


def test_a_sum_below_the_high_end_says_that_a_month_may_go_over(advisor: Advisor) -> None:
    profile = advisor.profile(SHOP)
    dearest = advisor.affordable(profile, 1e6).steps[-1]
    assert advisor.affordable(profile, (dearest.month.value + dearest.month.high) / 2).may_go_over
    assert not advisor.affordable(profile, dearest.month.high).may_go_over


def test_the_plan_that_is_advised_stands_beside_the_classes(advisor: Advisor) -> None:
    for story in (SHOP, FACTORY):
        found = advisor.affordable(advisor.profile(story), 500)
        best = advisor.assess(advisor.profile(story)).best.plan
        assert found.advised is not None
        assert found.advised.title == best.title
