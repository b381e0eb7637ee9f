"""What a team may use, or pays somebody, tells no result and no load."""

from __future__ import annotations

import pytest

from tests.interview.read import found, value


@pytest.mark.parametrize(
    "text",
    [
        "A lab with a grant of 20,000 GPU hours on a national cluster: continued pretraining of an 8B model.",
        "I'm a PhD student with 2,000 A100 hours on a cluster grant; fine-tune a 7B on 5,000 legal pairs.",
    ],
)
def test_a_grant_is_no_result(text: str) -> None:
    assert value(text, "evidence.worked") is None


def test_what_was_done_with_a_grant_is_one() -> None:
    text = "With a grant we tuned a 7B with LoRA and it beats GPT-4 on our tests."
    assert "lora" in (value(text, "evidence.worked") or ())


@pytest.mark.parametrize("text", ["We pay OpenAI 9k a month for triage.", "We spend 12k a month on tickets."])
def test_what_is_paid_to_somebody_is_a_bill_and_no_load(text: str) -> None:
    read = found(text)
    assert read.keys() & {"budget.current_usd_month", "budget.monthly_usd"}
    assert "workload.requests_per_day" not in read


def test_a_budget_in_brackets_is_one_and_a_price_in_brackets_is_none() -> None:
    assert value("We have a budget ($800 a month).", "budget.monthly_usd") == 800.0
    assert (
        value("It runs in our shop. A rival tool (about $800 a month) exists.", "budget.monthly_usd") is None
    )


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Hobby: a private assistant over my notes.", True),
        ("It searches my own notes at home.", True),
        ("Our hobby shop sells trains.", None),
        ("A clinic, open evenings only on Fridays.", None),
        ("Which GPU for a 32B coding model at home? I code alone in the evenings.", True),
        ("An engineer insists on a dense 70B at home for private use, one user.", True),
        ("One developer in Leeds, evenings only, code stays on the machine.", True),
        ("Our nurses use the model at home with patients.", None),
        ("The shop is open evenings only and wants a chatbot.", None),
        ("We sell an assistant at home to our customers.", None),
    ],
)
def test_who_does_it_in_own_time_says_so(text: str, own: bool | None) -> None:
    assert value(text, "team.own_time") is own
