"""Whose time it is, who never held a card, what falls short of staff, and tasks told in two words."""

from __future__ import annotations

import pytest

from advisor.api import Advisor


def read(advisor: Advisor, text: str) -> dict[str, object]:
    return {hit.path: hit.answer.value for hit in advisor.read(text, None).answers}


@pytest.mark.parametrize(
    ("text", "failure"),
    [
        ("GPT-4o with a prompt gets 81%, clerks 93%.", "reasoning"),
        ("Claude reaches 74% while our lawyers are at 96%.", "reasoning"),
        ("A model gets 95%, clerks 93%.", None),
        ("Nobody has ever touched a GPU.", None),
        ("Nobody has ever tried a model.", "not_tried"),
    ],
)
def test_a_model_below_staff_falls_short_and_a_card_never_held_says_nothing_of_models(
    advisor: Advisor, text: str, failure: str | None
) -> None:
    assert read(advisor, text).get("quality.failure") == failure


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Just me at home, I want to ask my notes.", True),
        ("I don't want to pay subscriptions.", True),
        ("Our firm does not want to pay for subscriptions.", None),
    ],
)
def test_who_is_alone_at_home_spends_time_of_his_own(advisor: Advisor, text: str, own: bool | None) -> None:
    assert read(advisor, text).get("team.own_time") is own


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("We transcribe old handwriting.", "image"),
        ("We transcribe 30,000 pages of old parish registers.", None),
        ("We transcribe interviews.", "audio"),
        ("We transcribe calls and write letters.", "audio"),
    ],
)
def test_what_is_transcribed_from_paper_is_no_sound(
    advisor: Advisor, text: str, modality: str | None
) -> None:
    assert read(advisor, text).get("use_case.modality") == modality


@pytest.mark.parametrize(
    "text",
    ["translate letters", "anonymise rulings", "tag photos", "summarise minutes", "essay feedback"],
)
def test_a_task_in_two_words_is_a_kind_of_project(advisor: Advisor, text: str) -> None:
    assert read(advisor, text).get("use_case.kind") not in (None, "undecided")


def test_two_words_that_name_one_kind_are_that_kind(advisor: Advisor) -> None:
    assert read(advisor, "SME app")["use_case.kind"] == "saas_features"
    assert read(advisor, "offline phone app")["use_case.kind"] == "edge"
