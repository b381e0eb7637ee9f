"""A fact of a card that has no number is taken off it by its name, and the card says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from advisor.api import Advisor
from advisor.conversation.corrections import correction
from advisor.conversation.entries import OF_MANY
from advisor.conversation.turns import Pending, Step
from advisor.profile import Answer, Field, Profile
from tests.conversation.fakes import talk
from tests.conversation.test_corrections import heard
from tests.conversation.test_dialogue import last, value


def some_value(field: Field) -> Any:
    if field.kind == "flag":
        return True
    return field.choices[0] if field.choices else 1.0


def test_every_fact_of_one_value_goes_by_its_label(advisor: Advisor) -> None:
    single = [field for field in advisor.fields if field.kind not in (*OF_MANY, "text")]
    answers = {field.path: Answer(some_value(field), said="said") for field in single}
    step = Step((), Profile(fields=advisor.fields), pending=Pending("words", answers, ()))
    kept = []
    for field in single:
        fixed = correction(advisor, step, f"remove {field.label}")
        if fixed is None or fixed.emptied != (field.path,):
            kept.append(field.path)
    assert kept == []


def test_a_card_of_figures_says_how_one_of_them_goes(tmp_path: Path) -> None:
    dialogue = talk(tmp_path, "a chat, 5k a day", "drop 4")
    assert 'goes by its name: "remove requests on a normal day"' in last(dialogue, "problem")
    dialogue.say("remove requests on a normal day")
    dialogue.say("yes")
    assert value(dialogue, "workload.requests_per_day") is None
    assert value(dialogue, "use_case.kind") == "customer chatbot"


def test_a_card_with_numbers_says_so_on_itself(tmp_path: Path) -> None:
    assert 'goes by its name: "remove requests on a normal day"' in last(heard(tmp_path), "reading")
