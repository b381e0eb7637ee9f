"""What the screen says, as plain data: no widgets, so that every line can be tested alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len

from advisor.conversation.changes import Mark
from advisor.conversation.turns import Turn
from advisor.conversation.view import View
from advisor.errors import shown
from advisor.tui.cells import cut, padded
from advisor.tui.paths import short_path

if TYPE_CHECKING:
    from advisor.decide.standing import Standing, StandingRow

StageState = Literal["done", "now", "open"]

STAGES: tuple[tuple[str, frozenset[str]], ...] = (
    ("purpose", frozenset({"use_case", "wish"})),
    ("load", frozenset({"workload", "latency", "tenants"})),
    ("data", frozenset({"data", "knowledge", "language"})),
    ("quality", frozenset({"quality", "examples"})),
    ("means", frozenset({"team", "budget", "time", "hardware", "priorities", "exclusions"})),
)
"""Stages of the interview and the groups of fields that belong to them; the report comes last."""

FULL, EMPTY = "█", "░"
NUMBER_WIDTH = 4
"""Columns of a reply's number and the mark behind it."""
_EIGHTHS = " ▏▎▍▌▋▊▉"


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of the stage bar."""

    name: str
    state: StageState


@dataclass(frozen=True, slots=True)
class Cell:
    """One quick reply."""

    number: int
    label: str

    def fitted(self, width: int) -> Cell:
        """Return the reply with its label cut or padded to a width."""
        return Cell(self.number, padded(cut(self.label, max(4, width)), width))


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan in the ranking panel."""

    mark: Mark
    title: str
    cost: str
    bar: str
    note: str
    feasible: bool


def stages(view: View) -> tuple[Stage, ...]:
    """Return the parts of the interview with what is done and what is asked now."""
    asked = {path.partition(".")[0] for path in (view.ask.fields[:1] if view.ask else ())}
    answered = {path.partition(".")[0] for turn in _kept_turns(view) for path in turn.fields}
    rows = []
    for name, groups in STAGES:
        state: StageState = "now" if groups & asked else "done" if groups & answered else "open"
        rows.append(Stage(name, state))
    last: StageState = "now" if view.finished else "done" if view.report else "open"
    return (*rows, Stage("report", last))


def _kept_turns(view: View) -> tuple[Turn, ...]:
    """Return what was said without a reading that waits, which stands behind the last question."""
    if not view.pending:
        return view.turns
    last = max((place for place, turn in enumerate(view.turns) if turn.kind == "question"), default=0)
    return view.turns[:last]


def progress(view: View) -> str:
    """Return how far the interview is: ``"3 answered · 4 could matter"``."""
    if view.finished:
        return f"{view.answered} answered · done"
    remaining = view.ask.remaining if view.ask else 0
    left = f" · {remaining} could matter" if remaining else ""
    return f"{view.answered} answered{left}" if view.answered else ""


def placeholder(view: View) -> str:
    """Return what the empty prompt says that can be typed."""
    if view.pending:
        return "Enter keeps it; add words, or Ctrl+E to change them"
    if view.finished:
        return "Ask a what-if, edit an answer, or type report"
    return "Type a number or your own words…"


def kept(view: View) -> str:
    """Return whether the conversation is safe on disk."""
    if view.warning:
        return "not saved"
    return "saved" if view.on_disk and view.answered else ""


def bar(value: float, width: int) -> str:
    """Return a bar for a value from 0 to 1, in steps of an eighth of a character.

    >>> bar(0.5, 4), bar(0.0, 3), bar(1.0, 3), bar(0.53, 4)
    ('██░░', '░░░', '███', '██▏░')
    """
    eighths = round(min(1.0, max(0.0, value)) * width * 8)
    whole, part = divmod(eighths, 8)
    text = FULL * whole + (_EIGHTHS[part] if part else "")
    return text + EMPTY * (width - len(text))


def plan_lines(standing: Standing, moved: Mapping[str, Mark], width: int) -> tuple[PlanLine, ...]:
    """Return the ranking for a panel of some columns; what is ruled out comes last, with its reason."""
    rows = sorted(standing.rows, key=lambda row: not row.feasible)
    return tuple(_plan_line(row, moved.get(row.title, "="), width) for row in rows)


def short_cost(label: str) -> str:
    """Return a cost without its range, for a narrow column.

    >>> short_cost("$1,470 (539–6,650) a month + $900 (700–1,300) once"), short_cost("does not fit")
    ('$1,470/month + $900 once', 'does not fit')
    """
    return re.sub(r"\s*\([^)]*\)", "", label).replace(" a month", "/month")


def strip(view: View, width: int) -> str:
    """Return the one-line result for narrow terminals."""
    standing = view.standing
    if standing is None or not standing.rows:
        return shown("The ranking appears with your first answer.", width)
    leader = standing.rows[0]
    parts = [
        f"{view.moved.get(leader.title, '=') if leader.feasible else '✕'} {shown(leader.title)}",
        shown(short_cost(standing.cost_label or leader.cost_label)),
        shown(standing.hardware, 40) if standing.on_hardware else "",
    ]
    return shown(" · ".join(part for part in parts if part), width)


def columns_of(labels: Sequence[str], width: int, most_rows: int) -> tuple[tuple[Cell, ...], ...]:
    """Lay numbered replies out in as few columns as keep them within some rows.

    Args:
        labels: The replies.
        width: Columns of the terminal that there are.
        most_rows: Rows that the replies may take.

    Returns:
        Columns of cells of even width; labels are cut only where even the last resort is too narrow.
    """
    count = max(1, ceil(len(labels) / most_rows))
    height = max(1, ceil(len(labels) / count))
    cells = [Cell(number, label) for number, label in enumerate(labels, 1)]
    columns = [cells[start : start + height] for start in range(0, len(cells), height)]
    room = width - 2 * (len(columns) - 1)
    widths = [max(cell_len(cell.label) for cell in column) + NUMBER_WIDTH for column in columns]
    if sum(widths) > room:
        widths = [room // len(columns)] * len(columns)
    return tuple(
        tuple(cell.fitted(size - NUMBER_WIDTH) for cell in column)
        for column, size in zip(columns, widths, strict=True)
    )


def _plan_line(row: StandingRow, mark: Mark, width: int) -> PlanLine:
    month, _, once = short_cost(row.cost_label).partition(" + ")
    cost, note = shown(month, 20), f"+ {once}; {row.note}" if once and row.feasible else row.note
    room = max(8, width - 2 - (len(cost) + 1 if cost else 0))
    return PlanLine(
        mark=mark,
        title=shown(row.title, room),
        cost=cost,
        bar=bar(row.value, max(4, width - 7)) if row.feasible else "",
        note=shown(note, 3 * width),
        feasible=row.feasible,
    )


def farewell(view: View) -> str | None:
    """Return what stands in the terminal after the chat: where the report is, or how to go on."""
    if view.finished and view.report:
        return f"The report is saved as {shown(short_path(view.report), 300)}"
    said = any(turn.by_user for turn in view.turns)
    if not said or view.finished:
        return None
    kept = "Your answers are saved; go on with: advisor --resume"
    return kept if view.on_disk else "This conversation could not be saved."
