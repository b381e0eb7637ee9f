"""The use case of a text, by the keywords of each kind of project and by all its words."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache

from advisor.interview.kinds import KindModel, load_kinds
from advisor.interview.negation import denied
from advisor.interview.reading import Passage, ReadAnswer, passage
from advisor.interview.unless import taken_back
from advisor.interview.who import TRADE, WHO, without_who
from advisor.profile import UNDECIDED, Answer
from advisor.strategy.use_cases import UseCase

_EARLY = 0.3
"""Extra weight of a keyword in the first tenth of a text, falling to none at its end."""
_HINT = 0.45
"""What a word of the field or of the means counts, such as "hospital" or "tuned", against one of the task."""
_HINTS = 0.9
"""What all such words of a kind count together: a field alone must not outweigh a named task."""

_SURE = math.log(0.45)
"""Least share of a kind, as a logarithm, in a text that holds no keyword at all."""
_LEAST_WORDS = 6
"""A text without a keyword and with fewer long words tells no kind."""
_FEW_WORDS = 3
"""A text of so many words is a name of a kind, where it names one."""
_LONG_WORD = re.compile(r"[A-Za-z]{4,}")
_SENTENCE_END = re.compile(r"[.!?;:](?:\s|$)")


_BETWEEN = re.compile(r"[ *-]+")


@lru_cache(maxsize=2048)
def _needed(keyword: str) -> str:
    """Return the longest run of letters of a keyword, without which no text holds it."""
    runs = (run for run in _BETWEEN.split(keyword) if run.isascii())
    return max(runs, key=len, default="").lower()


@lru_cache(maxsize=2048)
def _pattern(keyword: str) -> re.Pattern[str]:
    words = re.escape(keyword).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]?").replace(r"\*", r"\w*")
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def read_use_case(text: Passage, use_cases: Mapping[str, UseCase]) -> ReadAnswer | None:
    """Return the kind of project that a text speaks for, None when it speaks for none.

    Keywords and a model of all the words decide together, and the first sentence counts twice, as people
    begin with what they want. A text without any keyword must leave little doubt. Who people are is passed
    over; what they do for a living is read only where nothing else tells a kind. What only sounds undecided
    stands back behind a task that is named.
    """
    return _told(without_who(text, WHO, TRADE), use_cases) or _told(without_who(text, WHO), use_cases)


def _told(text: Passage, use_cases: Mapping[str, UseCase]) -> ReadAnswer | None:
    """Return the kind of project that the words of a text speak for."""
    found = {use_case.id: _score(text, use_case) for use_case in use_cases.values()}
    model = load_kinds()
    told = {kind for kind, (score, _) in found.items() if score or not use_cases[kind].only_named}
    scores = {k: score for k, score in kind_scores(text, use_cases, model).items() if k in told}
    best = _named_alone(text, found) or max(scores, key=scores.__getitem__)
    if best == UNDECIDED and not found[best][0]:
        named = [kind for kind in scores if found[kind][0] and _is_named(text, use_cases[kind])]
        best = max(named, key=scores.__getitem__, default=best)
    if not any(score for score, _ in found.values()) and not _leaves_little_doubt(text, best, model):
        return None
    match = found[best][1] or model.telling(text.text, best)
    if match is None:
        return None
    return ReadAnswer("use_case.kind", Answer(best, said=match.group()), match.group(), match.start())


def _is_named(text: Passage, use_case: UseCase) -> bool:
    """Return whether a word of the task itself stands in a text, and not only one of its field or means."""
    hits = (_found(text, keyword) for keyword in use_case.keywords if _needed(keyword) in text.plain)
    return any(hit is not None and not denied(text, hit.start(), hit.end()) for hit in hits)


def _named_alone(text: Passage, found: Mapping[str, tuple[float, re.Match[str] | None]]) -> str | None:
    """Return the only kind that two or three words name, as these are too few to weigh against a name."""
    named = [kind for kind, (score, _) in found.items() if score >= 1]
    return named[0] if len(named) == 1 and len(text.text.split()) <= _FEW_WORDS else None


def kind_scores(text: Passage, use_cases: Mapping[str, UseCase], model: KindModel) -> dict[str, float]:
    """Return what speaks for each kind of project, as logarithms that are not yet shares.

    score = log share(whole text) + log share(first sentence) + keywords of the first sentence
    """
    first = passage(text.text[: _first_sentence(text.text)])
    early = keyword_scores(first, use_cases)
    whole = model.log_shares(text.text, keyword_scores(text, use_cases))
    begun = model.log_shares(first.text, early)
    return {kind: whole[kind] + begun[kind] + early.get(kind, 0.0) for kind in model.kinds}


def keyword_scores(text: Passage, use_cases: Mapping[str, UseCase]) -> dict[str, float]:
    """Return what the keywords of each kind are worth in a text.

    A keyword counts once, by its number of words, as longer ones are surer; words of the field or of the
    means count less than half; a denied one does not count, nor does one inside a longer keyword of the same
    kind.
    """
    return {use_case.id: _score(text, use_case)[0] for use_case in use_cases.values()}


def _leaves_little_doubt(text: Passage, kind: str, model: KindModel) -> bool:
    """Return whether the words alone, each counted once, speak for a kind clearly enough."""
    long_words = len(_LONG_WORD.findall(text.text))
    return long_words >= _LEAST_WORDS and model.log_shares(text.text, {})[kind] >= _SURE


def _first_sentence(text: str) -> int:
    end = _SENTENCE_END.search(text)
    return end.start() if end else len(text)


def _found(text: Passage, keyword: str) -> re.Match[str] | None:
    """Return the first place of a keyword where no words around it say that another thing is meant."""
    found = _pattern(keyword).finditer(text.text)
    return next((m for m in found if not taken_back("use_case.kind", keyword, text, *m.span())), None)


def _score(text: Passage, use_case: UseCase) -> tuple[float, re.Match[str] | None]:
    """Return what the keywords of a kind are worth in a text, and the longest words that matched."""
    weighed = [(k, 1.0) for k in use_case.keywords] + [(k, _HINT) for k in use_case.hints]
    possible = ((k, w) for k, w in weighed if _needed(k) in text.plain)
    hits = [(m, k, w) for k, w in possible if (m := _found(text, k)) is not None]
    hits = [hit for hit in hits if not denied(text, hit[0].start(), hit[0].end())]
    hits.sort(key=lambda hit: hit[0].start() - hit[0].end())
    score, hinted, taken = 0.0, 0.0, list[re.Match[str]]()
    for match, keyword, weight in hits:
        if any(m.start() <= match.start() and match.end() <= m.end() for m in taken):
            continue
        taken.append(match)
        early = _EARLY * (1 - match.start() / max(1, len(text.text)))
        worth = weight * (1.0 + 0.8 * (len(keyword.split()) - 1) + early)
        score, hinted = (score + worth, hinted) if weight == 1 else (score, hinted + worth)
    return use_case.weight * (score + min(hinted, _HINTS)), taken[0] if taken else None
