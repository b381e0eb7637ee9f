"""Who trains all year is asked for the fleet, and nothing about text, the size of one model or traffic."""

from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.interview.questions import load_questions
from advisor.profile import Profile

QUESTIONS = load_questions()
OF_ONE_MODEL = ("train_size", "corpus", "languages", "volume")


def asked(advisor: Advisor, profile: Profile, most: int = 12) -> list[str]:
    """Return the questions that are asked when every answer is "not sure"."""
    ids: list[str] = []
    while len(ids) < most and (found := advisor.next_question(profile, ids)) is not None:
        ids.append(found.question.id)
    return ids


def test_a_project_that_trains_is_asked_early_whether_it_goes_on(advisor: Advisor) -> None:
    found = asked(advisor, advisor.profile({"use_case": {"kind": "foundation_model"}}))
    assert found[0] == "all_year"
    assert {"train_size", "corpus"} <= set(found)
    assert "fleet_size" not in found


def test_a_fleet_is_asked_for_its_size_and_nothing_of_one_model(advisor: Advisor) -> None:
    fleet = {"use_case": {"kind": "foundation_model"}, "training": {"goes_on": True}}
    found = asked(advisor, advisor.profile(fleet))
    assert "fleet_size" in found
    assert not set(found) & set(OF_ONE_MODEL)


@pytest.mark.parametrize("known", [{"training": {"gpus": 64}}, {"wish": {"devices": ["64x H100"]}}])
def test_a_size_that_is_known_is_not_asked_again(
    advisor: Advisor, known: dict[str, dict[str, object]]
) -> None:
    groups = {"use_case": {"kind": "vision"}, **known}
    groups["training"] = {"goes_on": True, **known.get("training", {})}
    found = asked(advisor, advisor.profile(groups))
    assert "fleet_size" not in found
    assert not set(found) & set(OF_ONE_MODEL)


@pytest.mark.parametrize("name", OF_ONE_MODEL)
def test_questions_of_one_model_make_sense_until_training_goes_on(advisor: Advisor, name: str) -> None:
    once = advisor.profile({"training": {"goes_on": False}})
    always = advisor.profile({"training": {"goes_on": True}})
    assert QUESTIONS[name].makes_sense(once)
    assert not QUESTIONS[name].makes_sense(always)
