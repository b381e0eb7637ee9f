"""``advisor catalog``: list, show and check the dated books of devices, models and prices."""

from __future__ import annotations

import argparse
from typing import Any

from advisor.cli.catalog_options import BOOKS, add_catalog_option, add_price_option
from advisor.cli.units import day

KINDS: dict[str, tuple[str, ...]] = {
    "accelerator": ("device", "gpu"),
    "model": ("llm",),
    "other": (),
    "api": ("api_model", "hosted"),
    "audio": ("voice", "speech"),
    "rental": ("rent", "price"),
    "run": (),
    "claim": (),
    "saving": (),
    "parameter": (),
    "region": (),
}
"""Kinds of rows with further words for them; spelled out here so that the help needs no book."""

LIST_EPILOG = """\
examples:
  advisor catalog list accelerators --filter "nvidia memory>=80GB"
  advisor catalog list accelerators --filter "bandwidth>3TB/s tdp<=700W"
  advisor catalog list models --filter "experts>0 licence=apache-2.0"
  advisor catalog list api --filter "tier=mid usd_per_m_output<=2 retired=no"
  advisor catalog list claims --filter wrong

Words must stand in a row; comparisons are = != < <= > >= with the name of a
field, with or without its unit, and a value with or without one.
"""


def add_parser(subparsers: Any) -> None:
    """Add the verb and what it can do."""
    parser = subparsers.add_parser(
        "catalog",
        help="the dated books of devices, models and prices",
        description="Look into the dated books that every figure rests on.",
        epilog=BOOKS,
    )
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|show|check|books|refresh")
    listing, showing, checking = _listing(actions), _showing(actions), _checking(actions)
    folders = actions.add_parser("books", help="the books in use, and where your own belong")
    refreshing = _refreshing(actions)
    for action in (listing, showing, checking):
        action.add_argument("--as-of", type=day, metavar="DATE", help="compare ages with this day")
    for action in (listing, showing, checking, folders):
        add_catalog_option(action)
        action.add_argument(
            "--book", dest="catalog", action="append", default=argparse.SUPPRESS, help=argparse.SUPPRESS
        )
    for action in (listing, showing):
        add_price_option(action)
    for action in (listing, showing, checking, folders, refreshing):
        action.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def _listing(actions: Any) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(
        "list", help="the rows of one book", epilog=LIST_EPILOG
    )
    parser.add_argument("kind", metavar="KIND", help=", ".join(f"{kind}s" for kind in KINDS))
    parser.add_argument(
        "--filter", action="append", default=[], metavar="TEXT", help="words and comparisons (see below)"
    )
    return parser


def _showing(actions: Any) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(
        "show", help="everything known of one name, with sources"
    )
    parser.add_argument("name", metavar="NAME", help="an id, a name or an alias, for instance 'h100'")
    return parser


def _checking(actions: Any) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(
        "check", help="look for mistakes and for rows that are due for a look"
    )
    parser.add_argument("files", nargs="*", metavar="MY.toml", help="books of your own to check as well")
    return parser


def _refreshing(actions: Any) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(
        "refresh", help="fetch fresh prices of hosted models, when you ask for it"
    )
    parser.add_argument(
        "--prices", default="genai-prices", metavar="NAME", help="price book (default: genai-prices)"
    )
    return parser


def run(args: argparse.Namespace) -> int:
    """Do what was asked; 1 when the check finds a mistake."""
    if args.action == "check":
        from advisor.cli.catalog_check import run_check

        return run_check(args)
    if args.action == "books":
        from advisor.cli.catalog_books import run_books

        return run_books(args)
    if args.action == "refresh":
        from advisor.cli.catalog_refresh import run_refresh

        return run_refresh(args)
    from advisor.cli.catalog_rows import run_list, run_show

    return run_list(args) if args.action == "list" else run_show(args)


def kind_of(word: str) -> str:
    """Return the kind that a word means; the plural will do.

    Raises:
        UserError: When it means none.
    """
    from advisor.errors import UserError, did_you_mean, shown

    plain = word.casefold().replace("-", "_")
    for kind, words in KINDS.items():
        if plain.removesuffix("s") in {kind, *words}:
            return kind
    raise UserError(f"No book {shown(word)!r}; name one of {', '.join(KINDS)}.{did_you_mean(word, KINDS)}")
