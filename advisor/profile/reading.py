"""A document from a file or from standard input: TOML or JSON, bounded, and refused with the line."""

from __future__ import annotations

import json
import os
import re
import stat
import sys
import tomllib
from collections.abc import Mapping
from typing import Any, BinaryIO

from advisor.errors import UserError, shown

MOST_BYTES = 1_000_000
"""No profile written by a person comes near this size."""


def read_document(source: str) -> tuple[dict[str, Any], str]:
    """Read a document.

    Args:
        source: A file's path, or ``"-"`` for standard input.

    Returns:
        The document, and what to call it in further errors.

    Raises:
        UserError: When it is missing, a folder, empty, too big, no text, or broken; the sentence names
            the file and, where there is one, the line.
    """
    name = "standard input" if source == "-" else shown(source, 200)
    raw = _from_stdin() if source == "-" else _from_file(source, name)
    return parse_document(_text(raw, name), name, source.lower().rpartition(".")[2]), name


def parse_document(text: str, name: str, ending: str = "") -> dict[str, Any]:
    """Parse TOML or JSON.

    Args:
        text: The document.
        name: What to call it in errors.
        ending: ``"json"`` or ``"toml"`` decides; anything else lets the first character decide.

    Raises:
        UserError: When it is broken or not a table.
    """
    if not text.strip():
        raise UserError(f"{name} is empty; a profile needs at least one answer, see: advisor examples.")
    is_json = ending == "json" or (ending != "toml" and _looks_like_json(text))
    document = _json(text, name) if is_json else _toml(text, name)
    if not isinstance(document, Mapping):
        raise UserError(f"{name}: a profile is an object of groups and fields, not a {_json_kind(document)}.")
    return dict(document)


def _from_stdin() -> bytes:
    """Read standard input."""
    if sys.stdin is None:
        raise UserError("There is no standard input to read a profile from.")
    stream: BinaryIO = sys.stdin.buffer
    return stream.read(MOST_BYTES + 1)


def _from_file(source: str, name: str) -> bytes:
    """Read a file, refusing what is no regular file or pipe."""
    try:
        if stat.S_ISDIR(os.stat(source).st_mode):
            raise UserError(f"{name} is a folder; give the profile's file")
        with open(source, "rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise UserError(
            f"There is no file {name}; see advisor examples for profiles to start from."
        ) from None
    except (OSError, ValueError) as error:
        raise UserError(f"Cannot read {name}: {getattr(error, 'strerror', None) or error}.") from error


def _text(raw: bytes, name: str) -> str:
    """Decode UTF-8, refusing what is too long or not text."""
    if len(raw) > MOST_BYTES:
        raise UserError(f"{name} is larger than {MOST_BYTES // 1_000_000} MB, which no profile is.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UserError(f"{name}, line {line}: this is not UTF-8 text; a profile is TOML or JSON.") from None
    if "\0" in text:
        raise UserError(f"{name} is a binary file; a profile is text in TOML or JSON.")
    return text


def _looks_like_json(text: str) -> bool:
    """Return whether the first character is one that only JSON starts with."""
    start = text.lstrip()
    return start[0] in '{"' or re.match(r"\[\s*[\[{\"\d\]-]", start) is not None


def _toml(text: str, name: str) -> object:
    """Parse TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(_broken(name, "TOML", str(error), text)) from None
    except (RecursionError, ValueError) as error:
        raise UserError(f"{name}: this TOML cannot be read: {_reason(error)}.") from None


def _json(text: str, name: str) -> object:
    """Parse JSON, refusing a key that is given twice."""
    try:
        return json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise UserError(
            f"{name}, line {error.lineno}: broken JSON: {error.msg} (column {error.colno})."
        ) from None
    except _TwiceError as error:
        raise UserError(f"{name}: the key {shown(error)!r} is given twice.") from None
    except (RecursionError, ValueError) as error:
        raise UserError(f"{name}: this JSON cannot be read: {_reason(error)}.") from None


class _TwiceError(Exception):
    """A key that stands twice in one JSON object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build an object from its pairs."""
    table: dict[str, Any] = {}
    for key, value in pairs:
        if key in table:
            raise _TwiceError(key)
        table[key] = value
    return table


def _broken(name: str, language: str, message: str, text: str) -> str:
    """Return the sentence for a syntax error, with its line at the front."""
    place = re.search(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)", message)
    if place is None:
        return f"{name}: broken {language}: {shown(message, 120)}."
    line, column = place[1] or str(text.count("\n") + 1), place[2]
    what = shown(message[: place.start()], 120)
    return f"{name}, line {line}: broken {language}: {what}{f' (column {column})' if column else ''}."


def _reason(error: Exception) -> str:
    """Return why a parser gave up, in plain words."""
    return "it is nested too deeply" if isinstance(error, RecursionError) else "a number in it is too long"


def _json_kind(document: object) -> str:
    """Return the plain word for a JSON value that is no object."""
    kinds = {list: "list", str: "text", bool: "yes or no", type(None): "null"}
    return kinds.get(type(document), "number")
