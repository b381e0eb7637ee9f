"""Where judged cases move the advice the page says so once: what they set behind, and what they rest on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.comparable_cases import _run_on
from advisor.decide.records import Recommendation
from advisor.decide.values import choice_words
from advisor.errors import UserError
from advisor.interview.comparable import FOUND, HARDWARE, MOSTLY, WORDS, load_comparable
from advisor.interview.grounds import Grounds
from advisor.quantity import usd
from advisor.report.as_json import recommendation_json
from advisor.report.context import report_context
from tests.decide.test_unlike_others import run_on

TODAY = date(2026, 11, 21)
CHAT: dict[str, Any] = {
    "use_case": {"kind": "chatbot"},
    "workload": {"requests_per_day": 2000, "input_tokens": 2000, "output_tokens": 250},
    "data": {"sensitivity": ["internal"], "boundary": "contract"},
    "team": {"skill": "ml"},
}


def told(advisor: Advisor, **comparable: list[str]) -> Recommendation:
    found = {**comparable, **run_on(*comparable["hardware"])} if "hardware" in comparable else comparable
    story = {**CHAT, "comparable": found} if found else CHAT
    return advisor.recommend(advisor.profile(story), as_of=TODAY)


def test_nothing_is_said_where_they_change_nothing(advisor: Advisor) -> None:
    assert told(advisor, hardware=["none"]).comparable is None


def test_a_cheaper_plan_that_they_set_behind_is_named_with_its_price(advisor: Advisor) -> None:
    moved = told(advisor, hardware=["1x48GB"], mostly=["self_host_rented"])
    found, winner = moved.comparable, moved.winner.plan
    assert found is not None
    assert found.instead is not None
    assert winner.deployment != found.instead.deployment
    cheap, dear = (plan.estimates["usd_month"].value for plan in (found.instead, winner))
    assert cheap < dear
    assert found.sentences[0].startswith(
        f"They put this plan in front of a cheaper one: {found.instead.title}"
    )
    assert usd(cheap) in found.sentences[0]
    assert "one card of 48 GB or a size next to it" in found.sentences[1]


def test_without_them_the_plan_that_they_set_behind_is_advised(advisor: Advisor) -> None:
    found = told(advisor, hardware=["1x48GB"], mostly=["self_host_rented"]).comparable
    bare = told(advisor).winner.plan
    assert found is not None
    assert found.instead is not None
    assert (found.instead.deployment, found.instead.model) == (bare.deployment, bare.model)


def test_hardware_that_is_rare_among_them_is_said(advisor: Advisor) -> None:
    inside = {**CHAT, "data": {"sensitivity": ["health"], "boundary": "own_network"}}
    profile = advisor.profile({**inside, "comparable": {"hardware": ["none"]}})
    found = advisor.recommend(profile, as_of=TODAY).comparable
    assert found is not None
    assert found.unlike
    about = next(sentence for sentence in found.sentences if "on which few of them run" in sentence)
    assert "On theirs the best would be" in about
    reason = about.partition("but here this speaks against it: ")[2]
    assert reason, "advice that is unlike theirs says why it stands here"
    assert any(
        reason in why for row in advisor.recommend(profile, as_of=TODAY).refused for why in row.why_not
    )


def test_what_stands_behind_them_is_the_count_of_the_file(advisor: Advisor) -> None:
    grounds, found = load_comparable().grounds, told(advisor, hardware=["1x48GB"]).comparable
    assert grounds is not None
    assert found is not None
    assert found.cases == grounds.cases
    assert any(f"{grounds.cases:,} cases" in s and "none was measured" in s for s in found.sentences)


def test_what_was_measured_is_told_with_its_day() -> None:
    last = Grounds(1200, TODAY, {"near": 0.86, "mostly_right": 0.7}).sentences()[-1]
    assert all(part in last for part in ("86%", "70%", "2026-11-21"))


def test_what_was_not_measured_is_not_told() -> None:
    assert len(Grounds(12, TODAY).sentences()) == 1


def test_the_json_holds_the_same(advisor: Advisor) -> None:
    moved = told(advisor, hardware=["1x48GB"], mostly=["self_host_rented"])
    row = recommendation_json(moved)["comparable"]
    assert row["instead"]["costs"]["usd_month"]["value"] > 0
    assert row["sentences"] == list(moved.comparable.sentences if moved.comparable else ())
    assert recommendation_json(told(advisor, hardware=["none"]))["comparable"] is None


@pytest.mark.parametrize(
    ("path", "named"),
    [
        (HARDWARE, "1x24GB (one card of 24 GB)"),
        (WORDS, "lora (tune a small add-on"),
        (MOSTLY, "lora (tune a small add-on"),
    ],
)
def test_they_can_be_explained(advisor: Advisor, path: str, named: str) -> None:
    text = advisor.explain(path)
    assert "none was measured" in text
    assert named in text


def test_they_stand_among_the_assumptions_in_words(advisor: Advisor) -> None:
    moved = told(advisor, hardware=["1x48GB", "4-8x80GB"], words=["rag", "on_prem"])
    values = {row.field: row.value for row in moved.assumptions}
    assert values["comparable.hardware"] == "one card of 48 GB, four to eight cards of 80 GB"
    assert values["comparable.words"] == "search your documents and quote them (RAG), own hardware on site"


@pytest.mark.parametrize("path", FOUND)
def test_no_choice_of_theirs_is_a_raw_name(advisor: Advisor, path: str) -> None:
    field = advisor.fields[path]
    assert not [choice for choice in field.choices if "_" in choice_words(field, choice)]


def test_a_class_that_is_none_is_refused(advisor: Advisor) -> None:
    with pytest.raises(UserError, match=r"comparable\.hardware"):
        advisor.profile({"comparable": {"hardware": ["2x24GB"]}})


@pytest.mark.parametrize(("usual", "rare"), [("none", False), ("1x48GB", True)])
def test_the_side_panel_marks_hardware_that_is_rare_among_them(
    advisor: Advisor, usual: str, rare: bool
) -> None:
    profile = advisor.profile({**CHAT, "comparable": {"hardware": [usual]}})
    notes = {row.deployment: row.note for row in advisor.standing(profile).rows if row.feasible}
    assert ("comparable cases rarely run on such hardware" in notes["hosted_api"]) is rare


def test_what_they_add_to_the_same_plan_is_named(advisor: Advisor) -> None:
    found = told(advisor, mostly=["tool_calling"]).comparable
    assert found is not None
    assert found.sentences[0] == "Because of them the plan adds “look values up with tools”."


def test_they_stand_behind_the_assumptions_that_people_can_answer(advisor: Advisor) -> None:
    page = report_context(told(advisor, words=["streaming"]))
    assert not [row for row in page["assumed"] if row["field"] in FOUND]


def test_a_plan_on_the_second_of_their_classes_is_told_as_one_of_the_others(advisor: Advisor) -> None:
    story = {**CHAT, "comparable": {"hardware": ["1x48GB", "none"], "mostly": ["hosted_api"]}}
    found = advisor.assess(advisor.profile(story))
    assert found.best.plan.deployment == "hosted_api"
    told = _run_on(found, ("1x48GB", "none"), unlike=False)
    assert told.endswith("; others on a provider's machines, like the plan advised.")
    first = _run_on(found, ("none", "1x48GB"), unlike=False)
    assert "most often on a provider's machines" in first
    assert "others on" not in first
