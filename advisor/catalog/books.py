"""Read the TOML books: one file a kind of row, each with a shelf life and a table of sources."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from advisor.catalog.plain_toml import parse
from advisor.catalog.records import (
    Accelerator,
    ApiModel,
    AudioPrice,
    Claim,
    LanguageModel,
    OtherModel,
    Parameter,
    Region,
    RentalPrice,
    Row,
    Saving,
    TrainingRun,
)
from advisor.errors import UserError, did_you_mean, shown
from advisor.resources import shipped_path

R = TypeVar("R", bound=Row)

KINDS: Mapping[str, type[Row]] = {
    "accelerator": Accelerator,
    "model": LanguageModel,
    "other": OtherModel,
    "api": ApiModel,
    "audio": AudioPrice,
    "rental": RentalPrice,
    "run": TrainingRun,
    "claim": Claim,
    "saving": Saving,
    "parameter": Parameter,
    "region": Region,
}
"""Name of the TOML array and of the shipped file -> the record of its rows."""

SCHEMA = 1
HEADER = frozenset({"schema", "shelf_life_days", "as_of", "sources"})


@dataclass(frozen=True, slots=True)
class Book:
    """One parsed file, its rows not yet validated."""

    path: Path
    shelf_life_days: int | None
    """Days after which a row needs another look; None when the book does not say."""
    raw: Mapping[str, Sequence[Mapping[str, Any]]]
    """Rows by kind, with sources spelled out and the book's date filled in."""
    digest: str = ""
    """SHA-256 of a user's book, by which a report knows it again."""


def read_book(path: Path) -> Book:
    """Read one book, in which nothing may be wrong.

    Args:
        path: A TOML file with arrays of tables named as in ``KINDS``; the header may set ``as_of``, the
            date of rows without one, and ``sources``, short names for the sources that rows name.

    Raises:
        UserError: When the file cannot be read or is not a book.
    """
    try:
        document = parse(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{path.name}: this is not TOML: {shown(error, 120)}") from error
    for fault in (*header_faults(document), *table_faults(document)):
        raise UserError(f"{path.name}: {fault}")
    return book_of(path, document)


def read_text(path: Path) -> str:
    """Return the text of a book.

    Raises:
        UserError: When there is no such file or it is no text.
    """
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise UserError(f"{path.name}: this is no text; a book is TOML in UTF-8") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UserError(f"{shown(path, 200)}: cannot read this book: {reason}.") from error


def book_of(path: Path, document: Mapping[str, Any]) -> Book:
    """Return a parsed document as a book; tables that are no rows of a known kind are left out."""
    sources: Mapping[str, str] = document.get("sources", {})
    as_of: date | None = document.get("as_of")
    raw = {
        kind: [_filled(row, sources, as_of) for row in rows_of(document, kind)]
        for kind in KINDS
        if kind in document
    }
    return Book(path, document.get("shelf_life_days"), raw)


def header_faults(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong above the first row, one sentence each."""
    if document.get("schema") != SCHEMA or isinstance(document.get("schema"), bool):
        yield f"the first line of a book must be 'schema = {SCHEMA}'"
    as_of, life = document.get("as_of"), document.get("shelf_life_days")
    if as_of is not None and type(as_of) is not date:
        yield f"as_of: {shown(as_of)!r} is no day; write it without quotes, such as 2026-11-20"
    if life is not None and (type(life) is not int or life <= 0):
        yield f"shelf_life_days: {shown(life)!r} is no number of days"
    sources = document.get("sources", {})
    if not isinstance(sources, Mapping) or not all(isinstance(text, str) for text in sources.values()):
        yield "sources: write short names with their sources as texts below [sources]"


def table_faults(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the keys beside the header that are no rows of a known kind."""
    for key, value in document.items():
        if key in HEADER:
            continue
        if key not in KINDS:
            hint = did_you_mean(key, KINDS)
            yield f"unknown table {shown(key)!r}; a book holds {', '.join(KINDS)}.{hint}"
        elif not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            yield f"write each {key} as a table headed [[{key}]]"


def rows_of(document: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    """Return the rows of one kind; what is no list of tables holds none."""
    rows = document.get(kind, ())
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _filled(row: dict[str, Any], sources: Mapping[str, str], as_of: date | None) -> dict[str, Any]:
    """Return the row with short source names spelled out and the book's date where it has none."""
    source = row.get("source")
    if isinstance(source, str):
        row["source"] = "; ".join(sources.get(part, part) for part in source.split("; "))
    if as_of is not None:
        row.setdefault("as_of", as_of)
    return row


@cache
def shipped(kind: str) -> Book:
    """Return a shipped book; it is read once in a process."""
    return read_book(shipped_path(f"catalog/books/{kind}.toml"))


def validated(kind: type[R], row: Mapping[str, Any], path: Path) -> R:
    """Return a typed row.

    Raises:
        UserError: Naming the file, the row, the field and what is wrong with it.
    """
    try:
        return kind.model_validate(row)
    except ValidationError as error:
        name = shown(row.get("id", "a row without id"))
        raise UserError(f"{path.name}: {name}: {first_fault(kind, error)}") from error


def first_fault(kind: type[Row], error: ValidationError) -> str:
    """Return the first thing that pydantic found in a row, as ``field: what is wrong.``"""
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"]) or "row"
    return f"{field}: {_plainly(kind, field, first)}"


def _plainly(kind: type[Row], field: str, error: Mapping[str, Any]) -> str:
    """Return what pydantic found, in our words."""
    if error["type"] == "missing":
        return "is missing; every row needs it."
    if error["type"] == "extra_forbidden":
        return f"there is no such field.{did_you_mean(field, kind.model_fields)}"
    message = str(error["msg"]).replace("Input should", "must").removeprefix("Value error, ")
    return f"{message}, not {shown(error['input'])!r}."
