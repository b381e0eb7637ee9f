from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from advisor.api import Advisor
from advisor.decide.records import Recommendation
from advisor.decide.sureness import sureness
from advisor.decide.tipping import kind_of
from advisor.strategy.classes import SCALE
from tests.strategy.stories import FACTORY, SHOP, changed

Decide = Callable[..., Recommendation]
FACTORS = [
    "purpose",
    "cost",
    "time to value",
    "hardware",
    "relevance",
    "scalability",
    "what to optimise",
]
LAPTOP = {"name": "MacBook", "count": 1, "memory_gb": 64}
DREAM = changed(SHOP, wish={"model": "Llama 3.1 405B", "devices": [LAPTOP]}, latency={"total_ms": 50})
FRAUD = {
    "use_case": {"kind": "tabular"},
    "workload": {"requests_per_day": 2_000_000},
    "examples": {"count": 500_000},
}
LANGUAGE = {
    "use_case": {"kind": "foundation_model"},
    "language": {"corpus_tokens": 30e9, "names": ["Faroese"], "rare": True},
    "wish": {"train_params_b": 8},
    "team": {"skill": "research"},
    "data": {"boundary": "any_cloud", "sensitivity": ["public"]},
    "budget": {"one_off_usd": 2_000_000},
}


@pytest.fixture(scope="module")
def shop(recommended: Decide) -> Recommendation:
    return recommended(**SHOP)


@pytest.fixture(scope="module")
def dream(recommended: Decide) -> Recommendation:
    return recommended(**DREAM)


def test_a_chatbot_that_is_called_uses_a_model(shop: Recommendation) -> None:
    assert shop.verdict == "inference"
    assert shop.hardware_class == "none"


def test_a_model_for_tables_is_trained_and_used(recommended: Decide) -> None:
    fraud = recommended(**FRAUD)
    assert fraud.verdict == "both"
    assert fraud.hardware_class == "cpu"
    assert "classical_ml" in [a.word for a in fraud.advice]


def test_a_project_that_serves_nobody_only_trains(recommended: Decide) -> None:
    language = recommended(**LANGUAGE)
    assert language.verdict == "training"
    trained = language.winner.plan.training_hardware
    assert trained is not None
    assert language.hardware_class == trained.hardware_class


def test_the_table_of_factors_has_its_seven_rows_filled(shop: Recommendation, dream: Recommendation) -> None:
    for recommendation in (shop, dream):
        assert [factor.name for factor in recommendation.factors] == FACTORS
        for factor in recommendation.factors:
            assert factor.inference
            assert factor.training
            assert factor.for_you


@pytest.mark.parametrize("count", [None, "not sure"])
def test_who_could_not_count_the_examples_is_told_neither_a_count_nor_silence(
    recommended: Decide, count: str | None
) -> None:
    examples = {} if count is None else {"examples": {"count": count}}
    found = recommended(**changed(SHOP, **examples))
    relevance = next(factor.training for factor in found.factors if factor.name == "relevance")
    assert "was not told" in relevance
    fired = {finding.rule.code: finding.message for finding in found.findings if finding.status == "fired"}
    assert "was not told" in fired["LAD043"]
    assert "LAD011" not in fired


def test_every_word_of_advice_is_an_option_and_comes_once(
    advisor: Advisor, shop: Recommendation, dream: Recommendation
) -> None:
    for recommendation in (shop, dream):
        words = [a.word for a in recommendation.advice]
        assert words
        assert len(words) == len(set(words))
        assert set(words) <= set(advisor.options)
        assert {a.word for a in recommendation.advice_against} <= set(advisor.options)
        assert not set(words) & {a.word for a in recommendation.advice_against}


def test_every_figure_has_a_formula_or_a_source(shop: Recommendation) -> None:
    plans = [*shop.plans, *shop.refused]
    figures = [q for ranked in plans for q in ranked.plan.estimates.values()] + list(shop.facts.values())
    for figure in figures:
        for _, part in figure.walk():
            assert part.formula or part.sources, part.name
            assert part.low <= part.value <= part.high


def test_places_are_counted_without_a_gap(shop: Recommendation) -> None:
    ranks = [r.rank for r in (*shop.plans, *shop.refused)]
    assert ranks[0] == 1
    assert ranks == sorted(set(ranks))


def test_shares_of_the_kinds_of_plan_sum_to_one(shop: Recommendation) -> None:
    by_kind: dict[object, float] = {}
    for ranked in shop.plans:
        by_kind.setdefault(kind_of(ranked.plan), ranked.acceptability)
    assert sum(by_kind.values()) == pytest.approx(1.0)


def test_every_plan_that_lost_says_why(shop: Recommendation) -> None:
    assert shop.winner.why
    assert all(r.why_not for r in (*shop.plans[1:], *shop.refused))


