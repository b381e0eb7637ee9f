"""What runs today and what failed stands on the card word by word, is corrected there, and in every form."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from advisor.api import Advisor
from advisor.report.as_json import recommendation_json
from tests.conversation.fakes import talk
from tests.conversation.test_dialogue import last, value

STORY = (
    "A support chatbot with 4,000 questions a day. We pay OpenAI $3k a month today."
    " We tried RAG and fine-tuning and neither helped."
)
FAILED = "what did not work"


def number_of(card: str, label: str, words: str) -> str:
    line = next(line for line in card.split("\n") if line.startswith(label))
    found = re.search(rf"(\d+) [^·]*{words}", line)
    assert found is not None
    return found[1]


def test_the_card_shows_what_failed_and_where_it_runs(tmp_path: Path, advisor: Advisor) -> None:
    dialogue = talk(tmp_path, STORY, engine=advisor)
    card = last(dialogue, "reading")
    assert FAILED in card
    assert "it runs today on" in card
    assert "you thought of" not in card


def test_one_word_of_what_failed_is_taken_back_on_the_card(tmp_path: Path, advisor: Advisor) -> None:
    card = last(talk(tmp_path, STORY, engine=advisor), "reading")
    dialogue = talk(tmp_path, STORY, f"drop {number_of(card, FAILED, 'RAG')}", "yes", engine=advisor)
    left = value(dialogue, "evidence.failed")
    assert left is not None
    assert "LoRA" in left
    assert "RAG" not in left


@pytest.mark.parametrize("line", ["what did not work: none", "remove what did not work"])
def test_all_of_it_is_taken_back_by_its_name(tmp_path: Path, advisor: Advisor, line: str) -> None:
    dialogue = talk(tmp_path, STORY, line, "yes", engine=advisor)
    assert value(dialogue, "evidence.failed") in (None, "none")


def test_reports_and_json_hold_it(advisor: Advisor) -> None:
    answers = {hit.path: hit.answer for hit in advisor.read(STORY).answers}
    profile = advisor.profile({}).with_answers(answers)
    document = recommendation_json(advisor.recommend(profile, as_of=date(2026, 11, 21)))
    text = str(document)
    assert "evidence.failed" in text
    assert "current.deployments" in text
