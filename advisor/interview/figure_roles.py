"""What the figures of a description say, told by a model fitted on paragraphs that people judged.

share(role) = softmax(bias + sum of the weights of the figure's features), where a role is the field that a
figure answers, or none. Patterns read first, and what they made of a figure is a feature: the model answers
what they passed over, and takes back what they most probably read wrongly. The weights stand in
``figure_roles.json``, written by ``python -m advisor.interview.fit_figures`` from
``tests/interview/paragraphs.jsonl``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from advisor.interview.figures import Figure, features, figures_in
from advisor.interview.measures import short
from advisor.interview.reading import Passage, ReadAnswer
from advisor.interview.sayings import Sayings
from advisor.interview.word_model import StoredWeights, Weights, log_of_sum
from advisor.profile import Answer, Field, Fields
from advisor.profile.units import PER_DAY, PER_MONTH, factor
from advisor.resources import shipped_text

NOTHING = "nothing"
"""The role of a figure that answers no field."""
PASSED_OVER, READ_AWAY, WITH_OTHERS = "", "-", "*"
"""What patterns made of a figure: nothing, a thing that answers no field, an answer of several figures."""
_MEASURED = frozenset({"ms", "weeks", "GB"})
"""Units that a figure must be told in."""
_TOKENS = {"tokens": 1.0, "pages": 500.0}
_TIMES_MS = {"minutes": 6e4, "hours": 3.6e6, "days": 8.64e7}
_WEEK_MS = 7 * 8.64e7
_LENGTHS: Mapping[str, float] = Sayings("interview/lengths").table("tokens")
"""Tokens of one of a unit of length."""
_LEAST_PARAMETERS = 1e6
"""Fewer are told in billions: "a 7B" is read as 7,000,000,000, "7 billion" too, but "size 7" is not."""
_SAID = Sayings("interview/figures")


class Seen(NamedTuple):
    """A figure, and what patterns made of it."""

    figure: Figure
    read_as: str
    """A field's path, ``PASSED_OVER``, ``READ_AWAY`` or ``WITH_OTHERS``."""
    hit: ReadAnswer | None = None
    """Their answer, where it rests on this figure."""


@dataclass(frozen=True, slots=True)
class RoleModel:
    """Fitted weights of features for roles, by their place."""

    roles: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Weights

    def shares(self, seen: Seen) -> dict[str, float]:
        """Return how likely each role of a figure is."""
        sums = list(self.bias)
        for name, value in features(seen.figure, seen.read_as).items():
            for place, weight in self.weights.get(name, ()):
                sums[place] += value * weight
        whole = log_of_sum(sums)
        return {role: math.exp(value - whole) for role, value in zip(self.roles, sums, strict=True)}


@cache
def load_roles() -> RoleModel:
    """Return the weights that ship."""
    document = json.loads(shipped_text("interview/figure_roles.json"))
    return RoleModel(tuple(document["roles"]), tuple(document["bias"]), StoredWeights(document["weights"]))


def seen_in(text: Passage, found: Iterable[ReadAnswer]) -> list[Seen]:
    """Return the figures of a text with what patterns made of them."""
    figures = list(figures_in(text))
    hits = [(hit, _covered(hit, figures)) for hit in found if isinstance(hit.answer.value, float)]
    return [_seen(text, place, figure, hits) for place, figure in enumerate(figures)]


def _covered(hit: ReadAnswer, figures: Sequence[Figure]) -> list[int]:
    end = hit.start + len(hit.span)
    return [place for place, figure in enumerate(figures) if hit.start <= figure.span.start < end]


def _seen(text: Passage, place: int, figure: Figure, hits: Sequence[tuple[ReadAnswer, list[int]]]) -> Seen:
    for hit, covered in hits:
        if place in covered:
            alone = len(covered) == 1
            return Seen(figure, hit.path if alone else WITH_OTHERS, hit if alone else None)
    return Seen(figure, PASSED_OVER if text.free(figure.span.start, figure.span.end) else READ_AWAY)


