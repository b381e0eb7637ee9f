"""Questions about money in the chat."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.api import Advisor
from advisor.conversation.dialogue import Dialogue
from advisor.conversation.money import sum_a_month
from advisor.conversation.words import recognise
from advisor.errors import UserError
from tests.conversation.test_replaced import beginning


@pytest.fixture
def dialogue(advisor: Advisor, tmp_path: Path) -> Dialogue:
    talk = beginning(tmp_path).dialogue(advisor)
    for line in ("a chatbot for our shop, 5k requests a day", ""):
        talk.say(line)
    return talk


@pytest.mark.parametrize(
    "line",
    [
        "what can I get for $2k a month?",
        "What do we get for 300 dollars?",
        "which model can we afford with $500/month",
        "how much can I get for $50",
        "what can I get for -20k",
    ],
)
def test_a_budget_question_is_no_answer(line: str) -> None:
    assert recognise(line).act == "gets"


@pytest.mark.parametrize("line", ["bill", "what will it cost over time?", "show me the costs", "break-even"])
def test_the_bill_is_asked_for(line: str) -> None:
    assert recognise(line).act == "bill"


@pytest.mark.parametrize(
    "line",
    ["$2k a month", "we can spend $2k a month", "what if 10x traffic?", "what would 2 cost?", "300 people"],
)
def test_answers_and_what_ifs_stay_what_they_are(line: str) -> None:
    assert recognise(line).act not in ("gets", "bill")


def test_the_best_for_a_sum_and_the_next_step_are_told_and_nothing_is_answered(dialogue: Dialogue) -> None:
    before = dialogue.answers
    dialogue.say("what can I get for $300 a month?")
    told = dialogue.view.turns[-1].text
    assert told.startswith("For $300 a month the best is ")
    assert "The next step is " in told
    assert dialogue.answers == before


def test_the_bill_shows_its_chart_within_eighty_columns(dialogue: Dialogue) -> None:
    dialogue.say("bill")
    told = dialogue.view.turns[-1].text
    assert "█ low  ▓ expected  ░ high" in told
    assert "what moves the total over 36 months most" in told
    assert max(map(len, told.splitlines())) <= 80


@pytest.mark.parametrize(
    ("words", "usd"), [("$2k a month", 2000), ("24k a year", 2000), ("$500", 500), ("40 grand", 40_000)]
)
def test_a_sum_is_read_by_the_month(advisor: Advisor, words: str, usd: float) -> None:
    assert sum_a_month(advisor, words) == pytest.approx(usd)


@pytest.mark.parametrize("words", ["500 JPY a month", "lots", "-20k"])
def test_no_sum_in_dollars_is_refused(advisor: Advisor, words: str) -> None:
    with pytest.raises(UserError):
        sum_a_month(advisor, words)
