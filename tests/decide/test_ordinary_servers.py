"""What ordinary servers without a card do, and what takes a card."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.plan_class import class_of
from tests.strategy.stories import Look, plans_of

INSIDE: dict[str, Any] = {
    "use_case": {"kind": "classification"},
    "data": {"boundary": "own_network"},
    "hardware": {"owned": ["CPU server"]},
}


def profile(texts: int, tokens: int, labels: int, wait_ms: float, out: int = 1) -> dict[str, Any]:
    """Return the profile of texts that are sorted: how many a day, how long, how many labelled, the wait."""
    return {
        "use_case": {"kind": "classification"},
        "workload": {"requests_per_day": texts, "input_tokens": tokens, "output_tokens": out},
        "examples": {"count": labels},
        "latency": {"first_token_ms": wait_ms, "batch_ok": wait_ms >= 3_600_000},
    }


@pytest.mark.parametrize(
    ("texts", "tokens", "labels", "wait_ms"),
    [(12_000, 250, 30_000, 2_000), (70, 500, 1_200, 86_400_000), (40_000, 120, 9_000, 500)],
    ids=["a hotline's tickets", "a museum's loan forms overnight", "a parcel service's remarks"],
)
def test_sorted_texts_and_servers_that_are_there_make_a_classifier_on_them(
    assessed: Look, texts: int, tokens: int, labels: int, wait_ms: float
) -> None:
    found = assessed(**{**profile(texts, tokens, labels, wait_ms), **INSIDE})
    plan = found.best.plan
    assert plan.deployment == "on_cpu"
    assert "encoder_classifier" in plan.adaptations
    assert plan.hardware is not None
    assert plan.hardware.owned


def test_it_learns_on_the_server_itself_where_nothing_may_be_bought(assessed: Look) -> None:
    plan = assessed(
        **{**profile(80, 300, 2_000, 86_400_000), **INSIDE, "budget": {"one_off_usd": 0}}
    ).best.plan
    assert plan.feasibility != "infeasible"
    assert "training_hardware_usd" not in plan.estimates


@pytest.mark.parametrize("labels", [0, 40])
def test_without_labels_a_model_of_which_little_works_sorts_them_there_overnight(
    assessed: Look, labels: int
) -> None:
    found = assessed(**{**profile(120, 700, labels, 86_400_000, out=30), **INSIDE})
    assert found.best.plan.feasibility != "infeasible"
    assert class_of(found.context, found.best.plan) == "cpu"


def test_a_rack_of_servers_gives_way_to_a_card_for_a_search_engine(assessed: Look) -> None:
    found = assessed(
        use_case={"kind": "search"},
        workload={"requests_per_day": 25_000_000, "input_tokens": 150, "output_tokens": 0},
        latency={"first_token_ms": 120},
        data={"boundary": "any_cloud"},
    )
    assert found.best.plan.deployment != "on_cpu"


@pytest.mark.parametrize(("texts", "tokens", "cards"), [(50_000_000, 25, True), (50_000_000, 400, False)])
def test_an_encoder_reads_lines_on_a_card_and_a_linear_model_whole_mails_on_servers(
    assessed: Look, texts: int, tokens: int, cards: bool
) -> None:
    found = assessed(**profile(texts, tokens, 4_000_000, 60), data={"boundary": "any_cloud"})
    assert (found.best.plan.deployment == "self_host_rented") is cards
    assert ("classical_ml" in found.best.plan.adaptations) is not cards


@pytest.mark.parametrize(("wait_ms", "linear"), [(4, True), (300, False)])
def test_some_milliseconds_are_a_linear_models(assessed: Look, wait_ms: float, linear: bool) -> None:
    plan = assessed(**{**profile(90_000, 60, 200_000, wait_ms), **INSIDE}).best.plan
    assert ("classical_ml" in plan.adaptations) is linear
    assert plan.deployment == "on_cpu"


def test_a_wait_is_that_for_the_whole_text(assessed: Look) -> None:
    def memory_gb(tokens: int) -> float:
        work = {**profile(3_000, tokens, 20_000, 250), "data": {"boundary": "any_cloud"}}
        plan = next(plan for plan in plans_of(assessed(**work), "on_cpu") if plan.hardware is not None)
        assert plan.hardware is not None
        assert plan.estimates["first_token_ms"].value <= 250
        return plan.hardware.memory_gb

    assert memory_gb(2_000) > memory_gb(50)


@pytest.mark.parametrize(
    ("kind", "texts", "tokens", "labels", "out"),
    [("classification", 15_000, 400, 20_000, 1), ("extraction", 6_000, 90, 4_000, 25)],
    ids=["a pension office's letters", "a harbour's berth messages"],
)
def test_a_trickle_inside_the_house_takes_a_small_server_and_no_card(
    assessed: Look, kind: str, texts: int, tokens: int, labels: int, out: int
) -> None:
    story = {**profile(texts, tokens, labels, 900, out), "use_case": {"kind": kind}}
    plan = assessed(**story, data={"boundary": "own_network"}, team={"skill": "ml"}).best.plan
    assert plan.deployment == "on_cpu"
    assert plan.hardware is not None
    assert plan.hardware.accelerator.startswith("small-server")


def test_a_flood_inside_the_house_takes_a_card(assessed: Look) -> None:
    story = profile(4_000_000, 300, 500_000, 900)
    plan = assessed(**story, data={"boundary": "own_network"}, team={"skill": "ml"}).best.plan
    assert plan.deployment == "on_prem"


@pytest.mark.parametrize(("kind", "feasible"), [("tabular", True), ("chatbot", False)])
def test_a_wish_for_a_model_from_nothing_binds_nobody_whose_work_is_no_language(
    advisor: Advisor, kind: str, feasible: bool
) -> None:
    story = {
        "use_case": {"kind": kind},
        "wish": {"adaptations": ["pretrain_from_scratch"]},
        "knowledge": {"pages": 40_000},
        "workload": {"requests_per_day": 5_000},
        "examples": {"count": 900_000},
    }
    found = advisor.recommend(advisor.profile(story), as_of=date(2026, 11, 22))
    assert found.feasible is feasible


@pytest.mark.parametrize("count", [1, 3])
def test_no_more_servers_stand_by_than_there_are(assessed: Look, count: int) -> None:
    owned = {"hardware": {"owned": [{"name": "CPU server", "count": count}]}}
    found = assessed(**{**profile(12_000, 250, 30_000, 2_000), **INSIDE, **owned})
    hardware = found.best.plan.hardware
    assert hardware is not None
    assert hardware.owned
    assert hardware.count == min(2, count)


def test_a_server_of_ones_own_is_one_place_and_no_choice_of_two(advisor: Advisor) -> None:
    story = {**profile(12_000, 250, 30_000, 2_000), **INSIDE}
    both = {"wish": {"deployments": ["on_prem", "on_cpu"]}}
    there = advisor.recommend(advisor.profile({**story, **both}), as_of=date(2026, 11, 22))
    assert not [one for one in there.answers if "ordinary CPU servers" in one.question]
    bought = {name: group for name, group in story.items() if name != "hardware"}
    open_ = advisor.recommend(advisor.profile({**bought, **both}), as_of=date(2026, 11, 22))
    assert [one for one in open_.answers if "ordinary CPU servers" in one.question]
