"""Evaluate rules over what is known, once for the profile and once for each plan where a rule reads plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter

from advisor.errors import shown
from advisor.rules.build import TARGETS
from advisor.rules.records import KIND_ORDER, Check, Finding, Rule
from advisor.rules.schema import Schema, standard_schema
from advisor.rules.values import Values, filled


def evaluate(
    rules: Iterable[Rule],
    values: Values,
    *,
    plan_values: Mapping[str, Values] | None = None,
    schema: Schema | None = None,
    traced: bool = True,
) -> tuple[Finding, ...]:
    """Return what every rule says, sorted by kind (strongest first), code and plan.

    A rule that reads ``plan.*`` gives one finding for each plan on which it fires, is undetermined or
    fails, and a single one without a plan when it fires on none. With ``applies_to`` it looks only at
    the plans that it applies to. A fired rule that another fired rule overrides becomes ``waived``.

    Args:
        rules: Rules of a library, so that codes are unique and overrides have no circle.
        values: What is known, flat by path; a missing path and None mean unknown.
        plan_values: ``plan.*`` values by the id of the plan. Without it every rule is evaluated once
            on ``values``, which may hold the plan's fields.
        schema: Units for the numbers in messages; the shipped fields when left out.
        traced: Whether findings carry their trace; leaving it out is several times faster.
    """
    rules = tuple(rules)
    judge = _Judge(schema or standard_schema(), traced)
    plans = {key: {**values, **own} for key, own in sorted((plan_values or {}).items())}
    findings: list[Finding] = []
    for rule in rules:
        if rule.check is None:
            findings.append(Finding(rule, "error", "", error="the rule has no condition"))
        elif plan_values is None or not _reads_plan(rule.check):
            findings.append(judge.finding(rule, rule.check, values))
        else:
            findings += _over_plans(rule, rule.check, values, plans, judge)
    return tuple(sorted(_overridden(findings), key=_place))


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


def _reads_plan(check: Check) -> bool:
    return any(path.startswith("plan.") for path in check.fields)


def _over_plans(
    rule: Rule, check: Check, values: Values, plans: Mapping[str, Values], judge: _Judge
) -> Iterator[Finding]:
    whole = judge.finding(rule, check, values)
    if whole.status == "not_fired" and not any(path.startswith("plan.") for path in check.known_fields):
        yield whole
        return
    spoken = 0
    for key, merged in plans.items():
        if targets(rule, merged) and not _surely_false(check, merged):
            finding = judge.finding(rule, check, merged, key)
            if finding.status != "not_fired":
                spoken += 1
                yield finding
    if not spoken:
        yield replace(whole, status="not_fired", message="", missing=(), error="")


def _surely_false(check: Check, values: Values) -> bool:
    try:
        return check.evaluate(values) is False
    except Exception:
        return False


@dataclass(frozen=True, slots=True)
class _Judge:
    """Makes the finding of one rule on one set of values."""

    schema: Schema
    traced: bool

    def finding(self, rule: Rule, check: Check, values: Values, plan: str = "") -> Finding:
        """Return what a rule says; whatever goes wrong in it becomes a finding too."""
        try:
            outcome = check.evaluate(values)
            trace = check.trace(values) if self.traced else ()
            missing = check.missing(values) if outcome is None else ()
        except ZeroDivisionError:
            error = "its condition divides by zero"
            return Finding(rule, "error", "", check.trace(values), plan=plan, plugin=rule.plugin, error=error)
        except Exception as error:
            reason = f"{type(error).__name__}: {shown(error)}"
            return Finding(rule, "error", "", plan=plan, plugin=rule.plugin, error=reason)
        if outcome is None:
            message = f"Undecided until {', '.join(missing) or 'more'} is known."
            return Finding(rule, "undetermined", message, trace, missing, plan, rule.plugin)
        if outcome:
            message = filled(rule.message, values, self.schema)
            return Finding(rule, "fired", message, trace, (), plan, rule.plugin)
        return Finding(rule, "not_fired", "", trace, (), plan, rule.plugin)


def _overridden(findings: Sequence[Finding]) -> Iterable[Finding]:
    stronger = {f.rule.code: f.rule.overrides for f in findings if f.status == "fired" and f.rule.overrides}
    if not stronger:
        return findings
    overriders: dict[str, list[str]] = {finding.rule.code: [] for finding in findings}
    for code, weaker in stronger.items():
        for name in weaker:
            overriders.setdefault(name, []).append(code)
    by_code: dict[str, list[Finding]] = {code: [] for code in overriders}
    for finding in findings:
        by_code[finding.rule.code].append(finding)
    for code in TopologicalSorter(overriders).static_order():
        fired = [f for name in overriders[code] for f in by_code[name] if f.status == "fired"]
        by_code[code] = [_waive(finding, fired) for finding in by_code[code]]
    return [finding for group in by_code.values() for finding in group]


def _waive(finding: Finding, stronger: Sequence[Finding]) -> Finding:
    if finding.status != "fired":
        return finding
    for other in stronger:
        if other.plan in ("", finding.plan):
            return replace(finding, status="waived", error=f"overridden by {other.rule.code}")
    return finding


def _place(finding: Finding) -> tuple[int, str, str]:
    return KIND_ORDER.index(finding.rule.kind), finding.rule.code, finding.plan
