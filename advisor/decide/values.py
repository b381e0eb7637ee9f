"""Answers in plain words beside the label of their field: no unit twice, no name of a choice bare."""

from __future__ import annotations

from advisor.decide.words import phrases
from advisor.interview.places import countries
from advisor.profile import Device, Field
from advisor.quantity import AMOUNTS, plain_number, usd, usd_price
from advisor.strategy.context import Context
from advisor.strategy.options import load_options

_LETTERS_OF_A_CODE = 3
"""A region of so few letters is a code such as EU."""
_TIMES = ((1000.0, 1.0, "ms"), (120_000.0, 1000.0, "s"), (7_200_000.0, 60_000.0, "minutes"))
_HOURS, _DAYS = (3_600_000.0, "hours"), (86_400_000.0, "days")


def field_value(context: Context, path: str) -> str:
    """Return the value of a profile field for showing beside the field's label."""
    answer = context.profile.get(path)
    field = context.profile.fields[path]
    if answer is None or answer.value is None:
        return "not known"
    if path == "use_case.kind":
        return context.use_case.title
    if isinstance(answer.value, bool):
        return "yes" if answer.value else "no"
    if isinstance(answer.value, (int, float)):
        return number_beside(field, float(answer.value))
    if isinstance(answer.value, tuple):
        return ", ".join(_entry(field, item) for item in answer.value) or "none"
    return _entry(field, answer.value)


def number_beside(field: Field, value: float, digits: int = 3) -> str:
    """Return a number with what its label leaves open of the unit: ``"$2,000"``, ``"1.5 s"``, ``"120"``.

    Args:
        field: The field, whose label stands beside the number.
        value: The number in the field's unit.
        digits: Significant digits.
    """
    unit, label = field.unit, field.label.split()
    text = plain_number(value, digits)
    if unit.startswith("USD"):
        period = unit.removeprefix("USD").lstrip("/")
        amount = (usd if unit in AMOUNTS else usd_price)(value)
        return amount if not period or period in label else f"{amount} a {period}"
    if unit == "ms":
        return waiting(value, digits)
    if unit == "x":
        return f"{text}x"
    if unit == "share":
        return f"{plain_number(100 * value, digits)}%"
    if unit.partition("/")[0] in label or (unit.endswith("/day") and "day" in label):
        return text
    if text == "1" and "/" not in unit and len(unit) > 1:
        unit = unit.removesuffix("s")
    return f"{text} {unit}".strip()


def waiting(ms: float, digits: int = 3) -> str:
    """Return a time in the unit that suits it, with so many significant digits.

    >>> waiting(800), waiting(1500), waiting(120_000), waiting(86.4e6)
    ('800 ms', '1.5 s', '2 minutes', '24 hours')
    """
    size, unit = next(((s, u) for limit, s, u in _TIMES if ms < limit), _HOURS if ms < 172.8e6 else _DAYS)
    return f"{plain_number(ms / size, digits)} {unit}"


def choice_words(field: Field, value: str) -> str:
    """Return how a choice reads: its words in ``phrases.toml``, the title of the option that it names, or its
    name without underscores."""
    table: dict[str, str] = phrases().get(f"values.{field.path}", {})
    if value in table:
        return table[value]
    option = load_options().get(value)
    return option.inline if option else value.replace("_", " ")


def text_value(field: Field, text: str) -> str:
    """Return a text as said; the code of a region in capitals, a country as its name is written."""
    if field.path not in ("data.region", "team.country"):
        return text
    if len(text) <= _LETTERS_OF_A_CODE:
        return text.upper()
    return next((name for name in countries() if name.casefold() == text), text)


def _entry(field: Field, item: str | Device) -> str:
    if isinstance(item, Device):
        return f"{item.count}x {item.name}"
    if field.kind in ("choice", "choices"):
        return choice_words(field, item)
    return text_value(field, item)
