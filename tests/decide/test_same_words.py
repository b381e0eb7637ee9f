"""Odd words on the first page: the same plan as a change, a question that nobody put, a count of one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.decide.asked_options import option_answers
from advisor.decide.roadmap import roadmap
from advisor.decide.tipping import outcome
from advisor.decide.words import short
from tests.strategy.stories import Look

METERS = {
    "use_case": {"kind": "tabular", "rows": True},
    "workload": {"requests_per_day": 40_000},
    "data": {"boundary": "own_network"},
}


@pytest.mark.parametrize("story", [METERS, {"use_case": {"kind": "chatbot"}}])
def test_a_change_names_another_plan_or_what_differs(recommended, story) -> None:
    found = recommended(**story)
    best = short(found.plans[0].plan)
    assert all(point.becomes != best for point in found.tipping_points)


def test_the_size_of_a_model_alone_makes_no_other_plan(assessed: Look) -> None:
    plan = assessed(**METERS).best.plan
    assert outcome(replace(plan, adaptations=(*plan.adaptations, "small_model"))) == outcome(plan)


def test_what_is_foretold_is_tried_on_records_that_were_held_back(assessed: Look) -> None:
    first, second, *_ = roadmap(assessed(**METERS), ())
    assert "Hold back" in first.do
    assert "simplest guess" in second.go_on_if


def test_a_chat_is_tried_on_examples(assessed: Look) -> None:
    first, second, *_ = roadmap(assessed(use_case={"kind": "chatbot"}), ())
    assert "50 real inputs" in first.do
    assert "45" in second.go_on_if


@pytest.mark.parametrize(
    ("story", "asked"),
    [
        ("Data stay on our own servers, boards sit at each meter.", False),
        ("Should it run on the boards or on our own servers?", True),
        ("We are undecided between boards and servers.", True),
    ],
)
def test_places_that_are_only_told_are_no_question(assessed: Look, story: str, asked: bool) -> None:
    told = METERS | {
        "use_case": {"kind": "tabular", "story": story},
        "wish": {"deployments": ["on_device_edge", "on_prem"]},
    }
    assert bool(list(option_answers(assessed(**told)))) is asked
