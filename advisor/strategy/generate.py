"""All candidate plans of a profile, and what the rules take out of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from advisor.rules.records import Finding
from advisor.strategy.assemble import limited
from advisor.strategy.context import Context
from advisor.strategy.dedicated import dedicated_plans
from advisor.strategy.edge import edge_plans
from advisor.strategy.hosted import HOSTED, hosted_plans
from advisor.strategy.hosted_other import hosted_other_plan
from advisor.strategy.hybrid import hybrid_plan
from advisor.strategy.other import PLACES, other_model, other_plans
from advisor.strategy.own import own_plans
from advisor.strategy.records import Limit, Plan
from advisor.strategy.train_only import train_only_plans

OWN = ("self_host_rented", "on_prem")
ON_REQUEST = "shared_cluster"


def candidate_plans(context: Context) -> tuple[Plan, ...]:
    """Return every candidate plan, in the order of their ids, with the excluded ones marked infeasible."""
    return within_limits(context, possible_plans(context))


def possible_plans(context: Context) -> tuple[Plan, ...]:
    """Return every plan as it stands, before money, time, rules and the user take any out; without splits."""
    return tuple(_generate(context))


def within_limits(context: Context, possible: Iterable[Plan]) -> tuple[Plan, ...]:
    """Return some plans and their split with every limit that they break, in the order of their ids."""

    def judged(plan: Plan) -> Plan:
        return excluded(context, limited(context, plan))

    plans = {plan.id: judged(plan) for plan in possible}
    if _asked_for(context, "hybrid"):
        split = hybrid_plan(context, plans.values())
        if split is not None:
            plans[split.id] = judged(split)
    return tuple(plans[key] for key in sorted(plans))


def excluded(context: Context, plan: Plan) -> Plan:
    """Return the plan, infeasible where a rule or the user excludes one of its words."""
    limits = list(plan.limits)
    for word in plan.words:
        finding = context.directives.excluded.get(word)
        if finding is not None:
            title = context.options[word].inline
            limits.append(rule_limit(finding, f"no {title}"))
    if plan.deployment in context.profile.words("exclusions.deployments"):
        limits.append(
            Limit("your exclusions", "another deployment", "ruled out", "exclusions", "You ruled it out.")
        )
    if len(limits) == len(plan.limits):
        return plan
    return replace(plan, limits=tuple(limits), feasibility="infeasible")


def rule_limit(finding: Finding, needs: str) -> Limit:
    """Return the limit that an excluding rule sets.

    Args:
        finding: The fired rule.
        needs: What would satisfy it, in a few words.
    """
    code = finding.rule.code
    return Limit(f"rule {code}", needs, "this plan", code, finding.message)


def _generate(context: Context) -> Iterator[Plan]:
    other = other_model(context)
    if other is not None:
        hosted = hosted_other_plan(context, other)
        if hosted is not None:
            yield hosted
        for place in PLACES:
            yield from other_plans(context, other, place)
        return
    for deployment in HOSTED:
        yield from hosted_plans(context, deployment)
    yield from dedicated_plans(context)
    for deployment in OWN:
        yield from own_plans(context, deployment)
    if _asked_for(context, ON_REQUEST):
        yield from own_plans(context, ON_REQUEST)
    yield from edge_plans(context)
    yield from train_only_plans(context)


def _asked_for(context: Context, deployment: str) -> bool:
    wished = deployment in context.profile.words("wish.deployments")
    return wished or context.directives.wants(deployment)
