"""What people say by a way of speaking is read, and what only sounds like it is not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.interview.ways import ROWS, mistakes

SET = [row for row in ROWS if row["half"] == "set"]
HELD = [row for row in ROWS if row["half"] == "held"]
LEAST_HELD = 0.6
"""Share of the sentences that were never used to set the tables that must be read right."""


@pytest.mark.parametrize("row", SET, ids=lambda row: f"{row['group']}: {row['text']}")
def test_a_sentence_is_read_as_it_is_meant(row: dict[str, Any]) -> None:
    assert not mistakes(row)


def test_most_sentences_that_set_no_table_are_read_as_they_are_meant() -> None:
    assert len(HELD) >= 6
    wrong = {row["text"]: found for row in HELD if (found := mistakes(row))}
    assert len(wrong) <= (1 - LEAST_HELD) * len(HELD), wrong
