"""What is kept between profiles changes nothing of what comparable cases came to."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import advisor as advisor_package
from advisor.api import Advisor
from advisor.interview import comparable as kept
from advisor.interview.comparable import ComparableModel, comparable, features, load_comparable
from advisor.interview.questions import load_questions
from advisor.profile import Answer, Profile

NAMES = (*sorted(load_comparable().weights), "no such feature")
REPLIES = [reply.answers for question in load_questions().values() for reply in question.replies]


def logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, value))))


def plain_sums(model: ComparableModel, found: dict[str, float]) -> list[float]:
    """Return the sums one weight at a time, in the order of the features' names."""
    sums = list(model.bias)
    for name in sorted(found):
        for place, weight in model.weights.get(name, ()):
            sums[place] += found[name] * weight
    return sums


@given(st.dictionaries(st.sampled_from(NAMES), st.sampled_from([1.0, 0.7]), max_size=80))
def test_sums_of_whole_rows_are_those_of_their_weights_one_by_one(found: dict[str, float]) -> None:
    model, sums = load_comparable(), plain_sums(load_comparable(), found)
    count = len(model.classes) + len(model.words)
    words = dict(zip(model.words, sums[len(model.classes) : count], strict=True))
    told = dict(zip(model.told, sums[count:], strict=True))
    for _ in range(2):
        classes, *shares = model.shares(found)
        assert shares == [{w: logistic(x) for w, x in kind.items()} for kind in (words, told)]
        assert (
            max(classes, key=classes.__getitem__)
            == max(zip(model.classes, sums, strict=False), key=lambda pair: pair[1])[0]
        )


@given(st.lists(st.sampled_from(REPLIES), min_size=1, max_size=25))
def test_a_profile_comes_to_the_same_whatever_was_asked_before(replies: list[Mapping[str, Answer]]) -> None:
    profile = Profile()
    for answers in replies:
        profile = profile.with_answers(answers)
        after_others = features(profile), comparable(profile, profile)
    for known in (kept.features_of, kept.pairs_of, kept.came_to):
        known.cache_clear()
    assert (features(profile), comparable(profile, profile)) == after_others


def test_a_profile_like_another_is_not_summed_again(advisor: Advisor) -> None:
    example = Path(advisor_package.__file__).parent / "examples" / "chatbot.toml"
    profile = advisor.profile(tomllib.loads(example.read_text("utf-8")))
    assert comparable(profile, profile)
    before = kept.came_to.cache_info()
    comparable(profile, profile)
    after = kept.came_to.cache_info()
    assert (after.hits - before.hits, after.misses - before.misses) == (1, 0)
