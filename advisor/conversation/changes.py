"""What an answer moved: one line with the deciding number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from advisor.errors import shown

if TYPE_CHECKING:
    from advisor.decide.standing import Standing, StandingRow

Mark = Literal["▲", "▼", "=", "✕", "+"]
"""Up, down, unmoved, now ruled out, new."""

_NOTABLE = frozenset({"▲", "▼", "✕"})
NOTICED = 0.01
"""Smallest change of a value that is worth an arrow."""
NOTE_LIMIT = 90
"""Characters of the reason for which a plan is ruled out; the panel has it whole."""
ANSWER_LIMIT = 1500
"""Characters of an answer to what was asked by name."""
SHOWN_MOVES = 3
"""Plans named in one line."""


def marks(before: Standing | None, after: Standing) -> dict[str, Mark]:
    """Return for each plan of the new ranking how it moved, by title."""
    if before is None:
        return {row.title: "=" for row in after.rows}
    old = {row.title: (place, row) for place, row in enumerate(before.rows)}
    return {row.title: _mark(old.get(row.title), (place, row)) for place, row in enumerate(after.rows)}


def change_line(before: Standing | None, after: Standing) -> str:
    """Return what was asked with its answer, then what moved and why, or that nothing did."""
    known = {head for head, _ in before.answers} if before is not None else set()
    told = [shown(f"{head} {rest}", ANSWER_LIMIT) for head, rest in after.answers if head not in known]
    return "\n".join((*told, _moved(before, after)))


def _moved(before: Standing | None, after: Standing) -> str:
    if not after.rows:
        return shown(after.headline, 300)
    leader = after.rows[0]
    cost = f", {shown(after.cost_label, 80)}" if after.cost_label else ""
    because = _because(before, after)
    if before is None or not before.rows:
        return _joined(f"In front: {shown(leader.title)}{cost}.", because)
    moved = _moves(before, after)
    if not leader.feasible:
        return _joined(moved, f"Nothing meets every limit now; nearest comes {shown(leader.title)}{cost}.")
    if before.rows[0].title != leader.title:
        money = f"{cost}{_instead(before, after)}"
        extra, moves = shown(after.extra, 300), _moves(before, after, leader)
        return _joined(f"▲ Now in front: {shown(leader.title)}{money}.", extra, moves, because)
    if moved:
        sign = marks(before, after)[leader.title]
        others = _moves(before, after, leader)
        stays = f"{sign} Still in front" if sign in _NOTABLE else "Still in front"
        return _joined(others, f"{stays}: {shown(leader.title)}{cost}.", because)
    same_cost = before.cost_label == after.cost_label
    return f"= Nothing moved: {shown(leader.title)} stays in front{'' if same_cost else cost}."


def _instead(before: Standing, after: Standing) -> str:
    """Return what stood in front before cost, where another plan at another price does now."""
    if not before.cost_label or not after.cost_label or before.cost_label == after.cost_label:
        return ""
    return f" instead of {shown(before.cost_label, 80)}"


def _mark(old: tuple[int, StandingRow] | None, new: tuple[int, StandingRow]) -> Mark:
    """Return how a plan moved: by its value, and by its place where the value stayed."""
    place, row = new
    if old is None:
        return "+" if row.feasible else "✕"
    was, before = old
    if before.feasible != row.feasible:
        return "▲" if row.feasible else "✕"
    delta = row.value - before.value
    if not row.feasible or (abs(delta) < NOTICED and place == was):
        return "="
    if abs(delta) < NOTICED:
        return "▲" if place < was else "▼"
    return "▲" if delta > 0 else "▼"


def _moves(before: Standing, after: Standing, apart: StandingRow | None = None) -> str:
    """Name the plans that moved most, but for one; those ruled out for one reason stand before it."""
    old = {row.title: row for row in before.rows}
    by_title = marks(before, after)
    moved = [row for row in after.rows if row is not apart and by_title[row.title] in _NOTABLE]

    def weight(row: StandingRow) -> float:
        ruled_out = by_title[row.title] == "✕" or row.title not in old
        return -1.0 if ruled_out else -abs(row.value - old[row.title].value)

    parts: dict[tuple[str, str], list[str]] = {}
    for row in sorted(moved, key=weight)[:SHOWN_MOVES]:
        reason = f" ({shown(row.note, NOTE_LIMIT)})" if by_title[row.title] == "✕" and row.note else ""
        apart_from = "" if reason else row.title
        parts.setdefault((reason, apart_from), []).append(f"{by_title[row.title]} {shown(row.title)}")
    told = [", ".join(rows) + reason for (reason, _), rows in parts.items()]
    return " · ".join(told) + "." if told else ""


def _because(before: Standing | None, after: Standing) -> str:
    known = set(before.why) if before else set()
    told = [_bare(row.note) for row in after.rows if row.note]
    fresh = [line for line in after.why if line not in known and _bare(line) not in told]
    return shown(fresh[0], 240) if fresh else ""


def _bare(sentence: str) -> str:
    """Return a sentence for comparing: as the reason of a plan it has no full stop."""
    return sentence.strip().rstrip(".").casefold()


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
