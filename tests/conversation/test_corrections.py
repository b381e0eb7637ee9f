"""Answers of several words are corrected word by word, on the card and later; nothing else is lost."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from advisor.api import Advisor
from advisor.conversation.dialogue import Dialogue
from advisor.interview.reading import ReadAnswer, Reading
from advisor.profile import Answer
from tests.conversation.fakes import FakeAdvisor, beginning, talk
from tests.conversation.test_dialogue import last, value

STORY = "a chat, 5k a day, tuned with RAG in the cloud"
RAG = "search your documents and quote them (RAG)"
LORA = "tune a small add-on to an open model (LoRA)"
SMALL = "a small model"


@dataclass
class Hears(FakeAdvisor):
    """Hears of a tuned model that three words worked for, and of two kinds of data."""

    def read(self, text: str, asked: object = None) -> Reading:
        reading = super().read(text, asked)
        if "tuned" not in text:
            return reading
        worked = Answer(("rag", "lora", "small_model"), said="tuned with RAG")
        kinds = Answer(("personal", "health"), said="data")
        more = (ReadAnswer("evidence.worked", worked, "tuned"), ReadAnswer("data.sensitivity", kinds, "data"))
        return Reading((*reading.answers, *more))


def heard(tmp_path: Path, *lines: str) -> Dialogue:
    return talk(tmp_path, STORY, *lines, engine=Hears())


def worked(dialogue: Dialogue) -> str | None:
    return value(dialogue, "evidence.worked")


def test_a_card_numbers_each_word_behind_its_replies(tmp_path: Path) -> None:
    card = last(heard(tmp_path), "reading").split("\n")
    assert card[0] == "I read: customer chatbot · 5,000 requests on a normal day."
    assert card[1] == f"what worked: 4 {RAG} · 5 {LORA} · 6 {SMALL}"
    assert card[2] == "kind of data: 7 personal · 8 health"
    assert 'drop 4 and 8"' in card[3]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("drop 4 and 6", LORA),
        ("drop 4, 6 and 8", LORA),
        ("not 4", f"{LORA}, {SMALL}"),
        ("not rag", f"{LORA}, {SMALL}"),
        ("Remove RAG from what worked.", f"{LORA}, {SMALL}"),
        ("rag and lora did not work", SMALL),
        ("remove the small model", f"{RAG}, {LORA}"),
        ("keep only 5", LORA),
        ("what worked: lora, small model", f"{LORA}, {SMALL}"),
        ("add on_prem to what worked", f"{RAG}, {LORA}, {SMALL}, own hardware on site"),
        ("remove what worked", None),
        ("what worked: none", None),
        ("drop 4, 5, 6", None),
    ],
)
def test_a_word_on_the_card_goes_and_all_else_stays(tmp_path: Path, line: str, left: str | None) -> None:
    dialogue = heard(tmp_path, line)
    assert dialogue.view.pending
    dialogue.say("yes")
    assert worked(dialogue) == left
    assert value(dialogue, "workload.requests_per_day") == "5,000 requests/day"
    assert value(dialogue, "use_case.kind") == "customer chatbot"
    assert value(dialogue, "data.sensitivity") == ("personal" if "8" in line else "personal, health")


def test_the_card_says_what_went_in_plain_words(tmp_path: Path) -> None:
    card = last(heard(tmp_path, "drop 4"), "reading").split("\n")
    assert card[0] == f"what worked: taken out of it: {RAG}; left: {LORA}, {SMALL}."
    assert card[2] == f"what worked: 4 {LORA} · 5 {SMALL}"


@pytest.mark.parametrize("line", ["drop 9", "drop 2 and 5", "remove embeddings from what worked"])
def test_what_is_not_on_the_card_is_refused_and_nothing_is_lost(tmp_path: Path, line: str) -> None:
    dialogue = heard(tmp_path, line)
    assert any(part in last(dialogue, "problem") for part in ("4 to 8", "it holds"))
    dialogue.say("yes")
    assert worked(dialogue) == f"{RAG}, {LORA}, {SMALL}"


def test_words_that_fit_several_are_asked_about(tmp_path: Path) -> None:
    dialogue = heard(tmp_path, "not a model")
    assert last(dialogue, "problem").startswith("'a model' may mean several")


def test_a_card_of_which_nothing_is_left_counts_for_nothing(tmp_path: Path) -> None:
    engine = Hears()
    dialogue = talk(tmp_path, "tuned", "remove what worked", "remove kind of data", engine=engine)
    assert not dialogue.view.pending
    assert dialogue.answers == ()


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("remove rag from what worked", f"{LORA}, {SMALL}"),
        ("remove rag", f"{LORA}, {SMALL}"),
        ("what worked: none", None),
        ("remove what worked", None),
        ("what worked: rag", RAG),
    ],
)
def test_a_kept_answer_is_corrected_by_a_later_reply(tmp_path: Path, line: str, left: str | None) -> None:
    dialogue = heard(tmp_path, "yes", line)
    assert not dialogue.view.pending
    assert worked(dialogue) == left
    assert value(dialogue, "data.sensitivity") == "personal, health"
    dialogue.say("back")
    assert worked(dialogue) == f"{RAG}, {LORA}, {SMALL}"


def test_a_kept_correction_goes_on_with_the_question_that_was_open(tmp_path: Path) -> None:
    dialogue = heard(tmp_path, "yes")
    before = dialogue.view.ask
    dialogue.say("remove rag from what worked")
    assert dialogue.view.ask == before
    told = [turn.text for turn in dialogue.view.turns if turn.kind == "change"]
    assert f"what worked: taken out of it: {RAG}; left: {LORA}, {SMALL}." in told


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("2, 5", f"{RAG}, {LORA}"),
        ("2 and 5", f"{RAG}, {LORA}"),
        ("rag and lora", f"{RAG}, {LORA}"),
        ("drop 2", f"{LORA}, {SMALL}"),
        ("drop 2 and 5", SMALL),
        ("not rag", f"{LORA}, {SMALL}"),
        ("none", None),
    ],
)
def test_an_answer_opened_again_takes_several_numbers(tmp_path: Path, line: str, left: str | None) -> None:
    dialogue = heard(tmp_path, "yes", "edit what worked")
    assert dialogue.view.ask is not None
    assert RAG in dialogue.view.ask.replies
    assert not any("_" in reply for reply in dialogue.view.ask.replies)
    assert f"Now: 2 {RAG} · 5 {LORA} · 16 {SMALL}." in dialogue.view.ask.text
    dialogue.say(line)
    assert worked(dialogue) == left


def test_a_number_that_is_no_reply_is_refused(tmp_path: Path) -> None:
    dialogue = heard(tmp_path, "yes", "edit what worked", "5, 77")
    assert last(dialogue, "problem") == "There is no reply 77: pick from 1 to 38."
    assert worked(dialogue) == f"{RAG}, {LORA}, {SMALL}"


@pytest.mark.parametrize("line", ["no more than 20 a day", "remove the need for a person", "only 300 a day"])
def test_words_that_name_nothing_on_the_card_are_read_as_ever(tmp_path: Path, line: str) -> None:
    dialogue = heard(tmp_path, line)
    assert dialogue.view.pending
    dialogue.say("yes")
    assert worked(dialogue) == f"{RAG}, {LORA}, {SMALL}"


def test_a_number_that_the_answer_does_not_hold_is_refused(tmp_path: Path) -> None:
    dialogue = heard(tmp_path, "yes", "edit what worked", "drop 1")
    assert last(dialogue, "problem").startswith("what worked: that is not in it; it holds")
    assert worked(dialogue) == f"{RAG}, {LORA}, {SMALL}"


def test_a_word_goes_by_the_number_of_its_reply_to_a_question_opened_again(
    advisor: Advisor, tmp_path: Path
) -> None:
    dialogue = beginning(tmp_path).dialogue(advisor)
    for line in ("1", "kind of data: personal, health", "edit kind of data"):
        dialogue.say(line)
    assert dialogue.view.ask is not None
    number = dialogue.view.ask.replies.index("Health") + 1
    dialogue.say(f"drop {number}")
    assert value(dialogue, "data.sensitivity") == "personal"


@pytest.mark.parametrize(
    ("remark", "kind"),
    [("users: 130", "extraction and summaries"), ("it is a chatbot for customers", "customer chatbot")],
)
def test_a_remark_on_the_card_guesses_no_other_kind_of_project(
    tmp_path: Path, advisor: Advisor, remark: str, kind: str
) -> None:
    story = "Extraction of 900 claims letters a day for 140 staff, in German."
    dialogue = talk(tmp_path, story, remark, "yes", engine=advisor)
    assert value(dialogue, "use_case.kind") == kind


def test_the_numbers_of_a_kept_card_hold_until_there_is_another(tmp_path: Path) -> None:
    assert worked(heard(tmp_path, "1", "drop 4 and 6")) == LORA
    again = heard(tmp_path / "again", "1", "drop 4", "drop 4")
    assert worked(again) == f"{LORA}, {SMALL}"


def test_a_card_without_single_facts_says_something_at_once(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "it is in English and German", engine=Advisor.load(plugins=False))
    card = last(dialogue, "reading").split("\n")
    assert card[0] == "I read: languages: 4 English · 5 German"


@pytest.mark.parametrize("line", ["drop the A100s", "forget the A100"])
def test_many_of_a_thing_are_called_by_one(tmp_path: Path, line: str) -> None:
    story = "We own 4 A100s and want to serve Llama 70B for 200 staff"
    dialogue = talk(tmp_path, story, "1", line, engine=Advisor.load(plugins=False))
    assert value(dialogue, "hardware.owned") is None


def test_a_thing_goes_by_the_words_in_which_it_was_told(tmp_path: Path) -> None:
    story = "Chatbot for our hotel, 300 questions a day, it books rooms with tools in our booking system"
    dialogue = talk(tmp_path, story, "1", "forget the booking", engine=Advisor.load(plugins=False))
    assert value(dialogue, "wish.adaptations") is None
    assert value(dialogue, "use_case.kind") == "customer chatbot"
    assert value(dialogue, "workload.requests_per_day") == "300 requests/day"
