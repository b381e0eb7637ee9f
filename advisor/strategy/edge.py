"""Plans that run on the user's own device or a board in the field."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from advisor.catalog.records import TIERS, Accelerator, LanguageModel, Tier
from advisor.estimate.fleet import Fleet, Load, Misfit
from advisor.estimate.ledger import Line
from advisor.estimate.one_user import for_one_user
from advisor.strategy.assemble import Draft, complete, extra_people
from advisor.strategy.built_in import built_lines, is_built_in, unit_limits
from advisor.strategy.classes import class_on_a_desk
from advisor.strategy.context import Context
from advisor.strategy.edge_device import (
    DEPLOYMENT,
    PROCESSOR,
    edge_accelerator,
    edge_is_bought,
    runs_on_processor,
)
from advisor.strategy.eligible import proven_models, required_models, wanted_models
from advisor.strategy.fleet_loads import WAITING_ERROR, no_slower_than_read_ms
from advisor.strategy.latency import answer_limits
from advisor.strategy.named import model_of_size, named_model
from advisor.strategy.once import once
from advisor.strategy.own_fleet import total_ms
from advisor.strategy.own_time import in_own_time
from advisor.strategy.owned import price_like
from advisor.strategy.pricing import owned_lines, people_line, unpriced
from advisor.strategy.records import Hardware, Limit, Plan
from advisor.strategy.supply import LeftOut, Offer, Supply
from advisor.strategy.tuning import training_for
from advisor.strategy.variants import adaptation_sets, techniques
from advisor.strategy.wordings import wording

CLOSE_IN_SIZE = 1.5
"""A model is of the size that somebody named up to this factor above it."""
SMALL_GB, SMALL_B = 8.0, 5.0
"""With no more memory than this on a device, models up to this size leave room for the system: FIT011."""
REQUESTS_OF_ONE_USER = 200.0
"""Requests a day on a device of one person when nobody said how many people there are."""


def edge_plans(context: Context) -> Iterator[Plan]:
    """Yield the plan with the most capable model that fits the device, for each set of adaptations.

    A less capable class than the one needed is offered when nothing better fits, so that the user sees
    what the device can do; the gap counts against its quality.
    """
    device = edge_accelerator(context)
    if device is None:
        return
    found = to_tune(context, device) or named_there(context, device) or best_model(context, device)
    if found is None:
        return
    row, sized = found
    for adaptations in adaptation_sets(context, DEPLOYMENT):
        yield _plan(context, device, row, sized, adaptations)


@once
def device_load(context: Context) -> Load:
    """Return the load of one device: one request at a time on one of a person's own, the peak on one that
    several people share."""
    whole = context.load()
    devices, shared = _devices_in_use(context, whole.requests_per_day)
    return Load(
        requests_per_day=whole.requests_per_day / devices,
        input_tokens=whole.input_tokens,
        output_tokens=whole.output_tokens,
        peak_factor=whole.peak_factor if shared else 1.0,
        peak_concurrency=None if shared else 1.0,
        first_token_ms=whole.first_token_ms,
        total_ms=whole.total_ms or no_slower_than_read_ms(context, whole),
    )


def _devices_in_use(context: Context, requests_per_day: float) -> tuple[float, bool]:
    """Return over how many devices the day's requests are spread, and whether people share each: those
    owned, one board in the field, else one for each user. More than those can answer is asked of more of
    their kind."""
    profile = context.profile
    kind = profile.text("hardware.edge_device")
    owned = sum(device.count for device in profile.devices("hardware.owned"))
    edge = context.anchors.edge
    of_many = context.use_case.id in edge.of_one and requests_per_day > edge.most_a_day * owned
    if owned and not kind and not of_many:
        return float(owned), True
    if kind in edge.fixed and not profile.said("workload.users"):
        return 1.0, True
    return max(1.0, profile.number("workload.users") or requests_per_day / REQUESTS_OF_ONE_USER), False


def best_model(context: Context, device: Accelerator) -> tuple[LanguageModel, Fleet | Misfit] | None:
    """Return the most capable model, up to the class needed, that runs on a device; else the smallest one
    with the limit that it breaks.

    Waiting times give way as they do on a server: those that were said by the error of our estimates, ours
    altogether.
    """
    load = device_load(context)
    found = _largest(context, device, load)
    if found is not None and isinstance(found[1], Fleet):
        return found
    again = _largest(context, device, _patient(context, load))
    return again if again is not None and isinstance(again[1], Fleet) else found


def to_tune(context: Context, device: Accelerator) -> tuple[LanguageModel, Fleet] | None:
    """Return the model that somebody named to tune, or one of that size, where the device carries it.

    What is to be adapted is settled then: a larger model that fits too would be another project.
    """
    profile = context.profile
    size = profile.number("wish.train_params_b") if profile.said("wish.train_params_b") else None
    row = named_model(context) or (model_of_size(context, size) if size else None)
    tuned = any(word in context.anchors.tuning_method for word in profile.words("wish.adaptations"))
    barred = {name.casefold() for name in context.excluded_vendors}
    if row is None or not tuned or (context.vision and not row.vision) or row.origin.casefold() in barred:
        return None
    sized = _sized(context.supply, row, device, device_load(context))
    return (row, sized) if isinstance(sized, Fleet) else None


def named_there(context: Context, device: Accelerator) -> tuple[LanguageModel, Fleet] | None:
    """Return the open model that somebody named to run, where the device carries it within the waits that
    they said: another one, smaller or larger, is not what they asked for."""
    row = next(iter((*required_models(context), *proven_models(context), *wanted_models(context))), None)
    barred = {name.casefold() for name in context.excluded_vendors}
    if row is None or (context.vision and not row.vision) or row.origin.casefold() in barred:
        return None
    load = device_load(context)
    found = (_sized(context.supply, row, device, each) for each in (load, _patient(context, load)))
    return next(((row, sized) for sized in found if isinstance(sized, Fleet)), None)


def _patient(context: Context, load: Load) -> Load:
    """Return a load with its waiting times longer by the error of our estimates, without those that nobody
    said; a pace that was said sets the time to the whole answer."""
    waits = context.workload.limits_said
    kept = ((load.first_token_ms, waits), (load.total_ms, waits or context.workload.speed_said))
    first, total = (ms * WAITING_ERROR if ms is not None and said else None for ms, said in kept)
    return replace(load, first_token_ms=first, total_ms=total)


def _largest(
    context: Context, device: Accelerator, load: Load
) -> tuple[LanguageModel, Fleet | Misfit] | None:
    """Return the largest model of the ablest class that carries a load; else the smallest with its limit."""
    supply, tier, vision, without = context.supply, context.tier, context.vision, context.left_out
    most_b = min(_largest_to_tune(context), _roomy(context))

    def largest() -> tuple[LanguageModel, Fleet | Misfit] | None:
        smallest: LanguageModel | None = None
        for smallest in _down_from(supply, tier, most_b, vision=vision, without=without):
            sized = _sized(supply, smallest, device, load) if _holds(supply, smallest, device, load) else None
            if isinstance(sized, Fleet):
                return smallest, sized
        return None if smallest is None else (smallest, _sized(supply, smallest, device, load))

    key = "largest on a device", supply.sizes.name(device), load, tier, vision, without, most_b
    return supply.remember(key, largest)


def _down_from(
    supply: Supply, tier: Tier, most_b: float, *, vision: bool, without: LeftOut
) -> Iterator[LanguageModel]:
    """Yield the models of a class and of those below it, the ablest class first, then the largest model."""
    for one in reversed(TIERS[: TIERS.index(tier) + 1]):
        rows = supply.current_models(one, vision=vision, without=without)
        yield from sorted((r for r in rows if r.params_b <= most_b), key=lambda r: (-r.params_b, r.id))


def _held(load: Load) -> Load:
    """Return what a device is sized for: the load, where one person uses it without waiting times."""
    if load.peak_concurrency is None:
        return load
    return replace(load, first_token_ms=None, total_ms=None)


def _holds(supply: Supply, row: LanguageModel, device: Accelerator, load: Load) -> bool:
    return supply.sizes.serves(row, device, _held(load), "int4", 1)


def _sized(supply: Supply, row: LanguageModel, device: Accelerator, load: Load) -> Fleet | Misfit:
    """Return one device for a load; where one person uses it, with the times of a single stream."""
    fleet = supply.fleet(row, device, _held(load), "int4", max_devices=1)
    if isinstance(fleet, Misfit) or load.peak_concurrency is None:
        return fleet
    return for_one_user(supply.architecture(row), device, load, fleet)


def _roomy(context: Context) -> float:
    """Return the size in billions up to which a model leaves room on a device whose memory was said."""
    memory = context.profile.number("hardware.edge_memory_gb")
    return SMALL_B if memory is not None and memory <= SMALL_GB else math.inf


def _largest_to_tune(context: Context) -> float:
    """Return the size in billions up to which models are taken by someone who named one to tune."""
    size = context.profile.number("wish.train_params_b")
    return CLOSE_IN_SIZE * size if size and context.profile.said("wish.train_params_b") else math.inf


def _plan(
    context: Context,
    device: Accelerator,
    row: LanguageModel,
    sized: Fleet | Misfit,
    adaptations: tuple[str, ...],
) -> Plan:
    draft = _draft(context, device, row, sized, adaptations)
    if isinstance(sized, Misfit):
        nothing = unpriced(wording("unpriced")["does_not_fit"])
        limit = Limit(sized.name, sized.needs, sized.has, "sizing")
        return complete(context, replace(draft, lines=nothing, limits=(limit,), form="does-not-fit"))
    total = total_ms(context, sized)
    estimates = {
        "first_token_ms": sized.first_token_ms,
        "tpot_ms": sized.tpot_ms,
        "total_ms": total,
        "memory_gb": sized.memory_gb,
    }
    limits = answer_limits(context, sized.first_token_ms, total)
    limits += unit_limits(context, Offer(device, price_like(context, device)), 1)
    return complete(context, replace(draft, estimates=estimates, limits=limits))


def _draft(
    context: Context,
    device: Accelerator,
    row: LanguageModel,
    sized: Fleet | Misfit,
    adaptations: tuple[str, ...],
) -> Draft:
    """Return a model on a device with what it costs there, before it is told whether it fits."""
    people, places = extra_people(context, DEPLOYMENT, adaptations), _places(context)
    return Draft(
        deployment=DEPLOYMENT,
        adaptations=adaptations,
        techniques=techniques(context, DEPLOYMENT, ("quantization",)),
        model=row.id,
        model_name=row.name,
        tier=row.tier,
        lines=(*_boards(context, device, sized, places), people_line(context, people)),
        training=training_for(context, adaptations, row.id),
        hardware=_hardware(context, device, places),
        parts=(PROCESSOR,) if device.kind == "cpu" or runs_on_processor(context) else (),
    )


def _hardware(context: Context, device: Accelerator, places: int) -> Hardware:
    """Return one board for each place."""
    return Hardware(
        accelerator=device.id,
        name=device.name,
        count=places,
        replicas=places,
        memory_gb=device.memory_gb,
        precision="int4",
        hardware_class="cpu" if runs_on_processor(context) else class_on_a_desk(device, 1),
        bought=edge_is_bought(context),
        owned=not edge_is_bought(context),
        hands=_hands(context),
    )


def _places(context: Context) -> int:
    """Return how many boards are bought: one for each place or person that was counted; what is there already
    is shown as one."""
    if not edge_is_bought(context):
        return 1
    if is_built_in(context.profile):
        return 1
    users = context.profile.number("workload.users") if context.profile.said("workload.users") else None
    return max(1, int(users or 1))


def _boards(context: Context, device: Accelerator, sized: Fleet | Misfit, places: int) -> tuple[Line, ...]:
    """Return what the boards of all places cost; nothing for devices that are there already."""
    if isinstance(sized, Misfit) or not edge_is_bought(context):
        return ()
    if is_built_in(context.profile):
        return built_lines(context, Offer(device, price_like(context, device)), places)
    every = replace(sized, devices=places, replicas=places)
    lines = owned_lines(context, Offer(device, price_like(context, device)), every, hosted=False, paid=False)
    return tuple(replace(line, grows="never") for line in lines)


def _hands(context: Context) -> Literal["", "users", "one", "built"]:
    """Return in whose hands devices are that nobody listed as owned: users', or those of the one who asks."""
    profile = context.profile
    if edge_is_bought(context):
        return "built" if is_built_in(profile) else ""
    if in_own_time(profile):
        return "one"
    return "" if profile.devices("hardware.owned") else "users"
