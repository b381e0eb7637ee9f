"""What was asked by name stands before the decision; what was not read is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.decide.records import Answered, Recommendation
from advisor.profile import Answer
from advisor.quantity import exact
from advisor.report.as_json import recommendation_json
from advisor.report.first_page import cost_sentence, first_page
from advisor.report.lock import extract
from advisor.report.render import report_markdown
from tests.report.sample import sample

ASKED = Answered(
    "Does a 70B *model* run on 2x RTX 3090?",
    "Yes, but only in 4 bits: 49.6 of 50.6 GB.",
    ("One person alone gets 16 tokens a second (13–19).",),
    (exact("tokens_per_s_alone", 16.0, "tokens/s", "measured"),),
)


def asked() -> Recommendation:
    return replace(sample(), answers=(ASKED,), unread=("Not taken: '12 fields each'.",))


@pytest.mark.parametrize("template", ["standard", "brief"])
def test_the_answer_comes_before_the_decision(template: str) -> None:
    text = extract(report_markdown(asked(), template))[1]
    assert (
        text.index("**You asked.**")
        < text.index("**Yes, but only in 4 bits")
        < text.index("**What we would do.**")
    )
    assert "**Decision.**" not in text
    assert "\\*model\\*" in text, "a stranger's words are escaped"
    assert "*Not read in your words:*\n\n- Not taken: '12 fields each'." in text


def test_without_a_question_the_decision_comes_first() -> None:
    text = extract(report_markdown(sample(), "standard"))[1]
    assert "**You asked.**" not in text
    assert "**Decision.**" in text


def test_scripts_get_question_answer_and_figures() -> None:
    found = recommendation_json(asked())
    assert found["unread"] == ["Not taken: '12 fields each'."]
    assert found["answers"] == [
        {
            "question": ASKED.question,
            "answer": ASKED.answer,
            "details": list(ASKED.details),
            "figures": {"tokens_per_s_alone": ASKED.figures[0].to_json()},
        }
    ]


def test_the_bill_of_a_job_is_that_of_the_whole_job() -> None:
    base = sample()
    ends = base.profile.without("workload.requests_per_day")
    job = replace(base, profile=ends.with_answer("workload.one_off_items", Answer(1e6, "answered")))
    text = cost_sentence(job, job.plans[0].plan)
    assert "for the whole job" in text
    assert "a month" not in text
    glance = first_page(job)["glance"]
    assert glance["rows"][0][0] == "cost of the job"
    assert all(len(row) == len(glance["head"]) for row in glance["rows"])
    assert "3x traffic" not in " ".join(glance["head"])
