"""What works stays, and the far cheaper plan that was left for it stands beside it with its price."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.far import FAR
from advisor.decide.records import Recommendation
from advisor.quantity import usd_range
from advisor.report.as_json import recommendation_json
from advisor.report.first_page import first_page

SORTED: dict[str, Any] = {
    "use_case": {"kind": "classification"},
    "workload": {"requests_per_day": 40_000},
    "examples": {"count": 5000},
    "wish": {"adaptations": ["lora"], "train_params_b": 7},
}
TUNED = {**SORTED, "evidence": {"worked": ["lora", "small_model"]}}


def advised(advisor: Advisor, story: dict[str, Any]) -> Recommendation:
    return advisor.recommend(advisor.profile(story), as_of=date(2026, 11, 21))


def test_the_untuned_plan_stands_beside_a_dear_one_that_works(advisor: Advisor) -> None:
    found = advised(advisor, TUNED)
    assert "lora" in found.winner.plan.adaptations
    assert found.left is not None
    assert not found.left.trains
    ours, theirs = (p.estimates["usd_lifetime"] for p in (found.winner.plan, found.left))
    assert ours.value > FAR * theirs.value
    page = first_page(found)
    assert f"{usd_range(theirs)} over three years against {usd_range(ours)}" in page["left"]
    assert page["glance"]["head"][-1].endswith("instead")
    assert page["glance"]["rows"][0][-1].startswith("$")
    assert recommendation_json(found)["left"]["id"] == found.left.id


def test_it_is_what_would_be_advised_had_nothing_worked(advisor: Advisor) -> None:
    found = advised(advisor, TUNED)
    bare = {name: group for name, group in TUNED.items() if name not in ("evidence", "wish")}
    assert found.left is not None
    assert found.left.id == advised(advisor, bare).winner.plan.id


@pytest.mark.parametrize(
    "story",
    [
        SORTED,
        {**TUNED, "data": {"boundary": "own_network"}},
        {**TUNED, "wish": {"model": "qwen2.5-7b", "fixed_model": True}},
    ],
    ids=["nothing worked", "nothing cheaper is allowed", "the model is a requirement"],
)
def test_nothing_is_left_where_there_is_no_choice(advisor: Advisor, story: dict[str, Any]) -> None:
    found = advised(advisor, story)
    assert found.left is None
    assert first_page(found)["left"] == ""
    assert recommendation_json(found)["left"] is None


def test_a_run_that_is_done_is_not_priced_as_if_it_were_asked(advisor: Advisor) -> None:
    assert any("What does this take" in a.question for a in advised(advisor, SORTED).answers)
    assert not any("What does this take" in a.question for a in advised(advisor, TUNED).answers)


def test_what_worked_is_no_wish_in_the_assumptions(advisor: Advisor) -> None:
    both = {**TUNED, "wish": {"adaptations": ["lora", "rag"]}}
    rows = {row.field: row.value for row in advised(advisor, both).assumptions}
    assert rows["wish.adaptations"] == "search your documents and quote them (RAG)"
    assert "wish.adaptations" not in {row.field for row in advised(advisor, TUNED).assumptions}


def test_ways_that_worked_are_no_question_of_this_or_that(advisor: Advisor) -> None:
    open_choice = {**SORTED, "wish": {"adaptations": ["lora", "rag"]}}
    assert any(" or " in a.question for a in advised(advisor, open_choice).answers)
    done = {**open_choice, "evidence": {"worked": ["lora", "rag"]}}
    assert not any(" or " in a.question for a in advised(advisor, done).answers)
