"""Choose rows by words and by comparisons: ``"nvidia memory>=48GB bandwidth>2TB/s"``."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from advisor.catalog.lookup import fold
from advisor.catalog.records import Row
from advisor.errors import UserError, did_you_mean, shown

_COMPARISON = re.compile(r"([A-Za-z_][\w.]*)\s*(>=|<=|!=|=|>|<)\s*(\"[^\"]*\"|[^\s,]+)")
_NUMBER = re.compile(r"\$?(-?\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?)\s*([A-Za-z/]*)", re.IGNORECASE)
_OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "!=": operator.ne,
    "=": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
}
_UNITS: tuple[tuple[str, Mapping[str, float]], ...] = (
    ("_gb_s", {"mb/s": 1e-3, "gb/s": 1.0, "tb/s": 1e3}),
    ("_gb", {"mb": 1e-3, "gb": 1.0, "gib": 1.073741824, "tb": 1e3}),
    ("_tflops", {"gflops": 1e-3, "tflops": 1.0, "pflops": 1e3}),
    ("_tops", {"tops": 1.0, "pops": 1e3}),
    ("params_b", {"m": 1e-3, "b": 1.0, "t": 1e3}),
    ("tokens_t", {"b": 1e-3, "t": 1.0}),
    ("_w", {"w": 1.0, "kw": 1e3}),
    ("", {"k": 1e3, "m": 1e6, "b": 1e9}),
)
"""End of a field's name -> what one of a unit is in the field's own."""
REMARKS = ("note", "source")
"""Fields that are about a fact rather than the fact itself: words are not looked for in them."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What a row must hold to be listed."""

    words: str
    tests: tuple[tuple[str, str, Any], ...]
    """Field, comparison and value, in the field's own unit."""

    def takes(self, row: Row) -> bool:
        """Return whether a row has the words and passes every comparison."""
        return self.words in searchable(row) and all(_passes(row, *test) for test in self.tests)


def parse_filter(kind: type[Row], text: str) -> Filter:
    """Return a filter for rows of a kind.

    Args:
        kind: The record, for its fields.
        text: Words that must stand in a row, letter case and dashes aside, and comparisons
            ``field>=value``; a field may be written without its unit, and a value with one.

    Raises:
        UserError: When there is no such field, or a value cannot be compared with it.
    """
    tests = []
    for name, sign, raw in _COMPARISON.findall(text):
        field = _field(kind, name)
        tests.append((field, sign, _value(kind, field, sign, raw.strip('"'))))
    rest = _COMPARISON.sub(" ", text)
    if re.search(r"[<>=]", rest):
        raise UserError(
            f"--filter {shown(text)!r}: a comparison looks like memory_gb>=48, with a value behind the sign."
        )
    return Filter(fold(re.sub(r"[\s,]+(?:and\s+)?", " ", rest).strip()), tuple(tests))


def searchable(row: Row) -> str:
    """Return what words are looked for in, folded; notes and sources speak of other rows too."""
    return fold(" ".join(cell(row, name) for name in type(row).model_fields if name not in REMARKS))


def cell(row: Row, column: str) -> str:
    """Return one field of a row as text that is safe to print."""
    value = getattr(row, column)
    if isinstance(value, bool):
        return "yes" if value else ""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}"
    return shown(", ".join(str(part) for part in value) if isinstance(value, tuple) else value, 4000)


def _field(kind: type[Row], name: str) -> str:
    fields = list(kind.model_fields)
    if name in fields:
        return name
    wanted = name.casefold()
    for begins in (f"{wanted}_", wanted):
        near = [field for field in fields if field.startswith(begins)]
        if near:
            return near[0]
    raise UserError(
        f"--filter: these rows have no field {shown(name)!r}; they have {', '.join(fields)}."
        + did_you_mean(name, fields)
    )


def _types(kind: type[Row], field: str) -> set[Any]:
    annotation = kind.model_fields[field].annotation
    options = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    return {get_origin(option) or option for option in options}


def _value(kind: type[Row], field: str, sign: str, raw: str) -> Any:
    types = _types(kind, field)
    if types & {float, int}:
        return _number(field, raw)
    if date in types:
        try:
            return date.fromisoformat(raw)
        except ValueError:
            raise UserError(
                f"--filter: {field}: write a day such as 2026-11-20, not {shown(raw)!r}."
            ) from None
    if sign not in ("=", "!="):
        raise UserError(f"--filter: {field} is no number; compare it with = or !=.")
    if bool in types:
        if raw.casefold() not in _TRUTH:
            raise UserError(f"--filter: {field} is yes or no, not {shown(raw)!r}.")
        return _TRUTH[raw.casefold()]
    if Literal in types:
        choices = [str(choice) for choice in get_args(kind.model_fields[field].annotation)]
        if raw.casefold() not in choices:
            told = f"--filter: {field} is one of {', '.join(choices)}, not {shown(raw)!r}."
            raise UserError(told + did_you_mean(raw, choices))
    return fold(raw)


_TRUTH = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def _number(field: str, raw: str) -> float:
    found = _NUMBER.fullmatch(raw)
    if found is None:
        raise UserError(f"--filter: {field} is a number, not {shown(raw)!r}.")
    value, unit = float(found[1].replace("_", "")), found[2].casefold()
    units = next(units for end, units in _UNITS if field.endswith(end))
    if unit and unit not in units:
        raise UserError(f"--filter: {field} is in {_own(units)}; {shown(found[2])!r} is no unit of it.")
    if not math.isfinite(value):
        raise UserError(f"--filter: {field}: {shown(raw)!r} is too large.")
    return value * units.get(unit, 1.0)


def _own(units: Mapping[str, float]) -> str:
    own = [unit for unit, factor in units.items() if factor == 1.0]
    return own[0].upper().replace("/S", "/s") if own else "plain numbers (k, M and B will do)"


def _passes(row: Row, field: str, sign: str, wanted: Any) -> bool:
    value = getattr(row, field)
    if value is None or (value == "" and sign != "!="):
        return False
    if isinstance(value, tuple):
        return (wanted in {fold(str(part)) for part in value}) == (sign == "=")
    if isinstance(value, str):
        value = fold(value)
    return _OPERATORS[sign](value, wanted)
