"""What the screen says, as plain data: no widgets, so that every line can be tested alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from advisor.conversation.changes import Mark
from advisor.conversation.view import View
from advisor.errors import shown

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
    answered = {path.partition(".")[0] for turn in view.turns for path in turn.fields}
    rows = []
    for name, groups in STAGES:
        state: StageState = "now" if groups & asked else "done" if groups & answered else "open"
        rows.append(Stage(name, state))
    last: StageState = "now" if view.finished else "done" if view.report else "open"
    return (*rows, Stage("report", last))


def progress(view: View) -> str:
    """Return how far the interview is: ``"3 answered · 4 could matter"``."""
    if view.finished:
        return f"{view.answered} answered · done"
    remaining = view.ask.remaining if view.ask else 0
    left = f" · {remaining} could matter" if remaining else ""
    return f"{view.answered} answered{left}" if view.answered else ""


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


def strip(view: View, width: int) -> str:
    """Return the one-line result for narrow terminals."""
    standing = view.standing
    if standing is None or not standing.rows:
        return shown("The ranking appears with your first answer.", width)
    leader = standing.rows[0]
    parts = [
        f"{view.moved.get(leader.title, '=')} {shown(leader.title)}",
        shown(standing.cost_label or leader.cost_label),
        shown(standing.hardware, 40),
    ]
    return shown(" · ".join(part for part in parts if part), width)


def _plan_line(row: StandingRow, mark: Mark, width: int) -> PlanLine:
    cost = shown(row.cost_label, 24)
    room = max(8, width - 2 - (len(cost) + 1 if cost else 0))
    return PlanLine(
        mark=mark,
        title=shown(row.title, room),
        cost=cost,
        bar=bar(row.value, max(4, width - 7)) if row.feasible else "",
        note=shown(row.note, 3 * width),
        feasible=row.feasible,
    )
