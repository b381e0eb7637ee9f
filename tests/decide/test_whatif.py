"""A what-if that is answered without working it out must be what working it out would give."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.api import Advisor
from advisor.decide.assess import assess
from advisor.decide.front import leading
from advisor.decide.hopes import at_most, hopes, known_of
from advisor.decide.plan_class import class_of
from advisor.decide.ranking import central_weights, compromise
from advisor.decide.recommend import hardware_class_of, settled
from advisor.decide.whatif import WhatIf
from advisor.profile import Answer, Profile
from advisor.profile.watched import Watched, whether_said
from advisor.strategy.context import Context
from advisor.strategy.generate import Way, ways
from advisor.strategy.records import Plan
from tests.decide.test_properties import stories

CHANGES: tuple[tuple[str, object], ...] = (
    ("data.boundary", "air_gapped"),
    ("data.boundary", "region"),
    ("data.sensitivity", ("health",)),
    ("examples.count", 20_000.0),
    ("examples.checkable", True),
    ("quality.failure", "reasoning"),
    ("quality.failure", "format"),
    ("quality.bar", "draft"),
    ("time.deadline_weeks", 2.0),
    ("budget.monthly_usd", 100.0),
    ("team.skill", "research"),
    ("use_case.harm", True),
    ("workload.requests_per_day", 5e6),
    ("workload.growth_per_year", 10.0),
    ("knowledge.pages", 9000.0),
    ("exclusions.deployments", ("hosted_api",)),
    ("priorities.order", ("privacy", "cost")),
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(stories(), st.sampled_from(CHANGES))
def test_a_what_if_gives_what_a_new_assessment_gives(
    advisor: Advisor, story: dict[str, Any], change: tuple[str, Any]
) -> None:
    path, value = change
    if path not in advisor.fields.paths():
        pytest.fail(f"{path} is no field any more")
    profile = advisor.profile(story)
    now = advisor.filled(profile)
    base = assess(advisor.engine, now, advisor.use_case(now), advisor.today, traced=False)
    what_if = WhatIf(advisor.engine, base, advisor.use_case, advisor.today)
    then = advisor.filled(profile.with_answer(path, Answer(value, "answered")))
    new = assess(advisor.engine, then, advisor.use_case(then), advisor.today, traced=False)
    old = what_if.assessed(then)
    assert settled(old) == settled(new)
    assert what_if.winner(then) == (new.best.plan if new.ranked else None)
    assert (old is None) is not bool(new.ranked)
    if old is None:
        return
    assert old.best.plan == new.best.plan
    assert old.best.values == new.best.values
    assert hardware_class_of(old) == hardware_class_of(new)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(stories())
def test_no_plan_is_better_than_its_way_may_hope_for(advisor: Advisor, story: dict[str, Any]) -> None:
    found = advisor.assess(advisor.profile(story))
    context = found.context
    weights = central_weights(context.profile.words("priorities.order"))
    more = at_most(finding.rule for finding in found.findings)
    fine = {item.plan.id: item for item in found.ranked}
    known = tuple((way, known_of(context, way, weights, more)) for way in ways(context))
    best = {way.name: hope for hope, way in hopes(context, known, weights, more, found.reference_usd_month)}
    for way in ways(context):
        for item in (fine[plan.id] for plan in way.made(context) if plan.id in fine):
            assert (compromise(context, item), -item.total(weights)) >= best[way.name]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(stories())
def test_plans_stand_on_the_classes_of_hardware_that_their_way_may(
    advisor: Advisor, story: dict[str, Any]
) -> None:
    context = advisor.assess(advisor.profile(story)).context
    for way in ways(context):
        if not way.may_be_there:
            standing = {class_of(context, plan) for plan in way.made(context) if not plan.trains}
            assert standing - {"none"} <= set(way.classes)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(stories())
def test_plans_go_by_one_name_only_where_all_of_them_are_those_that_fit(
    advisor: Advisor, story: dict[str, Any]
) -> None:
    context = advisor.assess(advisor.profile(story)).context
    for way in ways(context):
        made, fitting = way.made(context), way.fitting(context)
        assert made == fitting if way.name_of_all == way.name else all(plan in made for plan in fitting)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(stories())
def test_the_plan_in_front_is_the_best_of_all_plans(advisor: Advisor, story: dict[str, Any]) -> None:
    now = advisor.filled(advisor.profile(story))
    one = leading(advisor.engine, now, advisor.use_case(now), advisor.today)
    every = assess(advisor.engine, now, advisor.use_case(now), advisor.today, traced=False)
    assert settled(one) == settled(every)
    assert [item.plan for item in one.ranked] == [item.plan for item in every.ranked[:1]]


def test_a_question_makes_no_plan_that_only_comes_nearest(
    advisor: Advisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def noted(way: Way, context: Context) -> tuple[Plan, ...]:
        made.append(way.name)
        return tuple(way.plans(context))

    monkeypatch.setattr(Way, "made", noted)
    shop = {"use_case": {"kind": "chatbot"}, "workload": {"requests_per_day": 737}}
    assert advisor.next_question(advisor.profile(shop)) is not None
    assert not made


def test_a_way_that_surely_loses_is_neither_sized_nor_priced(
    advisor: Advisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    fitting = Way.fitting

    def noted(way: Way, context: Context) -> tuple[Plan, ...]:
        made.append(way.name)
        return fitting(way, context)

    monkeypatch.setattr(Way, "fitting", noted)
    shop = {"use_case": {"kind": "chatbot"}, "workload": {"requests_per_day": 731}}
    now = advisor.filled(advisor.profile({**shop, "comparable": {"shares": "none 0.98, 1x24GB 0.02"}}))
    base = assess(advisor.engine, now, advisor.use_case(now), advisor.today, traced=False)
    then = now.with_answer("workload.requests_per_day", Answer(733.0, "answered"))
    WhatIf(advisor.engine, base, advisor.use_case, advisor.today).winner(then)
    assert "hosted hosted_api" in made
    assert not {"own self_host_rented", "own on_prem"} & set(made)


def test_a_watched_profile_answers_the_same_and_notes_what_was_read() -> None:
    plain = Profile().with_answer("examples.count", Answer(3.0)).with_answer("use_case.harm", Answer(True))
    watched = Watched(plain)
    assert watched.number("examples.count") == 3.0
    assert watched.text("team.skill", "ml") == "ml"
    assert watched.seen == {"examples.count", "team.skill"}
    assert (watched.said("use_case.harm"), watched.said("team.own_time")) == (True, False)
    assert watched.seen == {
        "examples.count",
        "team.skill",
        *map(whether_said, ("use_case.harm", "team.own_time")),
    }
    assert dict(watched) == dict(plain)
