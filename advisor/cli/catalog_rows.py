"""``advisor catalog list`` and ``show``."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from advisor.catalog.ages import OLD
from advisor.catalog.filters import cell
from advisor.catalog.show import COLUMNS, HEADINGS, age_mark, conflicts, fields_of, found, listed
from advisor.cli.catalog import KINDS, kind_of
from advisor.cli.catalog_options import catalog_of
from advisor.cli.fitted import fitted_table, paragraph, screen_width
from advisor.cli.output import as_json, write
from advisor.errors import UserError, did_you_mean, nearest, shown
from advisor.quantity import counted

if TYPE_CHECKING:
    from advisor.catalog import Catalog
    from advisor.catalog.records import Row


def run_list(args: argparse.Namespace) -> int:
    """Print the rows of one book that the filters take."""
    kind, as_of = kind_of(args.kind), args.as_of or date.today()
    catalog = catalog_of(args)
    rows = listed(catalog, kind, " ".join(args.filter))
    marks = {row.id: age_mark(catalog, kind, row, as_of) for row in rows}
    if args.json:
        plain = [_plain(row, marks[row.id]) for row in rows]
        write(as_json({"book": kind, "as_of": as_of.isoformat(), "rows": plain}))
        return 0
    old = sum(bool(mark) for mark in marks.values())
    lines = [counted(len(rows), "row")]
    if rows:
        lines = [fitted_table(_table(kind, rows, marks, bool(old)), screen_width()), *lines]
    if old:
        lines.append(f"{OLD}: {old} of them older than their book says that they keep, on {as_of}")
    write("\n".join(lines))
    return 0


def _table(kind: str, rows: tuple[Row, ...], marks: Mapping[str, str], old: bool) -> list[tuple[str, ...]]:
    columns = COLUMNS[kind]
    head = tuple(HEADINGS.get(column, column) for column in columns)
    body = [tuple(cell(row, column) for column in columns) for row in rows]
    if not old:
        return [head, *body]
    flags = [OLD if marks[row.id] else "" for row in rows]
    return [
        (head[0], OLD, *head[1:]),
        *((line[0], flag, *line[1:]) for line, flag in zip(body, flags, strict=True)),
    ]


def run_show(args: argparse.Namespace) -> int:
    """Print every field of every row of a name.

    Raises:
        UserError: When no row has that name, with the nearest one.
    """
    catalog, as_of = catalog_of(args), args.as_of or date.today()
    hits = found(catalog, args.name.removeprefix("claim:"), KINDS)
    if not hits:
        raise UserError(f"The catalogue has nothing called {shown(args.name)!r}.{_near(catalog, args.name)}")
    if args.json:
        rows = [
            {
                "book": kind,
                **_plain(row, age_mark(catalog, kind, row, as_of)),
                "conflicts": conflicts(kind, row),
            }
            for kind, row in hits
        ]
        write(as_json({"as_of": as_of.isoformat(), "rows": rows}))
        return 0
    write("\n\n".join(_block(catalog, kind, row, as_of) for kind, row in hits))
    return 0


def _near(catalog: Catalog, name: str) -> str:
    known = [row.id for kind in KINDS for row in catalog.rows(kind).values()]
    names = [n for kind in KINDS for row in catalog.rows(kind).values() if (n := getattr(row, "name", ""))]
    return did_you_mean(name, known) or did_you_mean(name, names) or nearest(name, known)


def _block(catalog: Catalog, kind: str, row: Row, as_of: date) -> str:
    fields = list(fields_of(row))
    mark = age_mark(catalog, kind, row, as_of)
    if mark:
        fields[-1] = (fields[-1][0], f"{fields[-1][1]} ({mark})")
    fields += [("conflict", text) for text in conflicts(kind, row)]
    width = max(len(name) for name, _ in fields)
    screen, indent = screen_width(), " " * (width + 4)
    lines = [paragraph(text, screen, first=f"  {name.ljust(width)}  ", rest=indent) for name, text in fields]
    return "\n".join([kind, *lines])


def _plain(row: Row, mark: str) -> dict[str, Any]:
    return {**row.model_dump(mode="json", exclude_none=True), OLD: bool(mark)}
