"""What one rule says about one set of values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from advisor.errors import shown
from advisor.rules.build import TARGETS
from advisor.rules.expr import Condition
from advisor.rules.nodes import fault_of
from advisor.rules.records import Finding, Rule
from advisor.rules.schema import Schema
from advisor.rules.values import PLACEHOLDER, Message, Values


class _Said(NamedTuple):
    """What a rule said of the last values that were traced."""

    rule: Rule
    paths: tuple[str, ...]
    """All that its condition and its message read."""
    read: tuple[object, ...]
    kinds: tuple[type, ...]
    """Of what was read, as a whole number is written otherwise than the same with a point."""
    finding: Finding


class Judge:
    """Makes the findings of rules; whatever goes wrong in a rule becomes a finding too.

    Args:
        schema: Units for the numbers in messages.
    """

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._silent: dict[str, Finding] = {}
        self._messages: dict[str, Message] = {}
        self._said: dict[str, _Said] = {}

    def finding(self, rule: Rule, values: Values, plan: str = "", *, traced: bool = False) -> Finding:
        """Return what a rule says.

        Args:
            rule: The rule.
            values: What is known, flat by path.
            plan: Id of the plan that the values are about.
            traced: Whether the finding carries its trace.
        """
        if traced and not plan and isinstance(rule.check, Condition):
            return self._traced(rule, rule.check, values)
        return self._made(rule, values, plan, traced=traced)

    def _traced(self, rule: Rule, check: Condition, values: Values) -> Finding:
        """Return what a rule said before where all that it reads is the same, else what it says now."""
        said = self._said.get(rule.code)
        known = said is not None and said.rule is rule
        paths = said.paths if said and known else (*check.fields, *PLACEHOLDER.findall(rule.message))
        read = tuple(map(values.get, paths))
        kinds = tuple(map(type, read))
        if said and known and said.read == read and said.kinds == kinds:
            return said.finding
        found = self._made(rule, values, traced=True)
        self._said[rule.code] = _Said(rule, paths, read, kinds, found)
        return found

    def _made(self, rule: Rule, values: Values, plan: str = "", *, traced: bool) -> Finding:
        check = rule.check
        if check is None:
            return Finding(rule, "error", "", error="the rule has no condition")
        try:
            outcome = check.evaluate(values)
            if outcome is False and not traced:
                return self._not_fired(rule)
            trace = check.trace(values) if traced else ()
            missing = check.missing(values) if outcome is None else ()
        except ArithmeticError as fault:
            error = f"its condition {fault_of(fault)}"
            return Finding(rule, "error", "", check.trace(values), plan=plan, plugin=rule.plugin, error=error)
        except Exception as error:
            reason = f"{type(error).__name__}: {shown(error)}"
            return Finding(rule, "error", "", plan=plan, plugin=rule.plugin, error=reason)
        if outcome is None:
            message = f"Undecided until {', '.join(missing) or 'more'} is known."
            return Finding(rule, "undetermined", message, trace, missing, plan, rule.plugin)
        if outcome:
            return Finding(rule, "fired", self._message(rule, values), trace, (), plan, rule.plugin)
        return Finding(rule, "not_fired", "", trace, (), plan, rule.plugin)

    def _not_fired(self, rule: Rule) -> Finding:
        found = self._silent.get(rule.code)
        if found is None or found.rule is not rule:
            found = self._silent[rule.code] = Finding(rule, "not_fired", "", plugin=rule.plugin)
        return found

    def _message(self, rule: Rule, values: Values) -> str:
        found = self._messages.get(rule.message)
        if found is None:
            found = self._messages[rule.message] = Message(rule.message, self._schema)
        return found.filled(values)


def targets(rule: Rule, plan: Values) -> bool:
    """Return whether a rule speaks about a plan.

    Every kind of word in ``applies_to`` must match: one of its deployments, one of its adaptations,
    one of its techniques. A rule without ``applies_to`` speaks about every plan.

    Args:
        rule: The rule.
        plan: The values ``plan.deployment``, ``plan.adaptations`` and ``plan.techniques``.
    """
    return all(_matches(plan.get(TARGETS[kind]), words) for kind, words in rule.applies_to.items())


def _matches(value: object, words: Sequence[str]) -> bool:
    return any(word in words for word in (value if isinstance(value, tuple) else (value,)))
