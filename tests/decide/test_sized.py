"""The model that was named is told beside the one that stands for it in the figures."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.strategy.named import named_model
from tests.strategy.stories import Look


@pytest.mark.parametrize(
    ("said", "sized"),
    [
        ("Qwen 32B", "qwen3-32b"),
        ("Mistral 24B", "mistral-small-3.2"),
        ("DeepSeek 70B", "r1-distill-llama-70b"),
        ("our own Llama 70B", "llama-3.3-70b"),
    ],
)
def test_a_make_with_a_size_is_sized_as_the_newest_of_that_make(
    assessed: Look, said: str, sized: str
) -> None:
    row = named_model(assessed(use_case={"kind": "chatbot"}, wish={"model": said}).context)
    assert row is not None
    assert row.id == sized


def test_a_make_that_nobody_knows_is_sized_by_its_size_alone(assessed: Look) -> None:
    alone, made = (
        named_model(assessed(use_case={"kind": "chatbot"}, wish={"model": said}).context)
        for said in ("32B", "Foobar 32B")
    )
    assert alone is not None
    assert alone == made


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("We want to run Qwen 32B for document Q&A.", "Qwen 32B"),
        ("We want to run a 32B for document Q&A.", "32B"),
        ("Our 32B for document Q&A is slow.", "32B"),
    ],
)
def test_the_make_in_front_of_a_size_is_read_with_it(advisor: Advisor, text: str, model: str) -> None:
    read = {a.path: a.answer.value for a in advisor.read(text).answers}
    assert read["wish.model"] == model


def test_the_decision_and_the_answer_tell_both_names(advisor: Advisor) -> None:
    given: dict[str, Any] = {
        "use_case": {"kind": "chatbot"},
        "workload": {"requests_per_day": 5000},
        "data": {"boundary": "own_network"},
        "wish": {"model": "Qwen 32B", "fixed_model": True},
    }
    found = advisor.recommend(advisor.profile(given), as_of=date(2026, 11, 21))
    assert found.plans[0].plan.model == "qwen3-32b"
    assert "Where you said Qwen 32B, Qwen3 32B stands for it" in found.headline
    assert "Qwen 32B (sized as Qwen3 32B)" in found.answers[0].question


def test_a_model_that_the_catalogue_has_needs_no_second_name(advisor: Advisor) -> None:
    given = {"use_case": {"kind": "chatbot"}, "data": {"boundary": "own_network"},
             "wish": {"model": "Qwen3 32B", "fixed_model": True}}  # fmt: skip
    found = advisor.recommend(advisor.profile(given), as_of=date(2026, 11, 21))
    assert "stands for it" not in found.headline
    assert "sized as" not in found.answers[0].question


@pytest.mark.parametrize("named", [True, False])
def test_who_named_a_task_is_not_told_to_pick_one_and_come_back(advisor: Advisor, named: bool) -> None:
    kind = "chatbot" if named else "undecided"
    given = {"use_case": {"kind": kind}, "comparable": {"words": ["clarify"]}}
    found = advisor.recommend(advisor.profile(given), as_of=date(2026, 11, 21))
    told = next(advice.sentence for advice in found.advice if advice.word == "clarify")
    assert ("come back" in told) is not named
