"""A profile as a document: what it accepts, what it refuses, and that it reads back what it wrote."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.cli.examples import example_files
from advisor.errors import UserError
from advisor.profile import Answer, Device, Field, Profile, standard_fields
from advisor.profile.document import profile_from, set_answers, to_document
from advisor.profile.reading import read_document

FIELDS = standard_fields()


def test_nested_groups_and_dotted_keys_mean_the_same() -> None:
    nested = profile_from({"workload": {"requests_per_day": 5000}, "data": {"boundary": "region"}})
    dotted = profile_from({"workload.requests_per_day": 5000, "data.boundary": "region"})
    assert nested == dotted
    assert nested.number("workload.requests_per_day") == 5000


@pytest.mark.parametrize("raw", [None, "unknown", "Unknown", {"state": "unknown"}])
def test_an_unknown_answer_is_kept_as_unknown(raw: object) -> None:
    answer = profile_from({"workload.requests_per_day": raw}).get("workload.requests_per_day")
    assert answer is not None
    assert (answer.value, answer.state) == (None, "unknown")


def test_a_range_in_words_and_one_in_a_table_have_the_same_ends() -> None:
    words = profile_from({"workload.requests_per_day": "1k-5k"}).get("workload.requests_per_day")
    table = profile_from({"workload.requests_per_day": {"low": 1000, "high": 5000}}).get(
        "workload.requests_per_day"
    )
    assert words is not None
    assert table is not None
    assert (words.value, words.low, words.high) == (table.value, table.low, table.high)
    assert words.low == 1000


def test_a_table_carries_state_and_words() -> None:
    answer = profile_from(
        {"workload.growth_per_year": {"value": 2, "low": 1, "high": 3, "state": "assumed", "said": "usual"}}
    ).get("workload.growth_per_year")
    assert answer == Answer(2.0, "assumed", 1.0, 3.0, "usual")


def test_devices_are_read_from_words_and_from_tables() -> None:
    profile = profile_from({"hardware.owned": ["2x RTX 3090", {"name": "Mac Studio", "memory_gb": 96}]})
    assert profile.devices("hardware.owned") == (Device("RTX 3090", 2), Device("Mac Studio", 1, 96.0))


REFUSED: list[tuple[dict[str, Any], list[str]]] = [
    ({"workload": {"request_per_day": 5}}, ["workload.request_per_day", "workload.requests_per_day"]),
    ({"wrokload": {"users": 5}}, ["wrokload"]),
    ({"workload": 5}, ["workload", "group"]),
    ({"workload": {"requests_per_day": -5}}, ["workload.requests_per_day", "-5"]),
    ({"workload": {"requests_per_day": float("nan")}}, ["workload.requests_per_day", "nan"]),
    ({"workload": {"requests_per_day": float("inf")}}, ["workload.requests_per_day"]),
    ({"workload": {"requests_per_day": 1e30}}, ["workload.requests_per_day", "1e+30"]),
    ({"workload": {"requests_per_day": 10**400}}, ["workload.requests_per_day"]),
    ({"workload": {"requests_per_day": True}}, ["workload.requests_per_day"]),
    ({"workload": {"requests_per_day": [1, 2, 3]}}, ["workload.requests_per_day"]),
    ({"workload": {"requests_per_day": {"value": 5, "hihg": 9}}}, ["workload.requests_per_day", "'high'"]),
    ({"workload": {"requests_per_day": {"value": 5, "low": 6}}}, ["workload.requests_per_day"]),
    ({"workload": {"requests_per_day": {"value": 5, "state": "sure"}}}, ["state", "answered"]),
    ({"workload": {"users": 2.5}}, ["workload.users", "whole"]),
    ({"data": {"boundary": "contrat"}}, ["data.boundary", "'contract'"]),
    ({"data": {"boundary": {"value": "contract", "low": 1}}}, ["data.boundary", "low"]),
    ({"use_case": {"narrow": "perhaps"}}, ["use_case.narrow"]),
    ({"use_case": {"story": 5}}, ["use_case.story"]),
    ({"hardware": {"owned": [{"nam": "x"}]}}, ["hardware.owned"]),
    ({"workload": {"users": 5}, "workload.users": 6}, ["workload.users", "twice"]),
    ({"schema_version": 99}, ["schema_version"]),
]


@pytest.mark.parametrize(("document", "named"), REFUSED, ids=lambda case: str(case)[:50])
def test_what_cannot_be_is_refused_by_name_in_one_line(document: dict[str, Any], named: list[str]) -> None:
    with pytest.raises(UserError) as caught:
        profile_from(document, source="mine.toml")
    sentence = str(caught.value)
    assert sentence.startswith("mine.toml: ")
    assert "\n" not in sentence
    for word in named:
        assert word in sentence


def test_settings_go_before_the_profile_and_are_named_in_errors() -> None:
    profile = profile_from({"workload.users": 5})
    assert set_answers(profile, {"workload.users": "2k"}).number("workload.users") == 2000
    with pytest.raises(UserError, match=r"--set: .*'workload\.users'"):
        set_answers(profile, {"workload.user": "5"})


@pytest.mark.parametrize("name", sorted(example_files()))
def test_every_example_is_a_profile_of_the_use_case_it_is_named_after(name: str) -> None:
    document, source = read_document(str(example_files()[name]))
    profile = profile_from(document, source=source)
    assert profile.text("use_case.kind") == name
    assert profile_from(json.loads(json.dumps(to_document(profile)))) == profile


def test_there_is_an_example_for_every_use_case() -> None:
    assert set(example_files()) == set(FIELDS["use_case.kind"].choices)


WORDS = st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1, max_size=12)


def values(field: Field) -> st.SearchStrategy[Any]:
    """Return values that a field can have."""
    if field.kind == "number":
        low, high = field.low or 0.0, min(field.high or 1e12, 1e12)
        if field.whole:
            return st.integers(int(low), int(high)).map(float)
        return st.floats(low, high, allow_nan=False, allow_subnormal=False)
    one = st.sampled_from(field.choices) if field.choices else WORDS
    device = st.builds(Device, st.just("RTX 3090"), st.integers(1, 99), st.none() | st.just(24.0))
    return {
        "choice": one,
        "choices": st.lists(one, unique=True, max_size=3).map(tuple),
        "flag": st.booleans(),
        "text": WORDS,
        "texts": st.lists(WORDS, unique=True, max_size=3).map(tuple),
        "devices": st.lists(device, max_size=2).map(tuple),
    }[field.kind]


@st.composite
def answers(draw: st.DrawFn, field: Field) -> Answer:
    """Draw an answer to a field: unknown, plain, or with a range and words."""
    said = draw(st.sampled_from(["", "about that much"]))
    if draw(st.booleans()) and draw(st.booleans()):
        return Answer(None, "unknown", said=said)
    value = draw(values(field))
    state = draw(st.sampled_from(["answered", "assumed"]))
    if field.kind != "number" or draw(st.booleans()):
        return Answer(value, state, said=said)
    return Answer(value, state, field.low or 0.0, value, said)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Draw a profile of a few fields."""
    chosen = draw(st.lists(st.sampled_from(FIELDS.paths()), unique=True, max_size=6))
    return Profile().with_answers({path: draw(answers(FIELDS[path])) for path in chosen})


@settings(max_examples=150, deadline=None)
@given(profiles())
def test_a_profile_reads_back_from_its_own_document_as_json(profile: Profile) -> None:
    again = profile_from(json.loads(json.dumps(to_document(profile), allow_nan=False)))
    assert dict(again.answers) == dict(profile.answers)
