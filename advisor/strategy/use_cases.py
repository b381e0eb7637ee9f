"""Kinds of project: what each is for, what is assumed about it, and what to ask."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from advisor.profile import UNDECIDED, Answer, Fields, Profile, standard_fields
from advisor.profile.answers import Value
from advisor.profile.coerce import coerce

AT_ONCE_MS, AT_ONCE_TOKENS = 600.0, 100.0
"""Waits and lengths up to these are those of a completion: half a second goes unnoticed."""


class Default(NamedTuple):
    """What is assumed of a field until somebody says otherwise."""

    value: Value
    low: float | None
    """Plausible lower end, for numbers."""
    high: float | None
    why: str
    """A few words that complete "we assumed it, because"."""
    answer: Answer
    """The same as an answer that is assumed."""


@dataclass(frozen=True, slots=True)
class UseCase:
    """One kind of project."""

    id: str
    title: str
    description: str
    """One sentence: what it does."""
    purpose: str
    """One sentence: what it is good for."""
    keywords: tuple[str, ...]
    """Words in free text that speak for it; ``*`` stands for any ending."""
    hints: tuple[str, ...]
    """Words of its field or of its means, which speak for it less than those of the task itself."""
    weight: float
    """What a keyword counts; less than 1 where keywords name a means and not an end."""
    modality: str
    defaults: Mapping[str, Default]
    """What is assumed, by field path."""
    questions: tuple[str, ...]
    """Ids of the questions worth asking, in order."""
    first: tuple[str, ...]
    """Ids of the questions that are asked whatever they change: they rule out or size everything."""
    needed_tier: Mapping[str, str]
    """The least capable class of model, by quality bar."""
    at_once: str
    """The class that does for short answers at once, such as completions; empty where there is none."""
    told_by: tuple[str, ...]
    """Fields whose answer alone tells this kind where nothing else does: who names a model and a machine asks
    to run it."""
    instead_of: tuple[str, ...]
    """Kinds for which it is taken where ``told_by`` tells it: what goes in decides, not what the work is
    called."""
    fixed_on: tuple[str, ...]
    """Devices and software: who names a model and one of these asks how to run it, not which to take."""
    taken_whole: bool
    """Whether short results are used when they are complete, and not read as they are written."""
    only_named: bool
    """Whether it takes a word of its own to be told: nothing else in a text puts work on a device."""
    works_on_documents: bool
    """Whether documents are what goes in, one after the other, and not what answers are looked up in."""
    unit_model: str
    """Id of the catalogue's model that does the work where no language model is needed; else empty."""
    source: str
    as_of: date
    answered_tier: Mapping[str, str] = field(default_factory=dict)
    """The class by quality bar where answers in sentences are wanted besides; empty where it is the same."""

    def told(self, profile: Profile) -> bool:
        """Return whether answers of a profile tell this kind without naming it."""
        return any(profile.said(path) and profile.flag(path) is not False for path in self.told_by)

    def tier(self, bar: str, *, answers: bool = False) -> str:
        """Return the class of model that a quality bar needs, that of ``good`` for an unknown bar.

        Args:
            bar: The quality bar.
            answers: Whether a model writes answers in sentences.
        """
        tiers = (answers and self.answered_tier) or self.needed_tier
        return tiers.get(bar, tiers["good"])


def kind_told(profile: Profile, use_cases: Mapping[str, UseCase]) -> str:
    """Return the kind of project of a profile: the one that was said, else one that other answers tell."""
    kind = profile.text("use_case.kind")
    if kind and kind != UNDECIDED:
        instead = (row.id for row in use_cases.values() if kind in row.instead_of and row.told(profile))
        return next(instead, kind)
    return next((row.id for row in use_cases.values() if row.told(profile)), UNDECIDED)


@cache
def load_use_cases() -> Mapping[str, UseCase]:
    """Return the kinds of project that ship, by id, in the order of the field's choices."""
    return read_use_cases(Path(__file__).with_name("use_cases.toml"), standard_fields())