def test_a_share_becomes_a_word() -> None:
    assert [sureness(s) for s in (1.0, 0.9, 0.89, 0.6, 0.59, 0.0)] == [
        "clear",
        "clear",
        "leaning",
        "leaning",
        "open",
        "open",
    ]


def test_a_huge_model_on_a_laptop_at_once_names_memory_and_time(dream: Recommendation) -> None:
    asked = next(r.plan for r in dream.refused if r.plan.title.startswith("As you asked"))
    memory, time = asked.limits[0].sentence(), asked.limits[-1].sentence()
    assert memory.startswith("memory of the device: needs 2")
    assert memory.endswith("has 64 GB")
    assert time.startswith("time to answer: needs at least ")
    assert time.endswith("has a limit of 50 ms")


def test_what_cannot_be_met_comes_with_the_nearest_ways_out(dream: Recommendation) -> None:
    assert not dream.feasible
    assert dream.plans or dream.relaxations
    assert "50 ms" in " ".join(dream.relaxations)


def test_nothing_feasible_is_said_in_the_title_and_the_headline(recommended: Decide) -> None:
    poor = recommended(**changed(FACTORY, budget={"monthly_usd": 0, "one_off_usd": 0}))
    assert not poor.feasible
    assert poor.plans == ()
    assert poor.hardware_class == "infeasible"
    assert "not possible as stated" in poor.title
    assert poor.headline.startswith("Nothing meets every limit.")
    assert poor.relaxations
    assert poor.bill is None
    assert poor.tipping_points == ()


def test_the_hardware_class_is_one_of_the_scale(shop: Recommendation, recommended: Decide) -> None:
    for recommendation in (shop, recommended(**FACTORY)):
        assert recommendation.hardware_class in SCALE


def test_each_assumption_says_whether_the_user_said_it(shop: Recommendation) -> None:
    states = {a.field: a.state for a in shop.assumptions}
    assert states["workload.requests_per_day"] == "said"
    assert states["workload.growth_per_year"] == "assumed"
    order = [a.state for a in shop.assumptions]
    assert order == sorted(order, key=["said", "assumed"].index)


def test_where_data_may_go_must_be_confirmed_when_it_was_assumed(recommended: Decide) -> None:
    story = {**SHOP, "data": {}}
    confirmed = {a.field for a in recommended(**story).assumptions if a.confirm}
    assert "data.boundary" in confirmed


def test_the_advice_is_looked_at_again_within_months(shop: Recommendation) -> None:
    assert shop.as_of == date(2026, 11, 20)
    assert timedelta(days=30) < shop.review_by - shop.as_of < timedelta(days=366)


def test_the_bill_runs_from_now_to_the_horizon_and_only_grows(shop: Recommendation) -> None:
    assert shop.bill is not None
    assert [m.month for m in shop.bill.months] == list(range(37))
    spent = [m.inference.value for m in shop.bill.months]
    assert spent == sorted(spent)
    assert spent[-1] == pytest.approx(shop.winner.plan.estimates["usd_lifetime"].value, rel=0.01)


def test_what_is_not_priced_is_listed(shop: Recommendation) -> None:
    assert len(shop.not_priced) >= 3


def test_no_traffic_at_all_still_gets_an_answer(recommended: Decide) -> None:
    idle = recommended(**changed(SHOP, workload={"requests_per_day": 0}))
    assert idle.winner.plan.estimates["usd_month"].value == 0


def test_ten_billion_requests_a_day_still_get_an_answer(recommended: Decide) -> None:
    busy = recommended(**changed(SHOP, workload={"requests_per_day": 1e10}))
    assert busy.feasible
    assert busy.winner.plan.estimates["usd_month"].value > 1e6


def test_answers_that_contradict_each_other_are_shown(recommended: Decide) -> None:
    found = recommended(**changed(FACTORY, wish={"deployments": ["hosted_api"]}))
    assert any("hosted api" in problem for problem in found.problems)
    assert found.winner.plan.deployment not in {"hosted_api", "managed_open_endpoint"}


def test_names_that_nothing_here_knows_are_not_passed_over_in_silence(recommended: Decide) -> None:
    story = changed(
        SHOP,
        wish={"model": "frobnicator", "fixed_model": True},
        hardware={"owned": [{"name": "Foo 9", "count": 2}]},
    )
    problems = " ".join(recommended(**story).problems)
    assert "'frobnicator'" in problems
    assert "'Foo 9'" in problems


def test_names_that_are_known_are_no_problem(recommended: Decide) -> None:
    for model in ("Llama 3.3 70B", "GPT-4o", "some 8B model"):
        story = changed(SHOP, wish={"model": model, "devices": [{"name": "my box", "memory_gb": 48}]})
        assert recommended(**story).problems == ()
