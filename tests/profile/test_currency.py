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
    with pytest.raises(UserError, match=r"not in US dollars; .* '500 EUR at 1.08'"):
        budget(advisor, text)


def test_the_chat_takes_a_rate_too(advisor: Advisor) -> None:
    read = advisor.read("a chatbot, we can spend €500 a month at 1.08")
    (sum_,) = (a for a in read.answers if a.path == "budget.monthly_usd")
    assert sum_.answer.value == pytest.approx(540)
    assert not read.unread


def test_the_chat_says_what_it_needs_without_one(advisor: Advisor) -> None:
    read = advisor.read("a chatbot, we can spend €500 a month")
    assert not [a for a in read.answers if a.path.startswith("budget.")]
    assert any("at 1.08" in remark for remark in read.unread)
