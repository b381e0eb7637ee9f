"""Questions as data: wording, quick replies, and the fields that an answer fills."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from advisor.profile import Answer, Fields, Profile, standard_fields
from advisor.profile.coerce import coerce
from advisor.resources import shipped_path

MOST_WORDS = 20
"""A question longer than this is not read."""
LIKELY = 0.3
"""Share of the projects that give a reply which goes with what is known of them."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A quick reply."""

    label: str
    answers: Mapping[str, Answer]
    """What picking it says, by field path."""
    share: float | None = None
    """How many of the projects would say it, from 0 to 1; None for an equal part of what others leave."""
    likely: Mapping[str, tuple[object, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Values of fields, said or assumed, with any of which many projects say it."""

    def share_for(self, profile: Profile, rest: float) -> float:
        """Return how many projects like this one would say it.

        Args:
            profile: What is said and assumed.
            rest: The share of a reply that names none.
        """
        if any(profile.answers[p].value in self.likely[p] for p in self.likely if p in profile.answers):
            return LIKELY
        return rest if self.share is None else self.share


@dataclass(frozen=True, slots=True)
class Question:
    """A question; own words and "not sure" are always possible beside its replies."""

    id: str
    fields: tuple[str, ...]
    """What an answer fills, the main field first; a bare number is read in the main field's unit."""
    ask: str
    why: str
    replies: tuple[Reply, ...]
    settled_by: tuple[str, ...]
    """The question is answered once the user said any of these."""
    settled_together: tuple[tuple[str, ...], ...] = ()
    """So it is once the user said all of one of these, from which its answer follows."""
    only_when: Mapping[str, tuple[object, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Values of fields, said or assumed, of which one must hold for the question to make sense."""
    not_when: Mapping[str, tuple[object, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Values of fields, said or assumed, of which any makes the question senseless."""
    probes: tuple[Reply, ...] = ()
    """Plausible answers beside the replies, tried to see whether the question matters; one may set fields of
    other questions too, which hold where nobody said anything else: what often goes together decides
    together."""
    after: str = ""
    """A question behind which every use case asks this one; empty for those that use cases name."""

    @property
    def main(self) -> str:
        """Path of the main field."""
        return self.fields[0]

    def makes_sense(self, profile: Profile) -> bool:
        """Return whether the question is worth a thought for a filled profile."""
        if _holds(profile, self.not_when):
            return False
        return not self.only_when or _holds(profile, self.only_when)

    def settled(self, profile: Profile) -> bool:
        """Return whether the profile holds the user's answer, or that the user does not know it."""
        together = any(all(_is_told(profile, path) for path in paths) for paths in self.settled_together)
        return together or any(_is_told(profile, path) for path in self.settled_by)


def _is_told(profile: Profile, path: str) -> bool:
    """Return whether the user answered a field, or said that they do not know."""
    answer = profile.get(path)
    return answer is not None and answer.state != "assumed"


def _holds(profile: Profile, values: Mapping[str, tuple[object, ...]]) -> bool:
    answers = ((profile.get(path), allowed) for path, allowed in values.items())
    return any(answer is not None and answer.value in allowed for answer, allowed in answers)


@cache
def load_questions() -> Mapping[str, Question]:
    """Return the questions that ship, by id."""
    return read_questions(shipped_path("interview/questions.toml"), standard_fields())


def read_questions(path: Path, fields: Fields) -> Mapping[str, Question]:
    """Read questions from TOML and check their words, fields and values.

    Raises:
        ValueError: When a question is too long, lacks a part, or is there twice.
        UserError: When a field does not exist or a reply's value is not one that it accepts.
    """
    document = tomllib.loads(path.read_text("utf-8"))
    if document.get("schema") != 1:
        raise ValueError(f"{path.name}: the schema is not 1")
    questions = [_question(row, fields) for row in document["question"]]
    found = {question.id: question for question in questions}
    if len(found) != len(questions):
        raise ValueError(f"{path.name}: a question is there twice")
    return MappingProxyType(found)


def _question(row: Mapping[str, Any], fields: Fields) -> Question:
    question = Question(
        id=row["id"],
        fields=tuple(row["fields"]),
        ask=row["ask"],
        why=row["why"],
        replies=tuple(_reply(reply, fields) for reply in row["replies"]),
        settled_by=tuple(row.get("settled_by", row["fields"][:1])),
        settled_together=tuple(map(tuple, row.get("settled_together", ()))),
        only_when=_values(row, "only_when"),
        not_when=_values(row, "not_when"),
        probes=tuple(_reply(probe, fields) for probe in row.get("probes", ())),
        after=row.get("after", ""),
    )
    check_question(question, fields)
    return question


def _values(row: Mapping[str, Any], name: str) -> Mapping[str, tuple[object, ...]]:
    return MappingProxyType({path: tuple(values) for path, values in row.get(name, {}).items()})


def check_question(question: Question, fields: Fields) -> None:
    """Check a question, also one that a plugin brings.

    Raises:
        ValueError: When it is too long, says nothing, or fills a field that it does not name.
        UserError: When a field does not exist.
    """
    if not question.ask or not question.why or not question.fields:
        raise ValueError(f"question {question.id}: it needs a wording, a reason and a field")
    if len(question.ask.split()) > MOST_WORDS:
        raise ValueError(f"question {question.id}: more than {MOST_WORDS} words")
    together = (path for paths in question.settled_together for path in paths)
    for path in (*question.fields, *question.settled_by, *together, *question.only_when, *question.not_when):
        _ = fields[path]
    for probe in question.probes:
        if question.main not in probe.answers:
            raise ValueError(f"question {question.id}: {probe.label!r} says nothing about {question.main}")
    for reply in question.replies:
        strange = set(reply.answers) - set(question.fields)
        if strange or not reply.label:
            raise ValueError(f"question {question.id}: {reply.label!r} sets {sorted(strange)}, not its own")


def _reply(row: Mapping[str, Any], fields: Fields) -> Reply:
    answers = {path: _value(path, raw, row["label"], fields) for path, raw in row["set"].items()}
    share = row.get("share")
    return Reply(
        row["label"],
        MappingProxyType(answers),
        None if share is None else share / 100,
        MappingProxyType({path: tuple(values) for path, values in row.get("likely", {}).items()}),
    )


def _value(path: str, raw: object, label: str, fields: Fields) -> Answer:
    """Return what a reply says of a field; a list of three numbers is value, low, high."""
    if fields[path].kind == "number" and isinstance(raw, list):
        raw = dict(zip(("value", "low", "high"), raw, strict=True))
    return coerce(fields[path], raw, said=label)
