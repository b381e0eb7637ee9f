"""What a plan loses by standing on hardware on which few comparable cases run."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable

from advisor.decide.plan_class import class_of
from advisor.decide.scales import scales
from advisor.interview.comparable import LEAST_TOLD, MOSTLY
from advisor.strategy.context import Context
from advisor.strategy.in_use import in_use
from advisor.strategy.records import Plan
from advisor.strategy.usual import SHARES, shares_of
from advisor.strategy.variants import does_as_it_is


def unlike_others(context: Context, plan: Plan) -> float:
    """Return what a plan loses by the hardware on which it stands: ``scale * ln(most / share)``, to a bound.

    With the share of comparable cases that run within a step of its class, and the largest such share. A plan
    where rules advise against it loses a step at least. Nothing is lost where it is not known what they run
    on, where the hardware is there already, or where the team measured that a hosted model does as it is.

    Args:
        context: The bundle.
        plan: One of its plans.
    """
    there = _stands_there(context, plan) or (not plan.trains and does_as_it_is(context, plan.deployment))
    return 0.0 if there else loss_on(context, plan.deployment, (class_of(context, plan),))


def _stands_there(context: Context, plan: Plan) -> bool:
    """Return whether a plan's hardware is there already: owned, or what the work runs on today."""
    profile, hardware = context.profile, plan.hardware
    runs_there = not profile.devices("hardware.owned") and in_use(profile, plan.deployment)
    return hardware is not None and (hardware.owned or runs_there)


def loss_on(context: Context, deployment: str, classes: Collection[str]) -> float:
    """Return the least that a plan which is not there already loses on some classes of hardware.

    Args:
        context: The bundle.
        deployment: Where it runs.
        classes: One of which it stands on.
    """
    shares = shares_of(context.profile.text(SHARES) or "")
    if not shares:
        return 0.0
    rules = scales()["rules"]
    share = max(LEAST_TOLD, *(shares.get(name, 0.0) for name in classes))
    loss = min(
        float(rules["unlike_most"]), float(rules["unlike_scale"]) * math.log(max(shares.values()) / share)
    )
    return max(loss, float(rules["against_step"])) if context.directives.bars(deployment) else loss


def hardly_any_run_there(context: Context, plan: Plan) -> bool:
    """Return whether a plan stands on hardware on which hardly any comparable case runs, though it is known
    on what most of them do, and which is neither there already nor where something worked for the team. A
    provider for which most of them call by name is none of these, whatever their hardware tells."""
    profile = context.profile
    called_for = plan.hardware is None and plan.deployment in profile.words(MOSTLY)
    proven = plan.deployment in profile.words("evidence.worked")
    if called_for or proven or _stands_there(context, plan):
        return False
    return hardly_any_run_on(context, (class_of(context, plan),))


def hardly_any_run_on(context: Context, classes: Iterable[str]) -> bool:
    """Return whether hardly any comparable case runs within a step of one of some classes of hardware, though
    one class is known on which, or within a step of which, most of them do."""
    shares, rules = shares_of(context.profile.text(SHARES) or ""), scales()["rules"]
    if max(shares.values(), default=0.0) < float(rules["clearly_most"]):
        return False
    return all(shares.get(name, 0.0) <= float(rules["hardly_any"]) for name in classes)


def most_run_there(context: Context, plan: Plan) -> bool:
    """Return whether a plan stands on hardware within a step of which most comparable cases run."""
    return plan.hardware is not None and most_run_on(context, (class_of(context, plan),))


def most_run_on(context: Context, classes: Iterable[str]) -> bool:
    """Return whether most comparable cases run within a step of one of some classes of hardware."""
    shares = shares_of(context.profile.text(SHARES) or "")
    return any(shares.get(name, 0.0) >= float(scales()["rules"]["most_run"]) for name in classes)
