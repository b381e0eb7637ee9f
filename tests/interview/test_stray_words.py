"""Heads, waits and names of classes tell no kind; a maker's staff are no users; some is not all."""

from __future__ import annotations

import pytest

from advisor.interview.kinds import load_kinds
from advisor.strategy.use_cases import load_use_cases
from tests.interview.read import found, reader, value

KIND, USERS, NAMES = "use_case.kind", "workload.users", "language.names"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("chatbot, 3 PHP developers", "chatbot"),
        ("A chatbot for our shop, 2 programmers, 1 designer", "chatbot"),
        ("Review contracts, two hours per contract would be fine", "regulated_advice"),
        ("Review contracts on our Mac Studio", "regulated_advice"),
        ("Review leases; a day per lease is fine", "regulated_advice"),
        ("We review code for our clients", "code"),
        ("Review pull requests on our Mac Studio", "code"),
        ("We read claims and sort them into pay / inspect / suspicious.", "classification"),
        ("Inspect 400 castings a day for cracks with a camera", "vision"),
        ("One phone line for all. We would like a transcript of every call, routed by the agent.", "voice"),
        ("In our game the villagers should chat freely; we are 35 people, 8 programmers.", "chatbot"),
        ("We translate manuals. Some clients forbid cloud tools.", "translation"),
        ("An agent that uses tools to book rooms", "agents"),
    ],
)
def test_the_task_tells_the_kind(text: str, kind: str) -> None:
    assert value(text, KIND) == kind


def test_words_of_any_text_tell_no_kind() -> None:
    model = load_kinds()
    assert [kind for kind in load_use_cases() if model.telling("about per which for all of them", kind)] == []
    assert model.telling("about per developers", "code") is not None


@pytest.mark.parametrize(
    "text",
    [
        "Game studio, 35 people. The villagers chat on the player's own PC.",
        "A publisher of 12 people. The reading helper runs on readers' tablets.",
        "We are 20 people, and 5,000 copies sold each month answer riddles.",
        "A biotech start-up, 11 ppl, wants to pretrain a protein model.",
    ],
)
def test_who_makes_it_for_others_does_not_use_it(text: str) -> None:
    assert USERS not in found(text)


@pytest.mark.parametrize(
    ("text", "users"),
    [
        ("Law firm, 60 lawyers, contract review on our servers.", 60),
        ("A company of 300 people wants a chatbot for staff.", 300),
        ("A company of 300 people wants a chatbot trained on its documents.", 300),
    ],
)
def test_who_works_with_it_uses_it(text: str, users: int) -> None:
    assert value(text, USERS) == users


def test_what_one_contract_takes_is_no_contract_with_a_processor() -> None:
    field = "data.contract_obtainable"
    assert field not in found("Review contracts, two hours per contract would be fine.")
    assert field not in found("Classify forms; 20 seconds a contract is okay.")
    assert value("A chatbot; a contract with a provider is fine.", field) is True


def test_researchers_in_machine_learning_do_research() -> None:
    assert value("We train a protein model; 4 are ML researchers.", "team.skill") == "research"
    assert value("A chatbot; two ML engineers.", "team.skill") == "ml"


@pytest.mark.parametrize(
    "text",
    [
        "Review contracts. Some contracts are in French.",
        "About 10% of the tickets are in French; classify them.",
        "Now and then a letter comes in French; a chatbot answers.",
    ],
)
def test_a_part_in_another_language_leaves_the_rest(text: str) -> None:
    assert value(text, NAMES) == ("French", "English")
    assert any("a part of it" in note for note in reader().read(text).notes)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Our letters are in German, some in French; classify them.", ("German", "French")),
        ("Translate some manuals into Italian.", ("Italian",)),
        ("A chatbot in Welsh.", ("Welsh",)),
    ],
)
def test_languages_of_all_stay_alone(text: str, names: tuple[str, ...]) -> None:
    assert value(text, NAMES) == names


@pytest.mark.parametrize(
    "text",
    [
        "We translate manuals. Some clients' NDAs forbid cloud tools.",
        "We translate manuals; a few customers do not allow uploading to third parties.",
        "We edit books; two publishers prohibit any hosted AI.",
    ],
)
def test_what_some_clients_forbid_parts_the_data(text: str) -> None:
    assert value(text, "data.mixed_classes") is True
    assert "data.boundary" not in found(text)


def test_what_all_clients_forbid_parts_nothing() -> None:
    assert "data.mixed_classes" not in found("Our clients forbid cloud tools; we translate manuals.")
