"""Other money than US dollars: taken at the user's rate, else refused with what would be right."""

from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.errors import UserError
from advisor.profile import Profile
from advisor.profile.document import set_answers


def budget(advisor: Advisor, text: str) -> float | None:
    return set_answers(Profile(fields=advisor.fields), {"budget.monthly_usd": text}).number(
        "budget.monthly_usd"
    )


@pytest.mark.parametrize(
    "text", ["3000 EUR at 1.08", "€3k a month at 1.08", "3,000 euros a month @ 1.08 USD per EUR"]
)
def test_a_sum_with_its_rate_is_converted(advisor: Advisor, text: str) -> None:
    assert budget(advisor, text) == pytest.approx(3240)


@pytest.mark.parametrize("text", ["3000 EUR", "£3k a month", "3000 EUR at 0", "3000 EUR at 108000"])
def test_a_sum_without_a_possible_rate_is_refused(advisor: Advisor, text: str) -> None:
    with pytest.raises(UserError, match=r"not in US dollars and no rate is assumed; .* at 1\.08'"):
        budget(advisor, text)


def test_the_chat_takes_a_rate_too(advisor: Advisor) -> None:
    read = advisor.read("a chatbot, we can spend €500 a month at 1.08")
    (sum_,) = (a for a in read.answers if a.path == "budget.monthly_usd")
    assert sum_.answer.value == pytest.approx(540)
    assert not read.unread


def test_the_chat_says_what_it_needs_without_one(advisor: Advisor) -> None:
    read = advisor.read("a chatbot, we can spend ¥50000 a month")
    assert not [a for a in read.answers if a.path.startswith("budget.")]
    assert any("'¥50000 a month at' and what one of it is in dollars" in remark for remark in read.unread)


@pytest.mark.parametrize(
    ("said", "path", "usd"),
    [
        ("40 grand a month", "budget.monthly_usd", 40_000),
        ("we have 40 grand", "budget.one_off_usd", 40_000),
        ("our budget is 1.5 grand a month", "budget.monthly_usd", 1_500),
    ],
)
def test_grand_is_money(advisor: Advisor, said: str, path: str, usd: float) -> None:
    assert [(a.path, a.answer.value) for a in advisor.read(said).answers] == [(path, usd)]


@pytest.mark.parametrize("said", ["budget is -20k", "our budget: -$500 a month", "-$20k"])
def test_a_sum_below_zero_is_refused_as_such(advisor: Advisor, said: str) -> None:
    read = advisor.read(said)
    assert not [a for a in read.answers if a.path.startswith("budget.")]
    assert any("cannot be below zero" in remark for remark in read.unread)


def test_a_dash_in_front_of_a_sum_is_no_minus(advisor: Advisor) -> None:
    read = advisor.read("our budget - $500 a month - is fixed")
    assert [a.answer.value for a in read.answers if a.path == "budget.monthly_usd"] == [500]
