"""Lines that steer the conversation, by what they want: short ones, known by all of their words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

Act = Literal[
    "answer", "pick", "not_sure", "skip", "back", "redo", "why", "report", "quit", "help",
    "explain", "edit", "what_if", "gets", "bill", "keep", "again", "reject", "reject_all",
]  # fmt: skip

_LINES: Mapping[Act, str] = {
    "not_sure": "not sure, notsure, don't know, dont know, i don't know, i dont know, we don't know"
    ", we dont know, no idea, i have no idea, we have no idea, no idea yet, no clue, unsure, dunno, i dunno"
    ", idk, hard to say, hard to tell, difficult to say, difficult to tell, can't say, cant say, cannot say"
    ", can't tell, cannot tell, who knows, nobody knows, n/a, 0",
    "skip": "skip, next, pass, skip it, skip this, skip that, skip this one, skip this question, next one"
    ", next question, move on, ask me something else, ask something else",
    "back": "back, undo, go back, step back, one back, previous, previous question, last question"
    ", the previous question, undo that, take that back, take it back, i made a mistake",
    "redo": "redo, forward",
    "why": "why, why?, ?, what?, what do you mean, what do you mean by that, what does that mean"
    ", what does this mean, why do you ask, why do you ask that, why do you want to know"
    ", why do you need that, why does it matter, why does that matter, i don't understand"
    ", i dont understand, what are my options, what can i say, i don't get it",
    "report": "report, save, done, finish, stop asking, that's all, thats all, enough, that's enough"
    ", thats enough, enough questions, that's enough questions, no more questions, stop, i'm done, im done",
    "quit": "quit, exit, q, bye",
    "help": "help, commands",
}
_CARD_LINES: Mapping[Act, str] = {
    "keep": "1, y, yes, yep, yeah, yup, ok, okay, keep, keep it, yes keep it, right, that's right"
    ", thats right, yes that's right, yes thats right, that is right, yes that is right, correct"
    ", that's correct, thats correct, yes correct, exactly, looks good, looks right, looks fine"
    ", looks good to me, lgtm, all good, all correct, all right, fine, good, perfect, great"
    ", sure, agreed, confirm, confirmed",
    "again": "2, e, edit, change, change the words, rephrase, let me rephrase",
    "reject": "3, n, no, nope, nah, drop, drop it, wrong, that's wrong, thats wrong, no that's wrong"
    ", not right, that's not right, incorrect, not correct, forget it, discard, discard it, nonsense",
    "reject_all": "drop all, drop everything, drop it all, drop all of it, all wrong, it's all wrong"
    ", its all wrong, discard all, discard everything, forget all, forget everything",
}

_NO_ANSWERS: Mapping[str, str] = {
    "again": "same as before, same as above, as before, see above, i already told you, i already said that"
    ", i told you already, you know that already, already answered, already said",
    "several": "both, both of them, all, all of them, all of the above, any of them, either, some of them",
    "none": "neither, neither of them, none of these, none of those, none of the above, none of them"
    ", something else, other, another",
    "anew": "start over, start again, restart, reset, begin again, new project, start a new one",
}
_COURTESY = r"please|sorry|well|hm+|um+|er+|oh"
_POLITE = re.compile(rf"^(?:(?:{_COURTESY})\b[,. ]*)+|(?:[, ]+(?:please|pls|thanks|sorry))+$")


def _by_line(table: Mapping[Act, str]) -> dict[str, Act]:
    return {line: act for act, lines in table.items() for line in lines.split(", ")}


LINES = _by_line(_LINES)
"""What a line wants while a question is open."""
CARD_LINES = _by_line(_CARD_LINES) | {"": "keep"}
"""What a line wants while a reading waits to be kept, which gives a few words another meaning."""


NO_ANSWERS = {line: hint for hint, lines in _NO_ANSWERS.items() for line in lines.split(", ")}
"""Lines that are plain to a person and yet answer nothing here, by what there is to say to them."""


def bare(line: str) -> str:
    """Return a line as the tables hold it: in small letters, without courtesies and ends of sentences.

    >>> bare("Please go back."), bare("/skip"), bare("Yes, that\u2019s right!")
    ('go back', 'skip', "yes that's right")
    """
    word = line.strip().lstrip("/").rstrip(".! ").casefold().replace("\u2019", "'")
    word = _POLITE.sub("", word) or word
    return " ".join(word.replace(",", " ").split()) if re.search(r"[^\W\d]", word) else word


def asked(table: Mapping[str, Act], line: str) -> Act | None:
    """Return what a line wants by a table, whether or not it ends with a question mark; None for nothing."""
    plain = line.rstrip("? ") or line
    return table.get(line) or table.get(plain)
