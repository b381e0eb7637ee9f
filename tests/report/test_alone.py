"""One plan that is left alone, and weeks that read alike: nothing is claimed that the tables below deny."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from advisor.api import Advisor
from advisor.decide.records import Recommendation
from advisor.decide.roadmap import roadmap
from advisor.report.context import report_context
from advisor.report.first_page import sure_sentence
from advisor.strategy.records import Limit
from tests.report.sample import gpu_plan, sample
from tests.strategy.stories import Look


def alone(*, feasible: bool) -> Recommendation:
    """Return a recommendation of one plan, beside one that was set aside or that breaks a limit."""
    found = sample()
    plan = replace(gpu_plan(), feasibility="feasible" if feasible else "infeasible")
    behind = replace(found.plans[0], plan=plan, why_not=("A rule speaks against it.",))
    return replace(found, plans=found.plans[:1], refused=(behind,))


def test_a_plan_beside_others_that_rules_set_aside_is_not_the_only_one_within_the_limits() -> None:
    told = sure_sentence(alone(feasible=True))
    assert "neither a rule nor comparable cases set aside" in told
    assert "Alternatives" in told


def test_a_plan_beside_others_that_only_rules_put_out_is_told_to_stand_within_limits_and_rules() -> None:
    found = alone(feasible=False)
    limit = Limit("rule", "own hardware", "a provider", "BND999", "The data must stay inside.")
    out = replace(found.refused[0], plan=replace(found.refused[0].plan, limits=(limit,)))
    assert "neither a rule nor comparable cases set aside" in sure_sentence(replace(found, refused=(out,)))


def test_a_plan_beside_others_that_break_a_limit_is_the_only_one_within_them() -> None:
    told = sure_sentence(alone(feasible=False))
    assert "the only plan that meets every limit" in told
    assert "no rule" not in told


@pytest.mark.parametrize("kind", ["undecided", "chatbot"])
def test_three_years_are_priced_only_of_a_task_that_is_named(advisor: Advisor, kind: str) -> None:
    found = advisor.recommend(advisor.profile({"use_case": {"kind": kind}}), as_of=date(2026, 11, 21))
    cost = report_context(found)["cost"]
    assert ("three years" in cost) is (kind == "chatbot")
    assert ("before a task is named" in cost) is (kind == "undecided")
    assert ("To try it: call" in found.headline) is (kind == "undecided")


@pytest.mark.parametrize("kind", ["chatbot", "extraction", "classification", "document_qa"])
def test_weeks_whose_ends_read_alike_are_told_once(assessed: Look, kind: str) -> None:
    for live in ({}, {"deployments": ["hosted_api"]}):
        for stage in roadmap(assessed(use_case={"kind": kind}, current=live), ()):
            low, dash, high = stage.when.partition("(")[2].rstrip(")").partition("–")
            assert not dash or low != high, stage.when
