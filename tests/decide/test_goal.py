"""What the first trial must reach follows from the work and from how good it must be."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.api import Advisor
from advisor.cli.recommend import gather


@pytest.mark.parametrize(
    ("story", "goal"),
    [
        ("Help desk chatbot, 300 questions a day", "at least 45 are right"),
        ("We look for 3% defects on a bottling line, 200 pictures a minute", "nine in ten of each kind"),
        ("Classify 3,000 mails a day, no errors allowed at all", "99 in 100 of each kind"),
    ],
)
def test_work_that_sorts_is_judged_on_the_rare_kind_too(advisor: Advisor, story: str, goal: str) -> None:
    advice = advisor.recommend(gather(advisor, None, story, {}), as_of=date(2026, 11, 22))
    assert any(goal in stage.go_on_if for stage in advice.roadmap)
