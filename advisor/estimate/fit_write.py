"""The coefficient file as text, in one fixed order, so that two fits can be compared line by line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

HEAD = """\
# Coefficients of the serving model. Every number is physical: a share of a rating, a time, a size, a
# count. error is the relative standard error of the fit, or half the plausible range where n = 0.
# Rows with `fit` move in `python -m advisor.estimate.fit FILE.csv`, around `start` within `prior` (a standard
# deviation of the logarithm); rows with `mean_of` follow the fitted ones. The rest stands as its source says.
"""


def coefficient_file(head: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the text of a coefficient file.

    Args:
        head: What stands before the coefficients: dates, lists, tables and arrays of tables.
        rows: The coefficients.
    """
    plain = {name: value for name, value in head.items() if not _is_table(value)}
    parts = [HEAD + "\n".join(f"{name} = {_value(value)}" for name, value in plain.items())]
    for name, value in head.items():
        if isinstance(value, Mapping):
            parts += [f"[{name}.{key}]\n{_lines(table)}" for key, table in value.items()]
        elif _is_table(value):
            parts += [f"[[{name}]]\n{_lines(table)}" for table in value]
    parts += [f"[[coefficient]]\n{_lines(row)}" for row in sorted(rows, key=lambda row: str(row["id"]))]
    return "\n\n".join(parts) + "\n"


def _is_table(value: Any) -> bool:
    if isinstance(value, Mapping):
        return True
    return isinstance(value, Sequence) and bool(value) and isinstance(value[0], Mapping)


def _lines(table: Mapping[str, Any]) -> str:
    return "\n".join(f"{name} = {_value(value)}" for name, value in table.items())


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        digits = 6 if abs(value) >= 1000.0 else 4
        return f"{float(f'{value:.{digits}g}')!r}"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {_value(one)}" for name, one in value.items()) + " }"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Sequence):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    return str(value)
