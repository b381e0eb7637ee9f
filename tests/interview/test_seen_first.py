"""Somebody by name who looks at each result, and hours of tape that shall become text once."""

from __future__ import annotations

import pytest

from tests.interview.read import found, value

REVIEW, ITEMS = "quality.human_review", "workload.one_off_items"


@pytest.mark.parametrize(
    "text",
    [
        "A bot takes bookings. Anna looks at each booking before it counts.",
        "Anna reads every draft before it goes out; a bot writes letters.",
        "My wife checks each answer.",
        "Our secretary signs off each letter that it writes.",
        "Mr Keller goes over each translation.",
        "Nothing is sent before Maria has seen it.",
        "No offer goes out unless Tom has read it.",
        "Maria will read every reply first.",
    ],
)
def test_who_looks_at_each_result_checks_it(text: str) -> None:
    assert value(text, REVIEW) is True


@pytest.mark.parametrize(
    "text",
    [
        "Anna looks at each booking by hand today; a bot should do it.",
        "Today Maria reads every letter and it takes two hours.",
        "The model checks every invoice before it is paid.",
        "Claude reads every mail before it is filed.",
        "Customers look at each product before they buy; a chatbot should help.",
        "A camera looks at each apple before it is packed.",
        "Firewall checks each packet before it goes on.",
        "Parliament reads each law before it counts.",
        "Customs checks each parcel before it is released.",
    ],
)
def test_what_a_machine_or_a_customer_looks_at_is_no_check(text: str) -> None:
    assert REVIEW not in found(text)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("3000 hours of taped interviews should become text.", 18000),
        ("We have 3,000 hours of taped interviews and want transcripts.", 18000),
        ("An archive of 800 hours of tapes should be typed out.", 4800),
        ("600 hours of oral history on cassettes, transcripts wanted.", 3600),
        ("3,000 hours of interviews on tape to be written down.", 18000),
    ],
)
def test_hours_of_tape_are_worked_through_once(text: str, pieces: float) -> None:
    read = found(text)
    assert read.get(ITEMS) == pieces
    assert read.get("use_case.modality") == "audio"
    assert read.get("use_case.kind") == "voice"


@pytest.mark.parametrize(
    "text",
    [
        "40 hours of podcasts a month should become text.",
        "We record 20 hours of meetings a week; they should become text.",
        "We train speech recognition on 600 hours of interviews with transcripts.",
        "We spent 3000 hours on typing.",
        "200 hours of meetings and nothing is written down yet.",
    ],
)
def test_hours_that_come_again_or_teach_are_no_job_done_once(text: str) -> None:
    assert ITEMS not in found(text)
