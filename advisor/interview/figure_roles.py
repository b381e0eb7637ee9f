"""What the figures of a description say, told by a model fitted on paragraphs marked by their authors.

share(role) = softmax(bias + sum of the weights of the figure's features), where a role is the field that a
figure answers, or none. Patterns read first, and what they made of a figure is a feature: the model answers
what they passed over, and takes back what they most probably read wrongly. What others do is none of ours,
and a short text is left to the patterns. The weights stand in ``figure_roles.json``, written by
``python -m advisor.interview.fit_figures`` from texts that language models marked.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from operator import mul
from typing import NamedTuple

from advisor.interview.figures import CENT, Figure, features, figures_in
from advisor.interview.measures import by_rule, short
from advisor.interview.others import without_others
from advisor.interview.rates import converted
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
_COUNTED = ("", "times")
"""Groups of units of what is merely counted."""
_GROWTH = {"": "percent_year", "year": "percent_year", "quarter": "percent_quarter", "month": "percent_month"}
"""How growth in percent is turned into a factor a year, by the period that it is told by."""
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
    probably read wrongly. A short text is left to the patterns, which name what its one figure stands beside.

    Args:
        text: The description; figures that are answered are taken.
        found: What was read in it so far.
        fields: The fields of a profile.
        model: Weights; those that ship when None.
    """
    if text.is_short:
        return list(found)
    told = model or load_roles()
    ours = without_others(text)
    judged = [
        (one, told.shares(one))
        for one in seen_in(text, found)
        if one.read_as != WITH_OTHERS and ours.text[one.figure.span.start] != " "
    ]
    wrong = {
        id(one.hit)
        for one, shares in judged
        if one.hit
        and shares.get(one.read_as, 1.0) < _SAID.figure_of("kept", one.read_as)
        and one.figure.period not in _SAID.value("machine_periods")
    }
    kept = [hit for hit in found if id(hit) not in wrong]
    for hit in found:
        if id(hit) in wrong:
            text.give_back(hit.start, hit.start + len(hit.span))
    return [*kept, *_added(text, judged, {hit.path for hit in kept}, fields)]


def _added(
    text: Passage, judged: Iterable[tuple[Seen, dict[str, float]]], have: set[str], fields: Fields
) -> list[ReadAnswer]:
    """Return the answers of figures, the surest of each field, of fields that have none."""
    surest: dict[str, float] = {}
    best: dict[str, tuple[ReadAnswer, Figure]] = {}
    for seen, shares in judged:
        path = max(shares, key=shares.__getitem__)
        share = shares[path]
        least = _SAID.number("read_away") if seen.read_as == READ_AWAY else 0.0
        if path in have or path not in fields or share < max(least, _SAID.figure_of("told", path)):
            continue
        answer = answer_of(fields[path], seen.figure, text)
        if answer is not None and share > surest.get(path, 0.0):
            surest[path] = share
            best[path] = ReadAnswer(path, answer, answer.said, seen.figure.span.start), seen.figure
    for hit, figure in best.values():
        text.settle(figure.span.start, figure.span.end)
        text.notes.extend(_converted(fields[hit.path], hit, figure))
    return [hit for hit, _ in best.values()]


def _converted(field: Field, hit: ReadAnswer, figure: Figure) -> list[str]:
    """Return the note on a sum that was told in other money."""
    usd = figure.usd if figure.usd is not None else figure.usd_beside
    foreign = field.unit.startswith("USD") and usd not in (1.0, CENT)
    return [converted(hit.span, figure.span, usd)] if foreign else []


def answer_of(field: Field, figure: Figure, text: Passage) -> Answer | None:
    """Return the answer of a figure in a field's unit; None where its unit or money does not fit or its
    bounds are passed."""
    convert = _conversion(field, figure)
    if convert is None:
        return None
    span = figure.span
    low, high = (None if end is None else short(convert(end)) for end in (span.low, span.high))
    value = short(convert(span.value))
    if not _within(field, value):
        return None
    words = text.text[span.start : span.end] + _said_behind(figure)
    return Answer(float(round(value)) if field.whole else value, "answered", low, high, words)


def _conversion(field: Field, figure: Figure) -> Callable[[float], float] | None:
    """Return what turns a figure into a field's unit, None where nothing can."""
    if field.unit == "x" and figure.unit == "percent":
        rule = _GROWTH.get(figure.period)
        return partial(by_rule, rule) if rule else None
    times = _times(field.unit, figure)
    return None if times is None else partial(mul, times)


def _said_behind(figure: Figure) -> str:
    """Return the words behind a figure that show what it counts."""
    part = _SAID.pattern("shown").match(figure.behind)
    return part.group().rstrip() if part else ""


def _within(field: Field, value: float) -> bool:
    return (field.low is None or value >= field.low) and (field.high is None or value <= field.high)


def _times(unit: str, figure: Figure) -> float | None:
    """Return what a figure is multiplied by to stand in a unit; None where it cannot."""
    if unit.startswith("USD"):
        return _dollars(unit, figure)
    if figure.usd is not None:
        return None
    if unit in ("requests/day", "images/day"):
        return PER_DAY.get(figure.period) if figure.unit in (*_COUNTED, "length") else None
    if unit.endswith("/day"):
        of_one = _plain(unit.removesuffix("/day"), figure)
        return of_one and of_one * PER_DAY.get(figure.period, 1.0)
    return _plain(unit, figure)


def _dollars(unit: str, figure: Figure) -> float | None:
    """Return what one of a figure's money is in dollars, or in dollars a month; None where no rate or period
    of it is known."""
    usd = figure.usd if figure.usd is not None else figure.usd_beside
    if figure.unit or not usd:
        return None
    if unit == "USD/month" and figure.period:
        return usd * PER_MONTH[figure.period] if figure.period in PER_MONTH else None
    return usd


def _plain(unit: str, figure: Figure) -> float | None:
    """Return what one of a figure's unit is in a field's, 1 where both merely count."""
    if unit == "B parameters":
        known = figure.unit in (*_COUNTED, "parameters")
        return (1e-9 if figure.span.value >= _LEAST_PARAMETERS else 1.0) if known else None
    if unit in _TOKENS:
        tokens = _LENGTHS.get(figure.unit_words.rstrip("s"))
        return tokens / _TOKENS[unit] if tokens else None
    if unit == "GB":
        return factor(unit, figure.unit_words + "b") if figure.unit == "memory" else None
    if unit in ("ms", "weeks"):
        return factor(unit, figure.unit_words) if figure.unit == "time" else None
    if unit in _TIMES_MS:
        return _time(unit, figure.unit_words) if figure.unit == "time" else None
    return 1.0 if figure.unit in _COUNTED else None


def _time(unit: str, words: str) -> float | None:
    ms, weeks = factor("ms", words), factor("weeks", words)
    whole = ms or (weeks and weeks * _WEEK_MS)
    return whole and whole / _TIMES_MS[unit]
