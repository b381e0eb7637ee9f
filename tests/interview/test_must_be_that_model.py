"""A model that must be used, and one that is only asked about, run or named by others."""

from __future__ import annotations

import pytest

from tests.interview.read import found

FIXED = "wish.fixed_model"


@pytest.mark.parametrize(
    "text",
    [
        "We must use Llama 3.3 70B for our contract questions, 3,000 a day.",
        "It has to be Mistral Small, no other model: 500 letters a day to summarise.",
        "The model is fixed: Qwen3 32B, for 2,000 questions a day.",
        "Only Gemma 27B is approved by our board; 900 requests a day for a chatbot.",
        "Our regulator validated it: the bot must run gpt-oss-120b.",
        "Phi-4 and nothing else, says our auditor; 300 forms a day.",
        "GLM-5 is prescribed by the tender.",
        "We are bound to Qwen3 32B by contract; 4,000 letters a day to classify.",
        "The tool must use Qwen3 14B on every site.",
        "Only gpt-oss-120b may be used here; 700 questions a day over our manuals.",
    ],
)
def test_a_model_that_must_be_used_is_fixed(text: str) -> None:
    read = found(text)
    assert read[FIXED] is True
    assert read["wish.model"]


@pytest.mark.parametrize(
    "text",
    [
        "Do we have to use GPT-4 for that?",
        "We don't have to use Llama.",
        "A consultant says it must be Claude.",
        "Why does it have to be Llama?",
        "Llama 70B and no other model fits on the card.",
        "We run Mistral 7B on one card.",
    ],
)
def test_a_model_that_is_asked_about_or_runs_is_not_fixed(text: str) -> None:
    assert not found(text).get(FIXED)
