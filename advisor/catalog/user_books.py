"""Read a book of the user's own: what is wrong is said in one sentence each, and the rest of it is used."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from advisor.catalog.books import (
    KINDS,
    Book,
    book_of,
    header_faults,
    read_text,
    shipped,
    table_faults,
    validated,
)
from advisor.catalog.bounds import faults_of, sparse_faults
from advisor.catalog.plain_toml import parse
from advisor.catalog.records import Accelerator, Row
from advisor.errors import UserError, shown

R = TypeVar("R", bound=Row)

MOST_CHARACTERS = 5_000_000
_HEADING = re.compile(r"^[ \t]*\[", re.MULTILINE)
_FIXED = {"parameter": ("unit",), "rental": ("accelerator", "kind")}
"""Fields by which other rooms read a row: a user may change its figures, never what they are of."""


@dataclass(frozen=True, slots=True)
class UserBook:
    """What of a book can be used, and what is wrong with the rest."""

    book: Book
    """Its sound rows, one for each id."""
    problems: tuple[str, ...]
    """One sentence each: file, entry, field, and what would be right."""

    @property
    def useless(self) -> bool:
        """Whether something is wrong and no row is left."""
        return bool(self.problems) and not any(self.book.raw.values())


def read_user_book(path: Path) -> UserBook:
    """Read a book whose rows add to ours or replace fields of ours.

    A row that is broken or impossible is left out, of two rows with one id the first stays, and where the
    file is no whole TOML its readable tables are used.

    Args:
        path: The book.

    Raises:
        UserError: When there is no such file or it is no text: then nothing of it can be used.
    """
    text = read_text(path)
    if len(text) > MOST_CHARACTERS:
        raise UserError(f"{path.name}: a book of more than {MOST_CHARACTERS:,} characters is not read")
    problems: list[str] = []
    document = _document(text, problems)
    wrong_header = list(header_faults(document))
    problems += [f"{fault}; nothing of this book is used" for fault in wrong_header]
    problems += table_faults(document)
    if wrong_header:
        return UserBook(Book(path, None, {}), tuple(f"{path.name}: {problem}" for problem in problems))
    book = book_of(path, document)
    found = [f"{path.name}: {problem}" for problem in problems]
    raw = {kind: list(_sound(kind, rows, path, found)) for kind, rows in book.raw.items()}
    digest = sha256(text.encode()).hexdigest()
    return UserBook(Book(path, book.shelf_life_days, raw, digest), tuple(found))


def _document(text: str, problems: list[str]) -> dict[str, Any]:
    """Return the parsed text, or what of it can be read table by table."""
    try:
        return parse(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problems.append(f"this is not TOML: {shown(error, 120)}")
    document: dict[str, Any] = {}
    starts = [0, *(found.start() for found in _HEADING.finditer(text)), len(text)]
    for start, end in pairwise(starts):
        try:
            part = tomllib.loads(text[start:end])
        except (tomllib.TOMLDecodeError, RecursionError):
            continue
        for key, value in part.items():
            if isinstance(value, list) and isinstance(document.get(key), list):
                document[key] += value
            else:
                document.setdefault(key, value)
    return document


def _sound(kind: str, rows: Any, path: Path, problems: list[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the rows that can be used; what is wrong with the others joins the problems."""
    ours = {str(row["id"]): row for row in shipped(kind).raw.get(kind, ())}
    counts: Counter[str] = Counter()
    for number, row in enumerate(rows, 1):
        name = row.get("id")
        if not isinstance(name, str) or not name:
            problems.append(f"{path.name}: {kind} number {number}: id: is missing or no text.")
            continue
        counts[name] += 1
        if counts[name] > 1:
            if counts[name] == 2:
                problems.append(
                    f"{path.name}: {kind} {shown(name)}: id: is there twice; the first one counts."
                )
            continue
        fault = _fault(kind, row, ours.get(name), path)
        if fault:
            problems.append(fault)
        else:
            yield row


def _fault(kind: str, row: Mapping[str, Any], ours: Mapping[str, Any] | None, path: Path) -> str:
    """Return what is wrong with a row as a sentence, empty when it can be used."""
    where = f"{path.name}: {kind} {shown(row['id'])}"
    for field in _FIXED.get(kind, ()):
        if ours is not None and row.get(field, ours[field]) != ours[field]:
            return f"{where}: {field}: must stay {ours[field]!r} as in our book, not {shown(row[field])!r}."
    try:
        typed = validated(KINDS[kind], {**without_source(ours or {}), **row}, path)
    except UserError as error:
        return str(error).replace(f"{path.name}: {shown(row['id'])}", where, 1)
    first = next(iter(_impossible(typed)), None)
    return f"{where}: {first}." if first else ""


def _impossible(row: Row) -> Iterator[str]:
    yield from (str(fault) for fault in faults_of(row))
    if isinstance(row, Accelerator):
        path = shipped("accelerator").path
        peers = (
            validated(Accelerator, peer, path)
            for peer in shipped("accelerator").raw["accelerator"]
            if peer["generation"] == row.generation
        )
        yield from (str(fault) for fault in sparse_faults(row, peers))


def without_source(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of ours for a user to change: whoever changes a fact must say where it is from."""
    return {key: value for key, value in row.items() if key not in {"source", "as_of", "note"}}


def merged(name: str, kind: type[R], extra: Iterable[Book]) -> Mapping[str, R]:
    """Return the rows of one kind by id: those of some books over ours, in which they replace fields.

    Args:
        name: The kind, as in ``KINDS``.
        kind: Its record.
        extra: The user's books; later ones win over earlier ones.
    """
    ours = shipped(name)
    theirs: dict[str, tuple[dict[str, Any], Book]] = {}
    for book in extra:
        for row in book.raw.get(name, ()):
            key = str(row["id"])
            theirs[key] = ({**theirs[key][0], **row} if key in theirs else dict(row), book)
    base = {str(row["id"]): row for row in ours.raw.get(name, ())}
    found: dict[str, R] = {
        key: validated(kind, {**without_source(base.get(key, {})), **row}, book.path)
        for key, (row, book) in theirs.items()
    }
    for key, row in base.items():
        if key not in found:
            found[key] = validated(kind, row, ours.path)
    return found
