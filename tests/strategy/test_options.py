"""Options: the words that can be recommended, and what each of them says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advisor.errors import UserError
from advisor.profile import fact_fields, standard_fields
from advisor.rules.expr import parse
from advisor.rules.schema import Schema
from advisor.strategy.options import children, load_options, read_options, words

VOCABULARY = Path(__file__).resolve().parents[3] / "shared" / "cases" / "vocabulary.json"
OPTIONS = load_options()
ROW = {
    "kind": "technique",
    "title": "A title",
    "summary": "A summary that is long enough.",
    "do": "Do the thing that is described here.",
    "source": "Somebody, somewhere, in some year",
    "as_of": "2026-11-20",
}


def vocabulary():
    if not VOCABULARY.is_file():
        pytest.skip("the vocabulary of the decision cases is not on this machine")
    return json.loads(VOCABULARY.read_text("utf-8"))


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("deployment", "deployment"),
        ("adaptation", "adaptation"),
        ("technique", "inference_optimisation"),
        ("behaviour", "behaviour"),
    ],
)
def test_every_word_of_the_vocabulary_is_an_option_of_its_kind(kind, key):
    assert set(vocabulary()[key]) <= set(words(OPTIONS, kind))


def test_every_child_of_the_vocabulary_satisfies_its_parent():
    for parent, narrower in vocabulary()["children"].items():
        known = {word for word in narrower if word in OPTIONS}
        assert known <= set(children(OPTIONS, parent)), parent


def test_the_choices_of_the_plan_fields_are_options_of_that_kind():
    facts = {field.path: field for field in fact_fields()}
    for path, kind in (
        ("plan.deployment", "deployment"),
        ("plan.adaptations", "adaptation"),
        ("plan.techniques", "technique"),
    ):
        assert set(facts[path].choices) <= set(words(OPTIONS, kind))


@pytest.mark.parametrize("option", OPTIONS.values(), ids=lambda option: option.id)
def test_an_option_reads_as_advice(option):
    assert option.summary.endswith(".")
    assert option.do.endswith(".")
    assert option.do[0].isupper()
    assert option.source
    assert option.as_of == "2026-11-20"


@pytest.mark.parametrize("option", OPTIONS.values(), ids=lambda option: option.id)
def test_the_needs_of_an_option_are_conditions_over_known_fields(option):
    schema = Schema.of(standard_fields(), fact_fields())
    for need in option.needs:
        assert parse(need.when, schema).fields


def test_only_adaptations_change_weights():
    assert {option.kind for option in OPTIONS.values() if option.trains} == {"adaptation"}


def test_a_hosted_model_is_the_least_work_of_all_deployments():
    hosted = OPTIONS["hosted_api"]
    for word in ("managed_open_endpoint", "self_host_rented", "on_prem", "hybrid", "shared_cluster"):
        assert hosted.people[1] <= OPTIONS[word].people[1]
        assert hosted.risk <= OPTIONS[word].risk


def test_training_from_nothing_is_the_riskiest_and_longest_adaptation():
    scratch = OPTIONS["pretrain_from_scratch"]
    for word in words(OPTIONS, "adaptation"):
        assert OPTIONS[word].risk <= scratch.risk
        assert OPTIONS[word].weeks[1] <= scratch.weeks[1]


def test_an_unknown_key_is_named():
    with pytest.raises(UserError, match=r"'a'.*'sumary'"):
        read_options({"a": {**ROW, "sumary": "x"}})


def test_a_range_out_of_order_is_refused():
    with pytest.raises(UserError, match="weeks as low, expected, high"):
        read_options({"a": {**ROW, "weeks": [3, 2, 4]}})


def test_a_negative_amount_is_refused():
    with pytest.raises(UserError, match=r"people\.0"):
        read_options({"a": {**ROW, "people": [-1, 0, 1]}})


def test_a_parent_that_is_no_option_is_refused():
    with pytest.raises(UserError, match="parent 'b', which is no option"):
        read_options({"a": {**ROW, "parents": ["b"]}})


def test_all_that_may_be_reported_to_work_is_an_option():
    assert set(standard_fields()["evidence.worked"].choices) <= OPTIONS.keys()
