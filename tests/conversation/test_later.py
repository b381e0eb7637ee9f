"""What is said behind the first words corrects a fact, adds to them or tells another job."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.api import Advisor
from advisor.conversation.dialogue import Dialogue
from advisor.conversation.store import open_store
from tests.conversation.fakes import beginning, talk
from tests.conversation.test_dialogue import last, value

LOAD, KIND, PLACE = "workload.requests_per_day", "use_case.kind", "data.boundary"


def said(advisor: Advisor, folder: Path, *lines: str) -> Dialogue:
    dialogue = beginning(folder).dialogue(advisor)
    for line in lines:
        dialogue.say(line)
    return dialogue


@pytest.mark.parametrize(
    "line",
    [
        "no, it is 900 enquiries a day",
        "No - we get 900 enquiries a day",
        "sorry, I meant 900 enquiries a day",
        "no the volume is 900 enquiries a day",
        "wrong: there are 900 enquiries a day",
    ],
)
def test_a_correction_is_no_reply_to_the_question_that_is_open(
    advisor: Advisor, tmp_path: Path, line: str
) -> None:
    dialogue = said(advisor, tmp_path, "an assistant for hotel guests, 90 enquiries a day", "1")
    assert dialogue.view.ask is not None
    assert PLACE in dialogue.view.ask.fields
    dialogue.say(line)
    dialogue.say("1")
    assert value(dialogue, LOAD) == "900 requests/day"
    assert value(dialogue, PLACE) is None
    assert value(dialogue, "hardware.offline") is None


@pytest.mark.parametrize("line", ["no, only on our own network", "no, it may never leave our network"])
def test_a_no_that_speaks_of_the_question_answers_it(advisor: Advisor, tmp_path: Path, line: str) -> None:
    dialogue = said(advisor, tmp_path, "an assistant for hotel guests, 90 enquiries a day", "1", line, "1")
    assert value(dialogue, PLACE) == "your own network"


@pytest.mark.parametrize(
    "line",
    [
        "and they are written in 9 languages",
        "they come in 9 languages",
        "plus, the photos are scanned",
        "it's about 300 a day and in 9 languages",
        "also our team has two developers",
    ],
)
def test_a_remark_leaves_the_task_as_it_is(advisor: Advisor, tmp_path: Path, line: str) -> None:
    story = "classify 30,000 support tickets a day into 40 topics"
    kind = value(said(advisor, tmp_path / "a", story, "1"), KIND)
    assert value(said(advisor, tmp_path / "b", story, line, "1"), KIND) == kind


@pytest.mark.parametrize("line", ["it is a translation service", "no, a translation tool", "translation"])
def test_a_task_that_is_named_replaces_the_first(advisor: Advisor, tmp_path: Path, line: str) -> None:
    dialogue = said(advisor, tmp_path, "classify 30,000 support tickets a day", line, "1")
    assert value(dialogue, KIND) == "translation and languages"
    assert value(dialogue, LOAD) == "30,000 requests/day"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("also a chatbot with 700 chats a day", False),
        ("and there is a chatbot with 700 chats a day", False),
        ("plus we want a chatbot, 700 chats a day", True),
        ("also 700 recordings a day", True),
    ],
)
@pytest.mark.parametrize("waits", [True, False])
def test_an_addition_replaces_no_figure(
    advisor: Advisor, tmp_path: Path, line: str, kept: bool, waits: bool
) -> None:
    story = ("transcribe 50 recordings of meetings a day", *(() if waits else ("1",)))
    dialogue = said(advisor, tmp_path, *story, line)
    told = f"{last(dialogue, 'reading')}\n{dialogue.view.turns[-1].text}"
    assert ("another job" in told) or (kept and "stays 50 requests/day" in told)
    dialogue.say("1" if dialogue.view.pending else "skip")
    assert value(dialogue, LOAD) == "50 requests/day"
    assert value(dialogue, KIND) == "voice"


def test_what_is_added_beside_another_job_counts(advisor: Advisor, tmp_path: Path) -> None:
    story = "transcribe 50 recordings of meetings a day"
    line = "also a chatbot with 700 chats a day, meetings are 40 minutes each"
    card = last(said(advisor, tmp_path, story, line), "reading")
    assert "40 minutes of a recording" in card
    assert "700" in card.partition("another job")[2]


def test_drop_it_takes_the_last_words_only(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "a chat, 5k a day", "on our own network")
    heard = dialogue.say("3")
    assert "'on our own network'" in heard.flash
    assert "5,000 requests" in heard.flash
    assert dialogue.view.pending
    dialogue.say("1")
    assert value(dialogue, LOAD) == "5,000 requests/day"
    assert value(dialogue, PLACE) is None


def test_drop_everything_takes_all_of_it(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "a chat, 5k a day", "on our own network", "drop everything")
    assert not dialogue.view.pending
    assert dialogue.answers == ()


def test_what_waited_before_is_saved_too(tmp_path: Path) -> None:
    store, _ = open_store(tmp_path / "data")
    dialogue = beginning(tmp_path, store).dialogue(talk(tmp_path / "x").engine)
    for line in ("a chat, 5k a day", "on our own network"):
        dialogue.say(line)
    again = beginning(tmp_path, store).dialogue(dialogue.engine, store.sessions()[0].id)
    again.say("3")
    again.say("1")
    assert value(again, LOAD) == "5,000 requests/day"
    assert value(again, PLACE) is None
