"""What was measured is held against what is needed."""

from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.interview.outcomes import PATH


@pytest.mark.parametrize(
    ("text", "worked"),
    [
        ("Sort tickets. The API gets 94%, our own encoder gets 96%, we need 95%.", {"encoder_classifier"}),
        ("Hosted document readers get 98.7% of the fields, the bar is 98%.", {"hosted_api"}),
        ("Prompting gives 93% and the target is 92%; someone still wants tuning.", {"prompt_engineering"}),
        ("Our LoRA reached 92 percent and 90% is needed. The API is 95% cheaper.", {"lora"}),
        ("A tuned 3B and a hosted API both give 96%.", {"lora", "small_model", "hosted_api"}),
        ("Boosted trees went from 71% to 88%; the auditors' threshold is 85%.", {"classical_ml"}),
    ],
)
def test_a_share_at_or_above_the_one_needed_has_worked(advisor: Advisor, text: str, worked: set[str]) -> None:
    assert set(_worked(advisor, text)) == worked


@pytest.mark.parametrize(
    ("text", "worked"),
    [
        (
            "A prompt alone complies 99.4% of the time on 300 checks; someone wants tuning.",
            "prompt_engineering",
        ),
        ("The hosted model is right 99.6% of 1,000 tries, yet they want to tune.", "hosted_api"),
    ],
)
def test_nearly_all_right_has_worked_where_nothing_is_needed(
    advisor: Advisor, text: str, worked: str
) -> None:
    assert worked in _worked(advisor, text)
    assert worked not in _worked(advisor, text.replace("99", "91"))


@pytest.mark.parametrize(
    "text",
    [
        "The API is up 99.9% of the time.",
        "GPT gets 81% and we need 90%.",
        "The tuned 14B gives 71%, our target is 85%.",
        "Six brands rent an H100 each for a LoRA of the same 8B, each used at 4%.",
        "A LoRA would be 40% cheaper, and we need 95% of the tickets sorted.",
        "The API answers 80% of the requests at night; the bar for release is 60%.",
    ],
)
def test_a_share_below_it_or_of_something_else_has_not(advisor: Advisor, text: str) -> None:
    assert not _worked(advisor, text)


def _worked(advisor: Advisor, text: str) -> tuple[str, ...]:
    found = next((item.answer.value for item in advisor.read(text).answers if item.path == PATH), ())
    assert isinstance(found, tuple)
    return found
