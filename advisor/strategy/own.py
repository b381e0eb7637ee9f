"""Plans that run open weights on rented, bought or owned accelerators."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from advisor.catalog.records import LanguageModel, Tier
from advisor.errors import UserError
from advisor.estimate.economics import OwnedTerms, owned_bill, rented_bill
from advisor.estimate.fleet import Fleet, Load, Misfit
from advisor.estimate.money import HOURS_PER_MONTH
from advisor.quantity import Quantity
from advisor.strategy.assemble import Draft, complete, exact, extra_people
from advisor.strategy.classes import hardware_class
from advisor.strategy.context import Context
from advisor.strategy.latency import answer_limits
from advisor.strategy.records import Hardware, Limit, Plan
from advisor.strategy.supply import Offer, classes_from, lower_class, precisions_for
from advisor.strategy.tuning import lifts_class, training_for
from advisor.strategy.variants import adaptation_sets, techniques

BOUGHT = ("on_prem", "shared_cluster")
SMALLER_FORMATS = ("fp8", "int8", "int4", "mxfp4", "nvfp4")
BATCH_BUSY_SHARE = 0.6
"""Load while rented devices run for work that may wait: they are given back in between."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A model on devices that can be had."""

    model: LanguageModel
    offer: Offer
    fleet: Fleet


def own_plans(context: Context, deployment: str) -> Iterator[Plan]:
    """Yield, for each set of adaptations, the cheapest plan that fits, or the one that comes nearest.

    Args:
        context: The bundle.
        deployment: ``self_host_rented``, ``on_prem`` or ``shared_cluster``.
    """
    for adaptations in adaptation_sets(context, deployment):
        tier = lower_class(context.tier) if lifts_class(context, adaptations) else context.tier
        models = named_model(context) or models_of(context, tier)
        best, misfits = best_fit(context, deployment, models)
        if best is not None:
            yield _plan(context, deployment, best, adaptations)
        elif misfits:
            yield _broken(context, deployment, adaptations, min(misfits, key=_shortfall))


def best_fit(
    context: Context, deployment: str, models: Iterable[LanguageModel]
) -> tuple[Fit | None, list[tuple[LanguageModel, Misfit]]]:
    """Return the cheapest fit over some models and the devices that can be had, and what did not fit.

    Waiting times that nobody asked for are dropped when nothing meets them.
    """
    rows, load = list(models), context.load()
    best, misfits = _search(context, deployment, rows, load)
    if best is None and not context.workload.limits_said:
        best, misfits = _search(context, deployment, rows, replace(load, first_token_ms=None, total_ms=None))
    return best, misfits


def _search(
    context: Context, deployment: str, rows: Iterable[LanguageModel], load: Load
) -> tuple[Fit | None, list[tuple[LanguageModel, Misfit]]]:
    """Try devices from the cheapest up; one that costs more than the best fleet so far is not looked at."""
    best: tuple[tuple[float, int, str], Fit] | None = None
    misfits: list[tuple[LanguageModel, Misfit]] = []
    long_enough = [row for row in rows if load.input_tokens + load.output_tokens <= row.max_context]
    for offer in offers_for(context, deployment):
        least = 0.0 if is_owned(context, offer) else offer.price.usd
        for row in long_enough:
            for precision in _precisions(context, row, offer):
                if best is not None and least > best[0][0]:
                    continue
                fleet = context.supply.fleet(row, offer.accelerator, load, precision)
                if isinstance(fleet, Misfit):
                    misfits.append((row, fleet))
                    continue
                if is_owned(context, offer) and owned_count(context, offer) < fleet.devices:
                    continue
                fit = Fit(row, offer, fleet)
                place = _rank(context, fit)
                if best is None or place < best[0]:
                    best = place, fit
    return (best[1] if best else None), misfits


def offers_for(context: Context, deployment: str) -> tuple[Offer, ...]:
    """Return the devices worth trying: those owned, else those on the market for the deployment."""
    catalog = context.supply.catalog
    if deployment in BOUGHT:
        owned = tuple(o for o in context.supply.offers("purchase") if is_owned(context, o))
        return owned or context.supply.server_offers("purchase")
    steady = context.profile.text("workload.shape") == "around_the_clock"
    offers = []
    for offer in context.supply.efficient_offers("on_demand"):
        reserved = catalog.rental(offer.accelerator.id, "reserved") if steady else None
        offers.append(Offer(offer.accelerator, reserved) if reserved else offer)
    return tuple(offers)


def is_owned(context: Context, offer: Offer) -> bool:
    """Return whether the user has devices of this kind."""
    return owned_count(context, offer) > 0


def owned_count(context: Context, offer: Offer) -> int:
    """Return how many devices of this kind the user has."""
    count = 0
    for device in context.profile.devices("hardware.owned"):
        try:
            row = context.supply.catalog.accelerator(device.name)
        except UserError:
            continue
        count += device.count if row.id == offer.accelerator.id else 0
    return count


def named_model(context: Context) -> list[LanguageModel]:
    """Return the model that the user insists on, alone, when the catalogue has it."""
    if not context.profile.flag("wish.fixed_model"):
        return []
    try:
        return [context.supply.catalog.model(context.profile.text("wish.model"))]
    except UserError:
        return []


def models_of(context: Context, tier: Tier) -> list[LanguageModel]:
    """Return the open models of a class, or of the next class above that has any."""
    without = context.excluded_vendors
    for candidate in classes_from(tier):
        rows = context.supply.open_models(candidate, vision=context.vision, without=without)
        if rows:
            return rows
    return []


