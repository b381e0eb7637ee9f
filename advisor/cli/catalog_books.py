"""``advisor catalog books``: which books are in use, and where a user's own belong."""

from __future__ import annotations

import argparse

from advisor.catalog.books import KINDS, shipped
from advisor.catalog.folders import books_folder
from advisor.cli.catalog_options import book_paths, catalog_of
from advisor.cli.fitted import fitted_table, screen_width
from advisor.cli.output import as_json, write
from advisor.errors import shown


def run_books(args: argparse.Namespace) -> int:
    """Print the shipped books with their dates, the user's own, and the folder for those."""
    catalog, folder = catalog_of(args), books_folder()
    ours = [
        {
            "book": kind,
            "rows": len(rows := shipped(kind).raw.get(kind, ())),
            "newest": str(max((row["as_of"] for row in rows), default="")),
            "shelf_life_days": shipped(kind).shelf_life_days,
        }
        for kind in KINDS
    ]
    theirs = [str(path) for path in book_paths(args)]
    if args.json:
        document = {"folder": str(folder), "shipped": ours, "own": theirs, "problems": list(catalog.problems)}
        write(as_json(document))
        return 0
    head = ("book", "rows", "newest", "keeps days")
    body = [tuple(str(value) for value in row.values()) for row in ours]
    own = [f"  {shown(path, 300)}" for path in theirs] or ["  none"]
    lines = [fitted_table([head, *body], screen_width()), "", "your own books:", *own, "", "folder for them:"]
    write("\n".join([*lines, f"  {shown(folder, 300)}"]))
    return 0
