"""Typed records of rule packs and of what evaluating them gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, Protocol

RuleKind = Literal["exclude", "require", "adjust", "prefer", "warn", "ask"]
Status = Literal["fired", "not_fired", "undetermined", "waived", "error"]

KIND_ORDER: tuple[RuleKind, ...] = ("exclude", "require", "adjust", "prefer", "warn", "ask")
"""Strongest first; findings are sorted by it."""


def any_of_plan(paths: Iterable[str]) -> bool:
    """Return whether one of some fields is a field of the plan under judgement."""
    return any(path.startswith("plan.") for path in paths)


class Check(Protocol):
    """What decides whether a rule fires: a parsed condition, or the code of a plugin."""

    @property
    def fields(self) -> tuple[str, ...]:
        """Paths that it reads."""

    @property
    def known_fields(self) -> tuple[str, ...]:
        """Paths whose mere being known changes the outcome."""

    def evaluate(self, values: Mapping[str, object]) -> bool | None:
        """Return True, False, or None while an unknown field leaves it open."""

    def trace(self, values: Mapping[str, object]) -> tuple[Compared, ...]:
        """Return the comparisons with the values that they saw."""

    def missing(self, values: Mapping[str, object]) -> tuple[str, ...]:
        """Return the unknown fields that leave it open."""


@dataclass(frozen=True, slots=True)
class RuleTest:
    """An example inside a pack."""

    name: str
    given: Mapping[str, Any]
    """Nested tables of profile groups, and ``facts`` and ``plan`` where the rule reads them."""
    expect: Literal["fired", "not_fired", "undetermined"]


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A bounded change of one criterion's value, which runs from 0 to 1."""

    criterion: str
    by: float
    """From -0.3 to 0.3."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a condition, what it does, and why."""

    code: str
    name: str
    kind: RuleKind
    when: str
    message: str
    """One or two sentences; ``{workload.requests_per_day}`` is filled in."""
    why: str
    sources: tuple[str, ...]
    applies_to: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """What is excluded, adjusted or preferred, by ``deployment``, ``adaptation``, ``technique``."""
    advise: tuple[str, ...] = ()
    """Vocabulary words that the user is told to do when it fires."""
    against: tuple[str, ...] = ()
    """Vocabulary words that the user is told not to do when it fires."""
    adjust: Adjustment | None = None
    ask: str = ""
    """Path of the field to ask about."""
    overrides: tuple[str, ...] = ()
    confidence: Literal["high", "medium", "low"] = "medium"
    checked: str = ""
    """The month in which somebody looked whether it still holds, ``2026-11``; may be empty."""
    tests: tuple[RuleTest, ...] = ()
    each: Mapping[str, str | int | float] = field(default_factory=lambda: MappingProxyType({}))
    """The row of ``each`` that it was written for, by column; empty for a rule that stands alone."""
    pack: str = ""
    line: int = 0
    """Line of the rule, or of its row of ``each``, in its pack's file."""
    written: int = 0
    """Line of the ``[[rule]]`` that it was written with: that of all rows of one ``each``."""
    file: str = field(default="", compare=False, repr=False)
    """The file of its pack, for messages to its author."""
    plugin: str = ""
    """Distribution and version of the plugin that brought it; empty for the shipped packs."""
    check: Check | None = field(default=None, compare=False, repr=False)
    """The condition, ready to evaluate; packs that were loaded without a mistake always have it."""

    @property
    def fields(self) -> tuple[str, ...]:
        """Paths that its condition reads; none before it was parsed."""
        return self.check.fields if self.check is not None else ()

    @property
    def reads_plan(self) -> bool:
        """Whether its condition reads a field of the plan under judgement."""
        return any_of_plan(self.fields)

    @property
    def place(self) -> str:
        """Where it stands, as editors and terminals read it: ``rules/agents.toml:12``."""
        return f"{self.file or self.pack or self.plugin}:{self.line}"


class Compared(NamedTuple):
    """One comparison of a condition with the values that it saw."""

    text: str
    """The comparison as written."""
    left: str
    right: str
    result: bool | None
    """None when a value is unknown."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule said about one profile (and one plan, when it reads plan fields)."""

    rule: Rule
    status: Status
    message: str
    trace: tuple[Compared, ...] = ()
    missing: tuple[str, ...] = ()
    """Fields whose answer would decide an undetermined condition."""
    plan: str = ""
    """Id of the plan it speaks about; empty when it is about the profile."""
    plugin: str = ""
    error: str = ""
