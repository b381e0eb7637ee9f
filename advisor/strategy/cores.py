"""A part of a server without a graphics card, by its cores."""

from __future__ import annotations

import re

from advisor.catalog.records import Accelerator
from advisor.strategy.context import Context

_BY_CORES = re.compile(r"(?P<cores>\d{1,3})-core (?P<kind>.+)", re.IGNORECASE)
"""A machine that is named by nothing but its cores."""


def by_cores(context: Context, cores: int, name: str, kind: str = "cloud-server") -> Accelerator:
    """Return a machine that is as fast as its share of the cores of a whole server.

    compute, bandwidth = cores / cores of the whole x those of the whole

    Args:
        context: The bundle.
        cores: How many it has.
        name: What it is called.
        kind: What its id begins with.
    """
    rent = context.anchors.cpu_rent
    whole = context.supply.catalog.accelerator(rent.like)
    part = cores / rent.cores
    return whole.model_copy(
        update={
            "id": f"{kind}-{cores}-cores",
            "name": name,
            "memory_gb": rent.gb_per_core * cores,
            "bandwidth_gb_s": whole.bandwidth_gb_s * part,
            "bf16_tflops": whole.bf16_tflops * part,
            "tdp_w": None if whole.tdp_w is None else whole.tdp_w * part,
        }
    )


def named_by_cores(context: Context, name: str) -> Accelerator | None:
    """Return the machine that a name such as ``"4-core VPS"`` means, None for every other name.

    Args:
        context: The bundle.
        name: As the user named it.
    """
    match = _BY_CORES.fullmatch(name.strip())
    return by_cores(context, int(match["cores"]), name.strip()) if match and int(match["cores"]) else None
