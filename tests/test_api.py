"""The assembled advisor: loading, reading, and the examples that ship."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import advisor as package
from advisor.api import Advisor
from advisor.decide.records import Recommendation
from advisor.errors import UserError

EXAMPLES = sorted((Path(package.__file__).parent / "examples").glob("*.toml"))
BOOK = """
schema = 1

[[accelerator]]
id = "house-card"
vendor = "Ours"
name = "House Card"
kind = "datacentre"
generation = "hopper"
memory_gb = 141
bandwidth_gb_s = 4800
bf16_tflops = 989
fp8_tflops = 1979
devices_per_node = 8
source = "our own data sheet"
as_of = 2026-11-01

[[rental]]
id = "house-card-on-demand"
accelerator = "house-card"
kind = "on_demand"
usd = 0.05
low_usd = 0.04
high_usd = 0.06
source = "our own price list"
as_of = 2026-11-01
"""


@pytest.fixture(scope="module")
def answers(advisor: Advisor) -> dict[str, Recommendation]:
    """Every example's recommendation, worked out once."""
    return {
        file.stem: advisor.recommend(
            advisor.profile(tomllib.loads(file.read_text("utf-8"))), as_of=date(2026, 11, 20)
        )
        for file in EXAMPLES
    }


def test_it_loads_without_plugins_and_sets_nothing_aside(advisor: Advisor) -> None:
    assert advisor.problems == ()
    assert advisor.catalog.accelerators
    assert advisor.library.rules
    assert set(advisor.use_cases) >= {file.stem for file in EXAMPLES}


def test_there_is_an_example_of_every_use_case(advisor: Advisor) -> None:
    shown = {tomllib.loads(f.read_text("utf-8"))["use_case"].get("kind", "undecided") for f in EXAMPLES}
    assert shown == set(advisor.use_cases)


@pytest.mark.parametrize("name", [file.stem for file in EXAMPLES])
def test_a_shipped_example_gets_an_answer(answers: dict[str, Recommendation], name: str) -> None:
    found = answers[name]
    assert found.plans or found.relaxations
    assert found.feasible == bool(found.plans)
    assert found.advice
    assert found.headline
    assert found.problems == ()
    assert [ranked.rank for ranked in found.plans] == list(range(1, len(found.plans) + 1))


def test_a_document_with_an_unknown_field_is_refused_with_a_guess(advisor: Advisor) -> None:
    with pytest.raises(UserError, match=r"workload\.requests_per_day"):
        advisor.profile({"workload": {"request_per_day": 5}})


def test_a_deadline_of_nothing_is_refused_with_its_bounds(advisor: Advisor) -> None:
    with pytest.raises(UserError, match=r"deadline_weeks.*from 0\.1 to 300"):
        advisor.profile({"time": {"deadline_weeks": 0}})


def test_without_a_use_case_the_undecided_one_gives_the_assumptions(advisor: Advisor) -> None:
    profile = advisor.profile({})
    assert advisor.use_case(profile).id == "undecided"
    filled = advisor.filled(profile)
    assert filled.number("workload.requests_per_day")
    assert not filled.said("workload.requests_per_day")


def test_filling_twice_changes_nothing(advisor: Advisor) -> None:
    once = advisor.filled(advisor.profile({"use_case": {"kind": "voice"}}))
    assert dict(advisor.filled(once)) == dict(once)


def test_words_are_read_into_answers(advisor: Advisor) -> None:
    reading = advisor.read("A chatbot for our shop, 5,000 questions a day.")
    found = {item.path: item.answer.value for item in reading.answers}
    assert found["workload.requests_per_day"] == 5000


def test_a_new_conversation_has_a_question_to_ask(advisor: Advisor) -> None:
    asked = advisor.next_question(advisor.profile({}))
    assert asked is not None
    assert asked.question.id in advisor.questions


def test_a_question_that_was_passed_over_is_not_asked_again(advisor: Advisor) -> None:
    profile = advisor.profile({"use_case": {"kind": "chatbot"}})
    first = advisor.next_question(profile)
    assert first is not None
    second = advisor.next_question(profile, skipped=[first.question.id])
    assert second is None or second.question.id != first.question.id


def test_the_interview_ends(advisor: Advisor) -> None:
    profile, skipped = advisor.profile({"use_case": {"kind": "chatbot"}}), []
    for _ in range(len(advisor.questions) + 1):
        asked = advisor.next_question(profile, skipped)
        if asked is None:
            break
        skipped.append(asked.question.id)
    assert advisor.next_question(profile, skipped) is None
    assert len(set(skipped)) == len(skipped)


def test_a_book_of_ones_own_joins_the_catalogue_and_the_advice(
    tmp_path: Path, recommended: Callable[..., Recommendation]
) -> None:
    book = tmp_path / "house.toml"
    book.write_text(BOOK, "utf-8")
    ours = Advisor.load(plugins=False, catalog_books=[book], today=date(2026, 11, 20))
    story = {
        "use_case": {"kind": "chatbot"},
        "workload": {"requests_per_day": 3_000_000, "input_tokens": 1500, "output_tokens": 400},
        "exclusions": {"deployments": ["hosted_api", "managed_open_endpoint"]},
    }
    found = ours.recommend(ours.profile(story), as_of=date(2026, 11, 20))
    assert found.winner.plan.hardware is not None
    assert found.winner.plan.hardware.accelerator == "house-card"
    assert "house-card" not in {
        r.plan.hardware.accelerator for r in recommended(**story).plans if r.plan.hardware
    }


def test_a_book_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="missing"):
        Advisor.load(plugins=False, catalog_books=[tmp_path / "missing.toml"])


def test_a_correction_of_a_claim_carries_its_source(advisor: Advisor) -> None:
    for name, claim in advisor.catalog.claims.items():
        text, source = advisor.claim_correction(name)
        assert claim.statement.rstrip(".") in text
        assert claim.reason in text
        assert claim.source in source


def test_asking_for_a_recommendation_twice_gives_the_same(advisor: Advisor) -> None:
    profile = advisor.profile({"use_case": {"kind": "extraction"}})
    first, second = (advisor.recommend(profile, seed=5, as_of=date(2026, 11, 20)) for _ in range(2))
    assert first == second
