"""Devices as the user names them: by a name of the catalogue, or by their memory alone."""

from __future__ import annotations

import math
import re
from datetime import date

from advisor.catalog.records import Accelerator
from advisor.errors import UserError
from advisor.profile import Device
from advisor.strategy.context import Context
from advisor.strategy.cores import named_by_cores

UNNAMED_BANDWIDTH_GB_S = 100.0
"""Memory bandwidth of a device that was described by its memory alone: an ordinary laptop of 2024."""
UNNAMED_TFLOPS = 4.0
SOLD_IN_SIZES = ("apple", "soc", "cpu")
"""Kinds of devices whose memory is chosen when they are bought."""
ON_CHIP = ("apple", "soc")
"""Kinds of these whose memory is the chip's, so that more of it is another chip."""

_CARD = re.compile(
    r"(?:\d+\s*[x×]\s*|an? |one |two |four |eight )?(?:\d+\s?-\s?)?\d+\s?Gi?B"
    r"(?:[ -](?:of )?(?:(?:gaming|consumer|workstation|desktop|professional|server|data-?cent(?:er|re))[ -])?"
    r"(?:GPUs?|cards?|graphics(?: cards?)?|VRAM))?",
    re.IGNORECASE,
)
"""A card that is named by nothing but its memory."""
_MACHINE = re.compile(
    r"(?P<times>\d+\s*[x×]\s*)?\d+\s?Gi?B[ -](?:servers?|workstations?|rigs?|nodes?|machines?)", re.IGNORECASE
)
"""A machine that is named by the memory of its cards, or by its own."""
NO_MAIN_MEMORY_GB = (24.0, 40.0, 48.0, 80.0)
"""Sizes in which cards are sold and the main memory of a server hardly ever is: "one 24GB server"."""
_SIZE = re.compile(r"\d\s?G(?:i?B)?\b", re.IGNORECASE)
"""A memory within a device's name."""
_MEMORY_ALONE = re.compile(r"\d+\s?Gi?B(?:\s(?:of )?(?:RAM|memory))?", re.IGNORECASE)
"""A machine that is named by nothing but its memory."""


_HOST = re.compile(r"(?<![A-Za-z])(?:RAM|DDR\d?|(?:system|main|host) memory)\b", re.IGNORECASE)
"""What is said of the memory of a computer, and never of a card's."""


_UNIFIED = re.compile(r"(?<!\bor )\bunified\b", re.IGNORECASE)
"""What a laptop or a small computer has whose graphics read the whole of its memory."""


def is_host_memory(device: Device) -> bool:
    """Return whether a device is nothing but the memory of a computer: ``"96 GB RAM"``."""
    return device.memory_gb is not None and _HOST.search(device.name) is not None


def device_row(context: Context, device: Device) -> Accelerator | None:
    """Return a named device as a row, one described by its memory as an ordinary one, else None."""
    try:
        return _as_described(context, context.supply.catalog.accelerator(device.name), device)
    except UserError:
        if device.memory_gb is None:
            return named_by_cores(context, device.name)
        usual = _usual_card(context, device)
        if usual is not None:
            return usual
        speed, peak = device.bandwidth_gb_s, device.tflops
        told = f"described by the user: {device.memory_gb:g} GB"
        told += f", {speed:g} GB/s" if speed else ", bandwidth of an ordinary device assumed"
        told += f", {peak:g} TFLOPS" if peak else ", compute of an ordinary device assumed"
        known = (
            f"a device with {device.memory_gb:g} GB" if _MEMORY_ALONE.fullmatch(device.name.strip()) else ""
        )
        row = described(
            known or device.name,
            device.memory_gb,
            speed or UNNAMED_BANDWIDTH_GB_S,
            peak or UNNAMED_TFLOPS * max(1.0, (speed or 0.0) / UNNAMED_BANDWIDTH_GB_S),
            told,
        )
        if speed and peak:
            return row.model_copy(update={"kind": "workstation"})
        return row.model_copy(update={"kind": "apple"}) if _UNIFIED.search(device.name) else row


def _as_described(context: Context, row: Accelerator, device: Device) -> Accelerator:
    """Return a device with the memory that was named, where its maker sells it with more than one size, and
    with that of the smallest usual one where none was.

    More memory than its chip comes with is that of a larger one: of its maker's own, the one that comes with
    just that, else the nearest in speed.
    """
    memory = device.memory_gb
    if memory is None and row.usual_gb is not None and not _SIZE.search(device.name):
        memory = row.usual_gb
    if memory is None or memory == row.memory_gb:
        return row
    if row.kind not in SOLD_IN_SIZES:
        return _of_its_size(context, row, memory)
    if memory > row.memory_gb and row.kind in ON_CHIP:
        larger = [r for r in _alike(context, row) if r.memory_gb >= memory]
        row = min(larger, key=lambda r: (r.memory_gb != memory, *_far(r, row)), default=row)
    return row.model_copy(update={"memory_gb": memory, "visible_mib": None})


def _far(other: Accelerator, row: Accelerator) -> tuple[float, int, str]:
    """Return how far a device is from another one in speed; of the same speed, the newer one is nearer."""
    return abs(math.log(other.bandwidth_gb_s / row.bandwidth_gb_s)), -(other.launch_year or 0), other.id


def _of_its_size(context: Context, row: Accelerator, memory_gb: float) -> Accelerator:
    """Return the card of the same name that comes with a memory, "a 16 GB V100"; itself without another."""
    name = row.name.removesuffix(f" {row.memory_gb:g}GB")
    same = (r for r in _alike(context, row) if r.memory_gb == memory_gb and r.name.startswith(f"{name} "))
    return next(same, row)


def _alike(context: Context, row: Accelerator) -> list[Accelerator]:
    """Return a maker's devices of the kind of one."""
    rows = context.supply.catalog.accelerators.values()
    return [r for r in rows if (r.vendor, r.kind) == (row.vendor, row.kind)]


def _usual_card(context: Context, device: Device) -> Accelerator | None:
    """Return the card that is meant by "2x24GB" or "an 80GB GPU", None for laptops, boards and odd sizes."""
    if device.bandwidth_gb_s or device.tflops or not _is_a_card(device):
        return None
    name = context.anchors.usual_card.get(f"{device.memory_gb:g}")
    return context.supply.catalog.accelerators.get(name) if name else None


def _is_a_card(device: Device) -> bool:
    """Return whether a memory that was named is a card's: "2x24GB", "an 80GB GPU", "one 24GB server"."""
    name = device.name.strip()
    machine = _MACHINE.fullmatch(name)
    if machine is not None:
        return machine["times"] is not None or device.memory_gb in NO_MAIN_MEMORY_GB
    return _CARD.fullmatch(name) is not None


def described(
    name: str, memory_gb: float, bandwidth_gb_s: float, tflops: float, source: str = ""
) -> Accelerator:
    """Return a device that is known by a description rather than by name."""
    return Accelerator(
        id="described-device",
        vendor="",
        name=name or "your device",
        kind="soc",
        generation="unknown",
        memory_gb=memory_gb,
        bandwidth_gb_s=bandwidth_gb_s,
        bf16_tflops=tflops,
        source=source or "described by the user; bandwidth and compute of an ordinary device assumed",
        as_of=date(2026, 11, 20),
    )
