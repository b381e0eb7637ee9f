"""What each plan is worth on each criterion, from 0 to 1 (cost: from below 0), on fixed scales."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from advisor.catalog.records import TIERS
from advisor.decide.cost import Spread, expected_cost_value, lowest_value, material_usd
from advisor.decide.plan_fields import plan_values
from advisor.decide.privacy import privacy
from advisor.decide.scales import CRITERIA, scales
from advisor.decide.unlike import unlike_others
from advisor.estimate.economics import people_bill
from advisor.quantity import Quantity, derive
from advisor.rules.engine import targets
from advisor.rules.records import Finding
from advisor.strategy.assemble import skill_gap
from advisor.strategy.context import Context
from advisor.strategy.cpu_servers import cpu_servers_are_bought
from advisor.strategy.named import passed_model
from advisor.strategy.other import ON_SITE
from advisor.strategy.other_sizing import ON_CPU
from advisor.strategy.own_time import in_own_time
from advisor.strategy.records import Plan
from advisor.strategy.tuning import lifts_class
from advisor.strategy.variants import missing_requirements
from advisor.strategy.vocabulary import vocabulary

DEFAULT_REFERENCE_USD_MONTH = 1000.0
"""Stands in where no hosted model can do the job."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A plan with its values."""

    plan: Plan
    values: dict[str, float]
    bonus: float
    """From rules that require or prefer its deployment, less what unusual hardware costs it."""
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


def material_of(context: Context) -> float:
    """Return the USD a month below which a difference hardly counts for this team."""
    return material_usd(own_time=in_own_time(context.profile))


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
    missing = missing_requirements(context, plan.deployment, plan.words)
    life, months = plan.estimates["usd_lifetime"], context.workload.months
    bill = Spread.between(life.value / months, life.low / months, life.high / months)
    values = {
        "cost": expected_cost_value(bill, reference, material_of(context)),
        "quality": _quality(context, plan)
        + float(scales()["quality"]["missing_requirement"]) * bool(missing),
        "latency": _latency(context, plan),
        "privacy": privacy(context, plan.deployment),
        "time_to_value": time_to_value(plan.estimates["weeks"].value),
        "effort": _effort(context, plan, reference),
        "risk": risk(context, plan.deployment, plan.adaptations, plan.words),
    }
    known = plan_values(plan) if fired else {}
    for finding in fired:
        change = finding.rule.adjust
        if change and finding.plan in ("", plan.id) and targets(finding.rule, known):
            values[change.criterion] += change.by
    least = {"cost": lowest_value()}
    clipped = {name: min(1.0, max(least.get(name, 0.0), value)) for name, value in values.items()}
    extra = bonus(context, plan.deployment, plan.parts) - unlike_others(context, plan)
    return Judged(plan, clipped, extra, missing)


def _effort(context: Context, plan: Plan, reference: float) -> float:
    """Return the value of the people who run a plan: ``1 - people / zero_at_people``.

    Of a fleet that only trains it is ``1 - their pay / rent of the fleet``: who keeps hundreds of devices
    hires for it, and what counts is how large a part of the work they are.
    """
    people = plan.estimates["people"]
    if not plan.is_fleet:
        return 1.0 - people.value / float(scales()["effort"]["zero_at_people"])
    return 1.0 - people_bill(people, context.parameter("engineer_usd_year")).value / reference


def _quality(context: Context, plan: Plan) -> float:
    scale = scales()["quality"]
    tier = TIERS.index(context.tier)
    have = next((i for i, name in enumerate(TIERS) if name == plan.tier), tier)
    if plan.model and plan.model == passed_model(context):
        return float(scale["above"])
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


def time_to_value(weeks: float) -> float:
    """Return the value of the weeks until first value: ``1 - weeks / zero_at_weeks``."""
    return 1.0 - weeks / float(scales()["time_to_value"]["zero_at_weeks"])


def risk(context: Context, deployment: str, adaptations: tuple[str, ...], words: tuple[str, ...]) -> float:
    """Return the value of the risk: the parts' chances joined, less a step for each one of missing skill.

    Args:
        context: The bundle.
        deployment: Where a plan runs.
        adaptations: How it adapts the model.
        words: All words that take skill.
    """
    safe = 1.0
    for word in (deployment, *adaptations):
        if word in context.options:
            safe *= 1.0 - context.options[word].risk
    return safe - float(scales()["risk"]["skill_step"]) * skill_gap(context, words)


def bonus(context: Context, deployment: str, more: tuple[str, ...] = ()) -> float:
    """Return what rules add for where a plan runs: the whole bonus when it is every place that they require,
    a part of it when it is one of several; a split plan counts for each of its parts, and servers without
    cards that are bought stand on site like those with cards. The one place that somebody named counts like
    one that rules prefer, whatever else these say of it."""
    rules, options, directives = scales()["rules"], context.options, context.directives
    places = {deployment, *more}
    if deployment == ON_CPU and cpu_servers_are_bought(context):
        places.add(ON_SITE)

    def stands_for(word: str) -> bool:
        return word in places or not places.isdisjoint(options[word].parents)

    asked, preferred = directives.among(vocabulary(context).of("deployment"))
    required = [w for w in asked if not directives.bars(w)]
    met = sum(stands_for(word) for word in required)
    if met:
        return float(rules["required_bonus"]) * met / len(required)
    wished = any(stands_for(w) and not directives.bars(w) for w in preferred)
    return float(rules["preferred_bonus"]) if wished or _is_named(context, deployment) else 0.0


def _is_named(context: Context, deployment: str) -> bool:
    """Return whether a deployment is the one place that somebody named, and not only asked about."""
    profile = context.profile
    return profile.words("wish.deployments") == (deployment,) and not profile.flag("wish.weighed")
