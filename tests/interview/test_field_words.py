"""Words meant for one field that say several things, and words that say more or less than a quick reply."""

from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.interview.field_words import field_answer
from advisor.profile import standard_fields


def replies(advisor: Advisor, asked: str, text: str) -> dict[str, object]:
    reading = advisor.read(text, advisor.questions[asked])
    return {hit.path: hit.answer.value for hit in reading.answers}


@pytest.mark.parametrize(
    ("text", "kinds", "boundary"),
    [
        ("confidential, own tenancy", ("confidential",), "own_cloud"),
        ("trade secrets, in house", ("confidential",), "own_network"),
        ("PHI, EU processing", ("health",), "region"),
        ("citizens' data, no US jurisdiction", ("personal",), "sovereign"),
        ("source code, ZDR available", ("source_code",), "contract"),
        ("criminal evidence", ("confidential",), None),
        ("listening data", ("personal",), None),
        ("factory video", ("internal",), None),
        ("defence", ("classified",), None),
        ("private mail", ("personal",), None),
    ],
)
def test_a_kind_of_data_and_where_it_may_go_are_read_from_one_reply(
    advisor: Advisor, text: str, kinds: tuple[str, ...], boundary: str | None
) -> None:
    found = replies(advisor, "sensitivity", text)
    assert found["data.sensitivity"] == kinds
    assert found.get("data.boundary") == boundary


def test_a_contract_named_beside_the_data_is_not_lost(advisor: Advisor) -> None:
    found = replies(advisor, "sensitivity", "financial, DPA ok")
    assert found["data.boundary"] == "contract"
    assert found["data.contract_obtainable"] is True


def test_what_is_public_beside_other_data_frees_none_of_it(advisor: Advisor) -> None:
    assert "data.boundary" not in replies(advisor, "sensitivity", "NDA files, public")


@pytest.mark.parametrize(
    ("asked", "text", "path", "value"),
    [
        ("busy", "daily wave", "workload.shape", "bursty"),
        ("busy", "two campaigns a year", "workload.shape", "bursty"),
        ("busy", "flat, two years", "workload.shape", "around_the_clock"),
        ("busy", "4-hour daily peak", "workload.shape", "bursty"),
        ("speed", "in the background", "latency.batch_ok", True),
        ("speed", "by 6 am", "latency.batch_ok", True),
        ("speed", "tens of ms", "latency.first_token_ms", 50.0),
        ("quality", "97% is enough, humans repair", "quality.bar", "good"),
        ("quality", "97% is enough, humans repair", "quality.human_review", True),
        ("quality", "clinician signs", "quality.human_review", True),
        ("quality", "legal terms right", "quality.bar", "staff"),
        ("quality", "WER < 10%", "quality.bar", "staff"),
        ("boundary", "colocation", "hardware.offline", False),
        ("boundary", "online + closed zone", "data.mixed_classes", True),
    ],
)
def test_short_replies_are_read(advisor: Advisor, asked: str, text: str, path: str, value: object) -> None:
    assert replies(advisor, asked, text)[path] == value


def test_a_site_with_a_link_to_a_cloud_is_no_closed_network(advisor: Advisor) -> None:
    assert "data.boundary" not in replies(advisor, "boundary", "plant network with cloud link")


@pytest.mark.parametrize(
    ("asked", "text", "other"),
    [("quality", "clinician signs", "data.sensitivity"), ("knowledge", "seasonal", "workload.shape")],
)
def test_a_short_reply_says_nothing_of_what_is_not_spoken_of_there(
    advisor: Advisor, asked: str, text: str, other: str
) -> None:
    found = replies(advisor, asked, text)
    assert found
    assert other not in found


def test_hours_of_a_peak_are_no_requests(advisor: Advisor) -> None:
    assert "workload.requests_per_day" not in replies(advisor, "busy", "4-hour daily peak")


def test_one_word_takes_no_figures_from_a_longer_label(advisor: Advisor) -> None:
    found = replies(advisor, "knowledge", "monthly")
    assert found["knowledge.freshness"] == "monthly"
    assert "knowledge.pages" not in found


def test_parts_are_looked_up_after_the_whole() -> None:
    fields = standard_fields()
    whole = field_answer(fields["data.mixed_classes"], "some sensitive, some public")
    assert whole is not None
    assert whole.value is True
    answer = field_answer(fields["quality.bar"], "high recall, certified")
    assert answer is not None
    assert answer.value == "certified"
    assert field_answer(fields["quality.bar"], "blue, round") is None
