"""What cases with the same answers came to: features, shares, and when nothing is comparable."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.api import Advisor
from advisor.interview.comparable import (
    CALLED_FOR,
    HARDWARE,
    LEAST_HEARD,
    LEAST_SAID,
    MOST,
    MOSTLY,
    TOLD,
    USUAL,
    WORDS,
    ComparableModel,
    comparable,
    features,
    load_comparable,
    near,
)
from advisor.profile import Answer, Profile
from advisor.strategy.classes import KINDS, SCALE, next_to
from advisor.strategy.options import load_options

CHAT: dict[str, Any] = {
    "use_case": {"kind": "chatbot"},
    "workload": {"requests_per_day": 2000, "input_tokens": 2000, "output_tokens": 250},
    "data": {"sensitivity": ["personal"], "boundary": "contract"},
    "team": {"skill": "developers"},
    "latency": {"first_token_ms": 2000},
    "examples": {"count": 0},
    "quality": {"domain_gap": "low"},
}
INSIDE = {**CHAT, "data": {"sensitivity": ["health"], "boundary": "own_network"}}


@pytest.fixture(name="shown")
def _shown(advisor: Advisor) -> Any:
    def shown(story: dict[str, Any]) -> Profile:
        return advisor.filled(advisor.profile(story))

    return shown


def of(**answers: Any) -> dict[str, float]:
    said = {path.replace("__", "."): Answer(value) for path, value in answers.items()}
    return features(Profile().with_answers(said))


def test_a_number_counts_by_the_half_powers_of_ten_that_it_has_gone() -> None:
    found = of(examples__count=999.0)
    steps = [found.get(f"examples.count>{step}", 0.0) for step in range(1, 8)]
    assert steps == pytest.approx([0.7] * 5 + [0.35, 0.0])
    assert "examples.count?" in found


@given(st.floats(0.0, 1e12))
def test_numbers_beside_one_another_have_features_beside_one_another(value: float) -> None:
    here, there = of(examples__count=value), of(examples__count=value * 1.1)
    moved = sum(abs(here.get(name, 0.0) - there.get(name, 0.0)) for name in {*here, *there})
    assert moved < 0.2


def test_a_larger_number_has_every_feature_of_a_smaller_one() -> None:
    assert of(examples__count=10.0).keys() < of(examples__count=1e6).keys()


def test_words_count_alone_and_in_pairs() -> None:
    found = of(wish__adaptations=("lora", "rag"), data__boundary="own_network")
    assert "wish.adaptations=lora" in found
    assert "wish.adaptations=lora&wish.adaptations=rag" in found
    assert "data.boundary=own_network&wish.adaptations=rag" in found


def test_the_size_in_a_models_name_counts_and_the_name_does_not() -> None:
    found = of(wish__model="Some Model 70B")
    assert "wish.model size>3" in found
    assert not any("Some" in name for name in found)


def test_what_was_assumed_is_no_feature() -> None:
    assumed = Profile().with_answer("examples.count", Answer(500.0, "assumed"))
    assert features(assumed) == {}


def test_with_few_answers_nothing_is_comparable(shown: Any) -> None:
    few = {"use_case": {"kind": "chatbot"}, "workload": {"requests_per_day": 2000}}
    assert shown(few).get(HARDWARE) is None
    assert shown(few).get(WORDS) is None


def test_enough_answers_are_comparable(shown: Any) -> None:
    answer = shown(CHAT).get(HARDWARE)
    assert answer is not None
    assert answer.state == "assumed"


def test_data_that_may_go_to_a_provider_mostly_do_and_others_seldom(shown: Any) -> None:
    assert shown(CHAT).words(HARDWARE)[0] == "none"
    assert shown(INSIDE).words(HARDWARE)
    assert "none" not in shown(INSIDE).words(HARDWARE)


def test_the_least_number_of_answers_is_counted_without_assumptions(advisor: Advisor) -> None:
    story = advisor.profile(CHAT)
    answers = list(story.answers.items())
    short = Profile(dict(answers[: LEAST_HEARD - 1]), advisor.fields)
    assert comparable(short, advisor.filled(short)) == {}
    longer = Profile(dict(answers[: LEAST_SAID - 1]), advisor.fields)
    assert comparable(longer, advisor.filled(longer)).keys() <= {WORDS, MOSTLY}
    assert {HARDWARE, WORDS} <= comparable(story, advisor.filled(story)).keys()


@pytest.mark.parametrize(("kind", "split"), [("undecided", False), ("document_qa", True)])
def test_few_answers_split_no_task_that_is_still_open(advisor: Advisor, kind: str, split: bool) -> None:
    story = advisor.profile(
        {
            "use_case": {"kind": kind},
            "data": {"mixed_classes": True},
            "team": {"skill": "ml"},
            "examples": {"count": 0},
            "budget": {"one_off_usd": 4e6},
        }
    )
    found = comparable(story, advisor.filled(story))
    assert ("hybrid" in (found[WORDS].value or ())) is split


def test_devices_that_train_all_year_are_left_to_hours_and_prices(advisor: Advisor) -> None:
    story = advisor.profile({**CHAT, "training": {"goes_on": True}})
    assert comparable(story, story) == {}


def test_what_most_call_for_is_called_for(shown: Any) -> None:
    assert CALLED_FOR < MOST
    for story in (CHAT, INSIDE):
        assert set(shown(story).words(MOSTLY)) <= set(shown(story).words(WORDS))


def test_filling_twice_changes_nothing(advisor: Advisor) -> None:
    once = advisor.filled(advisor.profile(CHAT))
    assert advisor.filled(once).answers == once.answers


def test_the_step_next_to_a_class_is_of_its_kind() -> None:
    assert next_to("none") == ("none",)
    assert next_to("1x48GB") == ("1x24GB", "1x48GB", "1x80GB")
    assert sorted(name for kind in KINDS for name in kind) == sorted(SCALE)
    assert near({"none": 0.5, "cpu": 0.3, "1x24GB": 0.1, "1x48GB": 0.1}, "1x24GB") == pytest.approx(0.2)


def test_every_word_is_an_option_and_every_class_is_of_the_scale() -> None:
    model = load_comparable()
    assert {*model.words, *model.told} <= set(load_options())
    assert set(model.classes) - {"infeasible"} <= set(SCALE)


def test_fields_offer_the_words_and_classes_of_the_weights(advisor: Advisor) -> None:
    model = load_comparable()
    assert advisor.fields[MOSTLY].choices == model.words
    assert advisor.fields[WORDS].choices == tuple(sorted({*model.words, *model.told}))
    assert advisor.fields[HARDWARE].choices == SCALE


def test_the_shares_that_people_read_are_those_that_count(advisor: Advisor) -> None:
    told = {0.2: "one in five", 0.45: "45 in 100", 0.6: "six in ten"}
    for path, share in ((HARDWARE, USUAL), (WORDS, CALLED_FOR), (WORDS, TOLD), (MOSTLY, MOST)):
        assert told[share] in advisor.fields[path].help


def test_every_word_has_a_rule_but_no_way_out_the_dearest_one_and_which_provider_hosts(
    advisor: Advisor,
) -> None:
    rules = [rule for rule in advisor.library.rules if rule.code.startswith("CMP")]
    preferred = {word for rule in rules if rule.kind == "prefer" for word in rule.advise}
    required = {word for rule in rules if rule.kind == "require" for word in rule.advise}
    provider = {"managed_open_endpoint", "managed_open_endpoint_eu"}
    model, apart = load_comparable(), {"negotiate_constraints", "pretrain_from_scratch", *provider}
    assert preferred == {*model.words, *model.told} - apart
    must = {w for w in model.words if load_options()[w].kind in ("adaptation", "deployment")}
    assert required == must - apart


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), st.floats(-3, 3)))
def test_the_shares_of_the_classes_make_one_and_those_of_words_stand_alone(found: dict[str, float]) -> None:
    weights = {"a": [(0, 1.0), (2, 2.0)], "b": [(1, -1.0)], "c": [(2, -3.0)]}
    model = ComparableModel(("none", "cpu"), ("rag",), ("lora",), (0.1, -0.2, 0.3, 0.1), weights)
    classes, words, told = model.shares(found)
    assert sum(classes.values()) == pytest.approx(1.0)
    assert 0.0 < words["rag"] < 1.0
    assert 0.0 < told["lora"] < 1.0


def test_a_share_follows_the_weights() -> None:
    weights = {"a": [(1, 2.0), (2, -2.0), (3, 2.0)]}
    model = ComparableModel(("none", "cpu"), ("rag",), ("rag",), (0.0,) * 4, weights)
    classes, words, told = model.shares({"a": 1.0, "unknown": 5.0})
    assert classes["cpu"] == pytest.approx(0.8808, abs=1e-4)
    assert words["rag"] == pytest.approx(0.1192, abs=1e-4)
    assert told["rag"] == pytest.approx(0.8808, abs=1e-4)
