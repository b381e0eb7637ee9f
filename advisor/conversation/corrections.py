"""Corrections of answers: "drop 4 and 6", "not rag", "what worked: none", "users: 130"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.conversation import phrases
from advisor.conversation.echo import STORY
from advisor.conversation.entries import FIRST_NUMBER, OF_MANY, Entry, by_name, entries, entry, named
from advisor.conversation.later import KIND
from advisor.conversation.rather import rather
from advisor.conversation.single import Single
from advisor.errors import UserError, shown
from advisor.interview.forgotten import speaks_of, stems
from advisor.profile import Answer
from advisor.profile.coerce import coerce

if TYPE_CHECKING:
    from advisor.conversation.engine import Engine
    from advisor.conversation.turns import Step
    from advisor.profile import Field

OUT = r"drop|remove|delete|strike(?: out)?|take (?:out|away|off)|take|leave out|cross out|forget|clear|empty"
DENIED = r"not|no|without|except|minus"
NUMBERS = re.compile(r"#?\d{1,2}(?:(?:\s*(?:,|;|&|\+|\band\b|\bor\b)\s*)+#?\d{1,2})*", re.IGNORECASE)
_POINTS = re.compile(
    rf"(?:the )?(?:(?:numbers?|no\.?|nr\.?|items?|lines?|points?|words?) )?{NUMBERS.pattern}(?:st|nd|rd|th)?"
    r"(?: (?:one|item|line|point|word|again|please|too))?",
    re.IGNORECASE,
)
"""A number that points at a card and counts nothing: "drop 4", "remove number 2"."""
_DROP = re.compile(rf"(?:please\s+)?(?P<verb>{OUT}|{DENIED})\s+(?P<what>.+)", re.IGNORECASE)
_FROM = re.compile(r"(?P<what>.+?)\s+(?:from|out of|off|in|under)\s+(?P<label>.+)", re.IGNORECASE)
_FAILED = re.compile(
    r"(?P<what>.+?)\s+(?:(?:did|does|do)(?: not|n['’]t) (?:work|belong there)|(?:is|are) wrong)",
    re.IGNORECASE,
)
_ONLY = re.compile(r"(?:keep )?only\s+(?P<what>.+)", re.IGNORECASE)
_ADD = re.compile(r"(?:please\s+)?add\s+(?P<what>.+?)\s+to\s+(?P<label>.+)", re.IGNORECASE)
_SET = re.compile(r"(?P<label>[^:=]{3,60}?)\s*[:=]\s*(?P<what>.+)", re.DOTALL)
_ARTICLE = re.compile(r"^(?:(?:about|the|our|my|your|that|this|all|an?)\s+)+", re.IGNORECASE)
NOTHING = frozenset({"none", "nothing", "no", "-", "empty", "none of them", "none of it", "none of these"})
"""What empties an answer of several words."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a correction makes of some answers."""

    answers: Mapping[str, Answer]
    """The new answers, by path."""
    emptied: tuple[str, ...]
    """Paths of which nothing is left, as if nothing had been said of them."""
    out: tuple[Entry, ...] = ()
    """What was taken out."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Return every field that it touches."""
        return (*self.answers, *self.emptied)


def correction(
    engine: Engine, step: Step, text: str, card: Mapping[str, Answer] | None = None
) -> Corrected | None:
    """Return what a line corrects of the answers that wait to be kept or, when none do, of those given.

    Args:
        engine: The advisor.
        step: The step on the screen.
        text: What the user said.
        card: The answers of the last card that was shown, whose numbers hold until there is another one.

    Raises:
        UserError: When it names an answer of several words and something that is not in it.
    """
    return _Correcting.of(engine, step, text.strip().rstrip(".!"), card or {}).read()


