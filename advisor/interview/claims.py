"""Claims that a text repeats and that are wrong, dated or doubtful, found whatever the wording.

A claim is told by patterns. A pattern is a row of terms that must all stand in one sentence, in any order
and near each other; ``a|b`` is either, ``a*`` any ending, ``a_b`` two words in a row, ``!a`` must not stand
there. The sentence must not deny what it says; with the term ``NOT`` it must, and with ``DENIAL_OK`` it may.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from advisor.catalog.records import Claim
from advisor.interview.reading import Passage
from advisor.interview.wording import CLAUSE, sentences

WIDEST = 22
"""Words over which the terms of a pattern may be spread."""
DENIED = frozenset(
    {"not", "no", "never", "nobody", "none", "neither", "nor", "hardly", "myth", "untrue", "false", "wrong"}
    | {"doubt", "nonsense", "contrary", "unlike", "although", "despite", "disagree"}
)
"""Words by which a clause takes back what it says."""
_ASKS = re.compile(
    r" (?:true|right|correct|is not it|are not they|does not it|i (?:heard|read|was told)|so i|people say) "
)
_QUESTION = frozenset({"how", "what", "which", "when", "where", "why", "who", "whether"})
_SHORTEST_STEM = 2


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a pattern: any of its choices will do."""

    choices: tuple[str, ...]
    words: frozenset[str]
    stems: frozenset[str]
    """Choices with any ending, without their star."""
    phrases: tuple[str, ...]
    """Choices of several words, without a last star."""

    def may_stand_in(self, text: str, words: frozenset[str], stems: frozenset[str]) -> bool:
        """Return whether a choice can stand in a text of these words and beginnings of words."""
        return (
            not self.words.isdisjoint(words)
            or not self.stems.isdisjoint(stems)
            or any(phrase in text for phrase in self.phrases)
        )


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to tell a claim."""

    terms: tuple[Term, ...]
    barred: tuple[str, ...]
    negated: bool
    """Whether the claim itself denies something: then one denial is needed, and a second takes it back."""
    may_deny: bool
    """Whether a denial belongs to the words of the claim, as in "no loss"."""

    def stands_in(self, sentence: str) -> bool:
        """Return whether a sentence tells the claim."""
        found = []
        for term in self.terms:
            found.append([m.start() for m in _either(term.choices).finditer(sentence)])
            if not found[-1]:
                return False
        if self.barred and _either(self.barred).search(sentence):
            return False
        span = _narrowest(found)
        if sentence.count(" ", *span) > WIDEST:
            return False
        return self.may_deny or max(_denials(sentence, span)) == (1 if self.negated else 0)


def repeated_claims(text: Passage, claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return the ids of the judged claims that a text repeats, sound ones left out, in the books' order."""
    told = [sentence for sentence in sentences(text.text) if not _only_asks(sentence)]
    if not told:
        return ()
    whole = "".join(told)
    words = frozenset(whole.split())
    stems = frozenset(word[:size] for word in words for size in range(_SHORTEST_STEM, len(word) + 1))
    return tuple(
        claim.id
        for claim in claims
        if claim.verdict != "sound"
        and any(
            all(term.may_stand_in(whole, words, stems) for term in pattern.terms)
            and any(map(pattern.stands_in, told))
            for pattern in map(pattern_of, claim.said)
        )
    )


@lru_cache(maxsize=4096)
def pattern_of(text: str) -> Pattern:
    """Return a pattern as written in a book.

    Raises:
        ValueError: When it has no term.
    """
    words = text.split()
    plain = [word for word in words if not word.startswith("!") and word not in ("NOT", "DENIAL_OK")]
    if not plain:
        raise ValueError(f"{text!r} names no word that must be there")
    return Pattern(
        tuple(_term(word.split("|")) for word in plain),
        tuple(word[1:] for word in words if word.startswith("!")),
        "NOT" in words,
        "DENIAL_OK" in words,
    )


def _term(choices: Sequence[str]) -> Term:
    phrases = tuple(f" {choice.removesuffix('*').replace('_', ' ')}" for choice in choices if "_" in choice)
    single = [choice for choice in choices if "_" not in choice]
    return Term(
        tuple(choices),
        frozenset(choice for choice in single if not choice.endswith("*")),
        frozenset(choice[:-1] for choice in single if choice.endswith("*")),
        phrases,
    )


@lru_cache(maxsize=4096)
def _either(choices: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of one of some choices between the blanks that part the words of a sentence."""
    parts = [re.escape(choice).replace(r"\*", r"[^ ]*").replace("_", " ") for choice in choices]
    return re.compile(rf"(?<= )(?:{'|'.join(parts)})(?= )")


def _narrowest(found: list[list[int]]) -> tuple[int, int]:
    """Return the narrowest stretch that holds one place of each term."""
    places = sorted((place, term) for term, starts in enumerate(found) for place in starts)
    last: dict[int, int] = {}
    best = (places[0][0], places[-1][0])
    for place, term in places:
        last[term] = place
        if len(last) == len(found) and place - min(last.values()) < best[1] - best[0]:
            best = (min(last.values()), place)
    return best


def _denials(sentence: str, span: tuple[int, int]) -> list[int]:
    """Return how many denials stand in each clause that a stretch touches."""
    start = max(0, sentence.rfind(CLAUSE, 0, span[0] + 1))
    end = sentence.find(CLAUSE, span[1])
    clauses = sentence[start : end if end >= 0 else len(sentence)].split(CLAUSE)
    plain = (f" {clause} ".replace(" not only ", " ").replace(" not just ", " ") for clause in clauses)
    return [sum(word in DENIED for word in clause.split()) for clause in plain]


def _only_asks(sentence: str) -> bool:
    """Return whether a sentence asks without claiming: "how much cheaper is a batch of 32?"."""
    words = sentence.split()
    if not words:
        return True
    asks = words[-1] == "?" or words[0] in _QUESTION
    return asks and not _ASKS.search(sentence)