def _precisions(context: Context, row: LanguageModel, offer: Offer) -> tuple[str, ...]:
    if row.native_precision in {"mxfp4", "nvfp4", "int4"}:
        return (row.native_precision,)
    if context.directives.bars("quantization"):
        return ("bf16",)
    return precisions_for(offer.accelerator)


def _rank(context: Context, fit: Fit) -> tuple[float, int, str]:
    price = 0.0 if is_owned(context, fit.offer) else fit.offer.price.usd
    return price * fit.fleet.devices, fit.fleet.devices, f"{fit.model.id}/{fit.offer.accelerator.id}"


def _shortfall(item: tuple[LanguageModel, Misfit]) -> tuple[float, str]:
    row, misfit = item
    return abs(misfit.needs_value - misfit.has_value) / max(misfit.has_value, 1e-9), row.id


def _plan(context: Context, deployment: str, fit: Fit, adaptations: tuple[str, ...]) -> Plan:
    fleet, row = fit.fleet, fit.model
    natural = ["batching_server"] if fleet.devices and context.load().requests_per_day > 0 else []
    if fleet.precision in SMALLER_FORMATS:
        natural.append("quantization")
    words = techniques(context, deployment, tuple(natural))
    people = extra_people(context, deployment, adaptations)
    once, month, residual = _bill(context, deployment, fit, people)
    total = total_ms(context, fleet)
    return complete(
        context,
        Draft(
            deployment=deployment,
            adaptations=adaptations,
            techniques=words,
            model=row.id,
            model_name=row.name,
            tier=row.tier,
            usd_month=month,
            usd_once=once,
            residual=residual,
            training=training_for(context, adaptations, row.id),
            hardware=hardware_of(context, fit, bought=deployment in BOUGHT),
            scales_with_traffic=_outgrown(context, fleet),
            estimates={
                "first_token_ms": fleet.first_token_ms,
                "tpot_ms": fleet.tpot_ms,
                "total_ms": total,
                "utilisation": fleet.utilisation,
                "capacity_requests_day": fleet.capacity_requests_day,
                "memory_gb": fleet.memory_gb,
            },
            limits=answer_limits(context, fleet.first_token_ms, total),
        ),
    )


def total_ms(context: Context, fleet: Fleet) -> Quantity:
    """Return the time to a whole answer: first token plus the rest at the pace of writing."""
    tokens = max(0.0, context.load().output_tokens - 1)
    first, each = fleet.first_token_ms, fleet.tpot_ms
    return Quantity(
        "total_ms",
        first.value + tokens * each.value,
        first.low + tokens * each.low,
        first.high + tokens * each.high,
        "ms",
        formula=f"first_token_ms + {tokens:g} x tpot_ms",
        inputs=(first, each),
    )


def hardware_of(context: Context, fit: Fit, *, bought: bool) -> Hardware:
    """Return the hardware of a fit for showing."""
    accelerator, fleet = fit.offer.accelerator, fit.fleet
    return Hardware(
        accelerator=accelerator.id,
        name=accelerator.name,
        count=fleet.devices,
        memory_gb=accelerator.memory_gb,
        per_replica=fleet.devices_per_replica,
        replicas=fleet.replicas,
        precision=fleet.precision,
        hardware_class=hardware_class(accelerator, fleet.devices),
        bought=bought,
        owned=bought and is_owned(context, fit.offer),
    )


def _bill(
    context: Context, deployment: str, fit: Fit, people: Quantity
) -> tuple[Quantity | None, Quantity, Quantity | None]:
    catalog = context.supply.catalog
    rate, salary = catalog.rate(fit.offer.price), catalog.parameter("engineer_usd_year")
    if deployment in BOUGHT:
        owned = owned_bill(
            rate,
            fit.offer.accelerator,
            fit.fleet.devices,
            people,
            salary,
            OwnedTerms.load(catalog.parameter),
            hosted=fit.offer.accelerator.kind == "datacentre",
            already_paid=is_owned(context, fit.offer),
        )
        return owned.once, owned.month, None if is_owned(context, fit.offer) else owned.residual
    hours = HOURS_PER_MONTH
    if context.workload.batch_ok:
        hours = max(30.0, HOURS_PER_MONTH * min(1.0, fit.fleet.utilisation.value / BATCH_BUSY_SHARE))
    return None, rented_bill(rate, fit.fleet.devices, people, salary, hours_per_month=hours), None


def _outgrown(context: Context, fleet: Fleet) -> bool:
    """Whether the fleet must grow with the traffic within half of the horizon."""
    work = context.workload
    later = math.pow(work.growth_per_year.value, work.months / 24.0)
    return work.requests_per_day.value * work.calls_per_request * later > fleet.capacity_requests_day.value


def _broken(
    context: Context, deployment: str, adaptations: tuple[str, ...], item: tuple[LanguageModel, Misfit]
) -> Plan:
    row, misfit = item
    nothing = exact("usd_month", 0.0, "USD/month", "not priced, because it does not fit")
    return complete(
        context,
        Draft(
            deployment=deployment,
            adaptations=adaptations,
            techniques=techniques(context, deployment),
            model=row.id,
            model_name=row.name,
            tier=row.tier,
            usd_month=nothing,
            limits=(Limit(misfit.name, misfit.needs, misfit.has, "sizing"),),
            id_suffix="does-not-fit",
        ),
    )
