"""Short replies to a question: a label, a bare number in the question's unit, yes or no."""

from __future__ import annotations

import re

from advisor.errors import UserError
from advisor.interview.dotted import as_counted, read_as
from advisor.interview.questions import Question, Reply
from advisor.interview.reading import Passage, ReadAnswer
from advisor.profile import Answer, Field, Fields
from advisor.profile.coerce import UNSURE, coerce
from advisor.profile.numbers import one_number

_MOST_WORDS = 6
"""Longer replies are read as free text only."""
_SECONDS_BELOW = 100
"""A bare number below this, in answer to a question about time, is in seconds; above, in milliseconds."""
_NOBODY_KNOWS = {"i don't know", "no clue", "hard to say", "dunno", "hard to tell", "nobody knows"}
_STILL_OPEN = {
    "not decided yet", "not decided", "undecided", "to be decided", "tbd", "not yet decided", "still open",
    "not clear yet", "unclear", "don't care", "i don't care", "no preference", "doesn't matter", "whatever",
}  # fmt: skip
"""Words that leave a question open; to some questions they are an answer."""
_NO_DEVICES = re.compile(
    r"(?:(?:we |I )?(?:own |have |got )?(?:nothing|none|no|nope|nada|zero|nil)"
    r"(?: (?:at all|yet|so far|special|really|of (?:that|the) (?:kind|sort)|hardware|servers?|GPUs?))*"
    r"|(?:we |I )?(?:own |have |got )?(?:just|only|nothing but|some|a few|normal|ordinary|standard)"
    r"(?: (?:some|a few|normal|ordinary|standard|old|plain|our|the|office))*"
    r" (?:laptops?|PCs|computers|desktops?|notebooks|thin clients|office machines))",
    re.IGNORECASE,
)
"""What owns nothing that a model is served from: office machines are none."""
_LAST_NUMBER = re.compile(r"[^\d]{1,60}(?<![\w.,-])(?P<number>~?\d[\d.,]*k?)$", re.IGNORECASE)
"""Words in front of the only number of a reply, with which it ends: "everyone in the company, 450"."""
_PICKED = re.compile(
    r"(?P<number>\d{1,2})\s*(?:[,;:)]\s*(?:but\b|and\b)?|\b(?:but|and|with|plus)\b)\s*(?P<more>[^\W\d_].*)",
    re.I | re.S,
)
_LEAD = re.compile(
    r"^(?:about|around|roughly|maybe|approx\.?|circa|ca\.?|~|i think|i'd say|say|just|it's)\s+", re.I
)


def is_unsure(text: str) -> bool:
    """Return whether a reply says that nobody knows."""
    return _folded(text) in UNSURE | _NOBODY_KNOWS


def is_open(text: str) -> bool:
    """Return whether a reply says that it is still open, where no reply of the question says that."""
    return _folded(text) in _STILL_OPEN


def _folded(text: str) -> str:
    return text.strip(" .!?").lower().replace("’", "'")


def matching_reply(text: str, question: Question) -> Reply | None:
    """Return the quick reply that a text names: its label, or words that only one label holds."""
    named = next((r for r in question.replies if r.label.casefold() == text.strip().casefold()), None)
    if named is not None:
        return named
    words = set(re.findall(r"\w+", text.lower()))
    if not words or any(word.isdigit() for word in words):
        return None
    labels = {reply.label: re.findall(r"\w+", reply.label.lower()) for reply in question.replies}
    for reply in question.replies:
        if words == set(labels[reply.label]):
            return reply
    within = [reply for reply in question.replies if words <= set(labels[reply.label])]
    return within[0] if len(within) == 1 else None


def picked_reply(text: str, question: Question, fields: Fields) -> tuple[Reply, str] | None:
    """Return the reply that a text picks by number and the words it adds: ``3, but only Germany``."""
    match = _PICKED.match(text)
    if match is None or fields[question.main].kind == "number":
        return None
    number = int(match["number"])
    return (question.replies[number - 1], match["more"]) if 1 <= number <= len(question.replies) else None


def bare_answers(text: Passage, question: Question, fields: Fields) -> list[ReadAnswer]:
    """Return what a short reply answers in the units of the question's own fields.

    Two numbers, as in ``2000 / 300``, answer the first two fields of the question.
    """
    plain = _LEAD.sub("", text.text.strip(" .!"))
    if fields[question.main].kind == "devices" and _NO_DEVICES.fullmatch(plain):
        return [ReadAnswer(question.main, Answer((), said=plain), plain)]
    if len(plain.split()) > _MOST_WORDS:
        return []
    parts = [part for part in re.split(r"\s*(?:/|;|,(?!\d{3}\b)|\band\b|\bthen\b)\s*", plain) if part]
    pair = [path for path in question.fields[:2] if fields[path].kind == "number"]
    if len(parts) == 2 and len(pair) == 2:
        answers = [_typed(fields[path], part) for path, part in zip(pair, parts, strict=True)]
        if all(answers):
            return [ReadAnswer(p, a, a.said) for p, a in zip(pair, answers, strict=True) if a]
    several = _several(parts, question, fields)
    if several is not None:
        return [ReadAnswer(question.main, several, plain)]
    alone = _LAST_NUMBER.fullmatch(plain) if fields[question.main].kind == "number" else None
    answer = _typed(fields[question.main], alone["number"] if alone else plain, text)
    return [ReadAnswer(question.main, answer, answer.said)] if answer else []


def _several(parts: list[str], question: Question, fields: Fields) -> Answer | None:
    """Return what ``3, 5`` picks of a question whose main field takes several words."""
    if fields[question.main].kind != "choices" or len(parts) < 2:
        return None
    picks = [int(part) for part in parts if part.isdecimal()]
    if len(picks) < len(parts) or not all(1 <= pick <= len(question.replies) for pick in picks):
        return None
    picked = [question.replies[pick - 1] for pick in picks]
    words: list[str] = []
    for reply in picked:
        answer = reply.answers.get(question.main)
        if answer is None or not isinstance(answer.value, tuple):
            return None
        words += [word for word in answer.value if isinstance(word, str)]
    return Answer(tuple(dict.fromkeys(words)), said=", ".join(reply.label for reply in picked))


def _typed(field: Field, words: str, text: Passage | None = None) -> Answer | None:
    """Return the answer of a few words to one field, None when they are none; errors become remarks."""
    raw = as_counted(field.unit, words)
    if field.unit == "ms":
        number = one_number(words)
        raw = f"{words} s" if number is not None and number.value < _SECONDS_BELOW else words
    if field.kind in ("text", "texts", "devices"):
        return None
    try:
        answer = coerce(field, raw, said=words)
        if text is not None and raw != words and field.unit != "ms":
            text.notes.append(read_as(words, raw))
        return answer
    except UserError as error:
        if text is not None and field.kind == "number" and re.match(r"^-?[\d.]", words):
            text.remarks.append(str(error).removeprefix(f"{field.path}: "))
        return None
