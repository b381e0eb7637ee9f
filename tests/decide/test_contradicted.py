"""What was asked for and cannot be had, whatever the plan: physics, chance, nobody who looks, no money."""

from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.decide.records import Recommendation
from tests.cases.run import AS_OF

TICKS = (
    "A trading firm wants a language model to judge each of 5 million order events a day within 4 ms. "
    "It has 200,000 labelled events and strong engineers."
)
LOANS = (
    "A savings bank wants a fully autonomous AI agent to approve small loans with no staff and zero errors, "
    "30 a day."
)
PRICES = "A broker wants to predict tomorrow's stock prices from news with at least 95% accuracy, 300 a day."
FAR = (
    "A firm in Chile wants chat answers for 2,000 customers a day within 15 ms from a hosted model on "
    "another continent."
)
BEST = "A county wants to train its own model that is better than any commercial one for $400,000 in a year."


def _told(advisor: Advisor, story: str) -> Recommendation:
    found = {item.path: item.answer for item in advisor.read(story).answers}
    profile = advisor.profile({}).with_answers(found)
    return advisor.recommend(profile, as_of=AS_OF)


@pytest.mark.parametrize("story", [TICKS, LOANS, PRICES, FAR, BEST])
def test_such_a_wish_is_told_apart_from_what_can_be_had_with_a_way_out(advisor: Advisor, story: str) -> None:
    told = _told(advisor, story)
    assert not told.feasible
    assert told.relaxations
    assert "negotiate_constraints" in {advice.word for advice in told.advice}


@pytest.mark.parametrize("story", [TICKS, LOANS, PRICES])
def test_what_can_be_had_instead_is_advised_where_a_softer_wish_would_do(
    advisor: Advisor, story: str
) -> None:
    told = _told(advisor, story)
    assert told.plans[0].plan.feasibility != "infeasible"
    assert told.headline.startswith("What you ask for cannot all be had")


@pytest.mark.parametrize("story", [FAR, BEST])
def test_no_machine_is_advised_where_none_would_do(advisor: Advisor, story: str) -> None:
    assert _told(advisor, story).hardware_class == "infeasible"


SOFTER: dict[str, tuple[str, str, str]] = {
    "a verdict of any kind": (TICKS, "wants a language model to judge", "wants to judge"),
    "a second": (TICKS, "4 ms", "1 second"),
    "a clerk who decides": (LOANS, "with no staff and zero errors", "and a clerk checks each"),
    "half a second over the ocean": (FAR, "15 ms", "600 ms"),
    "better on one task": (BEST, "than any commercial one", "than any commercial one on our tax letters"),
}


@pytest.mark.parametrize("name", SOFTER)
def test_a_softer_wish_can_be_had(advisor: Advisor, name: str) -> None:
    story, hard, soft = SOFTER[name]
    assert hard in story
    assert _told(advisor, story.replace(hard, soft)).feasible
