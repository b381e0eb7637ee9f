"""What is said not to be there: "nothing sensitive"."""

from __future__ import annotations

import pytest

from tests.interview.read import value


@pytest.mark.parametrize(
    "text",
    [
        "A chatbot for a garden shop. Nothing sensitive.",
        "Nothing in it is confidential.",
        "There is nothing really secret, and nothing particularly sensitive, in these reviews.",
    ],
)
def test_what_is_denied_by_nothing_is_no_kind_of_data(text: str) -> None:
    assert value(text, "data.sensitivity") is None


@pytest.mark.parametrize(
    "text", ["Nothing sensitive may leave.", "Nothing confidential ever leaves the firm."]
)
def test_what_may_not_leave_is_there(text: str) -> None:
    assert value(text, "data.sensitivity") == ("confidential",)
    assert value(text, "data.boundary") != "any_cloud"
