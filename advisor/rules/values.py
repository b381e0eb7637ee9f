"""The values that rules see: flat by path, checked against the fields, and written for people."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from advisor.errors import UserError, did_you_mean, shown
from advisor.profile import Device, Field
from advisor.quantity import AMOUNTS, LEAST, plain_number, usd, usd_price
from advisor.rules.schema import Schema
from advisor.rules.spelling import lookalike

Values = Mapping[str, object]
"""Path to value; a missing path and None both mean unknown, and of a number bounds alone may be known."""

PLACEHOLDER = re.compile(r"\{([A-Za-z_][\w.]*)\}")


def flatten(nested: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield ``(path, value)`` for nested tables such as ``{"data": {"boundary": "region"}}``."""
    for key, value in nested.items():
        path = f"{prefix}{key}"
        if isinstance(value, Mapping):
            yield from flatten(value, f"{path}.")
        else:
            yield path, value


def typed_values(nested: Mapping[str, Any], schema: Schema) -> dict[str, object]:
    """Return nested tables as flat values, each checked against its field.

    Raises:
        UserError: At the first field that does not exist or value that does not suit its field.
    """
    values: dict[str, object] = {}
    for path, value in flatten(nested):
        field = schema.get(path)
        if field is None:
            raise UserError(schema.unknown(path))
        values[path] = typed_value(field, value)
    return values


def typed_value(field: Field, value: Any) -> object:
    """Return one value in the form that conditions read.

    Raises:
        UserError: When it is of the wrong kind, out of bounds or not among the choices.
    """
    if field.kind == "number":
        return _number(field, value)
    if field.kind == "flag":
        if not isinstance(value, bool):
            raise UserError(f"{field.path} is yes or no: write true or false, not {shown(value)!r}.")
        return value
    if field.kind in ("choice", "text"):
        return _word(field, value)
    if not isinstance(value, (list, tuple)):
        raise UserError(f"{field.path} holds several entries: write a list, not {shown(value)!r}.")
    if field.kind == "devices":
        return tuple(_device(field, item) for item in value)
    return tuple(_word(field, item) for item in value)


def _number(field: Field, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise UserError(f"{field.path} is a number, not {shown(value)!r}.")
    if field.low is not None and value < field.low:
        raise UserError(f"{field.path} is at least {field.low:g} {field.unit}, not {value:g}.")
    if field.high is not None and value > field.high:
        raise UserError(f"{field.path} is at most {field.high:g} {field.unit}, not {value:g}.")
    return float(value)


def _word(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise UserError(f"{field.path} is text, not {shown(value)!r}.")
    if field.choices and value not in field.choices:
        raise UserError(not_a_choice(field.path, value, field.choices))
    return value


def _device(field: Field, item: Any) -> Device:
    if isinstance(item, str):
        return Device(item)
    if isinstance(item, Mapping) and "name" in item and all(_suits(k, v) for k, v in item.items()):
        return Device(**item)
    raise UserError(
        f"{field.path}: a device is its name, or a table of name, count (whole, from 1) and memory_gb."
    )


def _suits(key: object, value: object) -> bool:
    """Return whether a test may say this of a device."""
    if key == "name":
        return isinstance(value, str)
    if isinstance(value, bool) or key not in ("count", "memory_gb"):
        return False
    kinds = int if key == "count" else (int, float)
    return isinstance(value, kinds) and 0 < value < math.inf


def not_a_choice(path: str, value: str, choices: tuple[str, ...]) -> str:
    """Return the sentence about a word that a field does not know, with the words that it does."""
    near = did_you_mean(value, choices) + lookalike(value, choices)
    return f"{path} is never {shown(value)!r}; it is one of {', '.join(choices)}.{near}"


def written(value: object) -> str:
    """Return a value as a trace shows it: exact for numbers, ``unknown`` for None."""
    try:
        return _written(value)
    except TypeError:
        return shown(value)


@lru_cache(maxsize=4096, typed=True)
def _written(value: object) -> str:
    if isinstance(value, str):
        return value if len(value) <= 60 and value.isprintable() else shown(value)
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() and abs(value) < 1e15 else f"{value:,.6g}"
    if isinstance(value, (tuple, frozenset)):
        return ", ".join(_entry(item) for item in value) or "none"
    return shown(value)


def _entry(item: object) -> str:
    return f"{item.count}x {shown(item.name)}" if isinstance(item, Device) else written(item)


def spoken(value: object, unit: str = "") -> str:
    """Return a value as a sentence shows it: rounded, a share as a percentage, words without underscores."""
    if isinstance(value, float) and not isinstance(value, bool):
        if unit.startswith("USD"):
            form = usd if unit in AMOUNTS and abs(value) >= LEAST else usd_price
            return form(value).replace("$", "", 1)
        return f"{plain_number(value * 100)}%" if unit == "share" else plain_number(value)
    if isinstance(value, str):
        return shown(value).replace("_", " ")
    if isinstance(value, tuple) and value:
        return ", ".join(_entry(item).replace("_", " ") for item in value)
    return written(value)


def stray_brace(message: str) -> str:
    """Return what stands around a brace that is no ``{field}``, or nothing."""
    rest = PLACEHOLDER.sub("", message)
    place = next((n for n, c in enumerate(rest) if c in "{}"), -1)
    return rest[place : rest.find("}", place) + 1 or place + 20] if place >= 0 else ""


class Message:
    """A message with ``{path}`` in it, taken apart once.

    Args:
        text: The message of a rule.
        schema: Units of the fields.
    """

    def __init__(self, text: str, schema: Schema) -> None:
        parts = PLACEHOLDER.split(text)
        self._start = parts[0]
        fields = [(path, schema.get(path)) for path in parts[1::2]]
        units = [(path, field.unit if field else "") for path, field in fields]
        self._rest = tuple(
            (path, unit, after) for (path, unit), after in zip(units, parts[2::2], strict=True)
        )

    def filled(self, values: Values) -> str:
        """Return the message with values in it; a stranger's text is made safe to print."""
        if not self._rest:
            return self._start
        words = [self._start]
        for path, unit, after in self._rest:
            value = values.get(path)
            if isinstance(value, int) and not isinstance(value, bool):
                value = float(value)
            words += (spoken(value, unit), after)
        return "".join(words)
