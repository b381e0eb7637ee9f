"""The ranges of bills hold what draws of everything together hold: measured over the examples."""

from __future__ import annotations

import tomllib
from pathlib import Path
from statistics import median

import pytest

import advisor as package
from advisor.api import Advisor
from advisor.decide.cost_records import PlanCost

EXAMPLES = Path(package.__file__).parent / "examples"
NAMES = ("chatbot", "code", "document_qa", "extraction", "finetune_project", "regulated_advice", "agents")


@pytest.fixture(scope="module")
def bills(advisor: Advisor) -> list[PlanCost]:
    found = []
    for name in NAMES:
        document = tomllib.loads((EXAMPLES / f"{name}.toml").read_text("utf-8"))
        found += advisor.cost(advisor.profile(document)).plans
    return [cost for cost in found if cost.total.low > 0 and cost.drawn[0] > 0]


def test_the_ends_of_the_ranges_lie_at_those_of_the_draws_in_the_median(bills: list[PlanCost]) -> None:
    assert len(bills) > 15
    assert median(cost.total.low / cost.drawn[0] for cost in bills) == pytest.approx(1, rel=0.15)
    assert median(cost.total.high / cost.drawn[2] for cost in bills) == pytest.approx(1, rel=0.15)


def test_no_range_is_far_from_its_draws(bills: list[PlanCost]) -> None:
    for cost in bills:
        assert 0.5 < cost.total.low / cost.drawn[0] < 2, cost.plan.title
        assert 0.6 < cost.total.high / cost.drawn[2] < 1.7, cost.plan.title


def test_each_month_has_its_band_and_the_last_one_is_that_of_the_total(bills: list[PlanCost]) -> None:
    for cost in bills:
        over = cost.over_time
        ends = [over.month(m).total for m in (1, 12, over.last)]
        assert [q.value for q in ends] == sorted(q.value for q in ends)
        if cost.resale is None:
            assert (ends[-1].low, ends[-1].high) == pytest.approx((cost.total.low, cost.total.high))
