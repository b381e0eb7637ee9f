"""A sum of a period is a bill only where it pays for a service: what people cost is none."""

from __future__ import annotations

import pytest

from tests.interview.read import QUESTIONS, reader

BILL, BUDGET = "budget.current_usd_month", "budget.monthly_usd"


@pytest.mark.parametrize(
    "text",
    [
        "A typing pool costs us 1.1 million euros a year.",
        "We pay agency staff 30k a month to label photos.",
        "Proofreaders cost us $12,000 a month today.",
        "We spend 400,000 euros a year on a call centre in Porto.",
        "Our translators' bill is $20,000 a month.",
        "Manual data entry costs 25,000 euros a month.",
        "The temps who sort mail cost 9k a month.",
    ],
)
def test_what_people_cost_is_told_as_not_used(text: str) -> None:
    reading = reader().read(text)
    assert not {BILL, BUDGET, "examples.count"} & {hit.path for hit in reading.answers}
    assert any("no bill of a model" in remark for remark in reading.unread)


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("We pay $4k a month for the GPT API.", BILL, 4_000),
        ("The chatbot costs us $7,000 a month.", BILL, 7_000),
        ("Our support team's GPT-4 bill is $9k a month.", BILL, 9_000),
        ("The doctors use a hosted model, which costs us $6k a month.", BILL, 6_000),
        ("We pay 5k a month for 3 rented H100 and two operators.", BILL, 5_000),
        ("Today we spend $3k a month.", BILL, 3_000),
        ("We can spend $3k a month on a tool for our clerks.", BUDGET, 3_000),
    ],
)
def test_what_a_service_costs_is_the_bill(text: str, path: str, value: float) -> None:
    read = {hit.path: hit.answer.value for hit in reader().read(text).answers}
    assert read[path] == value


@pytest.mark.parametrize("text", ["0-50", "zero to fifty bucks", "Zero to fifty bucks a month."])
def test_a_budget_that_begins_at_nothing_may_be_spent_to_its_end(text: str) -> None:
    answer = reader().read(text, QUESTIONS["budget"]).answers[0].answer
    assert (answer.value, answer.low, answer.high) == (50, 0, 50)
    euros = reader().read("Somewhere between zero and 200 euros a month.", QUESTIONS["budget"])
    assert any("was converted to $0–$235" in note for note in euros.notes)
    other = reader().read("10-50", QUESTIONS["budget"]).answers[0].answer
    assert other.low < other.value < other.high