def read_use_cases(path: Path, fields: Fields) -> Mapping[str, UseCase]:
    """Read kinds of project from TOML and check every default against its field.

    Raises:
        ValueError: When an id, a field, a bar or a value is not one that exists.
    """
    document = tomllib.loads(path.read_text("utf-8"))
    common, sources = document.pop("common"), document.pop("sources")
    as_of = document.pop("as_of")
    if document.pop("schema") != 1:
        raise ValueError(f"{path.name}: the schema is not 1")
    kinds = fields["use_case.kind"].choices
    unknown = set(document) ^ set(kinds)
    if unknown:
        raise ValueError(
            f"{path.name}: use cases differ from the choices of use_case.kind: {sorted(unknown)}"
        )
    return MappingProxyType(
        {kind: _use_case(kind, document[kind], common, sources, as_of, fields) for kind in kinds}
    )


def _use_case(
    kind: str,
    row: Mapping[str, Any],
    common: Mapping[str, Any],
    sources: Mapping[str, str],
    as_of: date,
    fields: Fields,
) -> UseCase:
    tiers: Mapping[str, str] = row.get("tiers", common["tiers"])
    if set(tiers) != set(fields["quality.bar"].choices):
        raise ValueError(f"{kind}: tiers must name every quality bar")
    defaults = {**common["defaults"], **row.get("defaults", {})}
    for path in (*row.get("told_by", ()), *row.get("fixed_on", ())):
        _ = fields[path]
    return UseCase(
        id=kind,
        title=row["title"],
        description=row["description"],
        purpose=row["purpose"],
        keywords=tuple(row["keywords"]),
        hints=tuple(row.get("hints", ())),
        weight=float(row.get("weight", 1.0)),
        modality=row["modality"],
        defaults=MappingProxyType({path: _default(kind, path, d, fields) for path, d in defaults.items()}),
        questions=tuple(row.get("questions", common["questions"])),
        first=tuple(row.get("first", common["first"])),
        needed_tier=MappingProxyType(dict(tiers)),
        told_by=tuple(row.get("told_by", ())),
        instead_of=tuple(row.get("instead_of", ())),
        fixed_on=tuple(row.get("fixed_on", ())),
        at_once=row.get("at_once", ""),
        answered_tier=MappingProxyType(dict(common["tiers"] if row.get("answers") else {})),
        taken_whole=bool(row.get("taken_whole", False)),
        only_named=bool(row.get("only_named", False)),
        works_on_documents=bool(row.get("works_on_documents", False)),
        unit_model=row.get("unit_model", ""),
        source=sources[row.get("source", common["source"])],
        as_of=as_of,
    )


def _default(kind: str, path: str, row: list[Any], fields: Fields) -> Default:
    """Return a default that its field accepts: ``[value, why]`` or ``[value, low, high, why]``."""
    field = fields[path]
    if field.kind == "number":
        value, low, high, why = row
        answer = coerce(field, {"value": value, "low": low, "high": high})
    else:
        value, why = row
        answer = coerce(field, value)
    if answer.value is None or not why:
        raise ValueError(f"{kind}: the default of {path} needs a value and a reason")
    assumed = Answer(answer.value, "assumed", answer.low, answer.high, why)
    return Default(answer.value, answer.low, answer.high, why, assumed)


def at_once(profile: Profile, use_case: UseCase) -> bool:
    """Return whether the user set so short a wait and so short an answer that it is a completion.

    Args:
        profile: The answers.
        use_case: The kind of project.
    """
    wait, length = profile.number("latency.first_token_ms"), profile.number("workload.output_tokens")
    if not use_case.at_once or wait is None or length is None or not profile.said("latency.first_token_ms"):
        return False
    return wait <= AT_ONCE_MS and length <= AT_ONCE_TOKENS
