"""The reader on the catalogue that ships, and what it finds in a text."""

from __future__ import annotations

from datetime import date
from functools import cache

from advisor.catalog import load_catalog
from advisor.interview.questions import load_questions
from advisor.interview.reader import Reader
from advisor.profile import standard_fields
from advisor.strategy.use_cases import load_use_cases

QUESTIONS = load_questions()
TODAY = date(2026, 11, 22)


@cache
def reader() -> Reader:
    return Reader(standard_fields(), load_catalog(), load_use_cases(), QUESTIONS, TODAY)


def found(text: str, asked: str = "") -> dict[str, object]:
    reading = reader().read(text, QUESTIONS[asked] if asked else None)
    return {hit.path: hit.answer.value for hit in reading.answers}


def value(text: str, path: str) -> object:
    """Return what a text says of one field, None for nothing."""
    return found(text).get(path)
