"""Answers in a few plain words, as the conversation repeats them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from advisor.conversation.engine import Engine
from advisor.decide.values import choice_words, number_beside, text_value
from advisor.errors import shown
from advisor.profile import Answer, Device, Field
from advisor.quantity import plain_number

EXACT_BELOW = 1e6
"""Numbers below it are written out, so that an echo never rounds what was said."""
_DIGITS = re.compile(r"\d[\d,.]*")


def number(value: float) -> str:
    """Return a number as said, never rounded to hide a difference.

    >>> number(5000.0), number(0.25), number(12_500_000), number(1e10)
    ('5,000', '0.25', '12.5M', '10B')
    """
    for limit, suffix in ((1e12, "T"), (1e9, "B"), (1e6, "M")):
        if abs(value) >= limit:
            return f"{value / limit:.6g}{suffix}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"


def spread(answer: Answer) -> str:
    """Return a number with its range, without a unit."""
    if not isinstance(answer.value, (int, float)):
        return ""
    text, low, high = (_heard(answer, end) for end in (answer.value, answer.low, answer.high))
    return text if not low or not high or low == high else f"{text} ({low}–{high})"


def _heard(answer: Answer, value: float | None) -> str:
    """Return a number as said; one that was worked out of what was said, as a person would round it.

    150 words are 199.95 tokens, and nobody said so many.
    """
    if value is None:
        return ""
    exact = number(float(value))
    said = {found.strip(",.").replace(",", "") for found in _DIGITS.findall(answer.said or "")}
    worked_out = bool(said) and exact.replace(",", "") not in said
    return plain_number(float(value)) if worked_out and exact[-1].isdigit() else exact


def span(answer: Answer, unit: str) -> str:
    """Return a number with its range and unit: ``"3,000 (1,000–5,000) requests/day"``."""
    if not isinstance(answer.value, (int, float)):
        return ""
    text = spread(answer)
    if unit == "USD":
        return f"${text}"
    if unit.startswith("USD/"):
        return f"${text} a {unit.removeprefix('USD/')}"
    return (
        text
        if unit in {"", "share", "requests/user/day"}
        else f"{text}{unit}"
        if unit == "x"
        else f"{text} {unit}"
    )


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
    if isinstance(answer.value, (int, float)) and (answer.low is None or answer.low == answer.high):
        said_whole = field.unit.startswith("USD") or field.unit == "ms"
        if said_whole and answer.value < EXACT_BELOW:
            return f"{field.label}: {number_beside(field, float(answer.value), 6)}"
    text = value_text(engine, path, answer)
    return text if _speaks_for_itself(field, answer) else f"{field.label}: {text}"


def answers_text(engine: Engine, answers: Mapping[str, Answer], *, words: str = "") -> str:
    """Return several answers in one line, without the free text that only repeats the words."""
    return " · ".join(
        answer_text(engine, path, answer)
        for path, answer in answers.items()
        if answer.value != words or engine.fields[path].kind != "text"
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
