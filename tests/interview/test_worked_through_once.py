"""What is worked through once, or the whole of what is held, is a job that ends and no load of every day."""

from __future__ import annotations

import pytest

from tests.interview.read import found

ITEMS = "workload.one_off_items"


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("2 million product pages to translate once.", 2e6),
        ("The whole archive of 300,000 letters must be transcribed.", 300_000),
        ("A one-off: 40,000 X-rays to label.", 40_000),
        ("80,000 deeds, all of them read by March.", 80_000),
        ("We want to summarise our entire back catalogue of 12,000 books.", 12_000),
        ("9,000 maps must be vectorised, just this once.", 9_000),
        (
            "We have 3,000 hours of archive tape in German and dialect. We want all of it transcribed.",
            18_000,
        ),
        ("800 hours of interviews lie in the cellar. They must all be transcribed.", 4_800),
    ],
)
def test_a_job_that_is_done_once_is_no_load(text: str, items: float) -> None:
    read = found(text)
    assert read[ITEMS] == items
    assert not {"workload.requests_per_day", "knowledge.pages", "examples.count"} & set(read)


@pytest.mark.parametrize(
    "text",
    [
        "An assistant searches our whole archive of 300,000 letters and answers questions.",
        "We review the entire stock of 500 machines every day.",
        "A one-off budget of $5,000; 300 mails to sort a day.",
        "We have 12 labelled examples and a one-time grant.",
        "We translate 2,000 pages a day.",
        "Midwives look things up in our guidelines, 9,000 PDF documents. Budget 400,000 euro once.",
    ],
)
def test_what_is_searched_or_comes_back_is_no_job(text: str) -> None:
    assert ITEMS not in found(text)


def test_documents_in_which_things_are_looked_up_are_pages_to_know() -> None:
    assert (
        found("Midwives look things up in our guidelines, 9,000 PDF documents.")["knowledge.pages"] == 36_000
    )
