"""The device that a model is to run on: the one that was named, else what stands for its kind."""

from __future__ import annotations

import re

from advisor.catalog.records import Accelerator
from advisor.profile import Device
from advisor.strategy.built_in import is_built_in
from advisor.strategy.context import Context
from advisor.strategy.devices import UNNAMED_BANDWIDTH_GB_S, described, device_row
from advisor.strategy.named import LEAST_BYTES, named_devices, named_model
from advisor.strategy.once import once

DEPLOYMENT = "on_device_edge"
ON_SITE = "on_prem"
PROCESSOR = "on_cpu"
ON_A_DESK = ("soc", "apple", "consumer", "workstation", "cpu")
"""Kinds of devices that one person has; a processor only where no card stands beside it."""
IN_A_SERVER = "datacentre"
"""Kind of cards that nobody carries about: who has one and names no other device runs it there."""
LEAST_OF_A_COMPUTER_GB = 1.0
"""With less memory than this nothing is a laptop or a board for models: it is what was described, no more.
Our assumption, 2026-11: boards sold for language models have 4 GB and more."""
_IN_A_RACK = re.compile(r"\b(?:servers?|VPS|VMs?|instances?|nodes?|racks?)\b", re.IGNORECASE)
"""What nobody carries about or sits before."""


@once
def edge_accelerator(context: Context) -> Accelerator | None:
    """Return the device to run on, with the memory that a model may take, or None when none is in sight.

    A named one counts where it can be of the kind that was said: no desktop computer flies in a drone.
    """
    profile = context.profile
    named = profile.devices("hardware.owned") or profile.devices("wish.devices")
    if named and (_is_a_server(context) or _takes_several(context)):
        return None
    kind = profile.text("hardware.edge_device")
    built = context.anchors.edge.built_as.get(kind, ON_A_DESK)
    rows = [found for device in named if (found := device_row(context, device)) is not None]
    with_cards = any(row.kind != "cpu" for row in rows)
    for found in rows:
        if found.kind in built and not (with_cards and found.kind == "cpu"):
            return _with_what_is_left(context, found)
    owned = rows and profile.devices("hardware.owned")
    if owned and not kind and all(found.kind == IN_A_SERVER for found in rows):
        return None
    return _of_kind(context, kind)


def _with_what_is_left(context: Context, device: Accelerator) -> Accelerator:
    """Return a named device with the memory that is left there for a model, where it was said."""
    left = context.profile.number("hardware.edge_memory_gb")
    if left is None or not context.profile.said("hardware.edge_memory_gb") or left >= device.memory_gb:
        return device
    return device.model_copy(update={"memory_gb": left, "visible_mib": None})


def _of_kind(context: Context, kind: str) -> Accelerator | None:
    """Return what stands for a kind of device, for the usual one where none was said."""
    profile, anchors = context.profile, context.anchors
    memory = profile.number("hardware.edge_memory_gb")
    if not kind and memory is None and not context.directives.wants(DEPLOYMENT):
        return None
    if _is_to_be_bought(context, kind):
        return None
    plain = anchors.edge.without_card.get(kind, "") if runs_on_processor(context) else ""
    row = anchors.edge.device.get(plain or kind or _usual(context))
    if row is None or (not kind and memory is not None and memory < LEAST_OF_A_COMPUTER_GB):
        return described(kind, memory or 0.25, UNNAMED_BANDWIDTH_GB_S, 0.1)
    share = float(row["share_free"])
    if "like" in row:
        like = context.supply.catalog.accelerator(row["like"])
        free = memory or like.memory_gb * share
        return like.model_copy(update={"memory_gb": free, "visible_mib": None})
    free = memory or float(row["memory_gb"]) * share
    return described(
        str(row["name"]), free, float(row["bandwidth_gb_s"]), float(row["tflops"]), str(row["source"])
    )


def _is_to_be_bought(context: Context, kind: str) -> bool:
    """Return whether a machine for a desk is what the money told is for: it is chosen then, and no other one
    stands there that would set what runs on it."""
    profile = context.profile
    wishes, money = profile.words("wish.deployments"), profile.number("budget.one_off_usd")
    there = profile.devices("hardware.owned") or profile.said("hardware.edge_memory_gb")
    paid = profile.said("budget.one_off_usd") and bool(money) and not there
    return kind in context.anchors.edge.standing and paid and ON_SITE in wishes and DEPLOYMENT not in wishes


@once
def runs_on_processor(context: Context) -> bool:
    """Return whether the device is a computer of which it was said that it works on its processor alone, with
    no card among the devices that are there."""
    profile = context.profile
    if PROCESSOR not in profile.words("wish.deployments"):
        return False
    rows = (device_row(context, device) for device in profile.devices("hardware.owned"))
    plain = all(row is None or row.kind in ("soc", "cpu") for row in rows)
    return plain and profile.text("hardware.edge_device") in context.anchors.edge.computers


def _usual(context: Context) -> str:
    """Return the kind of device that is meant where nobody described one, by what goes in: what many people
    are told to use is in their hands, and no board that somebody buys for each of them; what is built into
    machines is a board, and what has little memory is neither."""
    if is_built_in(context.profile):
        return context.anchors.edge.usual_built_in
    memory = context.profile.number("hardware.edge_memory_gb")
    if memory is not None and memory <= context.anchors.edge.little_gb:
        return context.anchors.edge.of_little
    people = context.profile.number("workload.users") if context.profile.said("workload.users") else None
    edge = context.anchors.edge
    usual = edge.usual_of_people if people is not None and people > 1 else edge.usual
    return usual.get(context.profile.text("use_case.modality"), usual["other"])


@once
def edge_is_bought(context: Context) -> bool:
    """Return whether the device is a board that is bought for the job, and not one that is there already."""
    kind = context.profile.text("hardware.edge_device") or _usual(context)
    row = context.anchors.edge.device.get(kind, {})
    return bool(row.get("bought")) and not context.profile.devices("hardware.owned")


def _is_a_server(context: Context) -> bool:
    """Return whether a device is called a server, or more people use the named devices than there are, or
    they answer more than a person asks: then it is a server, with what a server takes to run."""
    profile = context.profile
    if profile.text("hardware.edge_device") or context.directives.wants(DEPLOYMENT):
        return False
    if any(_IN_A_RACK.search(name) for d in profile.devices("hardware.owned") for name in _names(context, d)):
        return True
    devices = sum(d.count for d in profile.devices("hardware.owned") or profile.devices("wish.devices"))
    people = max(profile.number("workload.users") or 0.0, profile.number("workload.peak_concurrency") or 0.0)
    requests = profile.number("workload.requests_per_day") or 0.0
    return people > devices or requests > context.anchors.edge.most_a_day * max(1, devices)


def _names(context: Context, device: Device) -> tuple[str, ...]:
    """Return what a device is called, by the user and in the catalogue."""
    row = device_row(context, device)
    return (device.name, row.name) if row is not None else (device.name,)


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
