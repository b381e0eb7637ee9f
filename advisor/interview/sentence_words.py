"""What the sentences of a description say of fields, told by models fitted on paragraphs marked by authors.

share(value) = softmax over a field's values and nothing, or the logistic function where a field has several
values at once, of: bias + sum of the weights of the sentence's pieces / sqrt(number of known pieces) +
weights of what patterns read there or elsewhere in the text.

As with figures (``figure_roles.py``) patterns read first, and the models answer what they passed over. They
take nothing back: the words around a hit tell better than its whole sentence whether a pattern is right
(``trust.py``). The weights stand in ``sentence_words.json``, written by
``python -m advisor.interview.fit_sentences`` from texts that language models marked.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import NamedTuple

from advisor.interview.others import without_others
from advisor.interview.own_words import SENTENCE as SENTENCE_RE
from advisor.interview.phrases import value_of
from advisor.interview.reading import Passage, ReadAnswer
from advisor.interview.sayings import Sayings
from advisor.interview.trust import values_of
from advisor.interview.word_model import StoredWeights, Weights, log_of_sum, pieces_of
from advisor.profile import Answer, Fields
from advisor.resources import shipped_text

READ_WEIGHT = 0.5
"""What it counts that patterns read a value, beside the pieces of a sentence."""
_LEAST_IN_SENTENCE = 2
_MOST_SENTENCES = 80
_SAID = Sayings(
    "interview/sentence_words",
    lambda: {name: Sayings("interview/checks").text("words", name) for name in ("nobody", "software")},
)


class Sentence(NamedTuple):
    """A sentence with its place and with what patterns read."""

    words: str
    start: int
    read: frozenset[str]
    """Values that patterns read in it, as ``path = value``, and ``path ~ value`` for those read elsewhere."""

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.words)


class ToldField(NamedTuple):
    """A field whose values sentences tell."""

    path: str
    values: tuple[str, ...]
    first: int
    """Place of its first value among the sums; behind the last stands that of nothing."""
    several: bool
    """Whether a text may tell several of its values."""

    @property
    def size(self) -> int:
        """How many sums it has."""
        return len(self.values) + (not self.several)


@dataclass(frozen=True, slots=True)
class SentenceModel:
    """Fitted weights of pieces for the values of fields, by the place of their sums."""

    fields: tuple[ToldField, ...]
    bias: tuple[float, ...]
    pieces: Weights
    """Weights of pieces; one without weights is known too and counts among them."""
    read: Weights
    """Weights of what patterns read."""

    def shares(self, sentence: Sentence) -> Mapping[str, Mapping[str, float]]:
        """Return how likely a sentence says each value, by field."""
        known = [piece for piece in pieces_of(sentence.words) if piece in self.pieces]
        sums, each = list(self.bias), 1.0 / math.sqrt(max(1, len(known)))
        for weights, names, value in ((self.pieces, known, each), (self.read, sentence.read, READ_WEIGHT)):
            for name in sorted(names):
                for place, weight in weights.get(name, ()):
                    sums[place] += value * weight
        return {one.path: _shares_of(one, sums) for one in self.fields}


def _shares_of(field: ToldField, sums: Sequence[float]) -> Mapping[str, float]:
    own = sums[field.first : field.first + field.size]
    if field.several:
        shares = [1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, value)))) for value in own]
    else:
        whole = log_of_sum(own)
        shares = [math.exp(value - whole) for value in own]
    return dict(zip(field.values, shares, strict=False))


@cache
def load_sentences() -> SentenceModel:
    """Return the weights that ship."""
    document = json.loads(shipped_text("interview/sentence_words.json"))
    fields, first = [], 0
    for path, (several, *values) in document["fields"].items():
        fields.append(ToldField(path, tuple(values), first, bool(several)))
        first += fields[-1].size
    pieces, read = StoredWeights(document["pieces"]), StoredWeights(document["read"])
    return SentenceModel(tuple(fields), tuple(document["bias"]), pieces, read)


def sentences_of(text: Passage, found: Iterable[ReadAnswer]) -> list[Sentence]:
    """Return the sentences of a text with what patterns read in them and elsewhere."""
    hits = [(hit, values_of(hit.answer)) for hit in found]
    return list(islice(_sentences(text, hits), _MOST_SENTENCES))


def _sentences(text: Passage, hits: Sequence[tuple[ReadAnswer, tuple[str, ...]]]) -> Iterator[Sentence]:
    for match in SENTENCE_RE.finditer(text.text):
        words = match.group()
        if len(words.split()) >= _LEAST_IN_SENTENCE:
            read = frozenset(
                f"{hit.path} {'=' if match.start() <= hit.start < match.end() else '~'} {value}"
                for hit, values in hits
                for value in values
            )
            yield Sentence(words.strip(), match.start() + len(words) - len(words.lstrip()), read)


def with_sentences(
    text: Passage, found: Sequence[ReadAnswer], fields: Fields, model: SentenceModel | None = None
) -> list[ReadAnswer]:
    """Return answers with those that sentences tell and patterns passed over.

    Args:
        text: The description.
        found: What was read in it so far.
        fields: The fields of a profile.
        model: Weights; those that ship when None.
    """
    told = model or load_sentences()
    ours = without_others(text)
    judged = [
        (sentence, _without_denied(told.shares(sentence), sentence, text))
        for sentence in sentences_of(text, found)
        if len(ours.text[sentence.start : sentence.end].split()) * 2 > len(sentence.words.split())
    ]
    known = {hit.path: hit for hit in found}
    for field in told.fields:
        if field.path in fields:
            best = _best(field, judged)
            hit = _answered(field, known.get(field.path), best, fields, _least(field.path, text))
            known |= {hit.path: hit} if hit is not None else {}
    return list(known.values())


def _without_denied(
    shares: Mapping[str, Mapping[str, float]], sentence: Sentence, text: Passage
) -> Mapping[str, Mapping[str, float]]:
    """Return shares without those of values that a sentence says in fixed words and takes back, or of which
    its subject tells nothing."""
    denied = {(p, v) for p, v, place in text.taken_back if sentence.start <= place < sentence.end}
    denied |= {(p, "true") for p, pattern in _SAID.by_name("denied").items() if pattern.match(sentence.words)}
    if not denied:
        return shares
    return {
        path: {value: share for value, share in of_one.items() if (path, value.lower()) not in denied}
        for path, of_one in shares.items()
    }


def _best(
    field: ToldField, judged: Iterable[tuple[Sentence, Mapping[str, Mapping[str, float]]]]
) -> dict[str, tuple[float, Sentence]]:
    """Return of each value of a field its greatest share with the sentence that has it."""
    best: dict[str, tuple[float, Sentence]] = {}
    for sentence, shares in judged:
        for value, share in shares[field.path].items():
            if share > best.get(value, (0.0,))[0]:
                best[value] = share, sentence
    return best


def _answered(
    field: ToldField,
    hit: ReadAnswer | None,
    best: Mapping[str, tuple[float, Sentence]],
    fields: Fields,
    least: float,
) -> ReadAnswer | None:
    """Return an answer with the values that sentences tell surely enough."""
    sure = sorted(((share, value) for value, (share, _) in best.items() if share >= least), reverse=True)
    have = values_of(hit.answer) if hit is not None else ()
    new = [value for _, value in sure if value not in have]
    if not new or (hit is not None and not field.several):
        return hit
    sentence = best[new[0]][1]
    if not field.several:
        answer = value_of(fields[field.path], new[0].lower(), sentence.words)
        return ReadAnswer(field.path, answer, sentence.words, sentence.start)
    said = ", ".join([*([hit.span] if hit is not None else []), sentence.words])
    return ReadAnswer(
        field.path, Answer((*have, *new), said=said), said, hit.start if hit is not None else sentence.start
    )


def _least(path: str, text: Passage) -> float:
    """Return the least share at which a value is believed; in a short text half of what lacks to certainty is
    asked more."""
    least = _SAID.figure_of("told", path)
    return (1.0 + least) / 2.0 if text.is_short else least
