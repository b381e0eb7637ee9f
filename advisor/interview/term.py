"""How long what runs today is still paid for: "a yearly contract for eight H100, seven months are left"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from advisor.errors import UserError
from advisor.interview.measures import numbers_in
from advisor.interview.reading import Passage, ReadAnswer
from advisor.profile import Answer, Fields
from advisor.profile.bounds import check_bounds

MONTHS_LEFT = "current.months_left"
_UNIT = re.compile(r"[ -](?:more )?(?P<unit>months?|years?)\b", re.IGNORECASE)
_A_TERM = r"(?:contracts?|commitments?|leases?|reservations?|agreements?|rental|savings plan|fixed term)"
_CAPACITY = (
    r"(?:GPUs?|cards?|servers?|nodes?|machines?|instances?|cluster|capacity|throughput"
    r"|(?:\d+ ?[x×] ?)?(?:[ABHLV]\d{2,3}S?|[345]0[6-9]0)s?)"
)
_PAPER = r"\b(?:review|read|check|sort|classif|extract|analy|summari|search|draft|translat|scan|compar)\w*\b"
"""What is done with a contract that is a paper."""
_JOINED = rf"(?:(?!{_PAPER}| on (?:our|its|their) (?:own )?)[^.;!?]){{0,40}}"
_FIXED = re.compile(
    rf"\b{_A_TERM}\b{_JOINED}\b{_CAPACITY}\b|\b{_CAPACITY}\b{_JOINED}\b{_A_TERM}\b"
    rf"|\b(?:bound (?:to|by)|locked in|tied|committed|reserved)\b[^.;!?]{{0,40}}\b{_CAPACITY}\b"
    rf"|\b{_CAPACITY}\b[^.;!?]{{0,40}}\b(?:committed|reserved|locked in) (?:for|until|till)\b",
    re.IGNORECASE,
)
"""Capacity that is hired for a term; a contract alone may be a paper to be read."""
_READ_FIRST = re.compile(rf"{_PAPER}[^.;!?]{{0,40}}$", re.IGNORECASE)
"""In front of a contract that is a paper."""
_LEFT = re.compile(
    r"(?: (?:are|is|still|yet))* (?:(?:left|remain(?:s|ing)?|outstanding)\b(?! to\b)"
    r"|to (?:go|run)(?=[.,;!?]|$))",
    re.IGNORECASE,
)
_STILL = re.compile(
    rf"\b{_A_TERM}\b[^.;]{{0,40}}\b(?:runs?|lasts?|goes on|binds us|holds us)(?: on)?(?: for)?"
    r"(?: another| about| still| a further)* $"
    rf"|\b{_A_TERM}\b[^.;]{{0,40}}\b(?:ends?|expires?|runs out|is up) in(?: about| some)* $"
    r"|\b(?:bound (?:to|by)|locked in|tied|committed)\b[^.;]{0,60}\bfor (?:another |the next |a further )?$",
    re.IGNORECASE,
)
"""In front of the months that a term still runs."""
_END = re.compile(r"[.!?](?=\s|$)|\n")
_OF_IT = re.compile(
    rf"\W*(?:(?:and|but|still|it|this|that|the|our|there|has|is|are|with|about|some|only|another|runs?|lasts?|ends?"
    rf"|expires?|in|for|{_A_TERM}) )*$",
    re.IGNORECASE,
)
"""In front of the months at the start of a sentence that speaks of nothing but the term."""


def read_term(text: Passage, fields: Fields) -> list[ReadAnswer]:
    """Return the months for which the capacity in use is still to be paid, as somebody told them.

    Args:
        text: The text; what is read is marked.
        fields: The fields of a profile.
    """
    if MONTHS_LEFT not in fields or not any(_hired(text)):
        return []
    for span in numbers_in(text):
        unit = _UNIT.match(text.text, span.end)
        if unit is None or not _is_of_term(text, span.start):
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


def _hired(text: Passage) -> Iterator[re.Match[str]]:
    """Yield where capacity is told that is hired for a term."""
    for match in _FIXED.finditer(text.text):
        if _READ_FIRST.search(text.text[max(0, match.start() - 60) : match.start()]) is None:
            yield match


def _is_of_term(text: Passage, place: int) -> bool:
    """Return whether months are told in the sentence of what is hired, or behind it of nothing else."""
    ends = [0, *(match.end() for match in _END.finditer(text.text)), len(text.text) + 1]
    number = bisect_right(ends, place)
    own = {bisect_right(ends, match.start()) for match in _hired(text)}
    front = text.text[ends[number - 1] : place]
    return number in own or (number - 1 in own and _OF_IT.fullmatch(front) is not None)
