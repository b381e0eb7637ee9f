"""Plans that run on the user's own device or a board in the field."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from advisor.catalog.records import TIERS, Accelerator, LanguageModel
from advisor.estimate.fleet import Fleet, Load, Misfit
from advisor.estimate.ledger import Line
from advisor.estimate.one_user import for_one_user
from advisor.strategy.assemble import Draft, complete, extra_people
from advisor.strategy.classes import hardware_class
from advisor.strategy.context import Context
from advisor.strategy.devices import UNNAMED_BANDWIDTH_GB_S, described, device_row
from advisor.strategy.latency import answer_limits
from advisor.strategy.named import LEAST_BYTES, named_devices, named_model
from advisor.strategy.once import once
from advisor.strategy.own import total_ms
from advisor.strategy.owned import price_like
from advisor.strategy.pricing import owned_lines, people_line, unpriced
from advisor.strategy.records import Hardware, Limit, Plan
from advisor.strategy.supply import Offer
from advisor.strategy.tuning import training_for
from advisor.strategy.variants import adaptation_sets, techniques

DEPLOYMENT = "on_device_edge"
CLOSE_IN_SIZE = 1.5
"""A model is of the size that somebody named up to this factor above it."""
ON_A_DESK = frozenset(("soc", "apple", "consumer", "workstation", "cpu"))
"""Kinds of devices that one person has; a processor only where no card stands beside it."""
CLIENT_GB = 20.0
"""A consumer's card with less memory is what sits in the PCs of players and staff, not in servers."""
REQUESTS_OF_ONE_USER = 200.0
"""Requests a day on a device of one person when nobody said how many people there are."""


def edge_plans(context: Context) -> Iterator[Plan]:
    """Yield the plan with the most capable model that fits the device, for each set of adaptations.

    A less capable class than the one needed is offered when nothing better fits, so that the user sees
    what the device can do; the gap counts against its quality.
    """
    device = edge_accelerator(context)
    found = best_model(context, device) if device is not None else None
    if device is None or found is None:
        return
    row, sized = found
    for adaptations in adaptation_sets(context, DEPLOYMENT):
        yield _plan(context, device, row, sized, adaptations)


@once
def edge_accelerator(context: Context) -> Accelerator | None:
    """Return the device to run on, with the memory that a model may take, or None when none is in sight."""
    profile, anchors = context.profile, context.anchors
    named = profile.devices("hardware.owned") or profile.devices("wish.devices")
    memory = profile.number("hardware.edge_memory_gb")
    if named and (_is_a_server(context) or _takes_several(context)):
        return None
    rows = [found for device in named if (found := device_row(context, device)) is not None]
    with_cards = any(row.kind != "cpu" for row in rows)
    for found in rows:
        if found.kind in ON_A_DESK and not (with_cards and found.kind == "cpu"):
            return found
    kind = profile.text("hardware.edge_device")
    if not kind and memory is None and not context.directives.wants(DEPLOYMENT):
        return None
    usual = anchors.edge_usual.get(profile.text("use_case.modality"), anchors.edge_usual["other"])
    row = anchors.edge_device.get(kind or usual)
    if row is None:
        return described(kind, memory or 0.25, UNNAMED_BANDWIDTH_GB_S, 0.1)
    share = float(row["share_free"])
    if "like" in row:
        like = context.supply.catalog.accelerator(row["like"])
        return like.model_copy(update={"memory_gb": memory or like.memory_gb * share})
    free = memory or float(row["memory_gb"]) * share
    return described(
        str(row["name"]), free, float(row["bandwidth_gb_s"]), float(row["tflops"]), str(row["source"])
    )


@once
def edge_is_bought(context: Context) -> bool:
    """Return whether the device is a board that is bought for the job, and not one that is there already."""
    row = context.anchors.edge_device.get(context.profile.text("hardware.edge_device"), {})
    return bool(row.get("bought")) and not context.profile.devices("hardware.owned")


def _is_a_server(context: Context) -> bool:
    """Return whether more people use the named devices at once than there are devices: then it is a server
    of theirs, with what a server takes to run, and no device of one's own."""
    profile = context.profile
    if profile.text("hardware.edge_device") or context.directives.wants(DEPLOYMENT):
        return False
    devices = sum(d.count for d in profile.devices("hardware.owned") or profile.devices("wish.devices"))
    people = max(profile.number("workload.users") or 0.0, profile.number("workload.peak_concurrency") or 0.0)
    return people > devices


def _takes_several(context: Context) -> bool:
    """Return whether the model that has to be run is too large for any one of the named devices, and fits
    several alike together: such a machine is a server, whoever sits before it."""
    model = named_model(context)
    if model is None or not context.profile.flag("wish.fixed_model"):
        return False
    least_gb = model.params_b * LEAST_BYTES
    groups = [(row.memory_gb, d.count) for d in named_devices(context) if (row := device_row(context, d))]
    alone, together = max((gb for gb, _ in groups), default=0.0), [gb * n for gb, n in groups if n > 1]
    return bool(together) and alone < least_gb <= max(together)


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
        total_ms=whole.total_ms,
    )


