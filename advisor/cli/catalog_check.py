"""``advisor catalog check``."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.catalog import load_catalog
from advisor.catalog.check import Problem, check_catalog
from advisor.cli.catalog import KINDS
from advisor.cli.catalog_counts import recount
from advisor.cli.catalog_options import book_paths
from advisor.cli.fitted import paragraph, screen_width
from advisor.cli.output import as_json, write

if TYPE_CHECKING:
    from advisor.catalog import Catalog


def run_check(args: argparse.Namespace) -> int:
    """Check the books, one line for each problem; 1 when something is wrong."""
    named = [Path(name) for name in args.files]
    catalog = load_catalog((*book_paths(args), *named))
    as_of = args.as_of or date.today()
    problems = [*check_catalog(catalog, as_of), *recount(catalog.models.values())]
    if named:
        problems = _of_the_user(catalog, problems)
    wrong = [p for p in problems if p.grade == "wrong"]
    if args.json:
        rows = [{"book": p.kind, "row": p.row, "what": p.what, "grade": p.grade} for p in problems]
        write(as_json({"as_of": as_of.isoformat(), "wrong": len(wrong), "problems": rows}))
    else:
        write(_report(problems, _rows(catalog, bool(named)), as_of))
    return 1 if wrong else 0


def _of_the_user(catalog: Catalog, problems: Iterable[Problem]) -> list[Problem]:
    """Return what is wrong anywhere, and what is stale among the rows of the user's own books."""
    theirs = {(kind, row["id"]) for book in catalog.extra for kind, rows in book.raw.items() for row in rows}
    return [p for p in problems if p.grade == "wrong" or (p.kind, p.row) in theirs]


def _rows(catalog: Catalog, only_theirs: bool) -> int:
    if only_theirs:
        return sum(len(rows) for book in catalog.extra for rows in book.raw.values())
    return sum(len(catalog.rows(kind)) for kind in KINDS)


def _report(problems: Sequence[Problem], rows: int, as_of: date) -> str:
    lines = [
        p.what if p.kind == "book" else f"{p.kind} {p.row}: {p.what}" for p in problems if p.grade == "wrong"
    ]
    for kind in KINDS:
        stale = [p.row for p in problems if p.grade == "stale" and p.kind == kind]
        if stale:
            text = f"{kind}: {len(stale)} rows are due for another look: {', '.join(stale)}"
            lines.append(paragraph(text, screen_width(), rest="  "))
    wrong = sum(p.grade == "wrong" for p in problems)
    verdict = (
        "nothing is wrong" if not wrong else f"{wrong} things are wrong" if wrong > 1 else "1 thing is wrong"
    )
    return "\n".join([*lines, f"{rows} rows checked as of {as_of}: {verdict}."])
