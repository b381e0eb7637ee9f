"""What the screen says, as plain data: no widgets, so that every line can be tested alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from advisor.conversation.changes import Mark
from advisor.conversation.turns import Turn
from advisor.conversation.view import View
from advisor.errors import shown
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
_EIGHTHS = " ▏▎▍▌▋▊▉"


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of the stage bar."""

    name: str
    state: StageState


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
