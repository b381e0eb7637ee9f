"""The panel beside the chat: plans in order, what moved, hardware, cost and reasons."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from advisor.conversation.changes import Mark
from advisor.conversation.view import View
from advisor.errors import shown
from advisor.tui.presenter import PlanLine, plan_lines

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
        """Show where the plans stand."""
        self._view = view
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
        parts = [_plans(view.standing, view, width), *_facts(view.standing, width)]
        body.update(Content("\n\n").join(parts))


def _plans(standing: Standing, view: View, width: int) -> Content:
    lines = [
        Content.assemble(
            ("Ranking", "bold $text-accent"), ("   ▲▼ since your last answer", "$foreground-muted")
        )
    ]
    for place, plan in enumerate(plan_lines(standing, view.moved, width)):
        lines += _plan(plan, width, first=place == 0)
    return Content("\n").join(lines)


def _plan(plan: PlanLine, width: int, *, first: bool) -> list[Content]:
    title_style = "bold $foreground" if first else "$foreground" if plan.feasible else "$foreground-muted"
    room = max(0, width - 2 - len(plan.title) - len(plan.cost))
    head = Content.assemble(
        (f"{plan.mark} ", _MARK_STYLES[plan.mark]),
        (plan.title, title_style),
        " " * room,
        (plan.cost, "bold $text-accent" if first else "$foreground-muted"),
    )
    if not plan.feasible:
        return [head, Content.styled(_hanging("  ", f"out: {plan.note}", width), "$text-error")]
    full = plan.bar.rstrip("░")
    body = Content.assemble(
        "  ", (full, "$accent" if first else "$secondary"), (plan.bar[len(full) :], "$panel-lighten-1")
    )
    about = [Content.styled(_hanging("  ", plan.note, width), "$foreground-muted")] if plan.note else []
    return [head, body, *about]


def _facts(standing: Standing, width: int) -> list[Content]:
    rows = (("Cost a month", standing.cost_label), ("Hardware", standing.hardware))
    parts = [_fact(name, shown(text, 200)) for name, text in rows if text]
    if standing.why:
        reasons = "\n".join(_hanging("• ", shown(line, 240), width) for line in standing.why[:MOST_REASONS])
        parts.append(_fact("Why", reasons))
    return parts


def _hanging(sign: str, text: str, width: int) -> str:
    """Return a text whose further lines stand under its first word."""
    return fill(text, width, initial_indent=sign, subsequent_indent=" " * len(sign))


def _fact(name: str, text: str) -> Content:
    return Content.assemble((f"{name}\n", "bold $text-accent"), (text, "$foreground"))
