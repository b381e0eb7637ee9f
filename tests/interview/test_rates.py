"""Euros, pounds and francs are converted at a dated rate that is told, never taken for dollars."""

from __future__ import annotations

import pytest

from tests.interview.read import found, reader

MONTH, ONCE, PAID = "budget.monthly_usd", "budget.one_off_usd", "budget.current_usd_month"


@pytest.mark.parametrize(
    ("text", "path", "usd"),
    [
        ("a chatbot, we can spend 1,500 euros a month", MONTH, 1740),
        ("document search, one-off budget €40k", ONCE, 46_400),
        ("a classifier, at most £800 per month", MONTH, 1056),
        ("extraction; we pay CHF 3,000 a month to a provider today", PAID, 3750),
        ("a chatbot, budget €1.500 a month", MONTH, 1740),
    ],
)
def test_a_sum_is_converted_and_the_rate_is_told(text: str, path: str, usd: float) -> None:
    reading = reader().read(text)
    assert {hit.path: hit.answer.value for hit in reading.answers}[path] == pytest.approx(usd)
    told = [remark for remark in reading.unread if "was converted to" in remark]
    assert len(told) == 1
    assert "November 2025, recalled" in told[0]


def test_a_rate_that_is_said_wins_and_dollars_are_dollars() -> None:
    assert found("a chatbot, 2,000 euros a month at 1.05")[MONTH] == pytest.approx(2100)
    assert found("a chatbot, $2,000 a month")[MONTH] == 2000
