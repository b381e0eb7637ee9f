"""A model that is asked about is priced itself, and a device that is advised already is told to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.api import Advisor
from advisor.conversation.dialogue import Dialogue
from tests.conversation.test_replaced import beginning

T4_AT_HOME = "Sort 3,000 mails a day into queues. We own one Tesla T4, nothing may leave our network."


def _talk(advisor: Advisor, tmp_path: Path, story: str) -> Dialogue:
    talk = beginning(tmp_path).dialogue(advisor)
    for line in (story, ""):
        talk.say(line)
    return talk


def _told(talk: Dialogue, line: str) -> str:
    before = talk.answers
    talk.say(line)
    assert talk.answers == before
    return talk.view.turns[-1].text


@pytest.mark.parametrize("line", ["is GPT-6.1 Sol worth it?", "what would GPT-6.1 Sol cost?"])
def test_the_price_of_the_asked_model_stands_beside_that_in_front(
    advisor: Advisor, tmp_path: Path, line: str
) -> None:
    talk = _talk(advisor, tmp_path, "A support chatbot for our web shop, 20,000 questions a day.")
    assert " instead of " in _told(talk, line)


@pytest.mark.parametrize("line", ["why not the T4?", "Why not use the T4?"])
def test_a_card_that_is_advised_is_told_to_be(advisor: Advisor, tmp_path: Path, line: str) -> None:
    talk = _talk(
        advisor,
        tmp_path,
        T4_AT_HOME,
    )
    assert "is what is advised" in _told(talk, line)


def test_another_card_is_not(advisor: Advisor, tmp_path: Path) -> None:
    talk = _talk(
        advisor,
        tmp_path,
        T4_AT_HOME,
    )
    assert "is what is advised" not in _told(talk, "why not two L40S?")
