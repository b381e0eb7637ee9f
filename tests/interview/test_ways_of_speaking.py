"""What people say by a way of speaking is read, and what only sounds like it is not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.interview.read import reader
from tests.interview.ways import ROWS, mistakes

SET = [row for row in ROWS if row["half"] == "set"]
HELD = [row for row in ROWS if row["half"] == "held"]
LEAST_HELD = 0.9
"""Share of the sentences that were never used to set the tables that must be read right."""


@pytest.mark.parametrize("row", SET, ids=lambda row: f"{row['group']}: {row['text']}")
def test_a_sentence_is_read_as_it_is_meant(row: dict[str, Any]) -> None:
    assert not mistakes(row)


def test_most_sentences_that_set_no_table_are_read_as_they_are_meant() -> None:
    assert len(HELD) >= 40
    wrong = {row["text"]: found for row in HELD if (found := mistakes(row))}
    assert len(wrong) <= (1 - LEAST_HELD) * len(HELD), wrong


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The data must stay in Europe.", "say so if the UK or Switzerland will do too"),
        ("We can spend 3,000 euros a month on it.", "such as '3,000 euros a month at 1.176'"),
    ],
)
def test_what_was_read_more_narrowly_or_not_at_all_is_asked_back(text: str, words: str) -> None:
    found = reader().read(text)
    assert any(words in remark for remark in (*found.unread, *found.notes))


def test_the_european_union_is_not_asked_back() -> None:
    assert not reader().read("The data must stay in the European Union.").unread
