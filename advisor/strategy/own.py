"""Plans that run open weights on rented, bought or owned accelerators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from advisor.catalog.records import TIERS, LanguageModel, Tier
from advisor.estimate.fleet import Misfit
from advisor.strategy.assemble import Draft, complete, extra_people
from advisor.strategy.beside import people_with_upkeep
from advisor.strategy.cluster import cluster_fit
from advisor.strategy.context import Context
from advisor.strategy.eligible import models_of, own_name, required_models, trained_models
from advisor.strategy.fitting import (
    best_fit,
    best_of,
    chosen_fit,
    kept_fit,
    offers_for,
    owned_fit,
    proven_fit,
    shortfall,
)
from advisor.strategy.fleet_loads import BOUGHT
from advisor.strategy.granted import granted_hours
from advisor.strategy.latency import answer_limits
from advisor.strategy.next_class import weighs_the_next_class
from advisor.strategy.night import within_a_night
from advisor.strategy.other_fits import in_a_rack, lesser_fit, usual_fit
from advisor.strategy.own_fleet import (
    device_lines,
    fleet_estimates,
    hardware_of,
    quick_enough,
    total_ms,
)
from advisor.strategy.owned import is_owned, owned_offers
from advisor.strategy.pricing import people_line, unpriced
from advisor.strategy.records import Hardware, Limit, Plan
from advisor.strategy.search import Fit
from advisor.strategy.small_runs import Site
from advisor.strategy.supply import classes_from, tier_index
from advisor.strategy.tuning import least_class, training_for
from advisor.strategy.usual import MOST_DEARER, in_place_of
from advisor.strategy.variants import adaptation_sets, techniques
from advisor.strategy.within_money import modest_fit
from advisor.strategy.wordings import wording

POOLED = "shared_cluster"
SMALLER_FORMATS = ("fp8", "int8", "int4", "mxfp4", "nvfp4")


def own_plans(context: Context, deployment: str, *, nearest: bool = True) -> Iterator[Plan]:
    """Yield, for each set of adaptations, the cheapest plan that fits, or the one that comes nearest.

    Args:
        context: The bundle.
        deployment: ``self_host_rented``, ``on_prem`` or ``shared_cluster``.
        nearest: Whether the plan that comes nearest is wanted, for which everything must be sized.
    """
    for adaptations in adaptation_sets(context, deployment):
        tier = least_class(context, adaptations)
        models = required_models(context) or trained_models(context, adaptations) or models_of(context, tier)
        if not models:
            yield _nothing_left(context, deployment, adaptations)
            continue
        best, failed = (
            proven_fit(context, deployment, adaptations)
            or quick_enough(context, kept_fit(context, deployment, adaptations))
            or quick_enough(context, chosen_fit(context, deployment, adaptations))
            or best_fit(context, deployment, models)
        )
        if deployment == POOLED:
            best = cluster_fit(context, models) or best
        if best is not None:
            yield _plan(context, deployment, best, adaptations)
            modest = modest_fit(context, deployment, tier, models, best)
            for other in (*_beside(context, deployment, tier, best), modest):
                if other is not None:
                    yield _plan(context, deployment, other, adaptations)
        if best is not None and not _bought_beside_owned(context, deployment, best):
            continue
        if failed is not None and failed.misses:
            if nearest:
                yield _broken(context, deployment, adaptations, min(failed.misfits, key=shortfall))
            smaller = _smaller_on_owned(context, deployment, tier)
            if smaller is not None:
                yield _plan(context, deployment, smaller, adaptations)


def plan_on_usual(context: Context, like: Plan) -> Plan | None:
    """Return a plan like one that is rented or bought, on hardware on which most comparable cases run, with
    the ablest open model that stands there; None where it stands on such already, nothing fits, or it costs
    many times as much.

    Args:
        context: The bundle.
        like: The plan.
    """
    cards = context.supply.catalog.accelerators
    if like.hardware is None or like.hardware.owned or like.hardware.accelerator not in cards:
        return None
    usual = in_place_of(context, cards[like.hardware.accelerator], like.hardware.count)
    if not usual or required_models(context):
        return None
    offers, lowest = offers_for(context, like.deployment), tier_index(like.tier)
    for tier in reversed(TIERS[lowest : max(lowest, tier_index(context.anchors.organisation.up_to)) + 1]):
        fit, _ = best_of(context, like.deployment, models_of(context, tier), offers, usual)
        plan = None if fit is None else _plan(context, like.deployment, fit, like.adaptations)
        if plan is not None and _life(plan) <= MOST_DEARER * _life(like):
            return plan
    return None


def _life(plan: Plan) -> float:
    return plan.estimates["usd_lifetime"].value


def _beside(context: Context, deployment: str, tier: Tier, best: Fit) -> tuple[Fit | None, ...]:
    """Return what stands beside the cheapest fit: an abler model, cards in a rack, what others run it on, a
    lesser model there."""
    abler, rack = _abler(context, deployment, tier), in_a_rack(context, deployment, best)
    lesser = lesser_fit(context, deployment, tier, rack or best)
    return abler, rack, usual_fit(context, deployment, abler or rack or best), lesser


def _abler(context: Context, deployment: str, tier: Tier) -> Fit | None:
    """Return the cheapest fit of the next class of models, for people who may use no hosted model for
    open-ended work: they have nothing better to turn to for their hard questions while the machines last."""
    if deployment not in BOUGHT or not weighs_the_next_class(context, tier):
        return None
    return best_fit(context, deployment, models_of(context, classes_from(tier)[1]))[0]


def _smaller_on_owned(context: Context, deployment: str, tier: Tier) -> Fit | None:
    """Return the most capable smaller model that owned devices do serve; the gap counts in its quality."""
    if deployment not in BOUGHT or required_models(context):
        return None
    for lower in reversed(TIERS[: tier_index(tier)]):
        fit = owned_fit(context, deployment, models_of(context, lower))
        if fit is not None:
            return fit
    return None


def _bought_beside_owned(context: Context, deployment: str, best: Fit) -> bool:
    """Whether owned devices do not serve, so that others are bought: both are told."""
    return deployment in BOUGHT and bool(owned_offers(context)) and not is_owned(context, best.offer)


def _plan(context: Context, deployment: str, fit: Fit, adaptations: tuple[str, ...]) -> Plan:
    fit = replace(fit, fleet=within_a_night(context, deployment, fit.fleet))
    fleet, row = fit.fleet, fit.model
    natural = ["batching_server"] if fleet.devices and context.load().requests_per_day > 0 else []
    if fleet.precision in SMALLER_FORMATS:
        natural.append("quantization")
    words = techniques(context, deployment, tuple(natural))
    people = people_with_upkeep(
        context, extra_people(context, deployment, adaptations), fit.offer.accelerator, fleet.devices
    )
    total = total_ms(context, fleet)
    return complete(
        context,
        Draft(
            deployment=deployment,
            adaptations=adaptations,
            techniques=words,
            model=row.id,
            model_name=own_name(context, adaptations) or row.name,
            tier=row.tier,
            lines=(*device_lines(context, deployment, fit), people_line(context, people)),
            training=training_for(context, adaptations, row.id, _site(deployment, fit)),
            hardware=_in_whose_hands(
                context, deployment, hardware_of(context, fit.offer, fleet, bought=deployment in BOUGHT)
            ),
            estimates={**fleet_estimates(fleet, total), "people": people},
            limits=answer_limits(context, fleet.first_token_ms, total),
        ),
    )


def _in_whose_hands(context: Context, deployment: str, hardware: Hardware) -> Hardware:
    """Return the devices of a plan; those of a cluster that groups share are there where hours on one were
    granted."""
    there = deployment == POOLED and granted_hours(context) > 0
    return replace(hardware, hands="grant") if there else hardware


def _site(deployment: str, fit: Fit) -> Site | None:
    return Site(fit.offer.accelerator, fit.fleet.devices) if deployment in BOUGHT else None


def _broken(
    context: Context, deployment: str, adaptations: tuple[str, ...], item: tuple[LanguageModel, Misfit]
) -> Plan:
    row, misfit = item
    limit = Limit(misfit.name, misfit.needs, misfit.has, "sizing")
    draft = _unpriced(context, deployment, adaptations, limit)
    return complete(context, replace(draft, model=row.id, model_name=row.name, tier=row.tier))


def _nothing_left(context: Context, deployment: str, adaptations: tuple[str, ...]) -> Plan:
    limit = Limit("open models to choose from", "one vendor at least", "all ruled out", "exclusions")
    return complete(context, _unpriced(context, deployment, adaptations, limit))


def _unpriced(context: Context, deployment: str, adaptations: tuple[str, ...], limit: Limit) -> Draft:
    return Draft(
        deployment=deployment,
        adaptations=adaptations,
        techniques=techniques(context, deployment),
        model="",
        model_name="an open model",
        tier=context.tier,
        lines=unpriced(wording("unpriced")["does_not_fit"]),
        limits=(limit,),
        form="does-not-fit",
    )
