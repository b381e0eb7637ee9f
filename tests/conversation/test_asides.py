"""A question about hardware or about where it runs is answered, and nothing of it counts as said."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.api import Advisor
from advisor.conversation.asides import is_question
from advisor.conversation.dialogue import Dialogue
from tests.conversation.test_replaced import beginning


@pytest.fixture
def dialogue(advisor: Advisor, tmp_path: Path) -> Dialogue:
    talk = beginning(tmp_path).dialogue(advisor)
    for line in ("a support chatbot for our web shop, 300 questions a day, EU only", ""):
        talk.say(line)
    return talk


def _asked(dialogue: Dialogue, line: str) -> str:
    before = dialogue.answers
    dialogue.say(line)
    assert dialogue.answers == before
    assert not dialogue.view.pending
    assert dialogue.view.turns[-1].kind == "aside", dialogue.view.turns[-1].text
    return dialogue.view.turns[-1].text


@pytest.mark.parametrize(
    "line",
    [
        "can I run a 70B on two 3090s?",
        "could we run a 70B on 2x 3090",
        "would a 70B fit on two RTX 3090?",
        "does a 70B run on 2 x rtx 3090?",
    ],
)
def test_whether_a_model_runs_on_cards_is_told_with_the_memory(dialogue: Dialogue, line: str) -> None:
    told = _asked(dialogue, line)
    assert "run on 2x GeForce RTX 3090 (24 GB)? Yes, but only in 4 bits" in told
    assert 'say "we own 2x rtx-3090"' in told


def test_cards_that_might_be_bought_are_no_traffic(dialogue: Dialogue) -> None:
    told = _asked(dialogue, "what if we buy 2x 3090?")
    assert told.startswith("If they were yours, Hosted API would stay in front")
    assert "600" not in told


def test_ten_times_the_traffic_stays_a_supposition(dialogue: Dialogue) -> None:
    dialogue.say("what if 10x traffic?")
    assert "With 3,000 requests on a normal day" in dialogue.view.turns[-1].text


@pytest.mark.parametrize(
    "line", ["why not cpu servers?", "why not ordinary servers?", "why not run it without a GPU?"]
)
def test_servers_without_cards_are_a_way_and_nothing_that_might_be_owned(
    dialogue: Dialogue, line: str
) -> None:
    told = _asked(dialogue, line)
    assert told.startswith("In front: Hosted API, ")
    assert "On ordinary CPU servers: no plan of that kind was worked out for this work." in told
    assert "yours" not in told
    assert "epyc" not in told


def test_servers_without_cards_are_compared_by_price_where_a_plan_was_made(
    advisor: Advisor, tmp_path: Path
) -> None:
    talk = beginning(tmp_path).dialogue(advisor)
    for line in ("I make a podcast and want transcripts of my episodes", ""):
        talk.say(line)
    assert "On ordinary CPU servers: $" in _asked(talk, "why not cpu servers?")


@pytest.mark.parametrize(
    ("line", "way"),
    [
        ("why not GPUs?", "Rented GPUs: $"),
        ("is it cheaper to rent?", "Rented GPUs: $"),
        ("compare hosted and rented", "Rented GPUs: $"),
        ("should we buy a server?", "Own hardware on site: $"),
        ("what is cheaper, renting or buying?", "Own hardware on site: $"),
        ("what about GPUs?", "Rented GPUs: $"),
    ],
)
def test_where_it_runs_is_compared_by_price_and_by_what_speaks_against_it(
    dialogue: Dialogue, line: str, way: str
) -> None:
    told = _asked(dialogue, line)
    assert told.startswith("In front: Hosted API, $")
    assert way in told
    assert "Not advised: " in told
    against = told.partition("Not advised: ")[2].partition(".")[0]
    assert told.count(against) == 1


def test_what_was_asked_can_be_said_and_counts_then(dialogue: Dialogue) -> None:
    _asked(dialogue, "is one A100 enough?")
    for line in ("we own 1x a100-sxm-80gb", ""):
        dialogue.say(line)
    assert "hardware you own" in " ".join(row.label for row in dialogue.answers)


def test_before_anything_was_said_a_question_is_a_description(advisor: Advisor, tmp_path: Path) -> None:
    talk = beginning(tmp_path).dialogue(advisor)
    talk.say("can I run a 70B on two 3090s?")
    assert talk.view.pending


@pytest.mark.parametrize(
    "line",
    [
        "could be 500 to 1000 a day",
        "We own two 3090s. Is that enough?",
        "about 300",
        "is public data",
        "we rent 4 H100s",
    ],
)
def test_what_tells_something_is_no_question(line: str) -> None:
    assert not is_question(line)


def test_a_line_that_answers_nothing_offers_what_can_be_asked(dialogue: Dialogue) -> None:
    dialogue.say("bananas are yellow")
    assert '"is it cheaper to rent?"' in dialogue.view.turns[-1].text