def _devices_in_use(context: Context, requests_per_day: float) -> tuple[float, bool]:
    """Return over how many devices the day's requests are spread, and whether people share each: those
    owned, one board in the field, else one for each user."""
    profile = context.profile
    kind = profile.text("hardware.edge_device")
    owned = sum(device.count for device in profile.devices("hardware.owned"))
    if owned and not kind:
        return float(owned), True
    if kind in context.anchors.edge_fixed and not profile.said("workload.users"):
        return 1.0, True
    return max(1.0, profile.number("workload.users") or requests_per_day / REQUESTS_OF_ONE_USER), False


def best_model(context: Context, device: Accelerator) -> tuple[LanguageModel, Fleet | Misfit] | None:
    """Return the most capable model, up to the class needed, that runs on a device; else the smallest one
    with the limit that it breaks."""
    load = device_load(context)
    smallest: tuple[LanguageModel, Fleet | Misfit] | None = None
    for tier in reversed(TIERS[: TIERS.index(context.tier) + 1]):
        rows = context.supply.current_models(tier, vision=context.vision, without=context.excluded_vendors)
        rows = [row for row in rows if row.params_b <= _largest_to_tune(context)]
        for row in sorted(rows, key=lambda r: (-r.params_b, r.id)):
            sized = _sized(context, row, device, load)
            if isinstance(sized, Fleet):
                return row, sized
            smallest = (row, sized)
    return smallest


def _sized(context: Context, row: LanguageModel, device: Accelerator, load: Load) -> Fleet | Misfit:
    """Return one device for a load; where one person uses it, with the times of a single stream."""
    if load.peak_concurrency is None:
        return context.supply.fleet(row, device, load, "int4", max_devices=1)
    held = replace(load, first_token_ms=None, total_ms=None)
    fleet = context.supply.fleet(row, device, held, "int4", max_devices=1)
    if isinstance(fleet, Misfit):
        return fleet
    return for_one_user(context.supply.architecture(row), device, load, fleet)


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
    people, places = extra_people(context, DEPLOYMENT, adaptations), _places(context)
    draft = Draft(
        deployment=DEPLOYMENT,
        adaptations=adaptations,
        techniques=techniques(context, DEPLOYMENT, ("quantization",)),
        model=row.id,
        model_name=row.name,
        tier=row.tier,
        lines=(*_boards(context, device, sized, places), people_line(context, people)),
        training=training_for(context, adaptations, row.id),
        hardware=Hardware(
            accelerator=device.id,
            name=device.name,
            count=places,
            replicas=places,
            memory_gb=device.memory_gb,
            precision="int4",
            hardware_class=_class(context, device),
            bought=edge_is_bought(context),
            owned=not edge_is_bought(context),
        ),
        parts=("on_cpu",) if device.kind == "cpu" else (),
    )
    if isinstance(sized, Misfit):
        nothing = unpriced("not priced, because it does not fit")
        limit = Limit(sized.name, sized.needs, sized.has, "sizing")
        return complete(context, replace(draft, lines=nothing, limits=(limit,), form="does-not-fit"))
    total = total_ms(context, sized)
    return complete(
        context,
        replace(
            draft,
            estimates={
                "first_token_ms": sized.first_token_ms,
                "tpot_ms": sized.tpot_ms,
                "total_ms": total,
                "memory_gb": sized.memory_gb,
            },
            limits=answer_limits(context, sized.first_token_ms, total),
        ),
    )


def _places(context: Context) -> int:
    """Return how many boards are bought: one for each place or person that was counted; what is there already
    is shown as one."""
    if not edge_is_bought(context):
        return 1
    users = context.profile.number("workload.users") if context.profile.said("workload.users") else None
    return max(1, int(users or 1))


def _boards(context: Context, device: Accelerator, sized: Fleet | Misfit, places: int) -> tuple[Line, ...]:
    """Return what the boards of all places cost; nothing for devices that are there already."""
    if isinstance(sized, Misfit) or not edge_is_bought(context):
        return ()
    every = replace(sized, devices=places, replicas=places)
    lines = owned_lines(context, Offer(device, price_like(context, device)), every, hosted=False, paid=False)
    return tuple(replace(line, grows="never") for line in lines)


def _class(context: Context, device: Accelerator) -> str:
    small = device.kind == "consumer" and device.memory_gb < CLIENT_GB
    if small or context.profile.text("hardware.edge_device") == "desktop_gpu":
        return "consumer_gpu_client"
    return hardware_class(device, 1)
