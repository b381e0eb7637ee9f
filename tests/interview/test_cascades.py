"""Cheap models first and who decides: words of routing."""

from __future__ import annotations

import pytest

from tests.interview.read import value


@pytest.mark.parametrize(
    "text",
    [
        "Small classifiers pick the model for each query.",
        "A router chooses which model answers.",
        "The cheap one agrees with it on nine in ten, and knows when it is unsure.",
    ],
)
def test_a_choice_of_model_for_each_request_is_routing(text: str) -> None:
    assert "routing" in (value(text, "wish.techniques") or ())


@pytest.mark.parametrize(
    "text", ["A classifier picks the folder.", "The committee chooses the model in May."]
)
def test_other_choices_are_none(text: str) -> None:
    assert "routing" not in (value(text, "wish.techniques") or ())
