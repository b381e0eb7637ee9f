"""A provider that may keep nothing is a term of its contract, however people say it."""

from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.profile import Profile


def keeps_nothing(advisor: Advisor, text: str) -> object:
    found = {hit.path: hit.answer.value for hit in advisor.read(text, None).answers}
    return found.get("data.no_retention")


@pytest.mark.parametrize(
    "text",
    [
        "We would accept a provider that keeps nothing and signs for it.",
        "Nothing may be stored by the provider.",
        "Lawyers are fine with a no-retention contract.",
        "Speech may be processed by a contracted provider in the region but never kept.",
        "We may use outside models if nothing is kept or trained on.",
        "Only a provider without retention and without training on our code.",
        "Source code, ZDR ok.",
    ],
)
def test_a_provider_that_may_keep_nothing_is_heard(advisor: Advisor, text: str) -> None:
    assert keeps_nothing(advisor, text) is True


@pytest.mark.parametrize(
    "text",
    [
        "Staff retention is poor and there is no retention bonus.",
        "A shop keeps nothing in stock and wants a chatbot.",
        "The contract says nothing about retention.",
        "Nothing is stored in the database yet.",
    ],
)
def test_what_is_kept_elsewhere_is_no_such_term(advisor: Advisor, text: str) -> None:
    assert keeps_nothing(advisor, text) is None


def test_it_makes_zero_retention_part_of_the_advice(advisor: Advisor) -> None:
    text = "Notes of 70 calls a day are summarised; a provider under contract that keeps nothing is fine."
    found = {hit.path: hit.answer for hit in advisor.read(text, None).answers}
    recommendation = advisor.recommend(
        Profile(fields=advisor.fields).with_answers(found), as_of=advisor.today
    )
    assert "hosted_api_zdr" in {advice.word for advice in recommendation.advice}
