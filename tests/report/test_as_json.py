"""The JSON form: stable keys, figures with their ranges, and nothing that JSON cannot hold."""

from __future__ import annotations

import json

from advisor.report.as_json import recommendation_json
from tests.report.sample import nothing_fits, sample

KEYS = {
    "schema_version",
    "verdict",
    "plans",
    "advice",
    "advice_against",
    "hardware_class",
    "assumptions",
    "tipping_points",
    "questions_open",
    "findings",
    "roadmap",
    "factors",
    "not_priced",
    "problems",
}
PLAN_KEYS = {
    "rank",
    "deployment",
    "adaptations",
    "techniques",
    "model",
    "hardware",
    "feasible",
    "why",
    "costs",
    "acceptability",
}


def test_every_promised_key_is_there() -> None:
    for recommendation in (sample(), nothing_fits()):
        document = recommendation_json(recommendation)
        assert set(document) >= KEYS
        assert all(set(plan) >= PLAN_KEYS for plan in document["plans"])


def test_advice_is_words_of_the_vocabulary_and_reasons_explain_them() -> None:
    document = recommendation_json(sample())
    assert (document["advice"], document["advice_against"]) == (["hosted_api"], ["lora"])
    assert document["reasons"]["lora"]["because"] == "There are no labelled examples."


def test_a_cost_is_a_figure_with_range_formula_sources_and_date() -> None:
    cost = recommendation_json(sample())["plans"][0]["costs"]["usd_month"]
    assert set(cost) == {"value", "low", "high", "unit", "formula", "sources", "as_of"}
    assert cost["low"] < cost["value"] < cost["high"]
    assert cost["sources"] == ["Price list https://example.com/prices"]
    assert cost["as_of"] == "2026-11-02"


def test_refused_plans_come_last_with_the_limits_they_break() -> None:
    plans = recommendation_json(sample())["plans"]
    assert [plan["feasible"] for plan in plans] == [True, True, False]
    assert plans[-1]["limits"][0] == {
        "name": "memory of the device",
        "needs": "243 GB",
        "has": "64 GB",
        "rule": "serving",
    }


def test_markers_are_no_estimates() -> None:
    assert "scales_with_traffic" not in recommendation_json(sample())["plans"][0]["estimates"]


def test_it_survives_a_round_through_json() -> None:
    document = recommendation_json(sample())
    assert json.loads(json.dumps(document, allow_nan=False)) == document
