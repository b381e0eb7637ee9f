"""Examples that were labelled over a time are a range of examples, and it is said how they were counted."""

from __future__ import annotations

import pytest

from tests.interview.read import found, reader, value

EXAMPLES = "examples.count"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We want to flag fraud; we have 2 years of labelled payments.", 7300),
        ("Route tickets into nine queues; six months of loosely labelled history.", 1800),
        ("Three years of driving videos have been annotated.", 10_950),
        ("Chat moderation: labelled messages from the last 3 years.", 10_950),
        ("A hospital has several years of annotated X-rays.", 18_250),
    ],
)
def test_what_was_labelled_over_a_time_is_a_guess_with_its_range(text: str, count: float) -> None:
    reading = reader().read(text)
    answer = next(hit.answer for hit in reading.answers if hit.path == EXAMPLES)
    assert (answer.value, answer.low, answer.high) == (count, round(count / 10), count * 10)
    assert any("our guess" in note and "say how many" in note for note in reading.notes)


def test_where_their_load_is_told_it_is_that_of_the_time() -> None:
    reading = reader().read(
        "We flag fraud in 40,000 transactions a day, with 2 years of labelled transactions."
    )
    answer = next(hit.answer for hit in reading.answers if hit.path == EXAMPLES)
    assert (answer.low, answer.value) == (2_920_000, 29_200_000)
    assert any("a tenth of them at least" in note for note in reading.notes)


def test_the_load_of_other_things_counts_no_examples() -> None:
    text = "We answer 40,000 calls a day and hold 2 years of labelled invoices."
    assert value(text, EXAMPLES) == 7300


@pytest.mark.parametrize(
    "text",
    [
        "2 years of transactions, none labelled.",
        "2 years of transactions which must be labelled.",
        "We would need 2 years of labelled data.",
        "Two years of unlabelled logs.",
        "It took 2 years.",
    ],
)
def test_what_is_not_labelled_is_no_example(text: str) -> None:
    assert EXAMPLES not in found(text)


def test_a_count_that_was_told_stays() -> None:
    assert value("12,000 labelled tickets, 2 years of labelled tickets in all.", EXAMPLES) == 12_000
