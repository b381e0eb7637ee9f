"""``advisor catalog``: list, show and check the dated books of devices, models and prices."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.cli.units import day

if TYPE_CHECKING:
    from advisor.catalog import Catalog
    from advisor.catalog.check import Problem
    from advisor.catalog.records import Row

KINDS = ("accelerator", "model", "other", "api", "rental", "run", "claim", "saving", "parameter")
"""Kinds of rows; spelled out here so that the help needs no book."""


def add_parser(subparsers: Any) -> None:
    """Add the verb and what it can do."""
    parser = subparsers.add_parser(
        "catalog",
        help="the dated books of devices, models and prices",
        description="Look into the dated books that every figure rests on.",
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|show|check")
    listing = actions.add_parser("list", help="the rows of one book")
    listing.add_argument("kind", metavar="KIND", help=", ".join(KINDS))
    listing.add_argument("--filter", default="", metavar="TEXT", help="only rows with this text")
    showing = actions.add_parser("show", help="everything known of one name, with sources")
    showing.add_argument("name", metavar="NAME", help="an id, a name or an alias, for instance 'h100'")
    checking = actions.add_parser("check", help="look for mistakes and for rows that are due for a look")
    checking.add_argument("--as-of", type=day, metavar="DATE", help="compare ages with this day")
    for action in (listing, showing, checking):
        action.add_argument("--book", action="append", default=[], metavar="FILE", help="a book of your own")
        action.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do what was asked; 1 when the check finds a mistake."""
    from advisor.catalog import load_catalog

    catalog = load_catalog(Path(book) for book in args.book)
    if args.action == "list":
        return _list(catalog, args)
    if args.action == "show":
        return _show(catalog, args)
    return _check(catalog, args)


def _list(catalog: Catalog, args: argparse.Namespace) -> int:
    from advisor.catalog.show import COLUMNS, cell, listed
    from advisor.cli.output import as_json, table, write

    kind = _kind(args.kind)
    rows = listed(catalog, kind, args.filter)
    if args.json:
        write(as_json({"book": kind, "rows": [_plain(row) for row in rows]}))
        return 0
    columns = COLUMNS[kind]
    write(table([columns, *(tuple(cell(row, column) for column in columns) for row in rows)]))
    write(f"{len(rows)} rows")
    return 0


def _kind(word: str) -> str:
    """Return the kind that a word means; the plural will do.

    Raises:
        UserError: When it means none.
    """
    from advisor.errors import UserError, did_you_mean, shown

    plain = word.casefold()
    for kind in KINDS:
        if plain in {kind, f"{kind}s", f"{kind}_models"}:
            return kind
    raise UserError(f"No book {shown(word)!r}; name one of {', '.join(KINDS)}.{did_you_mean(word, KINDS)}")


def _show(catalog: Catalog, args: argparse.Namespace) -> int:
    from advisor.catalog.show import fields_of, found
    from advisor.cli.output import as_json, write
    from advisor.errors import UserError, did_you_mean, shown

    hits = found(catalog, args.name, iter(KINDS))
    if not hits:
        known = [row.id for kind in KINDS for row in catalog.rows(kind).values()]
        raise UserError(
            f"The catalogue has nothing called {shown(args.name)!r}.{did_you_mean(args.name, known)}"
        )
    if args.json:
        write(as_json({"rows": [{"book": kind, **_plain(row)} for kind, row in hits]}))
        return 0
    blocks = []
    for kind, row in hits:
        fields = fields_of(row)
        width = max(len(name) for name, _ in fields)
        blocks.append("\n".join([kind, *(f"  {name.ljust(width)}  {text}" for name, text in fields)]))
    write("\n\n".join(blocks))
    return 0


def _check(catalog: Catalog, args: argparse.Namespace) -> int:
    from advisor.catalog.check import check_catalog
    from advisor.cli.catalog_counts import recount
    from advisor.cli.output import as_json, write

    as_of = args.as_of or date.today()
    problems = (*check_catalog(catalog, as_of), *recount(catalog.models.values()))
    wrong = [p for p in problems if p.grade == "wrong"]
    if args.json:
        rows = [{"book": p.kind, "row": p.row, "what": p.what, "grade": p.grade} for p in problems]
        write(as_json({"as_of": as_of.isoformat(), "wrong": len(wrong), "problems": rows}))
    else:
        write(_report(problems, sum(len(catalog.rows(kind)) for kind in KINDS), as_of))
    return 1 if wrong else 0


def _report(problems: Sequence[Problem], rows: int, as_of: date) -> str:
    lines = [f"{p.kind} {p.row}: {p.what}" for p in problems if p.grade == "wrong"]
    for kind in KINDS:
        stale = [p.row for p in problems if p.grade == "stale" and p.kind == kind]
        if stale:
            lines.append(f"{kind}: {len(stale)} rows are due for another look: {', '.join(stale)}")
    wrong = sum(p.grade == "wrong" for p in problems)
    verdict = "nothing is wrong" if not wrong else f"{wrong} things are wrong"
    return "\n".join([*lines, f"{rows} rows checked as of {as_of}: {verdict}."])


def _plain(row: Row) -> dict[str, Any]:
    return row.model_dump(mode="json", exclude_none=True)
