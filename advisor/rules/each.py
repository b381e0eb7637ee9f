"""One rule written for many words: a table of rows, and texts with ``{column}`` for what differs.

A pack that says the same of forty words says it once::

    [[rule]]
    name = "others-{name}"
    kind = "prefer"
    advise = ["{word}"]
    when = 'known(comparable.words) and "{word}" in comparable.words'
    ...
    [rule.each]
    CMP027 = { word = "quantization", name = "fewer-bits" }
    CMP028 = { word = "rag", name = "fetching" }

Every row becomes a rule of its own, with its own code, when the pack is loaded: so it can be overridden,
explained and traced alone, and evaluating it costs what any rule costs. Codes are written out rather than
counted, so that a new row gives no other rule a new code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from advisor.errors import did_you_mean, shown

COLUMN = re.compile(r"\{([a-z][a-z0-9_]*)\}")
"""What a row fills in; the path of a field has a dot, so that it is none."""
MOST_ROWS = 200
FORM = 'write rows by their code below [rule.each], as in PLT001 = { word = "rag" }.'

Row = Mapping[str, str | int | float]


def expanded(table: Mapping[str, Any]) -> tuple[tuple[dict[str, Any], ...], tuple[str, ...]]:
    """Return the rules that one table stands for, one a row of its ``each``, and the mistakes in its rows.

    Without ``each`` that is the table itself. Text that is nothing but ``{column}`` takes the row's value as
    it is, so that a number stays one; within longer text it is written out. A value is not filled in again.
    What a row gave stands under ``each`` of its rule. Where there is a mistake there are no rules.

    Args:
        table: A ``[[rule]]`` as TOML gives it.
    """
    if "each" not in table:
        return (dict(table),), ()
    rows, shape = table["each"], {key: value for key, value in table.items() if key != "each"}
    if wrong := tuple(_of_rows(rows)) or (*_of_code(shape), *_of_columns(shape, rows)):
        return (), wrong
    return tuple({**_filled(shape, row), "code": code, "each": dict(row)} for code, row in rows.items()), ()


def line_of_row(text: str, line: int, code: str) -> int:
    """Return the line in which a row stands, or that of its rule where the row is not found.

    Args:
        text: The text of the pack.
        line: The line of the row's rule, from 1; 0 when it is not known.
        code: The row's key.
    """
    key = re.compile(rf"""\s*(\[\s*rule\s*\.\s*each\s*\.\s*)?["']?{re.escape(code)}["']?\s*[\].=]""")
    below = enumerate(text.splitlines()[line:], line + 1)
    return next((number for number, written in below if key.match(written)), line)


def _of_rows(rows: Any) -> Iterator[str]:
    if not isinstance(rows, Mapping) or not rows:
        yield f"each: {FORM}"
        return
    if len(rows) > MOST_ROWS:
        yield f"each: it has {len(rows):,} rows, and a rule at most {MOST_ROWS}; split it."
    for code, row in rows.items():
        if not isinstance(row, Mapping):
            yield f"each.{shown(code, 20)}: {FORM}"
            continue
        for name, value in row.items():
            if isinstance(value, bool) or not isinstance(value, (str, int, float)):
                yield f"each.{shown(code, 20)}: {shown(name, 40)} is text in quotes or a number."


def _of_code(shape: Mapping[str, Any]) -> Iterator[str]:
    if "code" in shape:
        yield "code: each row of each has a code of its own; leave this one out."


def _of_columns(shape: Mapping[str, Any], rows: Mapping[str, Row]) -> Iterator[str]:
    """Yield the columns that a row lacks, and those that it has for nothing."""
    used = dict.fromkeys(_columns(shape))
    for code, row in rows.items():
        place = f"each.{shown(code, 20)}"
        for name in used:
            if name not in row:
                near = did_you_mean(name, row)
                yield f"{place}: there is no {name!r}, which a text of the rule holds in braces.{near}"
        for name in row:
            if name not in used:
                near = did_you_mean(name, used)
                yield f"{place}: no text of the rule holds {shown(name, 40)!r} in braces.{near}"


def _columns(value: Any) -> Iterator[str]:
    """Yield the columns that texts name, wherever they stand."""
    if isinstance(value, str):
        yield from COLUMN.findall(value)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _columns(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _columns(inner)


def _filled(value: Any, row: Row) -> Any:
    """Return a value with the row's values for the columns that its texts name."""
    if isinstance(value, str):
        whole = COLUMN.fullmatch(value)
        return row[whole[1]] if whole else COLUMN.sub(lambda found: str(row[found[1]]), value)
    if isinstance(value, Mapping):
        return {key: _filled(inner, row) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, row) for inner in value]
    return value
