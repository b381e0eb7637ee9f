"""Tokens that go in and come out in a month are the load, whatever one request of them holds."""

from __future__ import annotations

import pytest

from advisor.estimate.money import DAYS_PER_MONTH
from advisor.interview.derive_whole import INPUT, OUTPUT, REQUESTS, of_the_whole
from advisor.profile import Answer, Profile
from tests.interview.read import found

CORPUS = "language.corpus_tokens"


@pytest.mark.parametrize(
    "text",
    [
        "Summarise support tickets, 1.1 billion tokens in and 180 million out per month.",
        "A helpdesk bot uses 1.1B input tokens and 180M output tokens a month.",
        "Chat widget, 1.1 billion tokens in, 180 million tokens out every month",
    ],
)
def test_both_are_read_and_neither_is_requests_or_text_to_train_on(text: str) -> None:
    read = found(text)
    assert read["workload.tokens_in_per_day"] == pytest.approx(1.1e9 / DAYS_PER_MONTH, rel=1e-3)
    assert read["workload.tokens_out_per_day"] == pytest.approx(1.8e8 / DAYS_PER_MONTH, rel=1e-3)
    assert not {REQUESTS, CORPUS} & set(read)
    assert read["use_case.kind"] in ("extraction", "chatbot")


def test_tokens_of_one_request_and_those_to_train_on_stay_what_they_are() -> None:
    read = found("Each request has 2,000 tokens in and 300 out; 500 requests per day.")
    assert (read[INPUT], read[OUTPUT], read[REQUESTS]) == (2_000, 300, 500)
    assert found("We pretrain a model on 4 trillion tokens in 12 languages.")[CORPUS] == 4e12


@pytest.mark.parametrize("said", [{}, {INPUT: Answer(5_000.0)}, {REQUESTS: Answer(40.0)}])
def test_requests_times_their_tokens_are_those_that_were_told(said: dict[str, Answer]) -> None:
    told = {"workload.tokens_in_per_day": Answer(1e6), "workload.tokens_out_per_day": Answer(2e5), **said}
    profile = Profile().with_answers(told)
    filled = profile.with_answers({INPUT: said.get(INPUT, Answer(2_000.0, "assumed"))})
    derived = {path: float(str(answer.value)) for path, answer in of_the_whole(profile, filled).items()}
    assert derived[REQUESTS] * derived[INPUT] == pytest.approx(1e6)
    assert derived[REQUESTS] * derived[OUTPUT] == pytest.approx(2e5)
    assert not of_the_whole(Profile().with_answers(said), filled)
