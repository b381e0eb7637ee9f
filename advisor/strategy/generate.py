"""All candidate plans of a profile, and what the rules take out of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from advisor.catalog.records import OtherModel
from advisor.rules.records import Finding
from advisor.strategy.assemble import limited
from advisor.strategy.classes import SCALE
from advisor.strategy.context import Context
from advisor.strategy.dedicated import DEPLOYMENT as DEDICATED
from advisor.strategy.dedicated import dedicated_plans, tuned_sets
from advisor.strategy.edge_device import DEPLOYMENT as EDGE
from advisor.strategy.edge_sensing import device_plans
from advisor.strategy.fixed_model import of_that_model
from advisor.strategy.fleet_loads import BOUGHT
from advisor.strategy.fleet_plans import fleet_plans
from advisor.strategy.heard import with_hearing
from advisor.strategy.hosted import HOSTED, hosted_plans
from advisor.strategy.hosted_other import hosted_other_plan
from advisor.strategy.hybrid import hybrid_plans
from advisor.strategy.made import beyond_plans, is_beyond
from advisor.strategy.other import ON_SITE, PLACES, other_model, other_plans
from advisor.strategy.other_sizing import ON_CPU
from advisor.strategy.own import own_plans
from advisor.strategy.owned import owned_offers
from advisor.strategy.records import Limit, Plan
from advisor.strategy.stands_on import CPU, NO_DEVICES, server_classes
from advisor.strategy.train_only import place_of_training, train_only_plans
from advisor.strategy.training_fleet import training_fleet
from advisor.strategy.variants import adaptation_sets, unit_sets

OWN = ("self_host_rented", "on_prem")
ON_REQUEST = "shared_cluster"


class Way(NamedTuple):
    """One way to run the job, whose plans are made when they are asked for."""

    name: str
    """What tells it from all others, with all that its plans follow from beside the context."""
    deployment: str
    """Of all its plans."""
    plans: Callable[[Context], Iterable[Plan]]
    adaptations: tuple[tuple[str, ...], ...] | None = None
    """The sets of which each of its plans has one; None where plans have sets of their own."""
    that_fit: Callable[[Context], Iterable[Plan]] | None = None
    """Those plans alone that fit somewhere, where making the others takes much longer."""
    classes: tuple[str, ...] = SCALE
    """Of hardware on which its plans may stand."""
    may_be_there: bool = False
    """Whether that may be hardware of the user's own."""
    run_like: tuple[str, ...] = ()
    """Deployments of which one takes no more people than any of its plans, who are paid for; none where that
    is not known."""

    @property
    def name_of_all(self) -> str:
        """What tells all of its plans from those that fit, and from nothing where these are the same."""
        return self.name if self.that_fit is None else f"all {self.name}"

    def made(self, context: Context) -> tuple[Plan, ...]:
        """Return its plans."""
        return tuple(self.plans(context))

    def fitting(self, context: Context) -> tuple[Plan, ...]:
        """Return its plans, at least those that may be feasible."""
        return tuple((self.that_fit or self.plans)(context))


def possible_plans(context: Context) -> tuple[Plan, ...]:
    """Return every plan as it stands, before money, time, rules and the user take any out; without splits."""
    return tuple(plan for way in ways(context) for plan in way.made(context))


def within_limits(context: Context, possible: Iterable[Plan]) -> tuple[Plan, ...]:
    """Return some plans and their split with every limit that they break, in the order of their ids.

    What hears is put in front of each half of a split before it is made, and of none again.
    """

    def judged(plan: Plan) -> Plan:
        return excluded(context, of_that_model(context, limited(context, plan)))

    plans = {plan.id: judged(with_hearing(context, plan)) for plan in possible}
    if splits(context):
        plans |= {split.id: judged(split) for split in hybrid_plans(context, plans.values())}
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


def splits(context: Context) -> bool:
    """Return whether a plan is wanted that splits the work between two others; a fleet's is not split."""
    return _asked_for(context, "hybrid") and training_fleet(context) is None


def ways(context: Context) -> tuple[Way, ...]:
    """Return the ways to run the job, in the order in which their plans are told."""
    own = (*OWN, ON_REQUEST) if _asked_for(context, ON_REQUEST) else OWN
    if training_fleet(context) is not None:
        return tuple(Way(f"fleet {place}", place, partial(fleet_plans, deployment=place)) for place in own)
    if is_beyond(context.profile):
        return (Way("beyond the catalogue", "hosted_api", beyond_plans),)
    other = other_model(context)
    if other is not None:
        hosted = Way(f"hosted other {other.id}", "hosted_api", partial(_hosted_other, row=other))
        return (hosted, *(_other_way(context, other, place) for place in PLACES))

    return (
        *(_hosted_way(context, place) for place in HOSTED),
        _dedicated_way(context),
        *(_own_way(context, place) for place in own),
        Way("edge", EDGE, device_plans),
        Way("train only", place_of_training(context), train_only_plans),
    )


def _hosted_way(context: Context, place: str) -> Way:
    sets, plans = tuple(adaptation_sets(context, place)), partial(hosted_plans, deployment=place)
    return Way(f"hosted {place}", place, plans, sets, classes=(NO_DEVICES,))


def _dedicated_way(context: Context) -> Way:
    sets, classes = tuple(tuned_sets(context)), server_classes(context, DEDICATED)
    name = f"dedicated {DEDICATED}"
    return Way(name, DEDICATED, dedicated_plans, sets, classes=classes, run_like=(DEDICATED,))


def _own_way(context: Context, place: str) -> Way:
    plans, that_fit = (partial(own_plans, deployment=place, nearest=nearest) for nearest in (True, False))
    sets, classes = tuple(adaptation_sets(context, place)), server_classes(context, place)
    owned = place in BOUGHT and bool(owned_offers(context))
    return Way(f"own {place}", place, plans, sets, that_fit, classes, owned, (place,))


def _other_way(context: Context, row: OtherModel, place: str) -> Way:
    sets = tuple(unit_sets(context, place, row.task))
    plans = partial(other_plans, row=row, deployment=place)
    name, owned = f"other {place} {row.id}", place == EDGE or bool(owned_offers(context))
    if place == EDGE:
        return Way(name, place, plans, sets, may_be_there=True)
    classes = (CPU,) if place == ON_CPU else server_classes(context, place)
    like = (place, ON_CPU) if place == ON_SITE else (place,)
    return Way(name, place, plans, sets, None, classes, owned, like)


def _hosted_other(context: Context, row: OtherModel) -> tuple[Plan, ...]:
    plan = hosted_other_plan(context, row)
    return () if plan is None else (plan,)


def _asked_for(context: Context, deployment: str) -> bool:
    wished = deployment in context.profile.words("wish.deployments")
    return wished or context.directives.wants(deployment)
