from __future__ import annotations

from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.assess import Assessment
from advisor.decide.tipping import LADDERS, NUMBERS, SCALES, outcome, tipping_points
from advisor.decide.values import choice_words, number_beside
from advisor.profile import Answer, Profile
from advisor.strategy.records import Plan
from tests.strategy.stories import FACTORY, SHOP, Look, changed

STORIES = {
    "shop": SHOP,
    "shop with little money": changed(SHOP, budget={"monthly_usd": 3000}),
    "factory with little money": changed(FACTORY, budget={"one_off_usd": 10_000}),
    "sorting": {
        "use_case": {"kind": "classification", "narrow": True},
        "workload": {"requests_per_day": 300_000, "input_tokens": 300, "output_tokens": 5},
        "examples": {"count": 20_000},
        "team": {"skill": "ml"},
    },
}


def decider(advisor: Advisor) -> Any:
    def winner(profile: Profile) -> Plan:
        return advisor.assess(profile).best.plan

    return winner


def moved(found: Assessment, path: str, factor: float) -> Profile:
    answer = found.context.profile.get(path)
    assert answer is not None
    ends = [end * factor if isinstance(end, float | int) else None for end in (answer.low, answer.high)]
    assert isinstance(answer.value, float | int)
    return found.context.profile.with_answer(path, Answer(answer.value * factor, "answered", *ends))


def threshold_of(shown: str) -> float:
    number = shown.split(maxsplit=1)[0].replace(",", "")
    times = {"M": 1e6, "B": 1e9, "T": 1e12}.get(number[-1], 1.0)
    return float(number.rstrip("MBT")) * times


@pytest.mark.parametrize("name", STORIES)
def test_the_advice_flips_just_past_a_threshold_and_not_before(
    advisor: Advisor, assessed: Look, name: str
) -> None:
    found, winner = assessed(**STORIES[name]), decider(advisor)
    base = outcome(found.best.plan)
    points = [p for p in tipping_points(found, winner) if p.field in NUMBERS]
    if not points:
        ends = [moved(found, path, end) for path in NUMBERS for end in (SCALES[-1], 1 / SCALES[-1])]
        assert all(outcome(winner(end)) == base for end in ends)
    for point in points:
        now = found.context.profile.number(point.field)
        assert now
        past = threshold_of(point.threshold) / now
        up = past > 1
        beyond, before = (past * 1.06, past / 1.15) if up else (past / 1.06, past * 1.15)
        assert outcome(winner(moved(found, point.field, beyond))) != base, point.sentence
        if (before > 1) == up:
            assert outcome(winner(moved(found, point.field, before))) == base, point.sentence


@pytest.mark.parametrize("name", STORIES)
def test_a_step_of_a_ladder_really_changes_the_advice(advisor: Advisor, assessed: Look, name: str) -> None:
    found, winner = assessed(**STORIES[name]), decider(advisor)
    fields = found.context.profile.fields
    steps = {
        number_beside(fields[path], s) if isinstance(s, float) else choice_words(fields[path], s): s
        for path, ladder in LADDERS.items()
        for s in ladder
    }
    for point in tipping_points(found, winner):
        if point.field not in LADDERS:
            continue
        profile = found.context.profile.with_answer(point.field, Answer(steps[point.threshold], "answered"))
        assert outcome(winner(profile)) != outcome(found.best.plan), point.sentence


def test_more_traffic_than_the_budget_bears_is_a_tipping_point(advisor: Advisor, assessed: Look) -> None:
    found = assessed(**changed(SHOP, budget={"monthly_usd": 30, "one_off_usd": 0}))
    points = tipping_points(found, decider(advisor))
    assert "nothing meets every limit" in [p.becomes for p in points if p.field == NUMBERS[0]]


def test_a_threshold_never_lies_beyond_what_the_field_allows(advisor: Advisor, assessed: Look) -> None:
    found = assessed(**changed(SHOP, workload={"requests_per_day": 9e9, "output_tokens": 90_000}))
    for point in tipping_points(found, decider(advisor)):
        if point.field in NUMBERS:
            assert threshold_of(point.threshold) <= (advisor.fields[point.field].high or 0)


def test_without_traffic_no_volume_changes_the_advice(advisor: Advisor, assessed: Look) -> None:
    found = assessed(**changed(SHOP, workload={"requests_per_day": 0}))
    assert NUMBERS[0] not in [p.field for p in tipping_points(found, decider(advisor))]


def test_naming_traffic_at_all_is_no_threshold(advisor: Advisor, assessed: Look) -> None:
    found = assessed(
        use_case={"kind": "foundation_model"},
        language={"corpus_tokens": 5e9},
        wish={"adaptations": ["continued_pretraining"], "train_params_b": 8},
        team={"skill": "research"},
    )
    base = outcome(found.best.plan)
    same = outcome(decider(advisor)(moved(found, NUMBERS[0], 1.0)))
    fields = [p.field for p in tipping_points(found, decider(advisor))]
    assert same == base or NUMBERS[0] not in fields


@pytest.mark.parametrize("name", ["factory with little money", "sorting"])
def test_where_money_or_volume_is_tight_there_is_a_threshold(
    advisor: Advisor, assessed: Look, name: str
) -> None:
    points = tipping_points(assessed(**STORIES[name]), decider(advisor))
    assert any(point.field in NUMBERS for point in points)
