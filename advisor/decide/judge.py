"""What each plan is worth on each criterion, from 0 to 1 (cost: from below 0), on fixed scales."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from advisor.catalog.records import TIERS
from advisor.decide.cost import Spread, expected_cost_value, lowest_value
from advisor.decide.plan_fields import plan_values
from advisor.decide.scales import CRITERIA, scales
from advisor.quantity import Quantity, derive
from advisor.rules.engine import targets
from advisor.rules.records import Finding
from advisor.strategy.assemble import skill_gap
from advisor.strategy.context import Context
from advisor.strategy.records import Plan
from advisor.strategy.tuning import lifts_class
from advisor.strategy.variants import missing_requirements

DEFAULT_REFERENCE_USD_MONTH = 1000.0
"""Stands in where no hosted model can do the job."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A plan with its values."""

    plan: Plan
    values: dict[str, float]
    bonus: float
    """From rules that require or prefer its deployment."""
    missing: tuple[str, ...]
    """Required adaptations that it leaves out."""

    def total(self, weights: Mapping[str, float]) -> float:
        """Return the weighted value with the bonus; weights sum to 1."""
        return self.bonus + sum(weights[name] * self.values[name] for name in CRITERIA)


def judge(
    context: Context, plans: Iterable[Plan], reference: float, findings: Iterable[Finding]
) -> tuple[Judged, ...]:
    """Return every plan with its values.

    Args:
        context: The bundle.
        plans: Candidate plans.
        reference: The bill of the cheapest adequate hosted model, USD a month over the life.
        findings: What rules say, for those that adjust a criterion.
    """
    fired = [f for f in findings if f.status == "fired" and f.rule.adjust is not None]
    return tuple(_judged(context, plan, reference, fired) for plan in plans)


def monthly_usd(plan: Plan, months: int) -> Quantity:
    """Return a plan's lifetime bill spread over its months."""
    life = plan.estimates["usd_lifetime"]
    return Quantity(
        "usd_per_month_of_life",
        life.value / months,
        life.low / months,
        life.high / months,
        "USD/month",
        formula=f"usd_lifetime / {months} months",
        inputs=(life,),
    )


def month_now_usd(plan: Plan, months: int) -> Quantity:
    """Return a plan's bill for a month at today's load; purchases and training are spread out."""
    inputs = {"month": plan.estimates["usd_month"], "once": plan.estimates["usd_once"]}
    if inputs["once"].high == 0:
        return inputs["month"]
    return derive(
        "usd_month_now",
        "USD/month",
        f"usd_month + usd_once / {months} months",
        lambda month, once: month + once / months,
        inputs,
    )


def _judged(context: Context, plan: Plan, reference: float, fired: list[Finding]) -> Judged:
    missing = missing_requirements(context, plan.words)
    life, months = plan.estimates["usd_lifetime"], context.workload.months
    bill = Spread.between(life.value / months, life.low / months, life.high / months)
    values = {
        "cost": expected_cost_value(bill, reference),
        "quality": _quality(context, plan)
        + float(scales()["quality"]["missing_requirement"]) * bool(missing),
        "latency": _latency(context, plan),
        "privacy": _privacy(context, plan),
        "time_to_value": _straight(plan.estimates["weeks"].value, "time_to_value", "zero_at_weeks"),
        "effort": _straight(plan.estimates["people"].value, "effort", "zero_at_people"),
        "risk": _risk(context, plan),
    }
    known = plan_values(plan) if fired else {}
    for finding in fired:
        change = finding.rule.adjust
        if change and finding.plan in ("", plan.id) and targets(finding.rule, known):
            values[change.criterion] += change.by
    least = {"cost": lowest_value()}
    clipped = {name: min(1.0, max(least.get(name, 0.0), value)) for name, value in values.items()}
    return Judged(plan, clipped, _bonus(context, plan), missing)


def _quality(context: Context, plan: Plan) -> float:
    scale = scales()["quality"]
    tier = TIERS.index(context.tier)
    have = next((i for i, name in enumerate(TIERS) if name == plan.tier), tier)
    if plan.trains and lifts_class(context, plan.adaptations):
        have += context.anchors.tuning_classes
    gap = have - tier
    if gap >= 0:
        return float(scale["above"] if gap else scale["meets"])
    return float(scale["one_below"] if gap == -1 else scale["two_below"])


def _latency(context: Context, plan: Plan) -> float:
    work = context.workload
    pairs = ((work.first_token_ms, "first_token_ms"), (work.total_ms, "total_ms"))
    if work.batch_ok:
        return 1.0
    worst = 1.0
    for wish, name in pairs:
        if wish is None or name not in plan.estimates:
            continue
        ratio = plan.estimates[name].value / wish
        if ratio > 1.0:
            worst = min(worst, 1.0 - math.log(ratio) / math.log(float(scales()["latency"]["zero_at"])))
    return worst


def _privacy(context: Context, plan: Plan) -> float:
    scale = scales()["privacy"]
    kinds = set(context.profile.words("data.sensitivity"))
    if kinds == {"public"} or context.profile.text("data.boundary") == "any_cloud":
        return float(scale["public"])
    return float(scale[plan.deployment])


def _straight(value: float, criterion: str, anchor: str) -> float:
    return 1.0 - value / float(scales()[criterion][anchor])


def _risk(context: Context, plan: Plan) -> float:
    safe = 1.0
    for word in (plan.deployment, *plan.adaptations):
        if word in context.options:
            safe *= 1.0 - context.options[word].risk
    return safe - float(scales()["risk"]["skill_step"]) * skill_gap(context, plan.words)


def _bonus(context: Context, plan: Plan) -> float:
    """Return what rules add for where a plan runs: the whole bonus when it is every place that they require,
    a part of it when it is one of several; a split plan counts for each of its parts."""
    rules, options = scales()["rules"], context.options
    parents = {plan.deployment, *plan.parts}
    forms = {*parents, *(o.id for o in options.values() if parents & set(o.parents))}
    forms -= {w for w in forms if context.directives.bars(w)}
    required = {w for w in context.directives.required if w in options and options[w].kind == "deployment"}
    required -= {w for w in required if context.directives.bars(w)}
    if forms & required:
        return float(rules["required_bonus"]) * len(forms & required) / len(required)
    return float(rules["preferred_bonus"]) if forms & set(context.directives.preferred) else 0.0
