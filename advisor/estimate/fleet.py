"""How many devices a load needs, or which limits break."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture
from advisor.estimate.coefficients import as_of, interval
from advisor.estimate.fitted import fitted, said, utilisation
from advisor.estimate.fleet_layouts import Layouts, lengths_of
from advisor.estimate.formats import format_named
from advisor.estimate.load import Load, Misfit
from advisor.estimate.memory import GB
from advisor.estimate.on_device import OnDevice
from advisor.estimate.queueing import in_flight_tail
from advisor.estimate.serving_quantities import STEP_FORMULA
from advisor.estimate.sizing import Sizing, broken_latencies, copy_of
from advisor.estimate.step import Layout
from advisor.quantity import SECONDS_PER_DAY, Quantity, derive, exact, plain_number, sourced

__all__ = ["Fleet", "Load", "Misfit", "check_device", "size_fleet"]


@dataclass(frozen=True, slots=True)
class Fleet:
    """Devices that carry a load within its limits."""

    accelerator: str
    """Catalogue id."""
    precision: str
    devices_per_replica: int
    replicas: int
    devices: int
    first_token_ms: Quantity
    """At the peak, 95th percentile of the requests in flight."""
    tpot_ms: Quantity
    """At the peak, with as many in flight as are not passed 95% of the time."""
    capacity_requests_day: Quantity
    """Requests a day that the fleet carries when it is as busy as the limits allow all day."""
    utilisation: Quantity
    """Mean load over capacity."""
    memory_gb: Quantity
    """Weights, cache and overhead of one replica at the peak, over its devices."""
    slots: int
    """Requests that one replica serves at once within the limits."""
    ahead: float = 1.0
    """How many times the requests of today it was sized for."""
    spread: float = 1.0
    """How many times the copies of an even pace, where the work is to be done in fewer hours."""


def size_fleet(
    arch: Architecture,
    accelerator: Accelerator,
    load: Load,
    *,
    precision: str,
    kv: str = "",
    max_devices: int = 64,
) -> Fleet | Misfit:
    """Return the smallest fleet of one kind of device that serves a load, or the limit that breaks.

    Every layout of 1, 2, 4 … devices that holds the model is tried; each takes requests at random as fast as
    memory and the latency limits allow, and as many copies as the peak needs.

    Args:
        arch: The model.
        accelerator: One device.
        load: Requests, lengths and limits.
        precision: Format of the weights, for instance ``"fp8"``.
        kv: Format of the cache; empty means the card's default.
        max_devices: Most devices that may be used.

    Raises:
        UserError: When ``precision`` or ``kv`` names no format.
    """
    model = OnDevice(arch, accelerator, precision, kv)
    layouts = Layouts(model, lengths_of(load))
    found = layouts.smallest(load, max_devices)
    if found is None:
        return layouts.misfit(load, max_devices)
    return fleet_of(accelerator, load, model.weights.id, found)


def check_device(
    arch: Architecture,
    accelerator: Accelerator,
    load: Load,
    *,
    precision: str,
    kv: str = "",
    devices: int = 1,
) -> tuple[Misfit, ...]:
    """Return every limit that breaks when ``devices`` devices serve a single request, memory first.

    The latency is that of the model if it did fit, so that a user learns of both limits at once.

    Args:
        arch: The model.
        accelerator: One device.
        load: Lengths and limits.
        precision: Format of the weights.
        kv: Format of the cache; empty means the card's default.
        devices: Devices that share the model.
    """
    weights = format_named(precision)
    tp = min(devices, max(1, accelerator.devices_per_node))
    layout = Layout(tp=tp, pp=devices // tp)
    broken: list[Misfit] = []
    copy = copy_of(arch, accelerator, load, weights, kv, layout)
    if isinstance(copy, Misfit):
        broken.append(copy)
        roomy = accelerator.model_copy(
            update={
                "memory_gb": accelerator.memory_gb * 2.0 * copy.needs_value / copy.has_value,
                "visible_mib": None,
            }
        )
        copy = copy_of(arch, roomy, load, weights, kv, layout)
    if not isinstance(copy, Misfit):
        broken.extend(broken_latencies(copy, load, accelerator.bandwidth_gb_s * layout.tp))
    return tuple(broken)


def fleet_of(accelerator: Accelerator, load: Load, precision: str, found: Sizing) -> Fleet:
    """Return a sizing with its figures.

    Args:
        accelerator: One device.
        load: The load that it was sized for.
        precision: Format of the weights.
        found: The layout and the replicas.
    """
    distance, times = found.copy.loop.replica.model.distance, found.at_peak(load)
    day = found.replicas * found.rate_s * SECONDS_PER_DAY
    spread = {name: interval(name, distance) for name in ("throughput", "ttft", "tpot")}
    capacity = fitted("capacity_requests_day", day, "requests/day", spread["throughput"], _CAPACITY)
    return Fleet(
        accelerator=accelerator.id,
        precision=precision,
        devices_per_replica=found.copy.layout.devices,
        replicas=found.replicas,
        devices=found.devices,
        first_token_ms=fitted("first_token_ms", times.first_tail_s * 1e3, "ms", spread["ttft"], _FIRST),
        tpot_ms=fitted("tpot_ms", times.token_tail_s * 1e3, "ms/token", spread["tpot"], _STEP),
        capacity_requests_day=capacity,
        utilisation=utilisation(_demand(load), capacity),
        memory_gb=_memory(accelerator, found, times.in_flight),
        slots=found.slots,
        ahead=load.ahead,
    )


def _demand(load: Load) -> Quantity:
    """Return the requests a day that a fleet is sized for; growth in them is told by name."""
    if load.ahead == 1.0:
        return said("requests_per_day", load.requests_per_day, "requests/day")
    formula = f"those of today x {plain_number(load.ahead)}, the growth until more can be bought"
    return exact("requests_per_day_with_growth", load.requests_per_day, "requests/day", formula)


_CAPACITY = "copies * requests in flight / time that a request keeps its place, at the most within the limits"
_FIRST = (
    "start + prompt * (1 + u / (2 * (1 - u))) + a step just missed + wait for a place, at the 95th percentile"
    " of arrivals at the peak"
)
_STEP = f"{STEP_FORMULA}, at the 95th percentile of arrivals at the peak"


def _memory(accelerator: Accelerator, found: Sizing, mean: float) -> Quantity:
    """Return the memory of one replica at the peak with its parts."""
    memory, devices = found.copy.memory, found.copy.layout.devices
    running = min(found.copy.loop.places, max(1.0, in_flight_tail(mean)))
    parts = {
        "weights_gb": memory.weights * devices / GB,
        "cache_gb": memory.kv_per_sequence * running * devices / GB,
        "overhead_gb": memory.overhead * devices / GB,
    }
    source = f"{accelerator.name}, devices in one replica: {devices}"
    inputs = {
        key: sourced(key, value, "GB", source, as_of=as_of(), basis="computed")
        for key, value in parts.items()
    }
    return derive(
        "memory_gb",
        "GB",
        "weights_gb + cache_gb + overhead_gb",
        lambda weights_gb, cache_gb, overhead_gb: weights_gb + cache_gb + overhead_gb,
        inputs,
        spread=1.05,
    )
