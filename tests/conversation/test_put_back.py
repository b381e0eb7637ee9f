"""A question that names no hardware is answered by what it supposes, and is never taken for an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.api import Advisor
from advisor.conversation.dialogue import Dialogue
from tests.conversation.fakes import beginning


@pytest.fixture
def dialogue(advisor: Advisor, tmp_path: Path) -> Dialogue:
    talk = beginning(tmp_path).dialogue(advisor)
    for line in ("extract fields from 600 claim forms a day", "1"):
        talk.say(line)
    return talk


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("could we pre-train a model of our own for $90,000?", "training a model"),
        ("would it also do if we had 6,000 forms a day?", "6,000"),
        ("can it stay inside the EU?", "EU"),
        ("how long does one form take with this?", "counts as no answer"),
        ("how often does it make mistakes?", "counts as no answer"),
    ],
)
def test_a_question_is_told_back_and_counts_for_nothing(dialogue: Dialogue, line: str, told: str) -> None:
    before, asked = dialogue.answers, dialogue.view.ask
    dialogue.say(line)
    last = dialogue.view.turns[-1]
    assert last.kind == "aside"
    assert told in last.text
    assert "was not taken" not in last.text
    assert (dialogue.answers, dialogue.view.ask, dialogue.view.pending) == (before, asked, False)


def test_a_question_that_opens_a_conversation_describes_the_project(advisor: Advisor, tmp_path: Path) -> None:
    talk = beginning(tmp_path).dialogue(advisor)
    talk.say("can we answer 70 customers a day with a chatbot?")
    assert talk.view.pending
