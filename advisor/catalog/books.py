"""Read the TOML books: one file a kind of row, each with a shelf life and a table of sources."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from advisor.catalog.records import (
    Accelerator,
    ApiModel,
    Claim,
    LanguageModel,
    OtherModel,
    Parameter,
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
    "rental": RentalPrice,
    "run": TrainingRun,
    "claim": Claim,
    "saving": Saving,
    "parameter": Parameter,
}
"""Name of the TOML array and of the shipped file -> the record of its rows."""

SCHEMA = 1
_HEADER = frozenset({"schema", "shelf_life_days", "as_of", "sources"})


@dataclass(frozen=True, slots=True)
class Book:
    """One parsed file, its rows not yet validated."""

    path: Path
    shelf_life_days: int | None
    """Days after which a row needs another look; None when the book does not say."""
    raw: Mapping[str, Sequence[Mapping[str, Any]]]
    """Rows by kind, with sources spelled out and the book's date filled in."""


def read_book(path: Path) -> Book:
    """Read one book.

    Args:
        path: A TOML file with arrays of tables named as in ``KINDS``; the header may set ``as_of``, the
            date of rows without one, and ``sources``, short names for the sources that rows name.

    Raises:
        UserError: When the file cannot be read or is not a book.
    """
    try:
        with path.open("rb") as file:
            document = tomllib.load(file)
    except OSError as error:
        raise UserError(f"{path.name}: cannot read this price book: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"{path.name}: this is not TOML: {shown(error, 120)}") from error
    _check_header(path, document)
    sources: Mapping[str, str] = document.get("sources", {})
    as_of: date | None = document.get("as_of")
    rows = {kind: [_filled(row, sources, as_of) for row in document.get(kind, ())] for kind in KINDS}
    return Book(path, document.get("shelf_life_days"), rows)


def _check_header(path: Path, document: Mapping[str, Any]) -> None:
    if document.get("schema") != SCHEMA:
        raise UserError(f"{path.name}: the first line of a book must be 'schema = {SCHEMA}'")
    for key, value in document.items():
        if key in _HEADER:
            continue
        if key not in KINDS:
            raise UserError(
                f"{path.name}: unknown table {shown(key)!r}; a book holds {', '.join(KINDS)}."
                + did_you_mean(key, KINDS)
            )
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise UserError(f"{path.name}: write each {key} as a table headed [[{key}]]")


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
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "row"
        name = shown(row.get("id", "a row without id"))
        hint = did_you_mean(field, kind.model_fields) if first["type"] == "extra_forbidden" else ""
        given = "" if first["type"] == "missing" else f", not {shown(first['input'])!r}"
        raise UserError(f"{path.name}: {name}: {field}: {first['msg']}{given}.{hint}") from error
