"""Words that steer the conversation, told apart from answers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from advisor.conversation.money_words import BILL_QUESTION, BUDGET_QUESTION
from advisor.conversation.steering import CARD_LINES, LINES, Act, asked, bare


@dataclass(frozen=True, slots=True)
class Intent:
    """What the user wants with a line of text."""

    act: Act
    text: str = ""
    """The rest of the line: the number picked, the name to explain, the supposition."""
    line: str = ""
    """The whole line."""


LAST = -1
"""The place of the last reply, however many there are."""
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "last": LAST,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6, "7th": 7,
}  # fmt: skip
_PLACES = "|".join(_ORDINALS)
_ORDINAL = re.compile(
    r"(?:i(?:'d)? (?:take|pick|choose|say) )?(?:"
    rf"the (?P<named>{_PLACES})(?: (?:one|option|reply|answer|choice))?"
    rf"|(?P<word>{_PLACES}) (?:one|option|reply|answer|choice)"
    r"|(?:option|reply|answer|choice|number|#) ?#?(?P<number>[1-9]))"
)
"""A reply named by its place: "the second one", "option 3", "the last"."""
_CHANGED = re.compile(r"(?:set|change)\s+.+\s(?:to|into)\s.+", re.I | re.S)
"""A change that names the new value says more than which answer to ask for again."""
_EXPLAIN = re.compile(
    r"(?:explain|what is|what's|what does)\s+(?P<rest>[\w .:/-]+?)(?:\s+mean)?\s*\??$", re.I
)
_REPORT = re.compile(
    r"(?:(?:ok|okay|please|enough|stop(?: asking)?)[,. ]+)*(?:just )?(?:give|show|write|make|save|see)"
    r"(?: (?:me|us|it))?(?: (?:the|my|a))? (?:report|results?|advice|recommendation)(?: now| please)?[.! ]*$",
    re.I,
)
_EDIT = re.compile(r"(?:edit|change)\s+(?P<rest>.+)$", re.I)
_WHAT_IF = re.compile(
    r"(?:and\s+|but\s+)?(?:what\s+(?:if|about|would|happens\s+(?:if|with|at))|how\s+about|suppose|imagine)\b"
    r"\s*(?P<rest>.*)$",
    re.I | re.S,
)


def recognise(text: str, *, pending: bool = False) -> Intent:
    """Tell what a line of text wants.

    Args:
        text: The line as typed.
        pending: Whether a reading waits to be kept, which gives a few words another meaning.

    Returns:
        ``answer`` with the text itself when no word of ours is recognised.

    >>> recognise("why?").act, recognise("2").text, recognise("what if 10x traffic?").text
    ('why', '2', '10x traffic')
    """
    line = text.strip()
    word = bare(line)
    act = (asked(CARD_LINES, word) if pending else None) or asked(LINES, word)
    if act is not None:
        return Intent(act)
    if re.fullmatch(r"\d{1,2}", word):
        return Intent("pick", word)
    if (place := _place(word)) is not None:
        return Intent("pick", place)
    if _CHANGED.fullmatch(line.strip()):
        return Intent("answer", line)
    for act, pattern in _PATTERNS:
        if found := pattern.match(line.lstrip("/")):
            rest = found.groupdict().get("rest") or ""
            return Intent(act, rest.strip().rstrip("?").strip(), line)
    return Intent("answer", line)


def _place(word: str) -> str | None:
    """Return which reply is meant by its place, counted from 1; the last is -1."""
    found = _ORDINAL.fullmatch(word)
    if found is None:
        return None
    return found["number"] or str(_ORDINALS[found["named"] or found["word"]])


_PATTERNS: tuple[tuple[Act, re.Pattern[str]], ...] = (
    ("report", _REPORT),
    ("gets", BUDGET_QUESTION),
    ("bill", BILL_QUESTION),
    ("what_if", _WHAT_IF),
    ("explain", _EXPLAIN),
    ("edit", _EDIT),
)
