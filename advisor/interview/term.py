"""How long what runs today is still paid for: "a yearly contract for eight H100, seven months are left"."""

from __future__ import annotations

import re

from advisor.errors import UserError
from advisor.interview.measures import numbers_in
from advisor.interview.reading import Passage, ReadAnswer
from advisor.profile import Answer, Fields
from advisor.profile.bounds import check_bounds

MONTHS_LEFT = "current.months_left"
_UNIT = re.compile(r"[ -](?:more )?(?P<unit>months?|years?)\b", re.IGNORECASE)
_A_TERM = r"(?:contracts?|commitments?|leases?|reservations?|agreements?|rental|savings plan|fixed term)"
_CAPACITY = (
    r"(?:GPUs?|cards?|servers?|nodes?|machines?|instances?|cluster|capacity|throughput|cloud"
    r"|(?:\d+ ?[x×] ?)?(?:[ABHLV]\d{2,3}S?|[345]0[6-9]0)s?)"
)
_FIXED = re.compile(
    rf"\b{_A_TERM}\b[^.;]{{0,40}}\b{_CAPACITY}\b|\b{_CAPACITY}\b[^.;]{{0,40}}\b{_A_TERM}\b"
    rf"|\b(?:bound|locked in|tied|committed|reserved)\b[^.;]{{0,40}}\b{_CAPACITY}\b"
    rf"|\b{_CAPACITY}\b[^.;]{{0,40}}\b(?:committed|reserved|locked in) (?:for|until|till)\b",
    re.IGNORECASE,
)
"""Capacity that is hired for a term; a contract alone may be a paper to be read."""
_LEFT = re.compile(
    r"(?: (?:are|is|still|yet))* (?:left|remain(?:s|ing)?|to (?:go|run)|outstanding)\b",
    re.IGNORECASE,
)
_STILL = re.compile(
    rf"\b{_A_TERM}\b[^.;]{{0,40}}\b(?:runs?|lasts?|goes on|binds us|holds us)(?: on)?(?: for)?"
    r"(?: another| about| still| a further)* $"
    rf"|\b{_A_TERM}\b[^.;]{{0,40}}\b(?:ends?|expires?|runs out|is up) in(?: about| some)* $"
    r"|\b(?:bound|locked in|tied|committed)\b[^.;]{0,60}\bfor (?:another |the next |a further )?$",
    re.IGNORECASE,
)
"""In front of the months that a term still runs."""


def read_term(text: Passage, fields: Fields) -> list[ReadAnswer]:
    """Return the months for which the capacity in use is still to be paid, as somebody told them.

    Args:
        text: The text; what is read is marked.
        fields: The fields of a profile.
    """
    if MONTHS_LEFT not in fields or _FIXED.search(text.text) is None:
        return []
    for span in numbers_in(text):
        unit = _UNIT.match(text.text, span.end)
        if unit is None:
            continue
        left = _LEFT.match(text.text, unit.end())
        if left is None and _STILL.search(text.before(span.start)) is None:
            continue
        months = span.value * (12.0 if unit["unit"].lower().startswith("year") else 1.0)
        end = left.end() if left else unit.end()
        try:
            value = check_bounds(fields[MONTHS_LEFT], months)
        except UserError:
            return []
        words = text.take(span.start, end)
        return [ReadAnswer(MONTHS_LEFT, Answer(value, said=words), words, span.start)]
    return []
