"""Reasons read like a person wrote them and agree with the figures beside them."""

from __future__ import annotations

from advisor.decide.judge import month_now_usd
from advisor.decide.outlook import review
from advisor.decide.reasons import why_not, why_winner
from advisor.decide.roadmap import roadmap
from advisor.strategy.directives import asking_for
from tests.conftest import TODAY
from tests.strategy.stories import FACTORY, SHOP, Look, changed

MANY = {"count": 4000}


def test_a_plan_is_named_once_in_what_speaks_against_it(assessed: Look) -> None:
    found = assessed(**SHOP)
    for item in found.ranked[1:]:
        assert not any(item.plan.title in text for text in why_not(found, item))


def test_no_reason_is_given_twice(assessed: Look) -> None:
    for story in (SHOP, FACTORY):
        reasons = [text.partition(": ")[2] or text for text in why_winner(assessed(**story))]
        assert len(reasons) == len(set(reasons))


def test_a_month_of_a_plan_without_purchases_is_the_month_that_the_report_shows(assessed: Look) -> None:
    plan = assessed(**SHOP).best.plan
    assert plan.estimates["usd_once"].high == 0
    assert month_now_usd(plan, 36) is plan.estimates["usd_month"]


def test_who_has_checked_examples_sets_some_aside_and_who_has_none_collects_them(assessed: Look) -> None:
    assert roadmap(assessed(**SHOP), ())[0].do.startswith("Collect 50")
    assert "80 of your 400" in roadmap(assessed(**changed(SHOP, examples={"count": 400})), ())[0].do
    assert "a fifth of your 4,000" in roadmap(assessed(**changed(SHOP, examples=MANY)), ())[0].do
    millions = changed(SHOP, examples={"count": 50_000_000})
    assert "Set 5,000 of your 50M" in roadmap(assessed(**millions), ())[0].do


def test_data_that_may_not_leave_is_not_tried_on_a_rented_device(assessed: Look) -> None:
    trial = roadmap(assessed(**FACTORY), ())[1].do
    assert "Rent" not in trial
    assert "inside your own network" in trial


def test_idle_hardware_is_looked_at_again_when_it_fills_up(assessed: Look) -> None:
    found = assessed(**FACTORY)
    assert found.best.plan.estimates["utilisation"].value < 0.4
    assert "more than 80%" in review(found, TODAY)[1]


def test_no_reason_compares_with_what_a_rule_forbids_but_the_price_of_the_rule_is_told(
    assessed: Look,
) -> None:
    found = assessed(**FACTORY)
    forbidden = [item.plan for item in found.refused if item.plan.forbidden]
    reasons = why_winner(found)
    assert forbidden
    assert not any(text.startswith(plan.title) for plan in forbidden for text in reasons)
    assert reasons[-1].startswith("Keeping the data in costs about $")


def test_where_nothing_is_forbidden_no_rule_has_a_price(assessed: Look) -> None:
    assert not any(text.startswith("Keeping the data in") for text in why_winner(assessed(**SHOP)))


def test_comparable_cases_are_no_reason_where_another_rule_asks_for_the_same(assessed: Look) -> None:
    found = assessed(**changed(SHOP, comparable={"words": ["hosted_api"]}))
    asking = asking_for(found.findings, "hosted_api")
    assert found.best.plan.deployment == "hosted_api"
    assert {"CMP014"} < {finding.rule.code for finding in asking}
    cases = next(finding.message for finding in asking if finding.rule.code == "CMP014")
    assert not any(cases in text for text in why_winner(found))
