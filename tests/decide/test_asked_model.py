"""Which model runs on the machine that somebody names: by class, with its memory and its pace."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.api import Advisor
from advisor.catalog.records import TIERS
from advisor.decide.asked_words import CHAT_TOKENS_S
from advisor.decide.records import Recommendation

QUESTIONS = [
    "which model can we run on 2x 3090?",
    "What is the largest model for a 4060 Ti 16GB?",
    "Which open model fits on our single L40S?",
    "Which LLM should I run on a Mac Studio with 96 GB?",
    "how big a model fits on an RTX 5090?",
    "Best LLM for 12 GB of VRAM?",
    "We have two L4s in the rack. What models could run on those cards?",
    "biggest model that fits in 8x H100?",
    "largest LLM that runs on a 7900 XTX",
    "What could we run on four old T4s?",
]


def advice(advisor: Advisor, text: str) -> Recommendation:
    read = advisor.read(text)
    profile = advisor.profile({}).with_answers({item.path: item.answer for item in read.answers})
    return advisor.recommend(profile, as_of=date(2026, 11, 21))


@pytest.mark.parametrize("text", QUESTIONS)
def test_who_asks_which_model_runs_gets_one_with_memory_and_pace(advisor: Advisor, text: str) -> None:
    told = advice(advisor, text).answers[0]
    assert told.question.startswith("Which model runs on")
    assert "class) in" in told.answer
    assert " GB with room for " in told.answer
    assert told.figures[0].value >= CHAT_TOKENS_S


def test_more_memory_of_the_same_kind_runs_no_lesser_class(advisor: Advisor) -> None:
    def tier(text: str) -> int:
        answer = advice(advisor, text).answers[0].answer
        return next(place for place, name in enumerate(TIERS) if f"({name} class)" in answer)

    tiers = [tier(f"which model can we run on {count}x 3090?") for count in (1, 2, 4, 8)]
    assert tiers == sorted(tiers)


@pytest.mark.parametrize(
    "text",
    [
        "Does Llama 70B run on 2x 3090?",
        "Which card should I buy for a 70B?",
        "We own 2x 3090 and have a chatbot.",
    ],
)
def test_who_asks_something_else_is_told_that(advisor: Advisor, text: str) -> None:
    assert not any(a.question.startswith("Which model runs") for a in advice(advisor, text).answers)


@pytest.mark.parametrize(
    ("text", "card"),
    [
        ("QLoRA of a 13B on 24 GB, possible?", "24 GB"),
        ("LoRA for a 7B on 16 GB, 2000 examples", "16GB"),
        ("Can I fine-tune an 8B with LoRA at 12 GB of VRAM?", "12GB"),
        ("Fine-tune a 3B on 8 GB with LoRA?", "8 GB"),
    ],
)
def test_memory_beside_a_model_is_the_card_that_it_is_to_be_tuned_on(
    advisor: Advisor, text: str, card: str
) -> None:
    told = advice(advisor, text).answers[0]
    assert told.question.startswith("Does tuning fit on 1x")
    assert card in told.question


@pytest.mark.parametrize(
    "text", ["continue pretraining a 7B on 40 GB of text", "We tune an 8B with 3 GB of logs"]
)
def test_the_size_of_a_text_is_no_card(advisor: Advisor, text: str) -> None:
    read = {item.path for item in advisor.read(text).answers}
    assert not read & {"wish.devices", "hardware.owned"}


def test_models_of_the_classes_below_are_called_no_lighter_and_no_faster(advisor: Advisor) -> None:
    """The largest of a class below may take more memory than the one above it, in wider numbers."""
    told = " ".join(advice(advisor, "Which model fits on a DGX Spark?").answers[0].details)
    assert told.startswith("Of the classes below: ")
    assert "ighter" not in told
    assert "faster" not in told


@pytest.mark.parametrize(
    ("text", "models", "tried"),
    [
        ("Which LLM for 4 GB of VRAM?", 1, "Try it on"),
        ("Best LLM for 12 GB of VRAM?", 2, "Try both on"),
        ("biggest model that fits in 8x H100?", 3, "Try two of them on"),
    ],
)
def test_as_many_are_to_be_tried_as_are_told(advisor: Advisor, text: str, models: int, tried: str) -> None:
    told = advice(advisor, text).answers[0]
    assert len(told.figures) == models
    assert tried in told.details[-1]
