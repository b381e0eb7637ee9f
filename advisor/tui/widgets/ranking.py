"""The panel beside the chat: plans in order, what moved, hardware, cost and reasons."""

from __future__ import annotations

from itertools import groupby
from textwrap import fill
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from advisor.conversation.changes import Mark
from advisor.conversation.view import View
from advisor.errors import shown
from advisor.tui.presenter import EMPTY, PlanLine, plan_lines

if TYPE_CHECKING:
    from advisor.decide.standing import Standing

_MARK_STYLES: dict[Mark, str] = {
    "▲": "bold $success",
    "▼": "bold $error",
    "✕": "bold $error",
    "+": "bold $success",
    "=": "$foreground-muted",
}
MOST_REASONS = 3
"""Reasons shown; the report has them all."""
_EMPTY = (
    "As you answer, the plans line up here: hosted models, rented or own hardware, tuning, training.\n\n"
    "Each answer moves them, and says why."
)


class Ranking(VerticalScroll, can_focus=False):
    """The live ranking; the signs ▲ ▼ = ✕ carry the meaning, colour only repeats it."""

    def __init__(self) -> None:
        super().__init__(id="ranking")
        self._view: View | None = None

    def compose(self) -> ComposeResult:
        """Lay out one block of text."""
        yield Static("", markup=False, id="ranking-body")

    def show(self, view: View) -> None:
        """Show where the plans stand, unless they stand there already."""
        before, self._view = self._view, view
        if before is None or (before.standing, before.moved) != (view.standing, view.moved):
            self._draw()

    def on_resize(self) -> None:
        """Fit the bars."""
        self._draw()

    def _draw(self) -> None:
        view, body = self._view, self.query_one("#ranking-body", Static)
        if view is None or view.standing is None:
            body.update(Content.assemble(("Ranking\n\n", "bold $text-accent"), (_EMPTY, "$foreground-muted")))
            return
        width = max(20, self.content_size.width - 1)
        parts = [
            _plans(view.standing, view, width),
            *_facts(view.standing, width),
            *_ruled_out(view.standing, view, width),
        ]
        body.update(Content("\n\n").join(parts))


def _plans(standing: Standing, view: View, width: int) -> Content:
    title = ("Ranking", "bold $text-accent")
    lines = [Content.assemble(title, ("   ▲▼ since your last answer", "$foreground-muted"))]
    plans = [plan for plan in plan_lines(standing, view.moved, width) if plan.feasible]
    if not plans:
        lines.append(Content.styled("Nothing meets every limit; see below.", "$text-error"))
    for place, plan in enumerate(plans):
        lines += _plan(plan, width, first=place == 0)
    return Content("\n").join(lines)


def _plan(plan: PlanLine, width: int, *, first: bool) -> list[Content]:
    full = plan.bar.rstrip(EMPTY)
    body = Content.assemble(
        "  ", (full, "$accent" if first else "$secondary"), (plan.bar[len(full) :], "$foreground 20%")
    )
    about = [Content.styled(_hanging("  ", plan.note, width), "$foreground-muted")] if plan.note else []
    return [_head(plan, width, "bold $foreground" if first else "$foreground", first=first), body, *about]


def _head(plan: PlanLine, width: int, style: str, *, first: bool = False) -> Content:
    room = max(0, width - 2 - cell_len(plan.title) - cell_len(plan.cost))
    return Content.assemble(
        (f"{plan.mark} ", _MARK_STYLES[plan.mark]),
        (plan.title, style),
        " " * room,
        (plan.cost, "bold $text-accent" if first else "$foreground-muted"),
    )


def _ruled_out(standing: Standing, view: View, width: int) -> list[Content]:
    """Return what is ruled out, nearest first, plans with the same reason above that reason."""
    plans = [plan for plan in plan_lines(standing, view.moved, width) if not plan.feasible]
    if not plans:
        return []
    lines = [Content.styled("Ruled out", "bold $text-error")]
    for note, alike in groupby(plans, key=lambda plan: plan.note):
        lines += [_head(plan, width, "$foreground-muted") for plan in alike]
        if note:
            lines.append(Content.styled(_hanging("  ", note, width), "$foreground-muted"))
    return [Content("\n").join(lines)]


def _facts(standing: Standing, width: int) -> list[Content]:
    rows = (("Cost", standing.cost_label), ("Hardware", standing.hardware))
    parts = [
        Content.assemble((f"{name:<10}", "bold $text-accent"), _hanging("", shown(text, 200), width - 10, 10))
        for name, text in rows
        if text
    ]
    facts = [Content("\n").join(parts)] if parts else []
    if standing.why:
        reasons = "\n".join(_hanging("• ", shown(line, 240), width) for line in standing.why[:MOST_REASONS])
        facts.append(Content.assemble(("Why\n", "bold $text-accent"), reasons))
    return facts


def _hanging(sign: str, text: str, width: int, beside: int = 0) -> str:
    """Return a text whose further lines stand under its first word.

    Args:
        sign: What stands in front of the first line.
        text: The text.
        width: Columns that it may take.
        beside: Columns of what stands to its left.
    """
    further = " " * (len(sign) + beside)
    return fill(text, width + beside, initial_indent=" " * beside + sign, subsequent_indent=further)[beside:]
