"""Who is about to pay for capacity ahead is told from who only signs things."""

from __future__ import annotations

import pytest

from advisor.api import Advisor


@pytest.mark.parametrize(
    "text",
    [
        "We are about to sign a year of provisioned throughput for a pilot.",
        "The sales partner wants us to buy PTUs.",
        "Should we reserve 64 H100s for three years?",
        "They offer a 3-year commitment at 60% off.",
        "Finance would take a savings plan for the GPU instances.",
        "We could prepay two years of the endpoint.",
    ],
)
def test_who_is_about_to_commit_is_heard(advisor: Advisor, text: str) -> None:
    answers = {item.path: item.answer for item in advisor.read(text).answers}
    assert answers["wish.commitment"].value is True


@pytest.mark.parametrize(
    "text",
    [
        "Our contracts with customers run for three years.",
        "All rights reserved by the publisher.",
        "She has ten years of experience and is committed to the project.",
        "The reserve team plays on Sundays.",
    ],
)
def test_ordinary_sentences_are_no_commitment(advisor: Advisor, text: str) -> None:
    assert "wish.commitment" not in {item.path for item in advisor.read(text).answers}
