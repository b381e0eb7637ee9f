"""Peak memory of one device with its 90% range."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from advisor.estimate.memory import GB
from advisor.estimate.tuning_constants import tuning_constants
from advisor.estimate.tuning_memory import memory_parts
from advisor.estimate.tuning_setting import MemorySetting
from advisor.estimate.tuning_shape import TuningShape
from advisor.quantity import Quantity
from advisor.resources import shipped_toml

REMEMBERED = 1024
BASE_DOUBT = 0.25
"""Error of a byte of the base relative to one of anything else."""


@lru_cache(maxsize=REMEMBERED)
def peak_memory(shape: TuningShape, setting: MemorySetting) -> tuple[Quantity, Mapping[str, Quantity]]:
    """Return the peak memory of one device in GB with its 90% range, and its parts.

    It does not depend on the device, so a search over devices asks for the same peak many times.

    peak - low share x doubtful to peak + high share x doubtful: the range holds 90% of the measurements of
    families that the fit had not seen; a guessed shape and a stack without measurements widen it.
    """
    source = str(tuning_constants()["stack"][setting.stack]["source"])
    as_of = tuning_constants()["as_of"]
    parts = {
        name: Quantity(f"{name}_gb", gb, gb, gb, "GB", sources=(source,), as_of=as_of)
        for name, gb in ((name, held / GB) for name, held in memory_parts(shape, setting).items())
    }
    total = sum(q.value for q in parts.values())
    doubt, guessed = doubtful(parts["weights"].value, total), 0.0 if shape.exact else guessed_share() * total
    low, high = (math.hypot(share * doubt, guessed) for share in range_shares(setting.method, setting.stack))
    peak = Quantity(
        "peak_memory_gb_per_gpu",
        total,
        total - min(low, total),
        total + high,
        "GB",
        formula=_FORMULA,
        inputs=tuple(parts.values()),
        as_of=as_of,
    )
    return peak, MappingProxyType(parts)


_FORMULA = "weights_gb + adapters_gb + gradients_gb + optimizer_gb + activations_gb + logits_gb + overhead_gb"


def doubtful(base: float, total: float) -> float:
    """Return how much of an estimate is in doubt: sqrt((base doubt x base)^2 + (total - base)^2).

    The bytes of stored weights are counted; what else a process holds differs between programs. The base
    counts a quarter because ranges of that form, fitted without a family, held 91% of its rows and were half
    as wide where the base is most of the memory as ranges in proportion to the whole (21% in place of 46%).

    Args:
        base: The weights, in any unit.
        total: All of the estimate, in the same unit.
    """
    return math.hypot(BASE_DOUBT * base, total - base)


@cache
def range_shares(method: str, stack: str) -> tuple[float, float]:
    """Return the shares of what is doubtful by which the 90% range reaches below and above the estimate."""
    interval: Mapping[str, Any] = shipped_toml("estimate/tuning_fit.toml")["interval"]
    row = interval[method]
    unseen = float(interval["unseen"])
    unmeasured = 0.0 if stack in interval["stacks"] else float(interval["unmeasured_stack"])
    low, high = (math.hypot(row[end], unseen, unmeasured) for end in ("low", "high"))
    return low, high


def guessed_share() -> float:
    """Return the share of the whole by which the range is wider where the shape was guessed."""
    return float(shipped_toml("estimate/tuning_fit.toml")["interval"]["guessed_shape"])
