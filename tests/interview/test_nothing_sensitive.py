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


@pytest.mark.parametrize(
    "text",
    [
        "Texts that are not confidential may be sent to OpenAI.",
        "Only documents which are not confidential may leave.",
        "The letters are not confidential except the contracts, which must stay here.",
        "The letters are not confidential, except for the contracts.",
        "The letters are not confidential (apart from the contracts).",
        "If the files are not confidential, they go to a translator by post.",
        "Some of our documents are not confidential.",
        "None of it is confidential, but the contracts are.",
        "Nothing in it is confidential, except the payroll.",
        "Nothing is sensitive or confidential, apart from the payroll.",
    ],
)
def test_what_holds_of_some_of_it_opens_nothing_for_the_rest(text: str) -> None:
    assert value(text, "data.boundary") != "any_cloud"


@pytest.mark.parametrize(
    "text",
    [
        "Our documents are not confidential. 300 a day to sort.",
        "The texts are not secret, they are on our website.",
        "None of it is confidential.",
        "Nothing in it is confidential, all of it is on our website.",
    ],
)
def test_what_is_not_confidential_may_go_anywhere(text: str) -> None:
    assert value(text, "data.boundary") == "any_cloud"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("None of these are labelled secret.", None),
        ("Nothing is labelled as confidential.", None),
        ("Nobody has labelled any of it 'secret'.", None),
        ("None of these are labelled yet.", 0),
        ("None of them is labelled by hand, and we get 300 a day.", 0),
        ("Nobody has labelled anything.", 0),
    ],
)
def test_what_carries_no_stamp_is_no_lack_of_examples(text: str, count: float | None) -> None:
    assert value(text, "examples.count") == count
