"""Ways to save or speed up that a story names: routing, caches, reranking, guessing ahead."""

from __future__ import annotations

import pytest

from advisor.api import Advisor


def named(advisor: Advisor, text: str) -> set[str]:
    found = {item.path: item.answer.value for item in advisor.read(text, None).answers}
    value = found.get("wish.techniques", ())
    assert isinstance(value, tuple)
    return {str(word) for word in value}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The old filter clears most; only the doubtful 5% are passed on to the LLM.", "routing"),
        ("Only difficult letters go to the flagship model.", "routing"),
        ("Use the right model for each task, says the board.", "routing"),
        ("Every ticket goes to the most expensive model.", "routing"),
        ("Clerks ask many questions about the same long filing, one call each.", "prompt_caching"),
        ("Each call resends 40k tokens.", "prompt_caching"),
        ("Half of the questions are the same.", "semantic_cache"),
        ("The same parking questions come in hundreds of times a day.", "semantic_cache"),
        ("A cross-encoder over the top 200 picks the passages.", "reranking"),
        ("Served with a draft model.", "speculative_decoding"),
    ],
)
def test_a_way_to_save_or_speed_up_is_read(advisor: Advisor, text: str, word: str) -> None:
    assert word in named(advisor, text)


@pytest.mark.parametrize(
    "text",
    [
        "We route the lorries by difficulty of the terrain.",
        "Only the difficult children go to the school nurse.",
        "Customers ask different questions every day.",
        "No router, no cache: we want it simple.",
        "Staff answer 300 questions a day about contracts.",
    ],
)
def test_words_that_only_look_alike_name_nothing(advisor: Advisor, text: str) -> None:
    assert named(advisor, text) == set()


@pytest.mark.parametrize("text", ["Suggestions only.", "The model gives only suggestions to the engineers."])
def test_what_is_only_suggested_is_decided_by_a_person(advisor: Advisor, text: str) -> None:
    found = {item.path: item.answer.value for item in advisor.read(text, None).answers}
    assert found.get("quality.human_review") is True
