"""What a field may hold: its bounds, and how an error says what would be right."""

from __future__ import annotations

import math

from advisor.errors import UserError
from advisor.profile.answers import Answer
from advisor.profile.fields import Field
from advisor.quantity import plain_number


def check_bounds(field: Field, value: float) -> float:
    """Return the value when the field may have it.

    Raises:
        UserError: When it is not finite, out of the field's bounds, or not whole where it must be.
    """
    if not math.isfinite(value):
        raise UserError(f"{field.path}: {value} is not a number; give {wanted(field)}.")
    if field.low is not None and value < field.low:
        raise UserError(f"{field.path}: {figure(value)} is below {figure(field.low)}; give {wanted(field)}.")
    if field.high is not None and value > field.high:
        raise UserError(f"{field.path}: {figure(value)} is above {figure(field.high)}; give {wanted(field)}.")
    if field.whole and value != round(value):
        raise UserError(f"{field.path}: {figure(value)} is not whole; give {wanted(field)}.")
    return value


def must_confirm(field: Field, answer: Answer) -> str:
    """Return a question when a value is so large that it is probably a slip, else an empty string."""
    value = answer.value
    if field.confirm_above is None or not isinstance(value, (int, float)) or value <= field.confirm_above:
        return ""
    return f"{plain_number(float(value))} {field.unit} is rare: is that right?"


def wanted(field: Field) -> str:
    """Return what a right value looks like, in words: ``"a number of requests/day from 0 to 10B"``."""
    if field.kind in ("choice", "choices"):
        return f"{'one' if field.kind == 'choice' else 'some'} of {', '.join(field.choices)}"
    if field.kind == "flag":
        return "yes or no"
    if field.kind != "number":
        return {"devices": "devices such as 2x RTX 3090", "texts": "a list of words"}.get(field.kind, "text")
    kind = "a whole number" if field.whole else "a number"
    unit = f" of {field.unit}" if field.unit else ""
    bounds = f" from {figure(field.low or 0)} to {figure(field.high)}" if field.high is not None else ""
    return f"{kind}{unit}{bounds}"


def figure(value: float) -> str:
    """Return a number for an error message: six digits, no scientific form where people read it."""
    return plain_number(value, 6) if 1e-3 <= abs(value) < 1e15 or value == 0 else f"{value:g}"
