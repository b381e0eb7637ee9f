"""Words that steer the conversation, told apart from answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from advisor.conversation.money_words import BILL_QUESTION, BUDGET_QUESTION

Act = Literal[
    "answer", "pick", "not_sure", "skip", "back", "redo", "why", "report", "quit", "help",
    "explain", "edit", "what_if", "gets", "bill", "keep", "again", "reject",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Intent:
    """What the user wants with a line of text."""

    act: Act
    text: str = ""
    """The rest of the line: the number picked, the name to explain, the supposition."""
    line: str = ""
    """The whole line."""


_WORDS: dict[str, Act] = {
    "not sure": "not_sure", "notsure": "not_sure", "don't know": "not_sure", "dont know": "not_sure",
    "i don't know": "not_sure", "no idea": "not_sure", "unsure": "not_sure", "0": "not_sure",
    "skip": "skip", "next": "skip", "pass": "skip",
    "back": "back", "undo": "back", "redo": "redo", "forward": "redo",
    "why": "why", "why?": "why", "?": "why",
    "report": "report", "save": "report", "done": "report", "finish": "report",
    "stop asking": "report", "that's all": "report", "enough": "report",
    "quit": "quit", "exit": "quit", "q": "quit", "bye": "quit",
    "help": "help", "commands": "help",
}  # fmt: skip

_PENDING: dict[str, Act] = {
    "1": "keep", "y": "keep", "yes": "keep", "ok": "keep", "keep": "keep", "keep it": "keep",
    "right": "keep", "": "keep",
    "2": "again", "e": "again", "edit": "again", "change": "again",
    "3": "reject", "n": "reject", "no": "reject", "drop": "reject", "wrong": "reject", "forget it": "reject",
    "drop it": "reject", "change the words": "again",
}  # fmt: skip

_EXPLAIN = re.compile(
    r"(?:explain|what is|what's|what does)\s+(?P<rest>[\w .:/-]+?)(?:\s+mean)?\s*\??$", re.I
)
_REPORT = re.compile(
    r"(?:(?:ok|okay|please|enough|stop(?: asking)?)[,. ]+)*(?:just )?(?:give|show|write|make|save|see)"
    r"(?: (?:me|us|it))?(?: (?:the|my|a))? report(?: now| please)?[.! ]*$",
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
    word = line.lstrip("/").rstrip(".! ").casefold().replace("’", "'")
    if pending and word in _PENDING:
        return Intent(_PENDING[word])
    if word in _WORDS:
        return Intent(_WORDS[word])
    if re.fullmatch(r"\d{1,2}", word):
        return Intent("pick", word)
    for act, pattern in _PATTERNS:
        if found := pattern.match(line.lstrip("/")):
            rest = found.groupdict().get("rest") or ""
            return Intent(act, rest.strip().rstrip("?").strip(), line)
    return Intent("answer", line)


_PATTERNS: tuple[tuple[Act, re.Pattern[str]], ...] = (
    ("report", _REPORT),
    ("gets", BUDGET_QUESTION),
    ("bill", BILL_QUESTION),
    ("what_if", _WHAT_IF),
    ("explain", _EXPLAIN),
    ("edit", _EDIT),
)
