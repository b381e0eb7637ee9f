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


@lru_cache(maxsize=REMEMBERED)
def peak_memory(shape: TuningShape, setting: MemorySetting) -> tuple[Quantity, Mapping[str, Quantity]]:
    """Return the peak memory of one device in GB with its 90% range, and its parts.

    It does not depend on the device, so a search over devices asks for the same peak many times.

    The range holds 90% of the measurements of families that the fit had not seen; a guessed shape and a
    stack without measurements widen it.
    """
    source = str(tuning_constants()["stack"][setting.stack]["source"])
    as_of = tuning_constants()["as_of"]
    parts = {
        name: Quantity(f"{name}_gb", gb, gb, gb, "GB", sources=(source,), as_of=as_of)
        for name, gb in ((name, held / GB) for name, held in memory_parts(shape, setting).items())
    }
    low, high = range_factors(setting.method, setting.stack, shape.exact)
    total = sum(q.value for q in parts.values())
    peak = Quantity(
        "peak_memory_gb_per_gpu",
        total,
        total * low,
        total * high,
        "GB",
        formula=_FORMULA,
        inputs=tuple(parts.values()),
        as_of=as_of,
    )
    return peak, MappingProxyType(parts)


_FORMULA = "weights_gb + adapters_gb + gradients_gb + optimizer_gb + activations_gb + logits_gb + overhead_gb"


@cache
def range_factors(method: str, stack: str, exact_shape: bool) -> tuple[float, float]:
    """Return the factors of the low and the high end of the 90% range."""
    interval: Mapping[str, Any] = shipped_toml("estimate/tuning_fit.toml")["interval"]
    row = interval[method]
    unseen = float(interval["unseen"])
    more = 0.0 if exact_shape else float(interval["guessed_shape"])
    unmeasured = 0.0 if stack in interval["stacks"] else float(interval["unmeasured_stack"])
    low, high = (math.hypot(math.log(row[end]), unseen, more, unmeasured) for end in ("low", "high"))
    return math.exp(-low), math.exp(high)
