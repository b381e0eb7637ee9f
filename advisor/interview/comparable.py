"""What comparable cases came to: a linear model of the answers, fitted on cases that were judged one by one.

It says what no single rule can: on which classes of hardware cases with such answers run, and which advice
most often belongs to them. Three kinds of shares come out of the same features of the answers:

    share(class) = softmax(bias + sum of weights)    share(word) = logistic(bias + sum of weights)

The weights stand in ``comparable.json``, written by ``python -m tests.cases.fit``, which tells the errors.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import combinations
from typing import NamedTuple

from advisor.interview.grounds import Grounds
from advisor.interview.word_model import StoredWeights, Weights, log_of_sum
from advisor.profile import UNDECIDED, Answer, Device, Profile
from advisor.profile.answers import Value
from advisor.resources import shipped_text
from advisor.strategy.classes import SCALE, next_to
from advisor.strategy.in_use import GIVEN_UP, SERVED, TUNED
from advisor.strategy.inside import INSIDE
from advisor.strategy.usual import SHARES

HARDWARE, WORDS, MOSTLY = "comparable.hardware", "comparable.words", "comparable.mostly"
FOUND = (HARDWARE, SHARES, WORDS, MOSTLY)
USUAL = 0.2
"""Least share of comparable cases within one step of a class that makes it a usual one."""
CALLED_FOR = 0.2
"""Least share of comparable cases that must include a word; of sets left out, words between this share and
three in ten were seldom wrong and sometimes all that was missing."""
TOLD = 0.45
"""Least share of comparable cases in which a judge would tell a word by which plans do not differ."""
MOST = 0.6
"""Least share at which most comparable cases must include it; of sets left out, one in a thousand such words
was one that the case must not be told."""
LEAST_TOLD = 0.01
"""Smaller shares are not kept apart: none of them is worth a different advice."""
LEAST_SAID = 9
"""With fewer answers no hardware is comparable: all but three cases in a hundred told as many. With five, 14
more of 2,303 certain cases of authors left out come out right, but pictures by the million go to boards."""
LEAST_HEARD = 5
"""With fewer not even words are, which hang less on figures; 18 of 211 cases of authors left out gain."""
_PLACES = frozenset({"on_device_edge", "on_cpu", "on_prem", "self_host_rented"})
"""Words that tell hardware, and take as many answers."""
_POOL = frozenset({"shared_cluster"})
"""A place for which few answers do where most comparable cases call for it."""
_SPLIT = frozenset({"hybrid"})
"""Places side by side, for which few answers do where it is known what is to be done."""
PROVIDERS = "none"
"""The class of who runs no hardware: a provider does."""
_STEPS = 2.0
"""Steps of a number for each factor of ten."""
_PARTS = 16
"""Parts of a step that are told apart; numbers within a part share their features."""
_TOGETHER = (
    "use_case.kind",
    "data.boundary",
    "hardware.edge_device",
    "wish.adaptations",
    "wish.deployments",
    "evidence.worked",
)
"""Answers whose pairs count beside each alone."""
_NAMED = {
    "wish.adaptations": (TUNED, GIVEN_UP),
    "wish.deployments": (SERVED, GIVEN_UP),
    "wish.techniques": (TUNED, GIVEN_UP),
}
"""Fields of words that count as named by the team beside those in mind: what is used and what failed."""
_OF_MANY = 0.7
"""Worth of a pair and of a step, of which there are many."""
_KEPT = 4096
"""Answers and sets of features whose meaning is kept; profiles beside one another share most of them."""
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s?b\b", re.IGNORECASE)


def features(profile: Profile) -> dict[str, float]:
    """Return what the user said, by name: ``path?`` that it was said, ``path=word`` for each word of it and
    ``path>n`` for each half power of ten that a number reaches, ``a&b`` for pairs of words."""
    found: dict[str, float] = {}
    together: list[str] = []
    said = {path: profile.answers[path].value for path in _compared(profile)}
    for path, value in (said | _named(profile)).items():
        names = features_of(path, value, profile.fields[path].kind)
        found.update(names)
        if path in _TOGETHER:
            together += [name for name, _ in names if "=" in name]
    found.update(pairs_of(tuple(sorted(together))))
    return found


def _compared(profile: Profile) -> list[str]:
    """Return what was answered; who rules a plan out that lost is like the same cases as before."""
    answered = (path for path, a in profile if a.state == "answered" and a.value is not None)
    return [path for path in answered if not path.startswith("exclusions.")]


def _named(profile: Profile) -> dict[str, Value]:
    """Return the words that a team named, in mind, in use or given up, by the field of the first."""
    found: dict[str, Value] = {}
    for path, others in _NAMED.items():
        known = set(profile.fields[path].choices or ())
        more = [word for other in others if profile.said(other) for word in profile.words(other)]
        if words := [word for word in more if word in known]:
            mind = profile.words(path) if profile.said(path) else ()
            found[path] = tuple(dict.fromkeys((*mind, *words)))
    return found


@lru_cache(maxsize=_KEPT, typed=True)
def features_of(path: str, value: Value, kind: str) -> tuple[tuple[str, float], ...]:
    """Return the features of one answer."""
    return tuple(_each(path, value, kind))


@lru_cache(maxsize=_KEPT)
def pairs_of(names: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    """Return the features of two of some names together."""
    return tuple((f"{a}&{b}", _OF_MANY) for a, b in combinations(names, 2))


def _each(path: str, value: Value, kind: str) -> Iterator[tuple[str, float]]:
    if value == ():
        return
    yield f"{path}?", 1.0
    if isinstance(value, bool) or kind == "choice":
        yield f"{path}={value}", 1.0
    elif isinstance(value, (int, float)):
        yield from _steps(path, value)
    elif kind == "choices" and isinstance(value, tuple):
        yield from ((f"{path}={word}", 1.0) for word in value)
    elif kind == "devices" and isinstance(value, tuple):
        devices = [item for item in value if isinstance(item, Device)]
        yield from ((f"{path}={item.name}", 1.0) for item in devices)
        yield from _steps(f"{path} count", sum(item.count for item in devices))
    elif isinstance(value, str) and (size := _SIZE.search(value)):
        yield from _steps(f"{path} size", float(size[1]))


def _steps(name: str, value: float) -> Iterator[tuple[str, float]]:
    """Yield each step that a number has begun, with the part of it that it has gone."""
    gone = round(_PARTS * (_STEPS * math.log10(abs(value) + 1.0) + 0.5)) / _PARTS
    return ((f"{name}>{step}", _OF_MANY * min(1.0, gone - step)) for step in range(1, math.ceil(gone)))


class Shares(NamedTuple):
    """Shares of comparable cases: by class of hardware, by what they must include, by what a judge tells."""

    classes: dict[str, float]
    words: dict[str, float]
    told: dict[str, float]


@dataclass(frozen=True, slots=True)
class ComparableModel:
    """Fitted weights of features for classes of hardware and for words of advice, by their place."""

    classes: tuple[str, ...]
    words: tuple[str, ...]
    told: tuple[str, ...]
    bias: tuple[float, ...]
    """Of the classes, then of what cases must include and of what a judge would tell."""
    weights: Weights
    grounds: Grounds | None = None
    """The cases behind the weights, of those that ship."""
    _rows: dict[tuple[str, float], tuple[tuple[int, float], ...]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """What a feature adds to some of the sums, as far as it was asked for."""

    def shares(self, found: Mapping[str, float]) -> Shares:
        """Return the shares of the classes and of the words for some features."""
        sums = list(self.bias)
        for name in sorted(found):
            for place, more in self._row(name, found[name]):
                sums[place] += more
        count = len(self.classes)
        whole = log_of_sum(sums[:count])
        classes = {name: math.exp(value - whole) for name, value in zip(self.classes, sums, strict=False)}
        words, told = sums[count : count + len(self.words)], sums[count + len(self.words) :]
        return Shares(
            classes,
            {name: _logistic(value) for name, value in zip(self.words, words, strict=True)},
            {name: _logistic(value) for name, value in zip(self.told, told, strict=True)},
        )

    def _row(self, name: str, value: float) -> tuple[tuple[int, float], ...]:
        """Return what a feature adds to some of the sums, by their place."""
        row = self._rows.get((name, value))
        if row is None:
            added = {place: value * weight for place, weight in self.weights.get(name, ())}
            row = self._rows[name, value] = tuple(added.items())
        return row


def _logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, value))))


@cache
def load_comparable() -> ComparableModel:
    """Return the weights that ship."""
    document = json.loads(shipped_text("interview/comparable.json"))
    return ComparableModel(
        tuple(document["classes"]),
        tuple(document["words"]),
        tuple(document["told"]),
        tuple(document["bias"]),
        StoredWeights(document["weights"]),
        Grounds.of(document),
    )


def near(classes: Mapping[str, float], name: str) -> float:
    """Return which share of cases runs on a class or on one of the two next to it, of the same kind.

    Args:
        classes: Shares by class.
        name: One of ``SCALE``.
    """
    return sum(classes.get(other, 0.0) for other in next_to(name))


def comparable(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    """Return which hardware, the likeliest first, and which advice cases with the same answers came to, as
    assumed answers; nothing for devices that train all year, where hours and prices decide.

    Args:
        profile: What the user said.
    """
    said = len(_compared(profile))
    if said < LEAST_HEARD or profile.flag("training.goes_on"):
        return {}
    cases = like(profile)
    out = _PLACES | (_POOL - set(cases.mostly)) if said < LEAST_SAID else frozenset[str]()
    if said < LEAST_SAID and profile.text("use_case.kind") == UNDECIDED:
        out |= _SPLIT
    heard = ((WORDS, cases.called), (MOSTLY, cases.mostly))
    found: dict[str, Value] = {path: tuple(w for w in words if w not in out) for path, words in heard}
    if said >= LEAST_SAID:
        found |= {HARDWARE: cases.usual, SHARES: _as_text(cases.near)}
    return {path: Answer(value, "assumed", said=_WHY) for path, value in found.items() if value}


def like(profile: Profile) -> CameTo:
    """Return what cases with the answers of a profile came to, however few these are.

    Args:
        profile: What the user said.
    """
    own = profile.text("data.boundary") in INSIDE or profile.flag("hardware.offline") is True
    return came_to(frozenset(features(profile).items()), own=own)


class CameTo(NamedTuple):
    """What cases with the same features came to."""

    usual: tuple[str, ...]
    """Classes of hardware, the likeliest first."""
    called: tuple[str, ...]
    """Words that enough of them must include, or that a judge would tell."""
    mostly: tuple[str, ...]
    """Words that most of them must include."""
    near: tuple[tuple[str, float], ...]
    """Share of the cases within a step of a class, the greatest first, down to ``LEAST_TOLD``."""


@lru_cache(maxsize=_KEPT)
def came_to(found: frozenset[tuple[str, float]], *, own: bool) -> CameTo:
    """Return what cases with some features came to; worked out once for the same features.

    Args:
        found: Features with their values.
        own: Whether nothing may go to a provider, so that only those cases count that run their own.
    """
    classes, words, told_of = load_comparable().shares(dict(found))
    out = {PROVIDERS} if own else set()
    possible = {name: share for name, share in classes.items() if name in SCALE and name not in out}
    whole = sum(possible.values())
    shares = {name: near(possible, name) / whole for name in SCALE}
    order = sorted(SCALE, key=lambda name: (-shares[name], -possible.get(name, 0.0)))
    usual = tuple(name for name in order if shares[name] >= USUAL)
    must = [word for word, share in words.items() if share >= CALLED_FOR]
    more = [word for word, share in told_of.items() if share >= TOLD]
    called = tuple(dict.fromkeys((*must, *more)))
    mostly = tuple(word for word in must if words[word] >= MOST)
    told = ((name, round(shares[name], 2)) for name in order)
    return CameTo(usual, called, mostly, tuple((name, share) for name, share in told if share >= LEAST_TOLD))


def _as_text(near: tuple[tuple[str, float], ...]) -> str:
    return ", ".join(f"{name} {share:.2f}" for name, share in near)


_WHY = "what cases with answers like yours came to"
