"""How long people wait, in passing words of stories; how long something else lasts is no wait."""

from __future__ import annotations

import pytest

from tests.interview.read import value

FIRST, BATCH = "latency.first_token_ms", "latency.batch_ok"


@pytest.mark.parametrize(
    "text",
    [
        "Summaries of episodes with a mid tier; delay of a day is fine.",
        "Eight attributes for 2 million products; no labels, a week is fine.",
        "A tagging job; any day this month will do.",
        "Tag 3 million letters. One pass, any time this winter, no confidentiality.",
        "Transcripts a night to code, morning is early enough.",
        "Tag 400 notes a night; nobody reads the result before 8 o'clock.",
        "A polling firm codes open answers, results in three days.",
        "Slips typed up; a delay of two days hurts nobody.",
        "Texts can come the day after.",
        "Results are read the next week.",
        "The reports may arrive a day later.",
    ],
)
def test_what_may_come_days_later_is_no_hurry(text: str) -> None:
    assert value(text, BATCH) is True


@pytest.mark.parametrize(
    "text",
    [
        "A delay of a day is a disaster.",
        "We ship within a week; a week is long for clients.",
        "One day a week is fine for training staff.",
        "Any day this month a customer may call.",
    ],
)
def test_days_of_something_else_grant_no_delay(text: str) -> None:
    assert value(text, BATCH) is None


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("10 seconds are fine.", 10_000),
        ("Waits of half a minute are fine.", 30_000),
        ("An hour's wait is fine.", 3_600_000),
        ("A contest lets players wait 40 minutes for one hard proof.", 2_400_000),
        ("The chamber gladly waits ten minutes for a better answer.", 600_000),
        ("Mail sorted within a quarter second.", 250),
        ("A noise filter on a chip of 1 MB, 4 ms delay.", 4),
        ("A voice agent; delay above 0.8 s loses callers.", 800),
        ("Weed from crop at 20 km/h, 30 ms per frame, no network.", 30),
        ("A command line over noise, with no network and 300 ms.", 300),
        ("Citizens ask, 3,000 a day, 2 s.", 2_000),
        ("Doubtful posts are pointed out within the hour.", 3_600_000),
        ("Torn parcels must be seen before the next gate.", 300),
    ],
)
def test_a_wait_that_is_granted_or_bounded_is_read(text: str, ms: float) -> None:
    assert value(text, FIRST) == ms


@pytest.mark.parametrize(
    "text",
    [
        "The queue is 40 s at noon.",
        "Callers talk over the three-second silence.",
        "Serverless GPU cold starts take 10-30 s.",
        "It runs 2 s behind today.",
        "Labelled clips of speech, 5 s.",
        "Vibrations are sorted by fault: centrifuge runs, 10 s.",
        "Test flights, 8 s. We label them.",
        "A big model gave 11% errors, ~1 s.",
        "It labels at 0.78 F1 for a cent and 1.8 s; the small one is better.",
        "We meet before the next board meeting.",
        "Ready before the next season.",
    ],
)
def test_how_long_something_else_lasts_is_no_wait(text: str) -> None:
    assert value(text, FIRST) is None


@pytest.mark.parametrize(
    "text",
    [
        "Nobody reads the result before 8 o'clock.",
        "No one looks at the reports before nine.",
        "Nobody needs them before morning.",
    ],
)
def test_results_that_nobody_reads_before_an_hour_may_wait(text: str) -> None:
    assert value(text, BATCH) is True
    assert value(text, "quality.human_review") is None


@pytest.mark.parametrize(
    "text",
    [
        "Nobody uses the chat before nine.",
        "Nobody sees a doctor before nine.",
        "Nobody needs the bot before ten.",
        "Nobody wants calls before noon.",
        "Nobody needs answers before 30 seconds.",
    ],
)
def test_hours_in_which_nobody_comes_are_no_delay(text: str) -> None:
    assert value(text, BATCH) is None


@pytest.mark.parametrize("text", ["Nobody checks the replies.", "Nobody reviews an answer before it leaves."])
def test_what_nobody_checks_goes_out_unchecked(text: str) -> None:
    assert value(text, "quality.human_review") is False


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("Our sorter sees beans with a camera and has 40 ms until the jet must fire.", 40),
        ("There are 15 ms before the nozzle must open.", 15),
        ("The line leaves us 120 ms to reject a bottle.", 120),
        ("A letter sorter reads addresses and has 300 ms to choose the bin.", 300),
        ("The saw gets 2 s until the log arrives: 2 s until it must cut.", 2000),
    ],
)
def test_what_is_left_until_something_moves_is_how_long_it_may_take(text: str, ms: float) -> None:
    assert value(text, "latency.first_token_ms") == ms


@pytest.mark.parametrize(
    "text",
    ["The camera takes 30 ms before the belt moves.", "We wait 40 minutes before the show starts."],
)
def test_what_something_takes_is_no_limit(text: str) -> None:
    assert value(text, "latency.first_token_ms") is None
