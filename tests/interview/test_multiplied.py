"""Figures that multiply each other are each taken for what they count."""

from __future__ import annotations

import pytest

from advisor.api import Advisor


def read(advisor: Advisor, text: str) -> dict[str, object]:
    return {hit.path: hit.answer.value for hit in advisor.read(text, None).answers}


@pytest.mark.parametrize(
    ("text", "users", "uses"),
    [
        ("A chatbot for 200 manufacturers, about 50 users per customer, 5 questions each.", 10_000, 5),
        ("120 shops, some 8 staff per shop, 4 look-ups each per day.", 960, 4),
        ("Questions about files: 35 lawyers, 10 questions per lawyer per day.", 35, 10),
        ("A tutor for 9,000 learners x 8 a week.", 9_000, 1.143),
    ],
)
def test_people_and_how_often_each_asks_are_two_figures(
    advisor: Advisor, text: str, users: float, uses: float
) -> None:
    found = read(advisor, text)
    assert (found["workload.users"], found["workload.uses_per_user_day"]) == (users, uses)
    assert "workload.requests_per_day" not in found


def test_the_runs_of_an_agent_its_calls_and_what_each_carries_are_three_figures(advisor: Advisor) -> None:
    found = read(advisor, "2,000 agent runs a day, each about 60 LLM calls with 40k context.")
    assert found["workload.requests_per_day"] == 2_000
    assert found["workload.steps_per_task"] == 60
    assert found["workload.input_tokens"] == 40_000
    assert not {"current.adaptations", "wish.adaptations", "evidence.worked"} & set(found)


def test_documents_in_a_cached_context_are_still_a_way_to_work(advisor: Advisor) -> None:
    found = read(advisor, "Should we put the whole manual into a cached 200k context?")
    assert found["wish.adaptations"] == ("long_context_cached",)


def test_a_novel_is_long_unless_it_is_worked_through_in_parts(advisor: Advisor) -> None:
    found = read(advisor, "Summarise 3,000 novels once.")
    assert (found["workload.one_off_items"], found["workload.input_tokens"]) == (3_000, 120_000)
    assert "workload.input_tokens" not in read(advisor, "Translate novels chapter by chapter.")


def test_what_changes_by_the_day_is_not_what_is_asked(advisor: Advisor) -> None:
    found = read(advisor, "Search: 200 queries/s over 15M products, 50,000 change a day.")
    assert found["workload.requests_per_day"] == 200 * 86_400
    assert "workload.requests_per_day" not in read(advisor, "Search over products, 50,000 change a day.")
    assert read(advisor, "It reads 300 product updates a day.")["workload.requests_per_day"] == 300


def test_documents_that_are_asked_about_are_some_pages_each(advisor: Advisor) -> None:
    assert read(advisor, "An assistant that answers from 80,000 documents.")["knowledge.pages"] == 320_000


def test_what_stands_idle_is_not_busy(advisor: Advisor) -> None:
    assert read(advisor, "We have 8 nodes of 4x A100, 40% idle.")["workload.gpu_utilisation"] == 0.6
    assert read(advisor, "The GPUs are idle 70% of the time.")["workload.gpu_utilisation"] == 0.3


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1.2 million mails with the clerk's category.", 1_200_000),
        ("We hold 40,000 reports, each with its final grade.", 40_000),
        ("30 employees with a department of their own.", None),
        ("We get 400 mails with a score a day.", None),
    ],
)
def test_things_with_what_somebody_decided_of_each_are_examples(
    advisor: Advisor, text: str, count: float | None
) -> None:
    assert read(advisor, text).get("examples.count") == count
