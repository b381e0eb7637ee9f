"""Editing: what follows from the new answers is not held against them."""

from __future__ import annotations

from pathlib import Path

from advisor.api import Advisor
from tests.conversation.fakes import beginning


def test_people_and_uses_said_later_replace_the_requests_said_before(
    advisor: Advisor, tmp_path: Path
) -> None:
    dialogue = beginning(tmp_path).dialogue(advisor)
    for line in ("a chatbot, 5k a day", "", "edit requests", "300 people, 20 questions each a day", ""):
        dialogue.say(line)
    said = {row.path for row in dialogue.answers}
    assert "workload.users" in said
    assert "workload.requests_per_day" not in said


def test_another_sum_leaves_the_budget_said_before(advisor: Advisor, tmp_path: Path) -> None:
    dialogue = beginning(tmp_path).dialogue(advisor)
    for line in ("a chatbot, 5k a day, $2k a month", "", "edit budget", "300k once", ""):
        dialogue.say(line)
    said = {row.path for row in dialogue.answers}
    assert {"budget.monthly_usd", "budget.one_off_usd"} <= said
