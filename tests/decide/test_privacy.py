"""A nearer place counts in full where something was told of the data, and by half where nobody said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.extra_money import far_cheaper
from advisor.decide.scales import scales
from tests.strategy.stories import Look, changed

RECORDINGS: dict[str, Any] = {
    "use_case": {"kind": "voice", "modality": "audio"},
    "latency": {"batch_ok": True},
}
HEALTH: dict[str, Any] = changed(RECORDINGS, data={"sensitivity": ["health"]})


def _of_hosted(assessed: Look, **story: Any) -> float:
    found = assessed(**story)
    return next(
        j.values["privacy"] for j in (*found.ranked, *found.refused) if j.plan.deployment == "hosted_api"
    )


def test_who_says_nothing_of_data_and_little_of_recordings_is_told_hosted(advisor: Advisor) -> None:
    story = advisor.read("I make a podcast and want transcripts of my episodes.").answers
    profile = advisor.profile({}).with_answers({a.path: a.answer for a in story})
    assert advisor.recommend(profile, as_of=date(2026, 11, 21)).winner.plan.deployment == "hosted_api"


def test_what_nobody_told_lies_between_public_and_private(assessed: Look) -> None:
    scale = scales()["privacy"]
    half = scale["unheard"] * scale["hosted_api"] + (1 - scale["unheard"]) * scale["public"]
    assert _of_hosted(assessed, **RECORDINGS) == pytest.approx(half)
    assert _of_hosted(assessed, **changed(RECORDINGS, data={"boundary": "contract"})) == pytest.approx(half)


@pytest.mark.parametrize(
    "more",
    [
        {"data": {"sensitivity": ["health"]}},
        {"data": {"boundary": "region"}},
        {"data": {"contract_obtainable": True}},
        {"priorities": {"order": ["privacy"]}},
        {"hardware": {"edge_device": "phone"}},
        {"hardware": {"owned": [{"name": "RTX 4090", "count": 1}]}},
    ],
)
def test_who_tells_of_data_or_of_a_place_has_it_counted_in_full(assessed: Look, more: dict[str, Any]) -> None:
    assert _of_hosted(assessed, **changed(RECORDINGS, **more)) == scales()["privacy"]["hosted_api"]


def test_what_the_data_are_speaks_for_the_money_that_keeps_them_near(advisor: Advisor) -> None:
    found = advisor.recommend(advisor.profile(HEALTH), as_of=date(2026, 11, 21))
    assert found.extra is not None
    assert "“kind of data: health”" in found.extra.sentences[-1]


def test_a_far_cheaper_plan_is_not_passed_over_for_what_nobody_asked(assessed: Look) -> None:
    assert far_cheaper(assessed(**RECORDINGS)) is None
    assert far_cheaper(assessed(**HEALTH)) is not None


def test_a_cheaper_plan_that_comes_late_is_not_said_to_meet_every_limit(advisor: Advisor) -> None:
    in_time = advisor.recommend(advisor.profile(HEALTH), as_of=date(2026, 11, 21)).extra
    story = changed(HEALTH, time={"deadline_weeks": 1})
    late = advisor.recommend(advisor.profile(story), as_of=date(2026, 11, 21)).extra
    assert in_time is not None
    assert late is not None
    assert late.plan.estimates["weeks"].value > 1
    assert "which meets every limit" in in_time.sentences[0]
    assert "which meets every limit" not in late.sentences[0]
    assert "only where all goes well (ready in 1.5 weeks against a deadline of 1)" in late.sentences[0]
