"""Stories: what a person says, and what the conversation does with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.conversation.dialogue import Dialogue
from advisor.conversation.view import View
from advisor.conversation.words import recognise
from tests.conversation.fakes import FakeAdvisor, beginning, talk


def last(dialogue: Dialogue, kind: str) -> str:
    return [turn.text for turn in dialogue.view.turns if turn.kind == kind][-1]


def value(dialogue: Dialogue, path: str) -> str | None:
    return next((row.value for row in dialogue.answers if row.path == path), None)


def test_the_first_question_is_there_before_anything_is_said(tmp_path: Path) -> None:
    view = talk(tmp_path).view
    assert view.ask is not None
    assert view.replies[0] == "Answer customers"
    assert view.standing is None


def test_a_quick_reply_counts_at_once_and_says_what_it_moved(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "1", "3")
    assert value(dialogue, "workload.requests_per_day") == "100,000 requests/day"
    assert last(dialogue, "change").startswith(("▲ Now in front: Own GPU", "Two more"))
    assert dialogue.view.moved == {"Own GPU": "▲", "Fine-tuned model": "▲", "Hosted model": "▼"}


def test_free_text_is_echoed_and_counts_only_once_kept(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "a chat, 5k a day")
    assert last(dialogue, "reading") == "I read: customer chatbot · 5,000 requests on a normal day."
    assert dialogue.view.pending
    assert dialogue.answers == ()
    dialogue.say("")
    assert value(dialogue, "workload.requests_per_day") == "5,000 requests/day"
    assert not dialogue.view.pending


def test_a_figure_that_is_probably_a_slip_is_asked_about_where_it_is_read(tmp_path: Path) -> None:
    assert "is that right?" not in last(talk(tmp_path, "a chat, 5k a day"), "reading")
    slip = last(talk(tmp_path, "a chat, 500000k a day"), "reading")
    assert slip.endswith("500M requests/day is rare: is that right?")


def test_a_dropped_reading_leaves_no_trace(tmp_path: Path) -> None:
    dialogue = talk(tmp_path)
    before = dialogue.view
    dialogue.say("a chat, 5k a day")
    dialogue.say("no")
    assert replace(dialogue.view, can_undo=False) == before


def test_changing_the_words_of_a_reading_gives_them_back(tmp_path: Path) -> None:
    heard = talk(tmp_path, "a chat, 5k a day").say("e")
    assert (heard.effect, heard.prefill) == ("edit", "a chat, 5k a day")


def test_more_words_are_added_to_a_reading_that_waits(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "a chat", "7,000 a day", "yes")
    assert value(dialogue, "use_case.kind") == "customer chatbot"
    assert value(dialogue, "workload.requests_per_day") == "7,000 requests/day"


def test_what_if_answers_without_giving_the_answer(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "1", "2")
    before = dialogue.view
    dialogue.say("what would 3 cost me?")
    said = last(dialogue, "aside")
    assert '"Never outside our network", Own GPU would take over from Hosted model' in said
    assert "$940 a month (940–1,880) instead of $370 a month (370–740)" in said
    assert dialogue.view.standing == before.standing
    assert dialogue.view.ask == before.ask


def test_ten_times_the_traffic_scales_what_was_said(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "1", "2")
    dialogue.say("what if 10x traffic?")
    assert last(dialogue, "aside").startswith("With 50,000 requests on a normal day, Own GPU would take over")


def test_ten_times_an_assumed_traffic_scales_the_assumption(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "1")
    dialogue.say("what if twice the requests?")
    assert last(dialogue, "aside").startswith("With 2,000 requests on a normal day")


@pytest.mark.parametrize("words", ["what if", "what if the moon falls", "what would 8 cost"])
def test_a_what_if_without_an_answer_in_it_says_what_would_work(tmp_path: Path, words: str) -> None:
    dialogue = talk(tmp_path, "1")
    dialogue.say(words)
    assert last(dialogue, "problem")
    assert dialogue.view.answered == 1


@pytest.mark.parametrize("words", ["0", "not sure", "Not sure.", "I don't know"])
def test_not_sure_goes_on_and_is_remembered_as_unknown(tmp_path: Path, words: str) -> None:
    dialogue = talk(tmp_path, "1", words)
    assert value(dialogue, "workload.requests_per_day") == "not sure"
    assert dialogue.view.ask is not None
    assert dialogue.view.ask.id == "boundary"


def test_skip_goes_on_without_an_answer(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "1", "skip")
    assert value(dialogue, "workload.requests_per_day") is None
    assert dialogue.view.ask is not None
    assert dialogue.view.ask.id == "boundary"


@pytest.mark.parametrize("words", ["?", "why?", "why"])
def test_why_tells_the_reason_and_what_it_could_change_now(tmp_path: Path, words: str) -> None:
    dialogue = talk(tmp_path, "1", words)
    assert last(dialogue, "aside") == (
        "The volume decides between renting and calling.\nIt still flips the first place."
    )


def test_back_takes_back_one_answer_and_redo_gives_it_again(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "1", "2")
    after = dialogue.view
    dialogue.say("back")
    assert value(dialogue, "workload.requests_per_day") is None
    assert dialogue.view.can_redo
    dialogue.say("redo")
    assert dialogue.view == after


def test_questions_in_between_are_no_steps_to_take_back(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "1", "2", "why?", "what if 10x traffic?")
    dialogue.say("back")
    assert value(dialogue, "workload.requests_per_day") is None
    assert value(dialogue, "use_case.kind") == "customer chatbot"


def test_a_new_answer_after_back_gives_up_what_was_undone(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "1", "2", "back", "3")
    assert not dialogue.view.can_redo
    assert value(dialogue, "workload.requests_per_day") == "100,000 requests/day"


def test_back_at_the_start_says_so(tmp_path: Path) -> None:
    assert talk(tmp_path).say("back").flash == "There is nothing to take back."


@pytest.mark.parametrize("words", ["edit requests", "change workload.requests_per_day"])
def test_an_earlier_answer_can_be_edited(tmp_path: Path, words: str) -> None:
    dialogue = talk(tmp_path, "1", "2", "1", words)
    assert dialogue.view.ask is not None
    assert dialogue.view.ask.id == "volume"
    dialogue.say("1")
    assert value(dialogue, "workload.requests_per_day") == "500 requests/day"
    assert value(dialogue, "data.boundary") == "a provider under contract"
    assert dialogue.view.ask.id == "team"


def test_an_answer_without_a_question_of_its_own_can_be_edited(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "1", "edit knowledge.freshness")
    assert "weekly" in dialogue.view.replies
    dialogue.say(str(dialogue.view.replies.index("weekly") + 1))
    assert value(dialogue, "knowledge.freshness") == "weekly"


def test_editing_what_was_never_said_names_what_was(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "1", "edit banana")
    assert last(dialogue, "problem") == "No answer is called 'banana'; you answered: use case."


def test_a_claim_in_the_text_is_corrected_with_its_source(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "an API is always cheaper")
    assert last(dialogue, "claim").endswith("Source: book api-always-cheaper")


def test_control_characters_never_reach_the_screen(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "chat \x1b[31m\x07\u202e 5k a day")
    shown = "".join(turn.text for turn in dialogue.view.turns)
    assert all(char.isprintable() or char == "\n" for char in shown)


LINES = st.sampled_from(
    ["0", "1", "2", "3", "7", "", "?", "back", "redo", "skip", "e", "no", "report", "edit case",
     "what if 10x traffic", "what would 2 cost", "chat 5k", "own network", "explain TPOT", "[bold]"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES | st.text(max_size=40), max_size=12))
def test_whatever_is_said_it_can_all_be_taken_back(tmp_path: Path, lines: list[str]) -> None:
    dialogue = talk(tmp_path, *lines)
    while dialogue.view.can_undo:
        dialogue.back()
    assert dialogue.answers == ()
    assert dialogue.view.ask is not None
    assert dialogue.view.ask.id == "purpose"


def test_the_last_questions_are_announced_once(tmp_path: Path) -> None:
    told = [
        turn.text for turn in talk(tmp_path, "1", "2", "1").view.turns if "could still change" in turn.text
    ]
    assert told == ["One more question could still change the advice."]


def test_answers_that_do_not_go_together_are_named(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "1", "2", "2", "2")
    assert last(dialogue, "problem").startswith("A region and a GPU expert do not go together.")


def test_what_moved_is_told_before_the_next_question_is_chosen(tmp_path: Path) -> None:
    heard: list[View] = []
    dialogue = beginning(tmp_path).dialogue(FakeAdvisor(), listen=heard.append)
    dialogue.say("1")
    assert heard[-1].standing is not None
    assert heard[-1].ask is None
    assert heard[-1].turns[-1].text.startswith("In front: Hosted model")
    assert dialogue.view.ask is not None


@pytest.mark.parametrize("words", ["not sure", "skip", "0"])
def test_what_was_read_is_not_lost_by_passing_the_question(tmp_path: Path, words: str) -> None:
    dialogue = talk(tmp_path, "a chat, 5k a day")
    assert "keep (1)" in dialogue.say(words).flash
    assert dialogue.view.pending


@pytest.mark.parametrize(
    "words", ["report", "stop asking, give me the report", "Finish.", "show me the report now"]
)
def test_the_report_is_asked_for_in_many_words(words: str) -> None:
    assert recognise(words).act == "report"


def test_a_wish_for_a_report_of_something_is_no_command() -> None:
    assert recognise("write a report for each patient").act == "answer"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("客服聊天", "English only"),
        ("ערב טוב", "English only"),
        ("über Größe 的", "no answer"),
    ],
)
def test_words_in_other_letters_are_told_that_english_is_read(tmp_path: Path, words: str, told: str) -> None:
    assert told in last(talk(tmp_path, words), "problem")


STORY = "use_case.story"


def test_what_a_sentence_forbids_is_kept_for_the_report_though_nothing_was_read(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "1", "Anna must never see it")
    assert "Anna must never see it" in last(dialogue, "problem")
    assert "first page of the report" in last(dialogue, "problem")
    assert value(dialogue, STORY) == "Anna must never see it."


def test_it_is_kept_beside_what_was_read_and_goes_with_it(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "a chat, 5k a day. Bob must never see it", "", "Eve must never see it")
    assert value(dialogue, STORY) == "Bob must never see it. Eve must never see it."
    assert value(dialogue, "workload.requests_per_day") == "5,000 requests/day"
    dialogue.back()
    assert value(dialogue, STORY) is None
