"""Answers in a few plain words, as the conversation repeats them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from advisor.conversation.engine import Engine
from advisor.decide.values import choice_words, number_beside, text_value, waiting
from advisor.errors import shown
from advisor.profile import Answer, Device, Field
from advisor.profile.numbers import NUMBER_RE, number_at
from advisor.quantity import plain_number

STORY = "use_case.story"
"""The words as said, which no line repeats."""
_MOST_DIGITS = 12
"""Nobody says a number of more digits; one that has them was worked out."""
_TIMES = (1.0, 1e3, 6e4, 3.6e6)
"""Milliseconds in the units in which a time may be said."""
_LONE_TENTH = re.compile(r"(\.\d)(?![\d.A-Z])")


def number(value: float) -> str:
    """Return a number in full; one of more than twelve digits was worked out and is given with six.

    >>> number(5000.0), number(0.25), number(1_234.5), number(12_500_000), number(12_345_678), number(1e10)
    ('5,000', '0.25', '1,234.5', '12.5M', '12,345,678', '10B')
    >>> number(1e6 / 91.25)
    '10,958.9'
    """
    digits = _MOST_DIGITS if float(f"{value:.{_MOST_DIGITS}g}") == value else 6
    for limit, suffix in ((1e12, "T"), (1e9, "B"), (1e6, "M")):
        short = f"{value / limit:.6g}"
        if abs(value) >= limit and (digits == 6 or math.isclose(float(short) * limit, value, rel_tol=1e-14)):
            return f"{short}{suffix}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.{digits}g}"


def spread(answer: Answer) -> str:
    """Return a number with its range, without a unit."""
    if not isinstance(answer.value, (int, float)):
        return ""
    text, low, high = (_heard(answer, end) for end in (answer.value, answer.low, answer.high))
    return text if not low or not high or low == high else f"{text} ({low}–{high})"


def _heard(answer: Answer, value: float | None) -> str:
    """Return a number in full where it was said, and where no words are known; one that was worked out of
    what was said as a person would round it.

    150 words are 199.95 tokens, and nobody said so many.
    """
    if value is None:
        return ""
    return number(float(value)) if _is_said(answer, float(value)) else plain_number(float(value))


def _is_said(answer: Answer, value: float) -> bool:
    """Return whether a number is one of those in the words of an answer, if these hold any."""
    words = answer.said or ""
    spans = (number_at(words, match.start()) for match in NUMBER_RE.finditer(words))
    said = [end for one in spans if one for end in (one.value, one.low, one.high) if end is not None]
    return not said or any(math.isclose(value, one, rel_tol=1e-12) for one in said)


def span(answer: Answer, unit: str) -> str:
    """Return a number with its range and unit: ``"3,000 (1,000–5,000) requests/day"``."""
    if not isinstance(answer.value, (int, float)):
        return ""
    text = spread(answer)
    if unit.startswith("USD"):
        period = unit.removeprefix("USD").lstrip("/")
        return f"{_dollars(text)} a {period}" if period else _dollars(text)
    return (
        text
        if unit in {"", "share", "requests/user/day"}
        else f"{text}{unit}"
        if unit == "x"
        else f"{text} {unit}"
    )


def _dollars(amount: str) -> str:
    """Return an amount with its sign and no lone tenth of a dollar."""
    return "$" + _LONE_TENTH.sub(r"\g<1>0", amount)


def _beside(field: Field, answer: Answer, value: float) -> str:
    """Return an amount or a time beside its label, in full where it was said."""
    if field.unit == "ms":
        said = any(_is_said(answer, value / size) for size in _TIMES)
        return waiting(value, _MOST_DIGITS if said else 3)
    if not _is_said(answer, value):
        return number_beside(field, value)
    period = field.unit.removeprefix("USD").lstrip("/")
    amount = _dollars(number(value))
    return amount if not period or period in field.label.split() else f"{amount} a {period}"


def value_text(engine: Engine, path: str, answer: Answer) -> str:
    """Return the value alone: ``"customer chatbot"``, ``"yes"``, ``"2x RTX 3090"``."""
    value, field = answer.value, engine.fields[path]
    if value is None:
        return "not sure"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return span(answer, field.unit)
    if isinstance(value, tuple):
        return ", ".join(entry_text(field, item) for item in value) or "none"
    if path == "use_case.kind" and value in engine.use_cases:
        return shown(engine.use_cases[value].title)
    return entry_text(field, value)


def answer_text(engine: Engine, path: str, answer: Answer) -> str:
    """Return the answer so that it can be understood without its question."""
    field = engine.fields[path]
    if isinstance(answer.value, bool):
        return field.label if answer.value else f"not: {field.label}"
    if isinstance(answer.value, (int, float)) and field.unit.partition("/")[0] in field.label.split():
        return f"{spread(answer)} {field.label}"
    alone = answer.low is None or answer.low == answer.high
    if alone and isinstance(answer.value, (int, float)) and field.unit.startswith(("USD", "ms")):
        return f"{field.label}: {_beside(field, answer, float(answer.value))}"
    text = value_text(engine, path, answer)
    return text if _speaks_for_itself(field, answer) else f"{field.label}: {text}"


def answers_text(engine: Engine, answers: Mapping[str, Answer], *, words: str = "") -> str:
    """Return several answers in one line, without the free text that only repeats the words."""
    return " · ".join(
        answer_text(engine, path, answer)
        for path, answer in answers.items()
        if path != STORY and (answer.value != words or engine.fields[path].kind != "text")
    )


def _speaks_for_itself(field: Field, answer: Answer) -> bool:
    if answer.value is None:
        return False
    return field.path == "use_case.kind" or (field.kind == "devices" and bool(answer.value))


def entry_text(field: Field, item: str | Device) -> str:
    """Return one entry of an answer, or an answer that is one word."""
    if isinstance(item, Device):
        memory = f" {item.memory_gb:g} GB" if item.memory_gb else ""
        return f"{item.count}x {shown(item.name)}{memory}"
    if field.kind in ("choice", "choices"):
        return shown(choice_words(field, item))
    return shown(text_value(field, item), 80)
