"""What is asked of devices that are there: a model in just one format and length, or any model in time."""

from __future__ import annotations

from advisor.catalog.records import Accelerator, LanguageModel
from advisor.estimate.fleet import check_device
from advisor.estimate.formats import format_named
from advisor.profile import Device
from advisor.strategy.asked_limits import ORIGIN
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.edge_device import edge_accelerator
from advisor.strategy.named import LEAST_BYTES, named_devices, named_model
from advisor.strategy.records import Limit

LEAST_FORMAT = "int4"
"""The smallest common format: what does not fit in it does not fit."""
FAR_TOO_LARGE = 2.5
"""Open models come in sizes at most 2.3 times apart (8, 14, 32, 70, 123, 235, 405 billion): what misses so
many times over is more than one size too large, and what fits is no smaller form of it; our convention."""
_FULL_BITS = 16.0
"""Bits a parameter in the precision in which most models are published."""
_THERE = frozenset(("on_prem", "on_device_edge"))
_NO_LOAD = frozenset(("foundation_model", "edge", "undecided"))
"""Kinds of projects whose load on devices of one's own is not what is asked about."""


def every_word_said(context: Context) -> bool:
    """Return whether somebody said the model, its full precision, the length and the devices that are there,
    and that nothing is bought: what breaks then is the wish itself, as nothing in it was left open. A format
    of fewer bits is a means to make it fit, which may as well be another.

    Args:
        context: The bundle.
    """
    profile = context.profile
    paths = ("wish.model", "wish.precision", "wish.context_tokens", "hardware.owned")
    said = all(profile.said(path) for path in paths)
    nothing_bought = profile.said("budget.one_off_usd") and profile.number("budget.one_off_usd") == 0.0
    return said and nothing_bought and format_named(profile.text("wish.precision")).bits >= _FULL_BITS


def fits_in_fewer_bits(context: Context) -> bool:
    """Return whether the model that was named, in a format that was named, breaks nothing on the devices in
    the smallest one: then the format gives way, and no money is needed.

    Args:
        context: The bundle.
    """
    model, profile = named_model(context), context.profile
    if model is None or not profile.said("wish.precision"):
        return False
    rows = _rows(context, named_devices(context))
    return any(not _broken(context, model, row, device.count) for row, device in rows)


def own_device(context: Context) -> tuple[Device, ...]:
    """Return the user's own laptop, phone or board where its memory was said, as a device.

    Args:
        context: The bundle.
    """
    if not context.profile.said("hardware.edge_memory_gb"):
        return ()
    row = edge_accelerator(context)
    return (Device(row.name, 1, row.memory_gb),) if row is not None else ()


def far_too_large(context: Context) -> bool:
    """Return whether a named model misses the memory of every machine that is owned or thought of by far in
    the smallest format, or of the device in people's hands: then no weaker form of it runs there, only
    another thing.

    parameters x 0.55 bytes > FAR_TOO_LARGE x memory
    """
    model = named_model(context)
    devices = (*named_devices(context), *context.profile.devices("hardware.owned"))
    rows = _rows(context, devices or own_device(context)) if model is not None else []
    has_gb = max((row.memory_gb * device.count for row, device in rows), default=0.0)
    return model is not None and has_gb > 0.0 and model.params_b * LEAST_BYTES > FAR_TOO_LARGE * has_gb


def none_in_time(context: Context) -> tuple[tuple[Accelerator, int], tuple[Limit, ...]] | None:
    """Return the devices that are there and are to do the work, with what even the smallest language model
    breaks on each of them within the waits that were set; None where one of them serves some model.

    Args:
        context: The bundle.
    """
    profile = context.profile
    waits = profile.said("latency.first_token_ms") or profile.said("latency.total_ms")
    wished = profile.said("hardware.owned") and not _THERE.isdisjoint(profile.words("wish.deployments"))
    rows = _rows(context, profile.devices("hardware.owned")) if waits and wished else []
    if not rows or context.use_case.id in _NO_LOAD or context.use_case.modality != "text":
        return None
    models = context.supply.catalog.models.values()
    smallest = min(models, key=lambda row: (row.params_b, row.id))
    found = [(row, device, _broken(context, smallest, row, device.count)) for row, device in rows]
    if not all(limits for _, _, limits in found):
        return None
    row, device, limits = found[0]
    return (row, device.count), limits


def _rows(context: Context, devices: tuple[Device, ...]) -> list[tuple[Accelerator, Device]]:
    return [(row, device) for device in devices if (row := device_row(context, device)) is not None]


def _broken(context: Context, model: LanguageModel, row: Accelerator, count: int) -> tuple[Limit, ...]:
    shape = context.supply.architecture(model)
    broken = check_device(shape, row, context.load(), precision=LEAST_FORMAT, devices=count)
    return tuple(Limit(m.name, m.needs, m.has, ORIGIN) for m in broken)
