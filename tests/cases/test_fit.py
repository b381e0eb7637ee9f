"""The fit of comparable cases: it learns what answers speak for, and is judged on authors left out."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from advisor.api import Advisor
from advisor.strategy.classes import SCALE
from tests.cases.fit import Labelled, Opinion, fit, labelled, left_out, second_opinions, written
from tests.cases.run import is_near

HERE = Path(__file__).parent


def cases(author: str, count: int = 10) -> list[Labelled]:
    inside = Labelled(author, {"data.boundary=own_network": 1.0}, "1x24GB", frozenset({"on_prem"}), True)
    outside = Labelled(author, {"data.boundary=contract": 1.0}, "none", frozenset({"hosted_api"}), True)
    return [inside, outside] * count


def test_answers_speak_for_what_their_cases_came_to() -> None:
    model = fit(cases("A"))
    classes, words, _ = model.shares({"data.boundary=own_network": 1.0})
    assert max(classes, key=classes.__getitem__) == "1x24GB"
    assert words["on_prem"] > 0.8
    assert words["hosted_api"] < 0.2


def test_a_second_judge_counts_beside_the_author() -> None:
    other = Opinion("1x48GB", "1x80GB", frozenset({"quantization"}))
    model = fit([case._replace(second=other) for case in cases("A")])
    classes, words, told = model.shares({"data.boundary=own_network": 1.0})
    assert classes["1x24GB"] > classes["1x48GB"] > classes["1x80GB"] > classes["none"]
    assert "quantization" not in words
    assert told["quantization"] > 0.8
    assert "on_prem" not in told


def test_every_second_opinion_is_of_a_case_and_in_its_words(advisor: Advisor) -> None:
    known = {json.loads(line)["id"] for line in (HERE / "independent.jsonl").read_text("utf-8").splitlines()}
    second = second_opinions(advisor)
    assert set(second) <= known
    assert {said.hardware for said in second.values()} <= {*SCALE, "infeasible"}
    assert all(said.words <= set(advisor.options) for said in second.values())


def test_a_feature_of_one_case_alone_is_not_kept() -> None:
    rare = Labelled("A", {"wish.model?": 1.0}, "cpu", frozenset(), True)
    assert "wish.model?" not in fit([*cases("A"), rare]).weights


def test_a_word_that_few_cases_include_is_not_kept() -> None:
    rare = Labelled("A", {"data.boundary=contract": 1.0}, "none", frozenset({"streaming"}), True)
    assert "streaming" not in fit([*cases("A"), rare]).words


def test_authors_that_judge_alike_foretell_one_another() -> None:
    assert left_out([*cases("A"), *cases("B")]) == (1.0, 1.0, 1.0, 1.0)


def test_authors_that_judge_the_opposite_do_not() -> None:
    turned = [
        case._replace(hardware="none" if case.hardware != "none" else "multi-node") for case in cases("B")
    ]
    near, *_ = left_out([*cases("A"), *turned])
    assert near == 0.0


def test_uncertain_cases_teach_and_are_not_counted() -> None:
    unsure = [case._replace(certain=False, hardware="multi-node") for case in cases("B", 30)]
    assert left_out([*cases("A"), *cases("C")])[0] == 1.0
    assert left_out([*cases("A"), *cases("C"), *unsure])[0] == 0.0


@pytest.mark.parametrize(
    ("expected", "got", "near"),
    [("none", "cpu", True), ("1x24GB", "1x80GB", False), ("infeasible", "none", False)],
)
def test_a_class_is_near_within_a_step(expected: str, got: str, near: bool) -> None:
    assert is_near(expected, got) is near


def test_a_case_is_told_by_its_author_and_its_answers() -> None:
    own = labelled([HERE / "own.jsonl"])
    ids = [json.loads(line)["id"] for line in (HERE / "own.jsonl").read_text("utf-8").splitlines() if line]
    assert [case.author for case in own] == [name[:-3] for name in ids]
    assert all(case.found for case in own)
    assert all(any(name.startswith("use_case.kind=") for name in case.found) for case in own[:5])


def test_the_file_is_the_same_for_the_same_cases() -> None:
    first, second = (written(fit(cases("A")), 20, None, date(2026, 11, 20)) for _ in range(2))
    assert first == second
    assert first.startswith('{"about":"Weights fitted on 20 cases')


def test_the_file_tells_what_the_fit_got_right_and_when_that_was_measured() -> None:
    known = [*cases("A"), *cases("B")]
    told = json.loads(written(fit(known), len(known), left_out(known), date(2026, 11, 20)))
    assert told["left_out"] == {"near": 1.0, "right": 1.0, "told": 1.0, "mostly_right": 1.0}
    assert (told["cases"], told["as_of"]) == (40, "2026-11-20")
    assert json.loads(written(fit(known), 40, None, date(2026, 11, 20)))["left_out"] == {}
