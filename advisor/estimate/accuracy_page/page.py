"""The page as Markdown: every figure comes from the measurements, the fits and the coefficient files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from advisor.estimate.accuracy_page.left_out import hardest, left_out
from advisor.estimate.accuracy_page.record import Record, mark
from advisor.estimate.accuracy_page.settings import kinds, named, settings
from advisor.estimate.accuracy_page.survey import Survey
from advisor.resources import shipped_path, shipped_text, shipped_toml

ROOM = "estimate/accuracy_page"
LEAST_ROWS = 5
WORST = 10
LEAST_WORST = 0.15
"""Cells with a smaller median error are no failure."""
SOURCES = 12


def page(shipped: Mapping[str, Survey], record: Record) -> str:
    """Return the page.

    Args:
        shipped: The surveys of the published points that ship, by kind.
        record: The surveys of larger files.
    """
    environment = Environment(
        loader=FileSystemLoader(shipped_path(ROOM)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.filters.update(percent=percent, named=named, cell=cell, factor=factor, count=count, ends=ends)
    text = environment.get_template("page.md.j2").render(**_context(shipped, record))
    return re.sub(r"\n{3,}", "\n\n", text)


def _context(shipped: Mapping[str, Survey], record: Record) -> dict[str, Any]:
    wide = {name: entry["survey"] for name, entry in record["kinds"].items() if name in shipped}
    return {
        "kinds": kinds(),
        "plots": settings()["plot"],
        "spreads": settings()["spread"],
        "shipped": shipped,
        "wide": wide,
        "best": {**shipped, **wide},
        "days": {name: entry["day"] for name, entry in record["kinds"].items()},
        "stale": [name for name in wide if record["kinds"][name]["mark"] != mark(shipped, name)],
        "left_out": left_out(),
        "peers": shipped_toml(f"{ROOM}/peers.toml"),
        "limits": shipped_toml(f"{ROOM}/limits.toml")["limit"],
        "judged": judged(),
        "worst": {name: worst(one) for name, one in {**shipped, **wide}.items()},
        "shown": shown_groups,
        "sources": main_sources,
        "hardest": hardest,
    }


def judged() -> Mapping[str, Any]:
    """Return how many cases were judged and what their fit foretells of authors left out, as written."""
    document: Mapping[str, Any] = json.loads(shipped_text("interview/comparable.json"))
    return {name: document[name] for name in ("cases", "as_of", "left_out")}


def worst(found: Survey) -> list[Mapping[str, Any]]:
    """Return the cells where the median error is largest, or the ranges hold too few."""
    cells = [one for one in found["crossed"] if one["median_ape"] >= LEAST_WORST or one["coverage90"] < 0.75]
    return cells[:WORST]


def shown_groups(found: Survey, name: str) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the groups of a table that have rows enough, the largest first."""
    groups: Mapping[str, Mapping[str, Any]] = found["groups"][name]
    large = [(group, one) for group, one in groups.items() if one["answered"] >= LEAST_ROWS]
    return sorted(large, key=lambda row: (-row[1]["answered"], row[0]))


def main_sources(found: Survey) -> tuple[Sequence[Sequence[Any]], int, int]:
    """Return the largest sources, how many more there are, and the rows of those."""
    rows: Sequence[Sequence[Any]] = found["sources"]
    rest = rows[SOURCES:]
    return rows[:SOURCES], len(rest), sum(row[1] for row in rest)


def percent(share: float | None, digits: int = 1) -> str:
    """Return a share as a percentage, a dash for none.

    >>> percent(0.1234), percent(None)
    ('12.3%', '–')
    """
    return "–" if share is None else f"{100.0 * share:.{digits}f}%"


def factor(value: float | None) -> str:
    """Return how many times the upper end of a range is the lower one."""
    return "–" if value is None else f"{value:.1f}×"


def ends(pair: Sequence[float]) -> str:
    """Return the ends of a range around one.

    >>> ends([0.72, 1.356])
    '0.72 to 1.36'
    """
    low, high = pair
    return f"{low:.2f} to {high:.2f}"


def count(value: int) -> str:
    """Return a count with its thousands apart."""
    return f"{value:,}"


def cell(text: object) -> str:
    """Return text for one cell of a table: Markdown, HTML and line ends in it mean nothing.

    >>> cell("a|b <i>")
    'a\\\\|b &lt;i>'
    """
    safe = " ".join(str(text).split()).replace("&", "&amp;").replace("<", "&lt;")
    for letter in "\\|*_`[]":
        safe = safe.replace(letter, f"\\{letter}")
    return safe
