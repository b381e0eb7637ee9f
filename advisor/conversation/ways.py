"""Ways to run the work that a question speaks of, compared by price and by what speaks against them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from advisor.conversation.phrases import NOT_ADVISED, NOT_PLANNED, SAME_REASON
from advisor.errors import shown
from advisor.profile import Answer
from advisor.strategy.options import load_options

if TYPE_CHECKING:
    from advisor.decide.standing import Standing, StandingRow

OWNED, WISHED, PLACES = "hardware.owned", "wish.devices", "wish.deployments"
_WAYS: Mapping[str, tuple[str, ...]] = {
    r"cpus?|processors?|(?:ordinary|normal|plain) servers?"
    r"|(?:no|without(?: an?)?) (?:gpus?|graphics cards?)": ("on_cpu",),
    r"(?<!no )(?<!without )(?<!without a )(?:gpus?|graphics cards?)"
    r"|self[- ]?host(?:ed|ing)?": ("self_host_rented", "on_prem"),
    r"rent(?:ed|ing|al)?|cloud gpus?": ("self_host_rented",),
    r"buy(?:ing)?|(?<!of our )(?<!of my )own(?:ed|ing)?|on[- ]prem\w*|on[- ]site|(?:our|a) servers?"
    r"|own hardware|in[- ]house": ("on_prem",),
    r"hosted|apis?|providers?|hosting": ("hosted_api",),
    r"endpoints?|managed": ("managed_open_endpoint",),
    r"laptops?|phones?|edge|on[- ]device": ("on_device_edge",),
}  # fmt: skip
"""Words of a question about where it runs, with the deployments that they stand for."""
_NUMBER = re.compile(r"\d")
ROWS = 4
"""Ways that are compared."""


def ways_in(text: str, read: Mapping[str, Answer]) -> tuple[str, ...]:
    """Return the deployments that a question speaks of, those in the words first."""
    found = [
        way for words, ways in _WAYS.items() if re.search(rf"\b(?:{words})\b", text, re.I) for way in ways
    ]
    value = read[PLACES].value if PLACES in read else ()
    return tuple(
        dict.fromkeys((*found, *(str(word) for word in (value if isinstance(value, tuple) else ()))))
    )


def only_of_a_kind(read: Mapping[str, Answer], ways: tuple[str, ...]) -> bool:
    """Return whether a question that speaks of ways names its devices only by their kind ("cpu servers"), and
    no model of them, which always has a number."""
    words = [read[path].said for path in (OWNED, WISHED) if path in read]
    return bool(ways) and not any(_NUMBER.search(said) for said in words)


def compared(before: Standing, ways: tuple[str, ...]) -> str:
    """Return the plans in front beside the ways that were asked about, each with its price and its limit.

    What a limit says already is not told once more as the reason.
    """
    if not ways:
        return ""
    front = before.rows[0]
    others = [row for row in before.rows[1:] if row.deployment in ways]
    if front.deployment not in ways or not others:
        others = others or list(before.rows[1:])
    lines = [f"In front: {shown(front.title)}, {shown(front.cost_label)}.", *_not_planned(before, ways)]
    lines.extend(row_lines(others[: ROWS - 1]))
    notes = tuple(row.note for row in others[: ROWS - 1] if row.note and not row.feasible)
    lines.extend(shown(reason, 360) for reason in before.why[:1] if not reason.startswith(notes))
    if before.extra:
        lines.append(shown(before.extra, 360))
    return "\n".join(lines)


def _not_planned(before: Standing, ways: tuple[str, ...]) -> Iterator[str]:
    """Yield what the ways are good for that were asked about, where no plan was made of any of them."""
    if {row.deployment for row in before.rows}.isdisjoint(ways):
        for option in (load_options()[way] for way in ways):
            yield NOT_PLANNED.format(title=shown(option.title), brings=shown(option.brings, 300))


def row_lines(rows: list[StandingRow]) -> Iterator[str]:
    """Yield each way with its price, and what speaks against it where it is not among those to choose."""
    told: dict[str, str] = {}
    for row in rows:
        line = f"{shown(row.title)}: {shown(row.cost_label)}."
        if row.feasible or not row.note:
            yield line
        elif row.note in told:
            yield f"{line} {SAME_REASON.format(title=told[row.note])}"
        else:
            told[row.note] = shown(row.title)
            yield f"{line} {NOT_ADVISED.format(reason=shown(row.note, 300))}"