@dataclass(frozen=True, slots=True)
class _Correcting:
    engine: Engine
    step: Step
    line: str
    waiting: bool
    answers: Mapping[str, Answer]
    known: tuple[Entry, ...]
    card: tuple[Entry, ...]
    """What the numbers on the last card point at."""

    @classmethod
    def of(cls, engine: Engine, step: Step, line: str, card: Mapping[str, Answer]) -> _Correcting:
        given = {path: answer for path, answer in step.profile if answer.state != "assumed"}
        waiting = step.pending is not None
        answers = step.pending.answers if step.pending is not None else given
        shown_last = entries(engine, answers if waiting else card)
        return cls(engine, step, line, waiting, answers, entries(engine, answers), shown_last)

    def read(self) -> Corrected | None:
        if instead := rather(self.engine.fields, self.answers, self.line):
            return Corrected({instead[0].path: instead[1]}, ())
        if (found := _SET.fullmatch(self.line)) and (field := self._field(found["label"])):
            return self._set(field, found["what"])
        if found := _ADD.fullmatch(self.line):
            field = self._field(found["label"])
            return self._added(field, found["what"]) if field else None
        if found := _ONLY.fullmatch(self.line):
            kept = self._pointed(found["what"], by_name=self.waiting)
            return self._only(kept) if kept else None
        if found := _DROP.fullmatch(self.line):
            return self._dropped(found["what"], found["verb"])
        if self.waiting and (found := _FAILED.fullmatch(self.line)):
            gone = self._pointed(found["what"], by_name=True)
            return self._without(gone) if gone else None
        given = self._single.given(self.line)
        return Corrected({given[0].path: given[1]}, ()) if given else None

    @property
    def _single(self) -> Single:
        return Single(self.engine, self.answers, self.waiting)

    def _field(self, label: str) -> Field | None:
        """Return the field of several words that goes by a label, those with an answer first."""
        wanted = label.casefold().strip(" ?\"'").removeprefix("the ")
        fields = [field for field in self.engine.fields if field.kind in OF_MANY]
        fields.sort(key=lambda field: field.path not in self.answers)
        return next((f for f in fields if wanted in (f.label.casefold(), f.path)), None)

    def _dropped(self, what: str, verb: str) -> Corrected | None:
        if (field := self._field(what)) and field.path in self.answers:
            return self._emptied(field)
        if (found := _FROM.fullmatch(what)) and (field := self._field(found["label"])):
            return self._without(self._of_field(field, found["what"]))
        firm = re.fullmatch(OUT, verb, re.IGNORECASE) is not None
        if firm and (single := self._single.field(what)) and single.path in self.answers:
            return Corrected({}, (single.path,))
        if firm and not self.waiting and _POINTS.fullmatch(what):
            return self._off_the_last_card(what)
        gone = self._pointed(what, by_name=self.waiting or firm)
        if gone or not firm:
            return self._without(gone) if gone else None
        paths = tuple(path for path, answer in self.answers.items() if self._is_of(path, answer, what))
        out = tuple(item for item in self.known if item.path in paths)
        return Corrected({}, paths, out) if paths else None

    def _off_the_last_card(self, what: str) -> Corrected:
        """Return what goes of a card that was kept: its numbers still stand on the screen.

        Raises:
            UserError: When the card had no such number, or what it stood for is gone.
        """
        places = [int(number) - FIRST_NUMBER for number in re.findall(r"\d+", what)]
        gone = tuple(self.card[place] for place in places if 0 <= place < len(self.card))
        if len(gone) < len(places) or any(item not in self.known for item in gone):
            raise UserError(phrases.NO_CARD.format(line=shown(self.line)))
        return self._without(gone)

    def _is_of(self, path: str, answer: Answer, what: str) -> bool:
        """Return whether an answer was read from words about a thing; what is built goes by no part."""
        of_several = isinstance(answer.value, tuple) and len(answer.value) > 1
        return path not in (KIND, STORY) and not of_several and speaks_of(_thing(what), answer.said or "")

    def _pointed(self, what: str, *, by_name: bool) -> tuple[Entry, ...]:
        """Return the entries of the card that numbers or names point at."""
        if _POINTS.fullmatch(what):
            return self._by_number(what) if self.waiting else ()
        return (named(what, self.known) or ()) if by_name else ()

    def _by_number(self, what: str) -> tuple[Entry, ...]:
        names = by_name(self.engine, self.answers)
        if not self.known:
            raise UserError(f"{phrases.NO_NUMBERS} {names}".strip())
        last = FIRST_NUMBER + len(self.known) - 1
        found = []
        for number in map(int, re.findall(r"\d+", what)):
            if not FIRST_NUMBER <= number <= last:
                words = f"There is no {number} on the card: its words are {FIRST_NUMBER} to {last}."
                raise UserError(f"{words} {names}".strip())
            found.append(self.known[number - FIRST_NUMBER])
        return tuple(dict.fromkeys(found))

    def _of_field(self, field: Field, what: str) -> tuple[Entry, ...]:
        held = tuple(item for item in self.known if item.path == field.path)
        if NUMBERS.fullmatch(what) and self.waiting:
            return tuple(item for item in self._by_number(what) if item in held)
        found = named(what, held)
        if found is None:
            words = ", ".join(item.words for item in held) or "nothing"
            where = "on this card" if self.waiting else "in it"
            raise UserError(f"{field.label}: there is no {shown(what)!r} {where}; it holds {words}.")
        return found

    def _set(self, field: Field, what: str) -> Corrected | None:
        if what.casefold().strip() in NOTHING:
            return self._emptied(field)
        values = _values(self.engine, field, what)
        return self._filled(field, values) if values else None

    def _added(self, field: Field, what: str) -> Corrected | None:
        had, values = self.answers.get(field.path), _values(self.engine, field, what)
        if not values:
            return None
        before = had.value if had is not None and isinstance(had.value, tuple) else ()
        return self._filled(field, (*before, *values))

    def _filled(self, field: Field, values: Iterable[object]) -> Corrected:
        return Corrected({field.path: coerce(field, list(dict.fromkeys(values)), said=self.line)}, ())

    def _emptied(self, field: Field) -> Corrected:
        """Return that nothing is in a field: an answer where a question asks for it, else nothing said."""
        gone = tuple(item for item in self.known if item.path == field.path)
        if any(field.path in question.fields for question in self.engine.questions.values()):
            return Corrected({field.path: Answer((), said=self.line)}, (), gone)
        return Corrected({}, (field.path,), gone)

    def _only(self, kept: tuple[Entry, ...]) -> Corrected:
        paths = {item.path for item in kept}
        return self._without(tuple(x for x in self.known if x.path in paths and x not in kept))

    def _without(self, gone: tuple[Entry, ...]) -> Corrected:
        answers, emptied = {}, []
        for path in dict.fromkeys(item.path for item in gone):
            left = tuple(x.value for x in self.known if x.path == path and x not in gone)
            if left:
                answers[path] = coerce(self.engine.fields[path], left, said=self.line)
            else:
                emptied.append(path)
        return Corrected(answers, tuple(emptied), gone)


def _thing(what: str) -> frozenset[str]:
    """Return the words of a thing without those that stand in front of any."""
    return stems(_ARTICLE.sub("", what))


def _values(engine: Engine, field: Field, what: str) -> tuple[str, ...]:
    """Return the values that words name, by their names or as a description would; empty where the words
    say more than that, or name devices, which are read as any words are."""
    if field.kind == "texts":
        return tuple(part for part in re.split(r"\s*(?:[,;&]|\band\b)\s*", what) if part)
    if field.kind != "choices":
        return ()
    found = named(what, (entry(field, choice) for choice in field.choices))
    if found is not None:
        return tuple(str(item.value) for item in found)
    answers = {hit.path: hit.answer.value for hit in engine.read(what).answers}
    if any(not isinstance(value, tuple) for value in answers.values()):
        return ()
    words = [word for value in answers.values() if isinstance(value, tuple) for word in value]
    return tuple(word for word in words if isinstance(word, str) and word in field.choices)
