"""What goes in and what there is to learn from decide the kind of model, whatever the work is called."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.api import Advisor
from advisor.decide.records import Recommendation

DAY = date(2026, 11, 20)


def advised(advisor: Advisor, **story: dict[str, Any]) -> Recommendation:
    return advisor.recommend(advisor.profile(story), as_of=DAY)


@pytest.mark.parametrize("kind", ["classification", "agents", "search", "finetune_project", None])
def test_rows_of_numbers_are_predicted_by_trees_whatever_the_work_is_called(
    advisor: Advisor, kind: str | None
) -> None:
    use = {"rows": True} | ({"kind": kind} if kind else {})
    found = advised(advisor, use_case=use, workload={"requests_per_day": 40_000}, examples={"count": 300_000})
    assert "classical_ml" in {advice.word for advice in found.advice}
    assert found.hardware_class == "cpu"


def test_a_device_in_the_field_stays_one_where_rows_go_in(advisor: Advisor) -> None:
    profile = advisor.profile({"use_case": {"kind": "edge", "rows": True}})
    assert advisor.use_case(profile).id == "edge"


def test_no_rows_leave_the_work_what_it_is(advisor: Advisor) -> None:
    profile = advisor.profile({"use_case": {"kind": "classification", "rows": False}})
    assert advisor.use_case(profile).id == "classification"


@pytest.mark.parametrize("words", ["tabular", "rows of numbers", "time series of 40 sensors"])
def test_the_reply_about_the_material_tells_rows(advisor: Advisor, words: str) -> None:
    answer = advisor.reader.read_field("use_case.rows", words)
    assert answer is not None
    assert answer.value is True


@pytest.mark.parametrize("words", ["medium", "legal jargon", "numbers and letters of the trade"])
def test_other_replies_about_the_material_tell_none(advisor: Advisor, words: str) -> None:
    answer = advisor.reader.read_field("use_case.rows", words)
    assert answer is None or answer.value is not True


def test_pictures_without_a_label_go_to_a_model_that_sees(advisor: Advisor) -> None:
    story = {"use_case": {"kind": "vision"}, "workload": {"requests_per_day": 3000}}
    untaught = advised(advisor, **story, examples={"count": 0})
    assert untaught.winner.plan.deployment in ("hosted_api", "managed_open_endpoint")
    taught = advised(advisor, **story, examples={"count": 20_000})
    assert "small_vision_model" in taught.winner.plan.words


def test_pictures_without_a_label_stay_where_they_must(advisor: Advisor) -> None:
    story = {
        "use_case": {"kind": "vision"},
        "workload": {"requests_per_day": 3000},
        "examples": {"count": 0},
        "data": {"boundary": "own_network"},
    }
    assert advised(advisor, **story).hardware_class != "none"


@pytest.mark.parametrize(
    ("story", "made"),
    [
        ("A tourist board wants 80 posters a month painted for its fairs.", "picture"),
        ("A games shop makes 300 drafts of cards a month with a hosted image model.", "picture"),
        ("A school wants pupils to draw comics by a generator.", "picture"),
        ("A museum wants 4,000 paintings described in a sentence each.", None),
        ("A forester counts trees in drone photos with an image model.", None),
    ],
)
def test_what_is_drawn_is_told_from_what_is_seen(advisor: Advisor, story: str, made: str | None) -> None:
    found = {hit.path: hit.answer.value for hit in advisor.read(story).answers}
    assert found.get("use_case.makes") == made
