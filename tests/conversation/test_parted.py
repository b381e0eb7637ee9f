"""A reply may take numbers off a card and say more behind them."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.conversation.parted import parted
from tests.conversation.test_corrections import LORA, heard, worked
from tests.conversation.test_dialogue import value


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("drop 4 and 6. and it is 7k a day", LORA),
        ("keep only 5, but 7k a day", LORA),
        ("Drop numbers 4, 6; it's 7k a day", LORA),
    ],
)
def test_numbers_go_and_what_is_said_behind_them_is_read(tmp_path: Path, line: str, left: str) -> None:
    dialogue = heard(tmp_path, line)
    assert dialogue.view.pending
    dialogue.say("yes")
    assert worked(dialogue) == left
    assert value(dialogue, "workload.requests_per_day") == "7,000 requests/day"


@pytest.mark.parametrize(
    "line", ["drop 4, 5 and 6", "drop 4, 5, 6", "drop 4.", "drop 4, please", "drop rag, and 7k a day"]
)
def test_one_thing_alone_is_not_parted(line: str) -> None:
    assert parted(line) is None
