"""What makes a plan infeasible or leaves it open: rules that exclude it, and what its parts need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from advisor.decide.plan_fields import plan_values
from advisor.rules.engine import targets
from advisor.rules.expr import Condition, ConditionError, parse
from advisor.rules.records import Finding
from advisor.rules.schema import Schema
from advisor.strategy.generate import rule_limit
from advisor.strategy.records import Need, Option, Plan


@dataclass(frozen=True)
class Needs:
    """What options need, ready to be judged."""

    by_word: Mapping[str, tuple[tuple[Condition, Need], ...]]
    problems: tuple[str, ...]
    """A sentence for each need that cannot be read, as a plugin may bring one."""

    @classmethod
    def of(cls, options: Mapping[str, Option], schema: Schema) -> Needs:
        """Read the needs of some options against what conditions may name."""
        found: dict[str, tuple[tuple[Condition, Need], ...]] = {}
        problems: list[str] = []
        for word, option in options.items():
            try:
                found[word] = tuple((parse(need.when, schema), need) for need in option.needs)
            except ConditionError as error:
                problems.append(f"option {word}: needs: {error}")
        return cls(found, tuple(problems))

    @cached_property
    def read(self) -> frozenset[str]:
        """The fields that any need reads."""
        return frozenset(path for row in self.by_word.values() for need, _ in row for path in need.fields)

    def open_fields(self, plan: Plan, values: Mapping[str, object]) -> Iterator[str]:
        """Yield the fields that leave open whether the parts of a plan have what they need."""
        for word in plan.words:
            for condition, _ in self.by_word.get(word, ()):
                yield from condition.missing(values)

    def unmet(self, plan: Plan, values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        """Yield ``(word, because)`` for what the parts of a plan need and surely do not have."""
        for word in plan.words:
            for condition, need in self.by_word.get(word, ()):
                if condition.evaluate(values) is False:
                    yield word, need.because


def gated(
    plan: Plan, values: Mapping[str, object], findings: Iterable[Finding], needs: Needs, schema: Schema
) -> Plan:
    """Return a plan with the limits of rules about it, or with the fields that leave it open.

    Args:
        plan: With the limits that it is known to break.
        values: What is known of the profile.
        findings: The ``exclude`` rules that fired about a plan or are undecided.
        needs: What options need.
        schema: Tells fields that somebody can be asked for from what is computed.
    """
    own = [f for f in findings if f.plan in ("", plan.id)]
    known = plan_values(plan) if any(len(f.rule.applies_to) > 1 for f in own) else {}
    limits = tuple(rule_limit(f, "another plan") for f in own if f.status == "fired" and _hits(f, known))
    if limits or plan.limits:
        return replace(plan, limits=(*plan.limits, *limits), feasibility="infeasible") if limits else plan
    known = known or plan_values(plan)
    waiting = [f for f in own if f.status == "undetermined" and (f.plan or targets(f.rule, known))]
    paths = [*(path for f in waiting for path in f.missing), *needs.open_fields(plan, {**values, **known})]
    unknown = tuple(dict.fromkeys(path for path in paths if schema.askable(path)))
    return replace(plan, unknown=unknown, feasibility="undetermined") if unknown else plan


def _hits(finding: Finding, plan: Mapping[str, object]) -> bool:
    """Return whether a fired rule is about this very plan, by its condition or by words of several kinds.

    Words of one kind are settled where plans are made.
    """
    several = len(finding.rule.applies_to) > 1
    return bool(finding.plan) or (several and targets(finding.rule, plan))


def excluding(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that can take plans out or leave them open."""
    return tuple(f for f in findings if f.rule.kind == "exclude" and f.status in ("fired", "undetermined"))
