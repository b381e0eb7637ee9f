"""Values from outside become answers, or an error that says what would be right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.errors import UserError
from advisor.profile import Device, standard_fields
from advisor.profile.bounds import must_confirm
from advisor.profile.coerce import coerce
from advisor.profile.numbers import one_number

FIELDS = standard_fields()


@pytest.mark.parametrize(
    ("words", "value", "low", "high"),
    [
        ("20k", 20_000, None, None),
        ("1.5M", 1_500_000, None, None),
        ("half a million", 500_000, None, None),
        ("a million and a half", 1_500_000, None, None),
        ("two hundred and fifty thousand", 250_000, None, None),
        ("twenty-five", 25, None, None),
        ("10 000", 10_000, None, None),
        ("1,500", 1500, None, None),
        ("a dozen", 12, None, None),
        ("a few hundred", 300, 200, 500),
        ("millions", 3e6, 1e6, 9e6),
        ("1k-5k", 2240, 1000, 5000),
        ("1-5k", 2240, 1000, 5000),
        ("2 to 3 million", 2.45e6, 2e6, 3e6),
        ("5k–20k", 10_000, 5000, 20_000),
    ],
)
def test_a_number_is_read_as_people_write_it(words, value, low, high):
    span = one_number(words)
    assert span is not None
    assert (span.value, span.low, span.high) == (value, low, high)


@pytest.mark.parametrize("words", ["", "many", "1e400", "five apples", "--", "k"])
def test_what_is_no_number_is_none(words):
    assert one_number(words) is None


@pytest.mark.parametrize(
    ("path", "raw", "value"),
    [
        ("latency.first_token_ms", "2s", 2000),
        ("latency.first_token_ms", "5m", 300_000),
        ("latency.first_token_ms", "p95<100ms", 100),
        ("latency.first_token_ms", "24h", 86_400_000),
        ("budget.monthly_usd", "$3k", 3000),
        ("budget.monthly_usd", "$36k a year", 3000),
        ("workload.requests_per_day", "3.65M a month", 120_000),
        ("workload.growth_per_year", "10x/yr", 10),
        ("workload.shared_prefix_share", "60%", 0.6),
        ("knowledge.pages", "40M tokens", 80_000),
        ("wish.train_params_b", "7b", 7),
        ("hardware.edge_memory_gb", "512m", 0.512),
        ("latency.tokens_per_s", "10+ tok/s", 10),
        ("workload.users", "40 people", 40),
        ("data.boundary", "Own network", "own_network"),
        ("data.sensitivity", "health, personal", ("health", "personal")),
        ("latency.batch_ok", "yes", True),
        ("hardware.owned", "none", ()),
    ],
)
def test_units_and_words_are_turned_into_the_fields_own(path, raw, value):
    found = coerce(FIELDS[path], raw).value
    assert found == (value if isinstance(value, (str, tuple)) else pytest.approx(value))


def test_a_range_keeps_its_ends_and_its_words():
    answer = coerce(FIELDS["workload.requests_per_day"], "1k-5k")
    assert (answer.low, answer.value, answer.high, answer.said) == (1000, 2240, 5000, "1k-5k")


def test_devices_have_counts_and_memory():
    devices = coerce(FIELDS["hardware.owned"], "2x3090, Mac Studio 96GB").value
    assert devices == (Device("3090", 2), Device("Mac Studio", 1, 96.0))


@pytest.mark.parametrize(
    ("path", "raw", "part"),
    [
        ("workload.requests_per_day", float("nan"), "not a number"),
        ("workload.requests_per_day", -5, "below 0"),
        ("workload.requests_per_day", "-5", "below 0"),
        ("workload.requests_per_day", 1e30, "above 100B"),
        ("workload.requests_per_day", 10**400, "is not a number"),
        ("workload.requests_per_day", True, "is no number"),
        ("workload.requests_per_day", {"value": 9, "low": 10, "high": 20}, "outside its own low and high"),
        ("workload.requests_per_day", {"low": 20, "high": 10}, "above high"),
        ("workload.requests_per_day", {"mean": 20}, "no 'mean'"),
        ("workload.users", 2.5, "not whole"),
        ("budget.monthly_usd", "€500", "not in US dollars"),
        ("latency.first_token_ms", "5 apples", "no unit"),
        ("data.boundary", "own netwrk", "Did you mean 'own_network'?"),
        ("latency.batch_ok", "maybe", "neither yes nor no"),
        ("hardware.owned", [{"name": "H100", "count": 0}], "no count of devices"),
        ("hardware.owned", [{"name": "H100", "watts": 7}], "no 'watts'"),
        ("data.sensitivity", 7, "no list"),
    ],
)
def test_a_bad_value_names_the_field_and_what_would_be_right(path, raw, part):
    with pytest.raises(UserError) as caught:
        coerce(FIELDS[path], raw)
    assert str(caught.value).startswith(path)
    assert part in str(caught.value)


@pytest.mark.parametrize("raw", [None, "not sure", "?", "don't know"])
def test_not_knowing_is_an_answer_of_its_own(raw):
    answer = coerce(FIELDS["team.skill"], raw)
    assert (answer.state, answer.value) == ("unknown", None)


def test_a_rare_size_is_asked_about():
    field = FIELDS["workload.requests_per_day"]
    assert must_confirm(field, coerce(field, "2B")).endswith("?")
    assert must_confirm(field, coerce(field, "2k")) == ""


@given(
    st.sampled_from(list(FIELDS)),
    st.one_of(
        st.text(), st.floats(), st.integers(), st.booleans(), st.none(), st.lists(st.text(), max_size=3)
    ),
)
def test_any_value_is_taken_or_refused_in_plain_words(field, raw):
    try:
        answer, error = coerce(field, raw), ""
    except UserError as caught:
        answer, error = coerce(field, None), str(caught)
    assert not error or (error.startswith(field.path) and "\n" not in error)
    if field.kind == "number" and answer.value is not None:
        assert field.low is None or answer.value >= field.low
        assert field.high is None or answer.value <= field.high


@given(st.floats(0, 1e10), st.floats(0, 1e10))
def test_the_middle_of_a_range_lies_inside(one, other):
    low, high = sorted((one, other))
    answer = coerce(FIELDS["workload.requests_per_day"], {"low": low, "high": high})
    assert answer.low <= answer.value <= answer.high


@pytest.mark.parametrize("choice", FIELDS["comparable.hardware"].choices)
def test_every_choice_is_taken_as_it_is_written(choice: str) -> None:
    field = FIELDS["comparable.hardware"]
    assert coerce(field, [choice]).value == (choice,)
    assert coerce(field, [choice.upper().replace("-", " ")]).value == (choice,)
