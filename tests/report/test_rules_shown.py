"""What a rule looked at stands beside it in the report, each field once."""

from __future__ import annotations

from dataclasses import replace

from advisor.report.context import report_context
from advisor.rules.records import Compared
from tests.report.sample import sample


def test_a_rule_shows_the_answer_it_read_and_stands_once_for_several_plans() -> None:
    fired = replace(
        sample().findings[0],
        status="fired",
        trace=(Compared('"classified" in data.sensitivity', "classified", "personal", False),),
    )
    rows = report_context(replace(sample(), findings=(fired, replace(fired, plan="other"))))["rules"]
    assert [row["compared"] for row in rows] == ["data.sensitivity = personal"]


def test_a_rule_shows_a_field_whose_name_holds_digits() -> None:
    looked = (Compared("facts.p95_ms > 1.5 * latency.ms2", "900", "600", True),)
    fired = replace(sample().findings[0], status="fired", trace=looked)
    rows = report_context(replace(sample(), findings=(fired,)))["rules"]
    assert rows[0]["compared"] == "facts.p95_ms = 900"


def test_what_was_worked_out_of_an_answer_is_not_shown_as_the_answer() -> None:
    looked = (
        Compared("budget.current_usd_month >= 1000", "4,400", "1,000", True),
        Compared("budget.current_usd_month * workload.growth_per_year >= 3000", "8,800", "3,000", True),
    )
    fired = replace(sample().findings[0], status="fired", trace=looked)
    rows = report_context(replace(sample(), findings=(fired,)))["rules"]
    assert rows[0]["compared"] == (
        "budget.current_usd_month = 4,400; budget.current_usd_month * workload.growth_per_year = 8,800"
    )


def test_a_field_times_a_number_is_not_shown_as_the_field() -> None:
    looked = (Compared("facts.wish_params_b * 2.3 > facts.wish_memory_gb", "73.6", "40", True),)
    fired = replace(sample().findings[0], status="fired", trace=looked)
    rows = report_context(replace(sample(), findings=(fired,)))["rules"]
    assert rows[0]["compared"] == "facts.wish_params_b * 2.3 = 73.6"
