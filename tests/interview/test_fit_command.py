"""The command line that the fits of words share."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.interview.fit_command import asked_for, right_and_told


def test_errors_are_measured_unless_somebody_does_without() -> None:
    assert asked_for("A fit.", "stories", ["some.jsonl"]) == ((Path("some.jsonl"),), True)
    assert asked_for("A fit.", "stories", ["some.jsonl", "--no-folds"]) == ((Path("some.jsonl"),), False)


def test_examples_may_stand_in_several_files() -> None:
    assert asked_for("A fit.", "stories", ["a.jsonl", "b.jsonl"]).files == (Path("a.jsonl"), Path("b.jsonl"))


def test_the_help_says_what_the_file_holds(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        asked_for("A fit.\n\nMore on it.", "stories", ["--help"])
    told = capsys.readouterr().out
    assert "A fit." in told
    assert "More on it" not in told
    assert "stories, one JSON object a line" in told


def test_what_is_right_is_a_share_of_what_is_told_and_what_is_told_one_of_what_is_there() -> None:
    assert right_and_told(told=4, right=3, there=6) == "75% of what is told is right, 50% is told"
    assert right_and_told(told=0, right=0, there=0) == "0% of what is told is right, 0% is told"
