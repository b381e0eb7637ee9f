"""The shipped packs: every rule loads, passes its own tests, and speaks in known words."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from advisor.profile import fact_fields, standard_fields
from advisor.resources import bundled
from advisor.rules.engine import evaluate
from advisor.rules.library import load_packs
from advisor.rules.schema import standard_schema
from advisor.rules.testing import run_tests
from advisor.rules.values import typed_values
from advisor.strategy.options import load_options

LIBRARY = load_packs([bundled("rules")], standard_fields(), fact_fields())
RULES = LIBRARY.rules
OPTIONS = load_options()
SENTENCE_END = re.compile(r"[.?!](?:\s|$)")
EVERYDAY = {
    "use_case": {"kind": "chatbot", "modality": "text"},
    "workload": {
        "requests_per_day": 500,
        "input_tokens": 800,
        "output_tokens": 300,
        "shared_prefix_share": 0.5,
        "shape": "office_hours",
        "growth_per_year": 2,
    },
    "latency": {"first_token_ms": 1000, "batch_ok": False},
    "data": {"boundary": "contract"},
    "knowledge": {"needed": True, "freshness": "monthly", "pages": 120},
    "quality": {"bar": "good", "failure": "not_tried", "domain_gap": "low"},
    "examples": {"count": 0},
    "team": {"skill": "developers"},
    "tenants": {"count": 1},
    "time": {"horizon_months": 36},
    "facts": {
        "api_usd_month": 44,
        "gpu_usd_month": 3500,
        "gpu_utilisation": 0.02,
        "tokens_per_month": 16e6,
        "knowledge_tokens": 60e3,
        "needed_tier": "small",
    },
}


def test_no_pack_has_a_mistake():
    assert [str(problem) for problem in LIBRARY.problems] == []


def test_there_are_packs_by_subject_with_enough_rules():
    assert len(LIBRARY.packs) >= 10
    assert len(RULES) >= 150


@pytest.mark.parametrize("outcome", list(run_tests(RULES)), ids=lambda o: f"{o.rule.code} {o.test.name}")
def test_a_rule_does_what_its_own_test_says(outcome):
    assert outcome.passed, outcome.sentence()


def test_codes_and_names_are_unique():
    assert max(Counter(rule.code for rule in RULES).values()) == 1
    assert max(Counter(rule.name for rule in RULES).values()) == 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_speaks_in_words_that_are_options(rule):
    named = {*rule.advise, *rule.against, *(w for words in rule.applies_to.values() for w in words)}
    assert named <= set(OPTIONS)
    assert not set(rule.advise) & set(rule.against)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_does_something_or_says_why_it_only_speaks(rule):
    acts = rule.advise or rule.against or rule.applies_to or rule.adjust or rule.ask
    reads_plan = any(path.startswith("plan.") for path in rule.check.fields)
    assert acts or reads_plan or rule.kind == "warn"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_message_is_at_most_three_short_sentences(rule):
    assert len(SENTENCE_END.findall(rule.message)) <= 3
    assert len(rule.message) <= 420
    assert rule.why.endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_source_can_be_found_and_is_dated_or_is_law(rule):
    own = [s for s in rule.sources if s.startswith("Advisor's own")]
    assert all(
        "see why" in s or "option" in s or "computation" in s or "reading" in s or "from" in s for s in own
    )
    assert all(len(source) >= 10 for source in rule.sources)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_no_message_shows_an_unknown_where_the_rule_fires(rule):
    schema = standard_schema()
    for test in rule.tests:
        if test.expect == "fired":
            finding = evaluate((rule,), typed_values(test.given, schema), schema=schema)[0]
            assert "unknown" not in finding.message, finding.message


def fired(**changes):
    given = {group: dict(values) for group, values in EVERYDAY.items()}
    for path, value in changes.items():
        group, name = path.split("__")
        given.setdefault(group, {})[name] = value
    schema = standard_schema()
    findings = evaluate(RULES, typed_values(given, schema), schema=schema)
    return {f.rule.code: f for f in findings if f.status == "fired"}


def words(findings, what, *kinds):
    return {w for f in findings.values() if not kinds or f.rule.kind in kinds for w in getattr(f.rule, what)}


def test_a_small_help_chat_is_told_to_stay_hosted_and_not_to_train():
    found = fired()
    assert {"hosted_api", "evals_first", "prompt_engineering"} <= words(found, "advise")
    assert {"on_prem", "self_host_rented", "lora", "full_ft"} <= words(found, "against")
    assert not {"lora", "full_ft", "on_prem"} & words(found, "advise")


def test_no_rule_asks_for_a_purchase_at_any_small_volume():
    for requests in (1, 100, 5000):
        assert "on_prem" not in words(fired(workload__requests_per_day=requests), "advise")


def test_forcing_the_network_takes_every_outside_service_away():
    for boundary in ("own_network", "air_gapped"):
        found = fired(data__boundary=boundary)
        gone = {
            w
            for f in found.values()
            if f.rule.kind == "exclude"
            for w in f.rule.applies_to.get("deployment", ())
        }
        assert {"hosted_api", "managed_open_endpoint", "self_host_rented"} <= gone


@pytest.mark.parametrize(("count", "expected"), [(10, False), (999, False), (1000, True), (50000, True)])
def test_tuning_is_asked_for_from_a_thousand_examples_in_an_unusual_field(count, expected):
    found = fired(use_case__kind="extraction", examples__count=count, quality__domain_gap="medium")
    assert ("lora" in words(found, "advise", "require")) is expected


@pytest.mark.parametrize("failure", ["facts"])
def test_no_number_of_examples_makes_tuning_teach_facts(failure):
    found = fired(quality__failure=failure, examples__count=100_000, quality__domain_gap="high")
    assert "lora" not in words(found, "advise")
    assert "rag" in words(found, "advise")


def test_a_wish_to_pretrain_is_refused_for_every_ordinary_use_case():
    for kind in ("chatbot", "agents", "classification", "code", "voice", "edge", "tabular"):
        found = fired(use_case__kind=kind, wish__adaptations=["pretrain_from_scratch"])
        gone = {
            w
            for f in found.values()
            if f.rule.kind == "exclude"
            for w in f.rule.applies_to.get("adaptation", ())
        }
        assert "pretrain_from_scratch" in gone


def test_required_and_forbidden_words_do_not_contradict_each_other_in_everyday_profiles():
    for kind in (
        "chatbot",
        "document_qa",
        "agents",
        "extraction",
        "classification",
        "code",
        "voice",
        "search",
    ):
        for boundary in ("any_cloud", "contract", "region", "own_cloud", "own_network", "air_gapped"):
            found = fired(use_case__kind=kind, data__boundary=boundary)
            required = words(found, "advise", "require")
            gone = {
                w
                for f in found.values()
                if f.rule.kind == "exclude"
                for ws in f.rule.applies_to.values()
                for w in ws
            }
            assert not required & gone, (kind, boundary, required & gone)
