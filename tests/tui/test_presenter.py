"""What the screen says, without a screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from advisor.decide.standing import Standing, StandingRow
from advisor.tui.layout import columns_of
from advisor.tui.presenter import (
    bar,
    farewell,
    kept,
    plan_lines,
    progress,
    short_cost,
    stages,
    strip,
)
from tests.conversation.fakes import talk


@given(st.floats(allow_nan=False), st.integers(1, 80))
def test_a_bar_always_fills_its_width(value: float, width: int) -> None:
    assert len(bar(value, width)) == width


@given(st.lists(st.text(st.characters(categories=("L",)), min_size=1, max_size=60), min_size=1, max_size=20),
       st.integers(20, 160), st.integers(4, 40))  # fmt: skip
def test_every_reply_is_laid_out_once_and_whole_within_the_width(
    labels: list[str], width: int, rows: int
) -> None:
    columns = columns_of(labels, width, rows)
    cells = [cell for column in columns for cell in column]
    assert [cell.number for cell in cells] == list(range(1, len(labels) + 1))
    assert ["".join(line.strip() for line in cell.lines) for cell in cells] == labels
    assert sum(cell_len(column[0].lines[0]) + 4 for column in columns) + 2 * (len(columns) - 1) <= width


def test_replies_stand_in_as_few_columns_as_their_rows_allow() -> None:
    labels = ["a reply of some words"] * 8
    assert [len(columns_of(labels, 80, rows)) for rows in (8, 4, 3)] == [1, 2, 3]


def test_the_stages_follow_the_answers(tmp_path: Path) -> None:
    assert {stage.name: stage.state for stage in stages(talk(tmp_path, "1", "2").view)} == {
        "purpose": "done", "load": "done", "data": "now",
        "quality": "open", "means": "open", "report": "open",
    }  # fmt: skip


def test_a_reading_that_waits_is_no_stage_done(tmp_path: Path) -> None:
    view = talk(tmp_path, "1", "5k in our own network").view
    assert view.pending
    assert [stage.name for stage in stages(view) if stage.state == "done"] == ["purpose"]


def test_the_last_stage_is_the_report(tmp_path: Path) -> None:
    view = talk(tmp_path, "1", "2", "1", "1").view
    assert stages(view)[-1].state == "now"
    assert progress(view) == "4 answered · done"


def test_a_conversation_in_memory_is_never_called_saved(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    assert kept(talk(tmp_path, "1").view) == "not saved"
    assert kept(talk(tmp_path / "good", "1").view) == "saved"


def test_what_is_ruled_out_comes_last_with_its_reason(tmp_path: Path) -> None:
    view = talk(tmp_path, "1", "2", "3").view
    assert view.standing is not None
    lines = plan_lines(view.standing, view.moved, 40)
    assert [(line.mark, line.feasible) for line in lines] == [("▲", True), ("▲", True), ("✕", False)]
    assert lines[-1].note == "the data may not leave"


@pytest.mark.parametrize("width", [30, 60, 120])
def test_the_strip_never_exceeds_its_line(tmp_path: Path, width: int) -> None:
    assert len(strip(talk(tmp_path, "1", "2").view, width)) <= width


def test_a_cost_without_its_range_is_short() -> None:
    assert short_cost("$1,470 (539–6,650) a month") == "$1,470/month"


def test_leaving_says_where_the_report_is_or_how_to_go_on(tmp_path: Path) -> None:
    assert farewell(talk(tmp_path).view) is None
    assert "advisor --resume" in (farewell(talk(tmp_path, "1").view) or "")
    assert "advisor --resume" in (farewell(talk(tmp_path, "chat 5k").view) or "")
    assert "The report is saved as" in (farewell(talk(tmp_path, "1", "2", "1", "1").view) or "")


def test_leaving_a_conversation_that_could_not_be_saved_says_so(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    assert farewell(talk(tmp_path, "1").view) == "This conversation could not be saved."


def test_what_is_paid_once_stands_beside_the_note_and_not_among_the_reasons_that_rule_out() -> None:
    row = StandingRow(
        "Own hardware",
        0.9,
        "$4,900 (1,510–15,400) a month + $40,200 (20,700–110,000) once",
        True,
        "runs on two cards",
        "on_prem",
    )
    out = replace(row, feasible=False, note="the data must stay inside")
    standing = Standing((row, out), "2x L4", "", (), row.cost_label)
    front, behind = plan_lines(standing, {}, 60)
    assert (front.cost, front.note) == ("$4,900/month", "+ $40,200 once; runs on two cards")
    assert behind.note == "the data must stay inside"
