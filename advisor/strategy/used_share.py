"""The load behind a share: who says how busy named devices are, and counts nothing, says what they answer.

A device is called busy while anything runs on it, one answer or hundreds. So the load lies between that of
one answer at a time and that of as many at once as the memory holds, and both ends are told.
"""

from __future__ import annotations

import math

from advisor.estimate.load import Load
from advisor.profile import Answer, Profile
from advisor.quantity import SECONDS_PER_DAY, plain_number
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.named import named_devices, named_model
from advisor.strategy.on_named import Machine, crowd, holds, one_stream, precisions
from advisor.strategy.training_fleet import only_trains

USE, REQUESTS = "workload.gpu_utilisation", "workload.requests_per_day"
_COUNTED = (
    REQUESTS,
    "workload.users",
    "workload.tokens_per_day",
    "workload.tokens_in_per_day",
    "workload.images_per_day",
    "workload.audio_hours_per_day",
    "workload.one_off_items",
    "workload.peak_concurrency",
)
"""Fields with which somebody has counted the load."""


def told_by_use(profile: Profile) -> bool:
    """Return whether nothing tells the load but how busy the devices are that were named with a model."""
    share = profile.number(USE) if profile.said(USE) else None
    devices = profile.devices("wish.devices") or profile.devices("hardware.owned")
    counted = any(profile.said(path) for path in _COUNTED)
    return bool(share and profile.text("wish.model") and devices) and not counted and not only_trains(profile)


def behind_the_use(context: Context) -> Profile:
    """Return the filled profile of a context with the requests of a day that keep the named devices as busy
    as was said: sqrt(one at a time x many at once), between these two.

    Args:
        context: The bundle, of a profile for which :func:`told_by_use` holds.
    """
    profile, share = context.profile, context.profile.number(USE) or 0.0
    model, machine = named_model(context), _machine(context)
    if model is None or machine is None:
        return profile
    arch, load = context.supply.architecture(model), context.load()
    tokens = load.input_tokens + load.answer_tokens
    precision = next((p for p in precisions(model, machine) if holds(arch, machine, p, tokens)), None)
    if precision is None:
        return profile
    alone = one_stream(arch, machine, precision, load.input_tokens, load.answer_tokens).value
    many = crowd(arch, machine, precision, _at_any_wait(load))
    low = share * alone * SECONDS_PER_DAY / load.answer_tokens
    high = max(low, share * many.requests_per_day.value) if many is not None else low
    busy = (
        f"{plain_number(100.0 * share)}% of what {machine.label} answer, from one at a time to many at once"
    )
    value = float(f"{math.sqrt(low * high):.2g}")
    return profile.with_answer(REQUESTS, Answer(value, "assumed", min(low, value), max(high, value), busy))


def _machine(context: Context) -> Machine | None:
    rows = [(device_row(context, device), device.count) for device in named_devices(context)]
    return next((Machine(row, count) for row, count in rows if row is not None), None)


def _at_any_wait(load: Load) -> Load:
    """Return a load whose every minute is alike and whose answers nobody waits for."""
    return Load(
        requests_per_day=load.requests_per_day,
        input_tokens=load.input_tokens,
        output_tokens=load.output_tokens,
        peak_factor=1.0,
        shared_prefix_share=load.shared_prefix_share,
    )
