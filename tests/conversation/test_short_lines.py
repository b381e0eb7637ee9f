"""Short lines as people type them: what they steer and correct, and what is said when they answer nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.conversation.dialogue import Dialogue
from advisor.conversation.steering import CARD_LINES, LINES, NO_ANSWERS
from advisor.conversation.words import recognise
from tests.conversation.fakes import talk
from tests.conversation.test_dialogue import last, value

STORY = "a chat, 5k a day"


@pytest.mark.parametrize(
    ("line", "act"),
    [
        ("go back", "back"),
        ("Previous question please", "back"),
        ("next question please", "skip"),
        ("ok, skip this one", "answer"),
        ("skip this one", "skip"),
        ("Why do you ask?", "why"),
        ("what do you mean", "why"),
        ("What does this mean?", "why"),
        ("what are my options?", "why"),
        ("dunno", "not_sure"),
        ("Hard to tell.", "not_sure"),
        ("that's enough questions", "report"),
        ("show me the result", "report"),
        ("stop by the office", "answer"),
        ("explain TTFT", "explain"),
    ],
)
def test_a_short_line_steers_by_all_of_its_words(line: str, act: str) -> None:
    assert recognise(line).act == act


@pytest.mark.parametrize(
    ("line", "number"),
    [("the second one", "2"), ("third option", "3"), ("option 2", "2"), ("#3", "3"), ("the last one", "-1")],
)
def test_a_reply_is_picked_by_its_place(line: str, number: str) -> None:
    intent = recognise(line)
    assert (intent.act, intent.text) == ("pick", number)


def test_a_second_alone_is_a_time_and_no_place() -> None:
    assert recognise("a second").act == "answer"
    assert recognise("second").act == "answer"


def test_the_last_reply_is_the_last_on_the_screen(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "1", "the last one")
    assert value(dialogue, "workload.requests_per_day") == "100,000 requests/day"


@pytest.mark.parametrize("line", ["looks good", "Correct!", "yes, that's right", "yep", "LGTM", "fine"])
def test_a_card_is_kept_by_what_people_say_to_agree(tmp_path: Path, line: str) -> None:
    assert value(talk(tmp_path, STORY, line), "workload.requests_per_day") == "5,000 requests/day"


@pytest.mark.parametrize("line", ["nope", "all wrong", "No, that's wrong.", "not correct", "forget it"])
def test_a_card_is_dropped_by_what_people_say_to_refuse(tmp_path: Path, line: str) -> None:
    dialogue = talk(tmp_path, STORY, line)
    assert not dialogue.view.pending
    assert dialogue.answers == ()


def test_an_apology_alone_keeps_and_drops_nothing(tmp_path: Path) -> None:
    assert talk(tmp_path, STORY, "sorry").view.pending
    assert talk(tmp_path, STORY, "please").view.pending


def kept(tmp_path: Path, *lines: str) -> Dialogue:
    return talk(tmp_path, STORY, *lines, "yes")


@pytest.mark.parametrize(
    ("line", "path", "shown"),
    [
        ("users: 130", "workload.users", "130 users"),
        ("Users = 1.2k", "workload.users", "1,200 users"),
        ("budget: $800", "budget.monthly_usd", "$800 a month"),
        ("budget is 800", "budget.monthly_usd", "$800 a month"),
        ("set the budget to 800", "budget.monthly_usd", "$800 a month"),
        ("change requests to 300", "workload.requests_per_day", "300 requests/day"),
        ("requests on a normal day: 20", "workload.requests_per_day", "20 requests/day"),
        ("workload.users: 7", "workload.users", "7 users"),
        ("pages: 5k", "knowledge.pages", "5,000 pages"),
        ("where the data may go: own network", "data.boundary", "your own network"),
    ],
)
def test_a_field_is_given_its_value_by_its_name(tmp_path: Path, line: str, path: str, shown: str) -> None:
    dialogue = kept(tmp_path, line)
    assert value(dialogue, path) == shown
    assert value(dialogue, "use_case.kind") == "customer chatbot"


def test_a_field_of_one_value_is_taken_off_the_card_by_its_name(tmp_path: Path) -> None:
    dialogue = kept(tmp_path, "remove the requests")
    assert value(dialogue, "workload.requests_per_day") is None
    assert value(dialogue, "use_case.kind") == "customer chatbot"


def test_a_name_that_no_field_has_changes_nothing(tmp_path: Path) -> None:
    dialogue = kept(tmp_path, "colour: blue")
    assert value(dialogue, "workload.requests_per_day") == "5,000 requests/day"


def test_a_long_text_behind_a_name_is_read_whole(tmp_path: Path) -> None:
    dialogue = kept(tmp_path, "requests: our own network sees 9k of them")
    assert value(dialogue, "data.boundary") == "your own network"
    assert value(dialogue, "workload.requests_per_day") == "9,000 requests/day"


@pytest.mark.parametrize(("line", "words"), [("both", "what holds for which part"), ("Neither", "instead")])
def test_a_line_that_answers_nothing_is_told_what_would(tmp_path: Path, line: str, words: str) -> None:
    dialogue = talk(tmp_path, "1", line)
    assert words in last(dialogue, "problem")
    assert not dialogue.view.pending


def test_starting_over_throws_nothing_away_and_says_how(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "1", "start over")
    assert value(dialogue, "use_case.kind") == "customer chatbot"
    assert '"back"' in last(dialogue, "problem")


def test_no_line_stands_in_two_tables_of_answers_and_of_no_answers() -> None:
    assert not NO_ANSWERS.keys() & (LINES.keys() | CARD_LINES.keys())
