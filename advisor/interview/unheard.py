"""Sentences with a figure or a denial of which no answer was read: a load or a boundary may stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from advisor.interview.reading import SENTENCE, Passage, ReadAnswer
from advisor.interview.sayings import Sayings
from advisor.profile.numbers import NUMBER_RE, number_at

_PART = re.compile(r",? (?:but|and|that|which|who|where|though|although|yet|while)\b|[,:(]")
"""Where a part of a sentence begins that says something of its own."""
_GLUED = re.compile(r"[\w.#@/-]$")
"""In front of a number that is part of a name: "GPT-4", "H100"."""
_QUOTED = re.compile(r"""'([^']+)'|"([^"]+)\"""")
_STOP = ".!?; "
LEAST_WORDS = 3
_KIND = "use_case.kind"
"""The kind of a project is told by the whole text; its word says nothing of what else a sentence holds."""
_SAID = Sayings("interview/unheard")
_pattern = _SAID.pattern


class Unheard(NamedTuple):
    """A sentence in which nothing was read, or nothing but the kind of the project."""

    words: str
    """What is told of it: without the part that told the kind."""
    sentence: str
    """The whole of it."""


def unheard(text: Passage, found: Sequence[ReadAnswer]) -> list[Unheard]:
    """Return the sentences with a figure or a denial in which nothing was read: the first few, in full.

    Those that bind come first: what must not be, limits in figures, other denials, other figures.

    Args:
        text: What was written, with the remarks on figures that were refused.
        found: What was read.
    """
    kind = next((hit for hit in found if hit.path == _KIND), None)
    read = list(_places(text, found))
    left: list[tuple[int, int, Unheard]] = []
    for match in SENTENCE.finditer(text.text):
        if any(start < match.end() and match.start() < end for start, end in read):
            continue
        sentence = words = match.group().strip()
        weight = _weight(words)
        if weight is not None and kind is not None and match.start() <= kind.start < match.end():
            words = _apart(text.text, match, kind)
        if weight is not None and words and not _is_told(words, text.remarks):
            left.append((weight, match.start(), Unheard(words.rstrip(_STOP), sentence.rstrip(_STOP))))
    return [one for _, _, one in sorted(left)[: int(_SAID.number("most"))]]


def remark_on(sentence: str) -> str:
    """Return what is said of a sentence that was not used, with the words that are shown of it."""
    words = shown(sentence)
    quoted = f"“{words}”" if "'" in words and '"' in words else repr(words)
    return _SAID.sentence("remark", sentence=quoted)


def forbids(words: str) -> bool:
    """Return whether a sentence forbids something, and tells not only what people cannot say or afford."""
    plain = _pattern("unable").sub("", words)
    return len(words.split()) >= LEAST_WORDS and _pattern("forbids").search(plain) is not None


def shown(words: str) -> str:
    """Return a sentence as it is shown: a long one is cut behind a whole word."""
    longest = int(_SAID.number("longest"))
    if len(words) <= longest:
        return words
    head = words[:longest]
    return f"{head[: head.rfind(' ')] if ' ' in head else head}…"


def _places(text: Passage, found: Iterable[ReadAnswer]) -> Iterator[tuple[int, int]]:
    """Yield where the words of answers stand, each part of those that were read from several places."""
    for hit in found:
        if hit.path == _KIND:
            continue
        yield hit.start, hit.start + 1
        for part in (hit.span, *hit.span.split(", ")):
            pattern = rf"(?<!\w){re.escape(part)}(?!\w)"
            yield from ((m.start(), m.end()) for m in re.finditer(pattern, text.text))


def _apart(text: str, sentence: re.Match[str], kind: ReadAnswer) -> str:
    """Return the part of a sentence that denies or counts something, without the words that told the kind of
    the project; nothing where these are the denial, or stand with a figure, which is told by itself."""
    denial = _pattern("denies").search(text, sentence.start(), sentence.end())
    if denial is not None and kind.start <= denial.start() < kind.start + len(kind.span):
        return ""
    place = denial.start() if denial is not None else _first_figure(text, sentence)
    begins = [part.end() for part in _PART.finditer(text, sentence.start(), place + 1)]
    part = text[begins[-1] : sentence.end()].strip() if begins and begins[-1] > kind.start else ""
    if len(part.split()) >= LEAST_WORDS:
        return f"…{part}"
    return sentence.group().strip() if denial is not None else ""


def _first_figure(text: str, sentence: re.Match[str]) -> int:
    return sentence.start() + next(figures(sentence.group()), 0)


def _weight(words: str) -> int | None:
    """Return how much hangs on a sentence, the least first; None where it holds no figure and no denial."""
    if len(words.split()) < LEAST_WORDS or _pattern("unless").search(words):
        return None
    denies, figure = _pattern("denies").search(words), next(figures(words), None) is not None
    if not figure and (denies is None or words.endswith("?")):
        return None
    binds = _pattern("binds").search(words) is not None
    return (0 if denies else 1) if binds else (2 if denies else 3)


def figures(words: str) -> Iterator[int]:
    """Yield where figures and shares stand that may tell of the work: not years, ordinals, names."""
    plain = _pattern("idle").sub(lambda idle: "-" * len(idle.group()), words)
    least = _SAID.number("least_in_words")
    shares = [share.start() for share in _pattern("share").finditer(plain)]
    for match in NUMBER_RE.finditer(plain):
        span = number_at(plain, match.start())
        if span is None or _GLUED.search(plain[: match.start()]):
            continue
        if plain[match.start()].isdigit() or span.value >= least or match.start() in shares:
            yield match.start()


def _is_told(words: str, remarks: Sequence[str]) -> bool:
    """Return whether a remark quotes what stands in a sentence."""
    quoted = (a or b for remark in remarks for a, b in _QUOTED.findall(remark))
    return any(quote in words for quote in quoted)
