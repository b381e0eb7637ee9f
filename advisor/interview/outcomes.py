"""What a text reports to have worked: "a tuned 7B matches GPT-4 at 3% of the cost", not "they want one".

A technique or a place is found by ways of speaking; whether it worked, failed or is only spoken of follows
from a linear model (see ``word_model``) of the words in front of the mention, inside it, behind it, of its
sentence and of the whole text, and of kinds of words there, such as those of comparison or of planning. The
weights stand in ``outcomes.json``, written by ``python -m advisor.interview.fit_outcomes
tests/interview/outcomes.jsonl``.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice

from advisor.interview.needed import Names
from advisor.interview.reading import Passage, ReadAnswer
from advisor.interview.sayings import Sayings
from advisor.interview.scores import Mention, measured, named_beside_shares
from advisor.interview.techniques import Way, load_ways, way_of
from advisor.interview.unless import taken_back
from advisor.interview.word_model import StoredWeights, Weights, log_of_sum, stems_of
from advisor.profile import Answer, Fields, standard_fields
from advisor.resources import shipped_text, shipped_toml

_SAID = Sayings("interview/outcomes")
PATH = "evidence.worked"
WORKED = "worked"
STATUSES = (WORKED, "failed", "other")
SURE_OF_PLACES = 0.75
"""Least share for a place to run a model: cards that somebody has are named more often than judged."""
SURE = 0.6
"""Least share of "worked" at which a mention is taken; of texts left out, five in six of those are right."""
_PLACES = "wish.deployments"
_SOURCES = ("wish.adaptations", _PLACES)
"""Fields whose ways of speaking are mentions too."""
_MOST = 3
"""Mentions of one word that are looked at."""
_NEAR, _NEXT = 4, 120
"""Words in front and behind that count by their nearness; letters of the next sentence that are looked at."""
_GRANTED = re.compile(r"\b(?:grants?|granted|allocat(?:ed|ion)|quota|awarded|applied for)\b", re.IGNORECASE)
"""In a sentence about what a team may use, which tells no result of it."""
_SENTENCE_END = re.compile(r"[.!?;](?=\s)")


@dataclass(frozen=True, slots=True)
class Cues:
    """Kinds of words around a mention, by name."""

    anywhere: Mapping[str, re.Pattern[str]]
    in_front: Mapping[str, re.Pattern[str]]
    behind: Mapping[str, re.Pattern[str]]


@cache
def load_cues() -> Cues:
    """Return the kinds of words of ``outcomes.toml``."""
    return Cues(_SAID.by_name("cues"), _SAID.by_name("in_front"), _SAID.by_name("behind"))


@cache
def _ways() -> tuple[Way, ...]:
    document, field = shipped_toml("interview/outcomes.toml"), standard_fields()[PATH]
    names = Names({**shipped_toml("interview/techniques.toml")["words"], **document["words"]})
    own = tuple(way_of(field, raw, rows, names) for raw, rows in document["ways"].items())
    return (*own, *(way for path in _SOURCES for way in load_ways()[path]))


@cache
def _more_exact() -> Mapping[str, frozenset[str]]:
    """Return the words that say more exactly what a word says in general, by that word."""
    found: dict[str, frozenset[str]] = {way.raw: frozenset() for way in _ways()}
    for way in _ways():
        found[way.raw] |= way.yields_to
    return found


def mentions(text: Passage) -> Iterator[Mention]:
    """Yield the places of a text that name a technique or a place to run a model, the first few of each,
    without those in whose clause another word says more exactly what they say in general."""
    found = [(way, list(islice(_meant(way, text), _MOST))) for way in _ways()]
    clauses: dict[str, set[tuple[int, int]]] = {}
    for way, matches in found:
        clauses.setdefault(way.raw, set()).update(text.clause(m.start()) for m in matches)
    for way, matches in found:
        exact = {clause for raw in _more_exact()[way.raw] for clause in clauses.get(raw, ())}
        yield from (
            Mention(way.raw, m.start(), m.end()) for m in matches if text.clause(m.start()) not in exact
        )


def _meant(way: Way, text: Passage) -> Iterator[re.Match[str]]:
    """Yield the matches of a way that no words around them take back as a mention."""
    return (m for m in way.matches(text) if not taken_back(PATH, way.raw, text, *m.span()))


def features(text: str, mention: Mention) -> dict[str, float]:
    """Return what stands in and around a mention, by name.

    ``w:`` is its option, ``i:`` a word inside, ``b:`` and ``a:`` one of four words in front and behind,
    ``s:`` one of its sentence, ``t:`` one of the whole text; upper case are kinds of words.
    """
    begin, end = sentence_of(text, mention)
    front, behind = text[begin : mention.start], text[mention.end : end]
    found = {f"s:{word}": 0.3 for word in stems_of(front + " " + behind)}
    found.update((f"b:{word}", 0.7) for word in stems_of(front)[-_NEAR:])
    found.update((f"a:{word}", 0.7) for word in stems_of(behind)[:_NEAR])
    found.update((f"i:{word}", 0.5) for word in stems_of(text[mention.start : mention.end]))
    whole = frozenset(stems_of(text))
    found.update(dict.fromkeys((f"t:{word}" for word in whole), 2.0 / math.sqrt(max(1, len(whole)))))
    found[f"w:{mention.word}"] = 0.5
    found.update(_cues(text, begin, front, behind, text[end : end + _NEXT]))
    return found


def sentence_of(text: str, mention: Mention) -> tuple[int, int]:
    """Return start and end of the sentence around a mention."""
    starts = [m.end() for m in _SENTENCE_END.finditer(text, 0, mention.start)]
    end = _SENTENCE_END.search(text, mention.end)
    return (starts[-1] if starts else 0), (end.start() if end else len(text))


def _cues(text: str, begin: int, front: str, behind: str, following: str) -> Iterator[tuple[str, float]]:
    cues = load_cues()
    for name, pattern in cues.anywhere.items():
        count = len(pattern.findall(text))
        if not count:
            continue
        yield f"T:{name}", 0.5 * min(count, 3)
        parts = (("B", front, 1.0), ("A", behind, 1.0), ("N", following, 0.7), ("P", text[:begin], 0.5))
        yield from ((f"{part}:{name}", worth) for part, words, worth in parts if pattern.search(words))
    yield from ((f"F:{name}", 1.0) for name, pattern in cues.in_front.items() if pattern.search(front))
    yield from ((f"F:{name}", 1.0) for name, pattern in cues.behind.items() if pattern.search(behind))
    if not front.strip():
        yield "F:first", 1.0


@dataclass(frozen=True, slots=True)
class OutcomeModel:
    """Fitted weights of features for the statuses, by their place."""

    bias: tuple[float, ...]
    weights: Weights

    def share(self, text: str, mention: Mention) -> float:
        """Return how likely a mention is one of something that worked."""
        sums = list(self.bias)
        for name, value in sorted(features(text, mention).items()):
            for place, weight in self.weights.get(name, ()):
                sums[place] += value * weight
        return math.exp(sums[STATUSES.index(WORKED)] - log_of_sum(sums))


@cache
def load_outcomes() -> OutcomeModel:
    """Return the weights that ship."""
    document = json.loads(shipped_text("interview/outcomes.json"))
    return OutcomeModel(tuple(document["bias"]), StoredWeights(document["weights"]))


def least_share(word: str) -> float:
    """Return the least share of "worked" at which a mention of a word is taken."""
    return SURE_OF_PLACES if word in (standard_fields()[_PLACES].choices or ()) else SURE


def _is_granted(text: str, mention: Mention) -> bool:
    """Return whether a sentence tells what may be used, and of no result."""
    start, end = sentence_of(text, mention)
    told = load_cues().anywhere["good"].search(text, start, end)
    return told is None and _GRANTED.search(text, start, end) is not None


def _worked(model: OutcomeModel, text: str, mention: Mention, told: Mapping[str, bool]) -> bool:
    """Return whether what was measured is as good as what is needed, or where nothing was, what words say."""
    if mention.word in told:
        return told[mention.word]
    return model.share(text, mention) >= least_share(mention.word)


def read_outcomes(text: Passage, fields: Fields) -> list[ReadAnswer]:
    """Return which techniques and places a text reports to have worked, with the words that say so."""
    if PATH not in fields:
        return []
    model, best = load_outcomes(), dict[str, tuple[int, str]]()
    every = [*mentions(text)]
    told = measured(text, every)
    every += [one for one in named_beside_shares(text) if one.word in told]
    for mention in every:
        if mention.word in best or _is_granted(text.text, mention):
            continue
        if _worked(model, text.text, mention, told):
            best[mention.word] = mention.start, text.text[mention.start : mention.end].strip()
    if not best:
        return []
    found = sorted((start, word, said) for word, (start, said) in best.items())
    words = ", ".join(dict.fromkeys(said for _, _, said in found))
    answer = Answer(tuple(word for _, word, _ in found), said=words)
    return [ReadAnswer(PATH, answer, words, found[0][0])]
