"""Where the verbs print: one object as JSON, or text on the screen or into a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from advisor.errors import UserError, shown

SCHEMA_VERSION = 1
"""Version of every JSON object that the command line prints."""


def as_json(document: Mapping[str, object]) -> str:
    """Return one JSON object with its ``schema_version`` first.

    Raises:
        ValueError: When a number in it is not finite.
    """
    return json_text({"schema_version": SCHEMA_VERSION, **document})


def json_text(document: Mapping[str, object]) -> str:
    """Return a document as JSON for people: indented, and with every letter as it is.

    Raises:
        ValueError: When a number in it is not finite.
    """
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False)


def write(text: str, path: str | None = None) -> None:
    """Print a text, or save it.

    Args:
        text: What to write; a missing end of line is added.
        path: A file; None or ``"-"`` prints.

    Raises:
        UserError: When the file cannot be written.
    """
    text = text if text.endswith("\n") else text + "\n"
    if path in (None, "-"):
        print(text, end="")
    else:
        write_bytes(text.encode(), path)


def write_bytes(content: bytes, path: str | None = None) -> None:
    """Print or save a file's content as it is.

    Args:
        content: The file; text of it is UTF-8.
        path: A file; None or ``"-"`` prints.

    Raises:
        UserError: When the file cannot be written.
    """
    if path in (None, "-"):
        if sys.stdout is None:
            return
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        Path(str(path)).write_bytes(content)
    except OSError as error:
        raise UserError(f"Cannot write {shown(path)}: {error.strerror or error}.") from error


def table(rows: list[tuple[str, ...]]) -> str:
    """Return rows as aligned columns, the first line being the heading.

    >>> print(table([("what", "value"), ("memory", "16 GB")]))
    what    value
    memory  16 GB
    """
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)
