"""One "back" takes back one step and names it: words, a correction, a drop, the keeping of a card."""

from __future__ import annotations

from pathlib import Path

from advisor.conversation.dialogue import Dialogue
from advisor.conversation.view import View
from advisor.decide.standing import Standing
from advisor.profile import Profile
from tests.conversation.fakes import FakeAdvisor, beginning, talk
from tests.conversation.test_dialogue import last, value

STORY, MORE, FIXED = "a chat, 5k a day", "on our own network", "requests: 300"


def views(folder: Path, *lines: str) -> tuple[Dialogue, list[View]]:
    dialogue = talk(folder)
    seen = [dialogue.view]
    for line in lines:
        dialogue.say(line)
        seen.append(dialogue.view)
    return dialogue, seen


def test_each_line_about_a_card_is_taken_back_alone_and_done_again(tmp_path: Path) -> None:
    dialogue, seen = views(tmp_path, STORY, MORE, FIXED, "drop", "again, 7k a day", "yes", "2")
    backwards = [dialogue.view]
    while dialogue.view.can_undo:
        dialogue.say("back")
        backwards.append(dialogue.view)
    assert [view.turns for view in backwards] == [view.turns for view in reversed(seen)]
    while dialogue.view.can_redo:
        dialogue.say("redo")
    assert dialogue.view == seen[-1]


def test_the_keeping_of_a_card_is_taken_back_and_its_corrections_stay(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, STORY, FIXED, "yes")
    heard = dialogue.say("back")
    assert heard.flash == 'Took back: keeping 2 facts; the card waits again. "redo" goes on as before.'
    assert dialogue.view.pending
    assert "300 requests" in last(dialogue, "reading")
    assert dialogue.say("back").flash == "Took back: 'requests: 300'. \"redo\" brings it back."
    assert "5,000 requests" in last(dialogue, "reading")
    assert dialogue.say("redo").flash == "Done again: 'requests: 300'."
    dialogue.say("yes")
    assert value(dialogue, "workload.requests_per_day") == "300 requests/day"


def test_what_was_dropped_comes_back(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, STORY, "drop")
    assert not dialogue.view.pending
    assert dialogue.say("back").flash.startswith(
        "Took back: dropping 'a chat, 5k a day'; the card waits again."
    )
    assert dialogue.view.pending
    dialogue.say("yes")
    assert value(dialogue, "workload.requests_per_day") == "5,000 requests/day"


def test_an_edit_loses_no_card_that_waits(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "1", MORE)
    assert "First keep (1)" in dialogue.say("edit use case").flash
    assert dialogue.view.pending


def test_a_card_of_which_nothing_is_left_says_so(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "5k a day", "remove the requests")
    assert last(dialogue, "reading") == "Nothing of it is left, so nothing of it counts."
    dialogue.say("back")
    assert dialogue.view.pending


def test_steps_on_a_card_are_there_after_a_restart(tmp_path: Path) -> None:
    told = talk(tmp_path, STORY, FIXED, "yes", "back").view
    begun = beginning(tmp_path)
    again = begun.dialogue(FakeAdvisor(), begun.unfinished()[0].id)
    assert again.view == told
    again.say("redo")
    assert value(again, "workload.requests_per_day") == "300 requests/day"


def test_a_card_that_cannot_be_worked_with_waits_again(tmp_path: Path) -> None:
    class Broken(FakeAdvisor):
        def standing(self, profile: Profile) -> Standing:
            if profile.number("workload.requests_per_day") == 5000:
                raise ZeroDivisionError("no devices")
            return super().standing(profile)

    dialogue = talk(tmp_path, STORY, "yes", engine=Broken())
    assert dialogue.view.pending
    assert "ZeroDivisionError" in last(dialogue, "problem")
    assert [turn.text for turn in dialogue.view.turns].count(STORY) == 1


def test_the_ranking_tells_what_the_last_answer_moved_while_a_card_waits(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "1", "3")
    moved = dialogue.view.moved
    dialogue.say(MORE)
    assert dialogue.view.pending
    assert dialogue.view.moved == moved
