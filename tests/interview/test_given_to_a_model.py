"""What is given to a model is training, of the kind that the words tell; what a model gives is none."""

from __future__ import annotations

import pytest

from tests.interview.read import value


def adaptations(text: str) -> tuple[object, ...]:
    read = value(text, "wish.adaptations")
    return read if isinstance(read, tuple) else ()


@pytest.mark.parametrize(
    "text",
    [
        "A Tokyo institute gives an English 70B 100B Japanese tokens and a wider vocabulary.",
        "A lab feeds an open 8B 30B tokens of Finnish law.",
        "A university compares 1.5-14B models continued on Brazilian legal and medical web text.",
        "Show the base model another 50B tokens of Swahili.",
        "An institute adds 40B tokens of Arabic to an open 13B.",
        "A patent house wants a 14B at home in 6B tokens of materials patents.",
    ],
)
def test_billions_of_tokens_given_to_a_model_continue_its_training(text: str) -> None:
    assert "continued_pretraining" in adaptations(text)


@pytest.mark.parametrize(
    "text",
    [
        "Teach it our style with 4,000 letters.",
        "A newspaper wants an open 8B to follow its headline style; 5,000 headlines.",
        "A choir wants a 7B taught our newsletter format on 3,000 examples.",
    ],
)
def test_a_manner_that_a_model_is_to_take_on_is_tuning(text: str) -> None:
    assert "lora" in adaptations(text)


@pytest.mark.parametrize(
    "text",
    [
        "A 70B gives 100 tokens a second.",
        "We gave the model 20 documents to read.",
        "Teach staff our style guide.",
        "It gives each user 2B tokens.",
        "The course continued on Monday.",
    ],
)
def test_what_a_model_or_a_teacher_gives_is_no_training(text: str) -> None:
    assert not {"lora", "continued_pretraining"} & set(adaptations(text))
