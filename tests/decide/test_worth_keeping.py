"""What runs is kept for a good that nobody named only if it is worth its price; what is tuned stays tuned."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.records import Recommendation
from advisor.decide.scales import CRITERIA
from advisor.decide.worth_keeping import NAMED_BY, is_named
from tests.strategy.stories import changed

TUNED: dict[str, Any] = {
    "use_case": {"kind": "extraction"},
    "workload": {"requests_per_day": 20000},
    "wish": {"model": "llama-3.1-8b", "devices": [{"name": "a100-sxm-80gb", "count": 1}]},
    "current": {"adaptations": ["lora"], "deployments": ["self_host_rented"]},
    "budget": {"current_usd_month": 1500},
}
OWNED: dict[str, Any] = {
    "use_case": {"kind": "document_qa"},
    "workload": {"requests_per_day": 3000},
    "hardware": {"owned": [{"name": "h100-sxm", "count": 2}]},
    "wish": {"model": "llama-3.3-70b"},
    "current": {"deployments": ["on_prem"], "adaptations": ["lora"]},
}
DEAR = {"rented": TUNED, "owned": OWNED}


def advice(advisor: Advisor, given: dict[str, Any]) -> Recommendation:
    return advisor.recommend(advisor.profile(given), as_of=date(2026, 11, 21))


@pytest.mark.parametrize("name", DEAR)
def test_who_named_nothing_keeps_what_is_dear_only_if_it_is_worth_it(advisor: Advisor, name: str) -> None:
    found = advice(advisor, DEAR[name])
    assert found.today is not None
    saved = next(q for q in found.today.figures if q.name == "saved_usd_month")
    assert saved.value > 0
    assert found.today.answer.startswith("Keep it only if")
    assert "Else move" in found.today.answer
    assert found.headline.startswith("Keep what runs")
    assert "only if" in found.headline
    assert found.title.endswith("only if it is worth its price")


@pytest.mark.parametrize(
    "named",
    [
        {"priorities": {"order": ["privacy"]}},
        {"data": {"boundary": "contract"}},
        {"data": {"sensitivity": ["confidential"]}},
        {"wish": {**TUNED["wish"], "deployments": ["self_host_rented"]}},
    ],
)
def test_who_named_what_it_buys_keeps_it(advisor: Advisor, named: dict[str, Any]) -> None:
    found = advice(advisor, changed(TUNED, **named))
    assert "only if" not in found.headline
    assert found.today is None or "only if" not in found.today.answer


@pytest.mark.parametrize("word", ["lora", "managed_ft", "qlora"])
def test_no_title_tells_to_tune_what_is_tuned(advisor: Advisor, word: str) -> None:
    story = changed(TUNED, wish={"model": None, "devices": []}) if word == "managed_ft" else TUNED
    for places in ([], ["self_host_rented"], ["hosted_api"]):
        found = advice(advisor, changed(story, current={"adaptations": [word], "deployments": places}))
        titles = [found.title, *(item.plan.title for item in found.plans if word in item.plan.adaptations)]
        told = " ".join((*titles, *((found.today.answer,) if found.today else ())))
        assert "tune it" not in told
        assert "have it tuned" not in told
        assert "tune a small add-on" not in told


def test_another_way_of_tuning_than_that_which_runs_is_told(advisor: Advisor) -> None:
    fresh = advice(advisor, changed(TUNED, current={"adaptations": [], "deployments": []},
                                    wish={"model": "llama-3.1-8b", "adaptations": ["lora"]},
                                    examples={"count": 4000}))  # fmt: skip
    assert any("tune a small add-on" in item.plan.title for item in fresh.plans)


@pytest.mark.parametrize(
    ("criterion", "given", "named"),
    [
        ("effort", {"team": {"skill": "none"}}, True),
        ("effort", {"team": {"skill": "platform"}}, False),
        ("effort", {"priorities": {"order": ["effort"]}}, True),
        ("risk", {"use_case": {"harm": True}}, True),
        ("risk", {"use_case": {"harm": False}}, False),
        ("risk", {"quality": {"bar": "near_zero_error"}}, True),
        ("risk", {"quality": {"bar": "draft"}}, False),
        ("quality", {"quality": {"bar": "draft"}}, True),
        ("privacy", {"data": {"contract_obtainable": False}}, True),
    ],
)
def test_an_answer_names_what_it_asks_for(
    advisor: Advisor, criterion: str, given: dict[str, Any], named: bool
) -> None:
    assert is_named(advisor.profile(given), criterion) == named


def test_every_criterion_beside_the_bill_can_be_named_by_an_answer() -> None:
    assert set(NAMED_BY) == set(CRITERIA[1:])
