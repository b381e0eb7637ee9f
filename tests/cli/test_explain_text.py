"""What ``advisor explain`` prints on a screen of 80 columns."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.cli.conftest import Result

Run = Callable[..., Result]


@pytest.mark.parametrize("name", ["VOL001", "lora", "usd_month", "gpt4-78m", "TPOT"])
def test_no_line_is_wider_than_the_screen_and_none_is_lost(name: str, run: Run) -> None:
    shown, told = run("explain", name).out, json.loads(run("explain", name, "--json").out)["text"]
    assert max(len(line) for line in shown.splitlines()) <= 80
    assert shown.split() == told.split()


def test_a_command_to_copy_stays_in_one_line(run: Run) -> None:
    lines = run("explain", "gpt-4-cloud").out.splitlines()
    assert any(line.startswith("Reproduced by: advisor estimate train") and len(line) > 80 for line in lines)


def test_inputs_of_a_figure_keep_their_indentation(run: Run) -> None:
    lines = run("explain", "usd_month").out.splitlines()
    assert any(line.startswith("  requests_per_day: ") for line in lines)
