"""Where a far cheaper plan would also work, the page says what the difference buys and on what it hangs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.deciding import what_decides
from advisor.decide.extra_money import argues_with_money, far_cheaper
from advisor.decide.far import FAR, far_dearer, price
from advisor.decide.judge import material_of
from advisor.decide.ranking import aside_by_cases
from advisor.decide.records import Recommendation
from advisor.quantity import usd
from advisor.report.as_json import recommendation_json
from advisor.report.context import report_context
from advisor.strategy.fixed_model import weights_of
from tests.decide.test_unlike_others import run_on
from tests.strategy.stories import Look

CHAT: dict[str, Any] = {
    "use_case": {"kind": "chatbot"},
    "workload": {"requests_per_day": 2000, "input_tokens": 2000, "output_tokens": 250},
    "data": {"sensitivity": ["internal"], "boundary": "contract"},
    "team": {"skill": "ml"},
}
ON_RENTED: dict[str, Any] = {**CHAT, "evidence": {"worked": ["self_host_rented"]}}
ALMOST_FREE: dict[str, Any] = {
    **CHAT,
    "workload": {"requests_per_day": 5, "input_tokens": 100, "output_tokens": 20},
}
LIKE_OTHERS: dict[str, Any] = {**CHAT, "comparable": {**run_on("1x48GB"), "mostly": ["self_host_rented"]}}


def advised(advisor: Advisor, story: dict[str, Any]) -> Recommendation:
    return advisor.recommend(advisor.profile(story), as_of=date(2026, 11, 21))


def test_nothing_is_said_where_no_plan_is_far_cheaper(advisor: Advisor) -> None:
    found = advised(advisor, CHAT)
    assert found.extra is None
    assert report_context(found)["extra"] == []


def test_the_difference_stands_on_the_first_page_with_the_answer_it_hangs_on(advisor: Advisor) -> None:
    found = advised(advisor, ON_RENTED)
    extra, winner = found.extra, found.winner.plan
    assert extra is not None
    assert extra.fields == ("evidence.worked",)
    assert extra.times >= FAR
    first, reason, hangs = extra.sentences
    assert first.startswith(f"{usd(extra.usd)} a month more than {extra.plan.title}")
    assert reason.startswith("The reason: ")
    assert "“what worked: rented GPUs”" in hangs
    page = report_context(found)
    assert page["extra"] == list(extra.sentences)
    assert page["glance"]["head"][-1].endswith("instead")
    assert recommendation_json(found)["extra"]["plan"]["id"] == extra.plan.id
    without = {name: group for name, group in ON_RENTED.items() if name != "evidence"}
    assert advised(advisor, without).winner.plan.deployment != winner.deployment


def test_what_only_comparable_cases_ask_for_is_told_as_such(advisor: Advisor) -> None:
    extra = advised(advisor, LIKE_OTHERS).extra
    assert extra is not None
    assert extra.fields == ()
    assert "what comparable cases came to" in extra.sentences[1]
    assert extra.sentences[2].startswith("Nothing that you said asks for it: the cheaper plan is enough if")


def test_what_comparable_cases_came_to_does_not_hide_what_the_user_said(advisor: Advisor) -> None:
    extra = advised(advisor, {**LIKE_OTHERS, "evidence": ON_RENTED["evidence"]}).extra
    assert extra is not None
    assert extra.fields == ()
    assert extra.sentences[1].startswith("The reason: Serving on rented GPUs already works for you")
    assert "what comparable cases came to" in extra.sentences[1]
    assert extra.sentences[2].startswith("What you said asks for it: “what worked: rented GPUs”; yet without")


def test_another_model_is_no_cheaper_way_where_one_is_a_requirement(assessed: Look) -> None:
    free = assessed(**ON_RENTED)
    wish = {"model": "llama-3.3-70b", "fixed_model": True}
    bound = assessed(**ON_RENTED, wish=wish, comparable=run_on("2x80GB"))
    assert bound.best.plan.deployment == "self_host_rented"
    other = far_cheaper(free)
    assert other is not None
    assert other.plan.model != free.best.plan.model
    assert far_cheaper(replace(bound, ranked=(bound.best, other), refused=())) is None
    same_model = replace(other, plan=replace(other.plan, model=bound.best.plan.model))
    assert far_cheaper(replace(bound, ranked=(bound.best, other, same_model))) is same_model


def test_the_same_weights_at_a_provider_are_a_cheaper_way(assessed: Look) -> None:
    wish = {"model": "llama-3.3-70b", "fixed_model": True}
    bound = assessed(**ON_RENTED, wish=wish, comparable=run_on("2x80GB"))
    other = far_cheaper(bound)
    assert other is not None
    assert other.plan.hardware is None
    assert weights_of(bound.context, other.plan.model) == "llama-3.3-70b"


def test_what_cases_set_aside_is_no_cheaper_way_either_with_other_weights(assessed: Look) -> None:
    wish = {"model": "llama-3.3-70b", "fixed_model": True}
    bound = assessed(**ON_RENTED, wish=wish, comparable=run_on("2x80GB"))
    same = far_cheaper(bound)
    assert same is not None
    other = replace(same, plan=replace(same.plan, model="gpt-oss-120b"))
    for item in (same, other):
        assert aside_by_cases(bound.context, item)
    assert far_cheaper(replace(bound, ranked=(bound.best,), refused=(other,))) is None
    assert far_cheaper(replace(bound, ranked=(bound.best,), refused=(other, same))) is same


def test_far_apart_is_a_factor(assessed: Look) -> None:
    found = assessed(**ON_RENTED)
    plan, context = found.best.plan, found.context
    cheap = price(context, plan).value
    assert 0.99 * FAR * cheap - cheap > material_of(context)
    assert not far_dearer(context, 0.99 * FAR * cheap, plan)
    assert far_dearer(context, FAR * cheap, plan)


def test_far_apart_is_also_an_amount_that_counts(assessed: Look) -> None:
    found = assessed(**ALMOST_FREE)
    plan, context = found.best.plan, found.context
    cheap, counts = price(context, plan).value, material_of(context)
    assert FAR * cheap < 0.99 * counts
    assert not far_dearer(context, cheap + 0.99 * counts, plan)
    assert far_dearer(context, cheap + 1.01 * counts, plan)


@pytest.mark.parametrize("story", [CHAT, ON_RENTED, LIKE_OTHERS])
def test_plans_far_apart_in_money_are_no_tie(assessed: Look, story: dict[str, Any]) -> None:
    found = assessed(**story)
    best, context, apart = found.best, found.context, 0
    aside = (item for item in found.refused if aside_by_cases(context, item))
    for item in (item for item in (*found.ranked[1:], *aside) if item.plan.priced):
        cheap, dear = sorted((best.plan, item.plan), key=lambda plan: price(context, plan).value)
        of_equal_points = replace(item, values=best.values, bonus=best.bonus)
        if far_dearer(context, price(context, dear).value, cheap):
            assert "Nearly a tie" not in what_decides(found, of_equal_points)
            apart += 1
        else:
            assert "Nearly a tie" in what_decides(found, of_equal_points)
    assert apart > 0


def test_what_counts_as_little_is_less_for_who_pays_alone(assessed: Look) -> None:
    assert material_of(assessed(**{**CHAT, "team": {"own_time": True}}).context) < material_of(
        assessed(**CHAT).context
    )


OWNED: dict[str, Any] = {"hardware": {"owned": [{"name": "l40s", "count": 1}]}}
IN_EU: dict[str, Any] = {"data": {**CHAT["data"], "boundary": "region", "region": "eu"}}
ON_SITE: dict[str, Any] = {"comparable": {**run_on("1x48GB"), "mostly": ["on_prem"]}}


@pytest.mark.parametrize(
    ("story", "names"),
    [
        ({**OWNED, **ON_SITE}, ["“hardware you own: 1x l40s”"]),
        (
            {**OWNED, **ON_SITE, **IN_EU},
            ["“hardware you own: 1x l40s”", "“where the data may go: inside your region”"],
        ),
        ({"comparable": LIKE_OTHERS["comparable"], **IN_EU}, ["“where the data may go: inside your region”"]),
    ],
)
def test_the_answers_that_speak_for_the_dearer_plan_are_named(
    advisor: Advisor, story: dict[str, Any], names: list[str]
) -> None:
    extra = advised(advisor, {**CHAT, **story}).extra
    assert extra is not None
    assert extra.sentences[2].startswith("What you said speaks for it, though nothing requires it: ")
    assert all(name in extra.sentences[2] for name in names)


def test_a_rule_that_speaks_of_a_price_is_never_the_reason_to_pay_more(assessed: Look) -> None:
    fired = {f.rule.code: f for f in assessed(**{**CHAT, "workload": {"requests_per_day": 300}}).findings}
    assert argues_with_money(fired["VOL001"])
    assert not argues_with_money(fired["LAD003"])
