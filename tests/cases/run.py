"""Run decision cases through the real path: their words through the reader, then the recommendation."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from advisor.api import Advisor
from advisor.decide.records import Recommendation
from advisor.errors import UserError
from advisor.profile import Answer, Profile
from advisor.profile.coerce import coerce
from advisor.strategy.classes import SCALE

AS_OF = date(2026, 11, 20)
WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
BROADER = {"quantisation": "quantization", "test_time_reasoning": "test_time_compute"}
"""Other spellings of vocabulary words."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of one case."""

    id: str
    missing: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    hardware: str = ""
    """``"expected X, got Y"`` when the class is more than one step off."""
    feasibility: str = ""
    verdict: str = ""
    confidence: str = ""
    controversial: bool = False
    error: str = ""
    unread: tuple[str, ...] = field(default=())

    @property
    def passed(self) -> bool:
        """Whether nothing is missing, forbidden or off."""
        return not (self.missing or self.forbidden or self.hardware or self.feasibility or self.error)


def profile_of(advisor: Advisor, case: Mapping[str, Any]) -> Profile:
    """Return the profile that the reader makes of a case's story and words."""
    words = case["profile"]
    found: dict[str, Answer] = {}
    story = ". ".join(text for text in (words.get("use_case"), case.get("story")) if text)
    _add(found, advisor, story, None)
    for key, value in words.items():
        if key in WORDS["number"]:
            _add_number(found, advisor, WORDS["number"][key], value)
        elif key in WORDS["reply"] or key in WORDS["field"]:
            _add_words(found, advisor, key, str(value))
    return Profile(fields=advisor.fields).with_answers(found)


def _add_number(found: dict[str, Answer], advisor: Advisor, path: str, value: object) -> None:
    """Add a number, or what words in its place say."""
    try:
        found[path] = coerce(advisor.fields[path], value)
    except UserError:
        _add(found, advisor, str(value), None)


def _add_words(found: dict[str, Answer], advisor: Advisor, key: str, text: str) -> None:
    for path in (WORDS[part][key] for part in ("field", "also") if key in WORDS[part]):
        answer = advisor.reader.read_field(path, text)
        if answer is not None and (path == WORDS["field"][key] or answer.state == "answered"):
            found[path] = answer
    if key in WORDS["reply"]:
        before = found.get("data.boundary")
        _add(found, advisor, text, WORDS["reply"][key])
        if before is not None and key in WORDS["aside"] and re.fullmatch(WORDS["aside"][key], text):
            found["data.boundary"] = before


def _add(found: dict[str, Answer], advisor: Advisor, text: str, question: str | None) -> None:
    asked = advisor.questions[question] if question else None
    for item in advisor.read(text, asked).answers:
        found[item.path] = item.answer


def judge(advisor: Advisor, case: Mapping[str, Any], recommendation: Recommendation) -> Outcome:
    """Compare a recommendation with what a case expects."""
    expected = case["expected"]
    told = {advice.word for advice in recommendation.advice}
    wider = {parent for word in told for parent in _wider(advisor, word)}
    if not recommendation.feasible:
        wider |= {"negotiate_constraints"} if recommendation.relaxations else set()
    have = told | wider
    wanted = [BROADER.get(w, w) for w in expected["must_include"]]
    feasible = expected["feasibility"] == "feasible"
    return Outcome(
        id=case["id"],
        missing=tuple(w for w in wanted if w not in have),
        forbidden=tuple(w for w in expected["must_not_include"] if w in have),
        hardware=_hardware(expected["hardware_class"], recommendation),
        feasibility="" if feasible == recommendation.feasible else f"expected {expected['feasibility']}",
        verdict="" if expected["verdict"] == recommendation.verdict else f"expected {expected['verdict']}",
        confidence=case.get("confidence", ""),
        controversial=bool(case.get("controversial")),
    )


def _wider(advisor: Advisor, word: str) -> set[str]:
    option = advisor.options.get(word)
    return set(option.parents) if option else set()


def _hardware(expected: str, recommendation: Recommendation) -> str:
    got = recommendation.hardware_class
    return "" if is_near(expected, got) else f"expected {expected}, got {got}"


def is_near(expected: str, got: str) -> bool:
    """Return whether a class of hardware is at most one step off."""
    if expected == got or not {expected, got} <= set(SCALE):
        return expected == got
    return abs(SCALE.index(expected) - SCALE.index(got)) <= 1


def run(cases: Iterable[Mapping[str, Any]], advisor: Advisor) -> list[Outcome]:
    """Return the outcome of every case."""
    outcomes = []
    for case in cases:
        try:
            recommendation = advisor.recommend(profile_of(advisor, case), as_of=AS_OF)
        except UserError as error:
            outcomes.append(Outcome(case["id"], error=str(error), confidence=case.get("confidence", "")))
            continue
        outcomes.append(judge(advisor, case, recommendation))
    return outcomes


def read_cases(path: Path) -> list[dict[str, Any]]:
    """Read cases, one JSON object a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
