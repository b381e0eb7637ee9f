"""What the reader gives back, and the text it works on."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field

from advisor.errors import UserError
from advisor.interview.corrected import as_corrected
from advisor.interview.dotted import with_commas
from advisor.interview.expected_order import in_order_of_time
from advisor.interview.needed import folded
from advisor.interview.overtaken import as_of_now
from advisor.interview.periods import written_out
from advisor.interview.sayings import Sayings
from advisor.interview.tongues import as_names
from advisor.profile import Answer, Field
from advisor.profile.bounds import check_bounds

_LONGEST = 8_000
"""Characters of a text that are read; a description of a project is shorter."""
_NEAR = 200
_UNHEARD = Sayings("interview/unheard")
SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?;](?!\s|$)[^.!?;\n]*)*[.!?;]?")
SHORT = 20
"""Words of a text of which little else is known."""
SENTENCE_END = re.compile(r"[.!?;](?=\s|$)|\n")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "−": "-", "‑": "-", "≤": "<", "≥": ">"})
_CLAUSE_END = re.compile(
    r"(?:(?<!approx)(?<!\bappr)(?<!\bca)(?<!\bmax)(?<!\bavg)\.|[;!?])(?=\s|$)"
    r"|\n|,?\s+(?:but|however|although)\s+|:\s",
    re.IGNORECASE,
)
"""A short form before a figure ends no clause: "approx. 200"."""


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence of a stretch of a text begins and where it ends, its stop included."""
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    first = max((place for place in ends if place <= start), default=0)
    return first, min((place for place in ends if place >= end), default=len(text))


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """One answer found in free text."""

    path: str
    answer: Answer
    span: str
    """The words that it was read from."""
    start: int = 0
    """Where they begin in the text, for sorting."""


@dataclass(frozen=True, slots=True)
class Ban:
    """A sentence that forbids something and was not used."""

    sentence: str
    """The whole of it, of which the remark may show only a part."""
    remark: str
    """What is said of it among the remarks."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in free text."""

    answers: tuple[ReadAnswer, ...] = ()
    """In the order of the text, one for each field."""
    unread: tuple[str, ...] = ()
    """Remarks: words that matter and were not taken, each with the reason."""
    notes: tuple[str, ...] = ()
    """How something was read: the rate at which a sum in other money was taken."""
    claims: tuple[str, ...] = ()
    """Ids of known claims that are wrong, dated or doubtful and that the text repeats."""
    forbidden: tuple[Ban, ...] = ()
    """What sentences forbid that were not used, each with its remark: who signs a report must check it."""

    @property
    def other_remarks(self) -> tuple[str, ...]:
        """The remarks besides those on sentences that forbid something."""
        banned = {ban.remark for ban in self.forbidden}
        return tuple(remark for remark in self.unread if remark not in banned)


@dataclass(slots=True)
class Passage:
    """A cleaned text with the places that are read already."""

    text: str
    taken: list[tuple[int, int]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """How something was read that was taken."""
    taken_back: list[tuple[str, str, int]] = field(default_factory=list)
    """Field, value and place of phrases that the words around them take back."""
    refused: dict[int, str] = field(default_factory=dict)
    """Remarks on figures that were not taken, by where these begin."""
    ends: list[tuple[int, int]] = field(default_factory=list)
    """Ends of the clauses, found when first asked for."""
    plain: str = field(init=False)
    """The text as the needs of patterns are looked for in it."""

    def __post_init__(self) -> None:
        """Fold the text."""
        self.plain = folded(self.text)

    @property
    def is_short(self) -> bool:
        """Whether it is a sentence or two, which are read without the rest of a description."""
        return len(self.text.split()) < SHORT

    def free(self, start: int, end: int) -> bool:
        """Return whether nothing in a stretch of the text has been read yet."""
        return all(end <= a or start >= b for a, b in self.taken)

    def take(self, start: int, end: int) -> str:
        """Mark a stretch as read and return its words."""
        self.taken.append((start, end))
        return self.text[start:end].strip(" ,;:()")

    def refuse(self, sentence: str, /, **parts: object) -> None:
        """Remark that words were not taken.

        Args:
            sentence: Name of the one that says why.
            parts: What stands in it: the ``words``, and more.
        """
        self.remarks.append(_UNHEARD.sentence(sentence, **parts))

    def settle(self, start: int, end: int) -> None:
        """Mark a stretch as read, and take back what was remarked on figures that begin in it."""
        self.taken.append((start, end))
        for place in [place for place in self.refused if start <= place < end]:
            remark = self.refused.pop(place)
            if remark in self.remarks:
                self.remarks.remove(remark)

    def give_back(self, start: int, end: int) -> None:
        """Mark nothing that begins in a stretch as read any more."""
        self.taken[:] = [(a, b) for a, b in self.taken if not start <= a < end]

    def fits(self, field: Field, words: str, *numbers: float | None) -> bool:
        """Return whether a field may hold some numbers; where one is out of bounds, the words are refused.

        Args:
            field: The field.
            words: Where they were read.
            numbers: The numbers; None stands for an end that a range does not have.
        """
        try:
            for number in numbers:
                _ = number if number is None else check_bounds(field, number)
        except UserError as error:
            self.refuse("not_taken", words=words, why=error)
            return False
        return True

    def ends_with(self, pattern: re.Pattern[str], place: int) -> re.Match[str] | None:
        """Return the match of a pattern that ends in ``$`` with the words right in front of a place."""
        return pattern.search(self.text[max(0, place - _NEAR // 4) : place])

    def clause(self, place: int) -> tuple[int, int]:
        """Return start and end of the clause around a place."""
        if not self.ends:
            self.ends = [(0, 0), *((m.start(), m.end()) for m in _CLAUSE_END.finditer(self.text))]
            self.ends.append((len(self.text), len(self.text)))
        index = bisect_left(self.ends, (place, -1), lo=1, hi=len(self.ends) - 1)
        return self.ends[index - 1][1], self.ends[index][0]

    def before(self, place: int) -> str:
        """Return the words of the clause in front of a place, at most the nearest ``_NEAR`` characters."""
        return self.text[max(self.clause(place)[0], place - _NEAR) : place]

    def after(self, place: int) -> str:
        """Return the words of the clause behind a place, at most the nearest ``_NEAR`` characters."""
        return self.text[place : max(place, min(self.clause(place)[1], place + _NEAR))]


def passage(text: str) -> Passage:
    """Return a stranger's text cleaned: control characters and odd quotes gone; what is too long is said."""
    plain = unicodedata.normalize("NFC", text[:_LONGEST]).translate(_QUOTES)
    clean = "".join(c if c.isprintable() or c == "\n" else " " for c in plain)
    spelled, notes = with_commas(written_out(re.sub(r"[^\S\n]+", " ", clean).strip()))
    right, corrected = as_corrected(spelled)
    now, overtaken = as_of_now(in_order_of_time(right))
    found = Passage(as_names(now), notes=[*notes, *corrected, *overtaken])
    if len(text) > _LONGEST:
        found.refuse("too_long", longest=_LONGEST)
    return found
