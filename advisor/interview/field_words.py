"""Words meant for one field, whole or part by part: "PHI, must stay in network", "flat, two years"."""

from __future__ import annotations

import re

from advisor.interview.needed import folded
from advisor.interview.phrases import load_phrases, value_of
from advisor.profile import Answer, Field

_PART = re.compile(r"\s*[,;]\s*(?!\d{3}\b)|\s+\+\s+")
"""What parts a few words that say several things."""


def field_answer(field: Field, text: str, beside: Field | None = None) -> Answer | None:
    """Return what words that are meant for a field say of it, None where its table knows none of them.

    The whole text is looked up first, then each of its parts; among parts the value that stands first in the
    table wins, and a field that takes several values joins theirs.

    Args:
        field: The field.
        text: The words.
        beside: The field that they were meant for, where it is another one; its own words are not read twice.
    """
    parts = _PART.split(text)
    if beside is not None:
        parts = [part for part in parts if _looked_up(beside, [part], part) is None]
        return _looked_up(field, parts, text)
    return _looked_up(field, [text], text) or _looked_up(field, parts, text)


def _looked_up(field: Field, parts: list[str], said: str) -> Answer | None:
    found: list[Answer] = []
    plain = [(part.strip(), folded(part)) for part in parts]
    for phrase in load_phrases("field_words").get(field.path, ()):
        if any(phrase.words.may_stand_in(p) and phrase.words.pattern.fullmatch(part) for part, p in plain):
            found.append(value_of(field, phrase.raw, said))
            if field.kind not in ("choices", "texts"):
                break
    if len(found) < 2:
        return found[0] if found else None
    values = dict.fromkeys(
        value for answer in found if isinstance(answer.value, tuple) for value in answer.value
    )
    return Answer(tuple(v for v in values if isinstance(v, str)), said=said)
