"""A bill whose month or year is named is what is paid today; what was bought once is none."""

from __future__ import annotations

import pytest

from tests.interview.read import found, reader

CURRENT = "budget.current_usd_month"


@pytest.mark.parametrize(
    ("text", "a_month"),
    [
        ("Our bot runs on OpenAI; the OpenAI bill was $19k last month.", 19_000),
        ("In June the invoice for the API came to $3,200.", 3_200),
        ("Anthropic charged us 5,400 dollars in September.", 5_400),
        ("We burned $6k on Claude last month and want it cheaper.", 6_000),
        ("OpenAI bill last month: $8,100.", 8_100),
        ("We spent $120k on Gemini last year.", 10_000),
        ("The Azure bill for the third quarter was $30,000.", 10_000),
    ],
)
def test_a_bill_of_a_named_month_is_todays(text: str, a_month: float) -> None:
    reading = reader().read(text)
    said = {hit.path: hit.answer.value for hit in reading.answers}
    assert said[CURRENT] == pytest.approx(a_month)
    assert not any("month's budget" in remark for remark in reading.unread)


@pytest.mark.parametrize(
    "text",
    [
        "Last month we bought a server for $14,000.",
        "We paid an agency $30k last year for a chatbot on Azure.",
        "We can spend $5,000 this month on a pilot with OpenAI.",
        "We paid $40k for a workstation in March.",
    ],
)
def test_what_is_bought_or_may_be_spent_is_no_bill(text: str) -> None:
    assert CURRENT not in found(text)
