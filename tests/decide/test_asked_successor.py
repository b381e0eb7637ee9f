"""Who insists on a model that nobody hosts any more hears what replaced it, and at what price."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.records import Answered
from tests.strategy.stories import changed

OLD: dict[str, Any] = {
    "use_case": {"kind": "document_qa"},
    "workload": {"requests_per_day": 60},
    "wish": {"model": "deepseek-v3", "fixed_model": True},
}


def told(advisor: Advisor, given: dict[str, Any]) -> list[Answered]:
    found = advisor.recommend(advisor.profile(given), as_of=date(2026, 11, 21))
    return [answer for answer in found.answers if "still hosted" in answer.question]


@pytest.mark.parametrize("model", ["deepseek-v3", "deepseek-r1"])
def test_what_replaced_it_is_told_with_its_bill(advisor: Advisor, model: str) -> None:
    """Both names were served by V4 Flash, whose own name has been served by V4.1 Flash since."""
    (answer,) = told(advisor, changed(OLD, wish={"model": model}))
    assert "DeepSeek V4.1 Flash" in answer.answer
    assert "60 requests" in answer.answer
    assert 0 < answer.figures[0].value < 50


@pytest.mark.parametrize(
    "other",
    [
        {"wish": {"fixed_model": None}},
        {"wish": {"model": "llama-3.3-70b"}},
        {"exclusions": {"vendors": ["DeepSeek"]}},
        {"data": {"boundary": "sovereign", "region": "eu"}},
        {"data": {"boundary": "own_network"}},
        {"data": {"boundary": "air_gapped"}},
    ],
)
def test_nothing_is_told_where_it_is_hosted_not_insisted_on_or_barred(
    advisor: Advisor, other: dict[str, Any]
) -> None:
    assert not told(advisor, changed(OLD, **other))


def test_every_successor_is_sold_in_the_end(advisor: Advisor) -> None:
    rows = advisor.catalog.api_models
    replaced = [row for row in rows.values() if row.successor]
    assert replaced
    for row in replaced:
        assert row.retired
        last, steps = row, 0
        while last.successor and steps < len(rows):
            last, steps = rows[last.successor], steps + 1
        assert not last.retired
