"""The options of every verb that reads the catalogue, and the books that they ask for."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.cli.units import word
from advisor.errors import UserError

if TYPE_CHECKING:
    from advisor.catalog import Catalog

BOOKS = (
    "Your own books stand in the folder 'books' of your configuration, which\n"
    "'advisor catalog books' prints (ADVISOR_CONFIG_DIR moves it), and are merged\n"
    "over the shipped ones; --catalog FILE adds one for this run. Of two books that\n"
    "name one thing the later wins. What is wrong in a book is said and left out;\n"
    "a FILE of which nothing can be used is refused."
)


def add_catalog_option(parser: argparse.ArgumentParser) -> None:
    """Add ``--catalog``; the default is left to the main parser where that takes it as well."""
    parser.add_argument(
        "--catalog",
        action="append",
        type=word,
        default=argparse.SUPPRESS,
        metavar="FILE",
        help="a TOML book of your own, merged over the shipped ones",
    )


def add_price_option(parser: argparse.ArgumentParser) -> None:
    """Add ``--prices``; the default is left to the main parser where that takes it as well."""
    parser.add_argument(
        "--prices",
        type=word,
        default=argparse.SUPPRESS,
        metavar="NAME",
        help="prices of hosted models from this book instead of ours, such as genai-prices",
    )


def book_paths(args: argparse.Namespace) -> tuple[Path, ...]:
    """Return the user's books: those of the folder, then those of the options."""
    from advisor.catalog.folders import user_books

    return (*user_books(), *_named(args))


def usable_books(args: argparse.Namespace) -> tuple[Path, ...]:
    """Return the user's books, as ``book_paths`` does, for a verb that is to use them.

    Raises:
        UserError: When nothing can be used of a book that an option names.
    """
    from advisor.catalog.user_books import read_user_book

    for read in map(read_user_book, _named(args)):
        if read.useless:
            first = read.problems[0].removesuffix(".").removesuffix("; nothing of this book is used")
            raise UserError(f"{first}; nothing of this book can be used.")
    return book_paths(args)


def _named(args: argparse.Namespace) -> tuple[Path, ...]:
    return tuple(Path(name) for name in getattr(args, "catalog", None) or ())


def catalog_of(args: argparse.Namespace) -> Catalog:
    """Return the catalogue with the user's books in it; what is left out of them is said on stderr."""
    from advisor.catalog import load_catalog

    catalog = load_catalog(usable_books(args))
    if getattr(args, "prices", ""):
        catalog = _repriced(catalog, args)
    for problem in catalog.problems:
        print(f"note: {problem}", file=sys.stderr)
    return catalog


def _repriced(catalog: Catalog, args: argparse.Namespace) -> Catalog:
    """Return the catalogue with the prices of the book that was asked for, of a plugin or ours."""
    from advisor.catalog.folders import prices_folder
    from advisor.catalog.genai import genai_book
    from advisor.catalog.price_books import book_named

    shipped = genai_book(prices_folder())
    books = [shipped]
    if args.prices != shipped.name:
        from advisor.plugins.manager import PluginManager

        manager = PluginManager.load(enabled=not getattr(args, "no_plugins", False))
        books += [c.item for c in manager.collect_price_books([shipped.name])]
    found = catalog.with_prices(book_named(args.prices, books), getattr(args, "as_of", None) or date.today())
    if found.repriced is not None:
        print(f"note: {found.repriced.sentences()[0]}", file=sys.stderr)
    return found