def with_roles(
    text: Passage, found: Sequence[ReadAnswer], fields: Fields, model: RoleModel | None = None
) -> list[ReadAnswer]:
    """Return answers with those of figures that patterns passed over, and without those that they most
    probably read wrongly.

    Args:
        text: The description; figures that are answered are taken.
        found: What was read in it so far.
        fields: The fields of a profile.
        model: Weights; those that ship when None.
    """
    judged = [(seen, (model or load_roles()).shares(seen)) for seen in seen_in(text, found)]
    wrong = {
        id(seen.hit)
        for seen, shares in judged
        if seen.hit and shares.get(seen.read_as, 1.0) < _least("kept", seen.read_as)
    }
    kept = [hit for hit in found if id(hit) not in wrong]
    return [*kept, *_added(text, judged, {hit.path for hit in kept}, fields)]


def _added(
    text: Passage, judged: Iterable[tuple[Seen, dict[str, float]]], have: set[str], fields: Fields
) -> list[ReadAnswer]:
    """Return the answers of figures, the surest of each field, of fields that have none."""
    best: dict[str, tuple[float, ReadAnswer]] = {}
    for seen, shares in judged:
        path = max(shares, key=shares.__getitem__)
        share = shares[path]
        if path in have or path not in fields or share < _least("told", path) or seen.read_as == path:
            continue
        answer = answer_of(fields[path], seen.figure, text)
        if answer is not None and share > best.get(path, (0.0,))[0]:
            best[path] = share, ReadAnswer(path, answer, answer.said, seen.figure.span.start)
    for _, hit in best.values():
        text.settle(hit.start, hit.start + len(hit.span))
    return [hit for _, hit in best.values()]


def _least(name: str, path: str) -> float:
    """Return the least share of a role, its own or that of all."""
    table = _SAID.table(name)
    return float(table.get(path, table["all"]))


def answer_of(field: Field, figure: Figure, text: Passage) -> Answer | None:
    """Return the answer of a figure in a field's unit; None where its unit or money does not fit or its
    bounds are passed."""
    times = _times(field, figure)
    if times is None:
        return None
    span = figure.span
    if field.unit == "x" and figure.unit == "percent":
        value, low, high = (None if e is None else 1 + e / 100 for e in (span.value, span.low, span.high))
    else:
        value, low, high = (
            None if e is None else short(e * times) for e in (span.value, span.low, span.high)
        )
    if value is None or not _within(field, value):
        return None
    words = text.text[span.start : span.end] + _said_behind(figure)
    return Answer(float(round(value)) if field.whole else value, "answered", low, high, words)


def _said_behind(figure: Figure) -> str:
    """Return the words behind a figure that show what it counts."""
    part = _SAID.pattern("shown").match(figure.behind)
    return part.group().rstrip() if part else ""


def _within(field: Field, value: float) -> bool:
    return (field.low is None or value >= field.low) and (field.high is None or value <= field.high)


def _times(field: Field, figure: Figure) -> float | None:
    """Return what a figure is multiplied by to stand in a field's unit; None where it cannot."""
    unit = field.unit
    if unit.startswith("USD"):
        return _dollars(unit, figure)
    if figure.usd is not None:
        return None
    if unit in ("requests/day", "images/day"):
        return PER_DAY.get(figure.period)
    if unit.endswith("/day"):
        return (_plain(unit.removesuffix("/day"), figure) or 1.0) * PER_DAY.get(figure.period, 1.0)
    return _plain(unit, figure)


def _dollars(unit: str, figure: Figure) -> float | None:
    usd = figure.usd if figure.usd is not None else figure.usd_beside
    return usd * PER_MONTH.get(figure.period, 1.0) if unit == "USD/month" else usd


def _plain(unit: str, figure: Figure) -> float | None:
    """Return what one of a figure's unit is in a field's, 1 where both merely count."""
    if unit == "B parameters":
        return 1e-9 if figure.span.value >= _LEAST_PARAMETERS else 1.0
    if unit in _TOKENS:
        tokens = _LENGTHS.get(figure.unit_words.rstrip("s"))
        return tokens / _TOKENS[unit] if tokens else None
    if unit in _MEASURED:
        words = figure.unit_words + ("b" if figure.unit == "memory" else "")
        return factor(unit, words) if words else None
    if unit in _TIMES_MS:
        ms, weeks = factor("ms", figure.unit_words), factor("weeks", figure.unit_words)
        return ms / _TIMES_MS[unit] if ms and figure.unit else weeks and weeks * _WEEK_MS / _TIMES_MS[unit]
    return 1.0 if figure.unit in ("", "times") else None
