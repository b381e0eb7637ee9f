"""Sums without a sign that can only be money, and laws that are no languages."""

from __future__ import annotations

import pytest

from tests.interview.read import found

LOAD = "workload.requests_per_day"


@pytest.mark.parametrize(
    ("text", "usd"),
    [
        ("We want to leave Anthropic: 60k a month on coding agents for 300 developers.", 60000),
        ("15k a month on OpenAI, can we do better?", 15000),
        ("Some 8k per month on our hosted models.", 8000),
    ],
)
def test_a_number_a_month_on_such_a_thing_is_a_bill_and_no_load(text: str, usd: float) -> None:
    read = found(text)
    assert usd in (read.get("budget.monthly_usd"), read.get("budget.current_usd_month"))
    assert LOAD not in read


@pytest.mark.parametrize(
    "text", ["We get 40k a month on our website.", "60k requests a month on our agents."]
)
def test_what_comes_in_somewhere_stays_a_load(text: str) -> None:
    assert LOAD in found(text)


def test_the_law_of_a_country_is_not_its_language() -> None:
    read = found("A university asks; German data protection applies.")
    assert read["data.region"] == "germany"
    assert "language.names" not in read
    assert found("Answers in German and Dutch.")["language.names"] == ("German", "Dutch")
