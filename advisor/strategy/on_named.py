"""A named model on named devices: which formats fit, how long a request may be, how fast, for how many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from advisor.catalog.records import Accelerator, LanguageModel
from advisor.estimate.architecture import Architecture
from advisor.estimate.coefficients import interval, is_familiar
from advisor.estimate.edge import estimate_stream
from advisor.estimate.fitted import fitted
from advisor.estimate.formats import default_kv, format_named, kv_element_bytes
from advisor.estimate.load import Load, Misfit
from advisor.estimate.memory import GB, MemoryBudget, as_sold, budget, weight_bytes
from advisor.estimate.serving import ServeRequest, estimate_serving
from advisor.estimate.sizing import carried, copy_of
from advisor.estimate.step import Layout
from advisor.quantity import SECONDS_PER_DAY, Quantity
from advisor.strategy.context import Context

ONE_USER_KINDS = ("consumer", "apple", "soc", "cpu")
"""Kinds of devices on which one person's program, not an engine for many, is the usual software."""
LEAST_CONTEXT = 4096
"""Tokens that a conversation needs at least; a model that leaves less room does not fit in practice."""
_CONTEXT_STEP = 256
_BITS = {16: "bf16", 8: "fp8", 4: "int4"}
_BITS_ONE_USER = {16: "bf16", 8: "q8_0", 4: "q4_k_m"}
"""Formats by their bits: those of engines for many, and those of programs for one person."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Some equal devices that share a model."""

    row: Accelerator
    count: int

    @property
    def one_user(self) -> bool:
        """Return whether the usual software on it is one person's program."""
        return self.row.kind in ONE_USER_KINDS

    @property
    def layout(self) -> Layout:
        """Return how one copy of a model is spread over all of them."""
        tp = min(self.count, max(1, self.row.devices_per_node))
        return Layout(tp=tp, pp=self.count // tp)

    @property
    def name(self) -> str:
        """Return the name of one of its devices: ``"GeForce RTX 3090 (24 GB)"``."""
        memory = f"{self.row.memory_gb:g}"
        return self.row.name if memory in self.row.name else f"{self.row.name} ({memory} GB)"

    @property
    def label(self) -> str:
        """Return its devices: ``"2x GeForce RTX 3090 (24 GB)"``."""
        return f"{self.count}x {self.name}"


@dataclass(frozen=True, slots=True)
class Held:
    """A model in one format in the memory of a machine."""

    precision: str
    needs_gb: float
    """Weights, runtime and the cache of the shortest useful request, over all devices, in the GB by which
    these are sold."""
    has_gb: float
    """What programs can use of the memory, over all devices, in the same GB."""
    context: int
    """Longest request in tokens, 0 where the model leaves no room."""

    def fits(self, tokens: float) -> bool:
        """Return whether a request of so many tokens fits beside the model."""
        return self.context >= tokens


@dataclass(frozen=True, slots=True)
class Crowd:
    """What a machine carries for many people at once."""

    at_once: int
    """Answers that are written at the same time, each at the pace that was asked for."""
    requests_per_day: Quantity
    """Requests a day whose busiest minute it carries."""


def precisions(model: LanguageModel, machine: Machine) -> tuple[str, ...]:
    """Return the formats to try, best quality first, none wider than what the model was published in.

    Args:
        model: The model.
        machine: Decides which software is usual, and with it the names of the formats.
    """
    native = format_named(model.native_precision)
    names = _BITS_ONE_USER if machine.one_user else _BITS
    narrower = [name for bits, name in names.items() if bits < native.bits - 1.0]
    if native.bits > min(names):
        narrower = [name for name in narrower if name != native.id]
    first = native.id if native.bits < min(names) + 1.0 else names.get(round(native.bits), native.id)
    return tuple(dict.fromkeys((first, *narrower)))


def held(arch: Architecture, machine: Machine, precision: str, most: int) -> Held:
    """Return how a model sits in the memory of a machine.

    The longest request follows from free memory = cache of so many tokens, found by halving.

    Args:
        arch: The model.
        machine: The devices.
        precision: Format of the weights.
        most: Longest context that the model was made for.
    """
    memory = _budgets(arch, machine, precision)
    low, high = 0, most // _CONTEXT_STEP
    while low < high:
        middle = (low + high + 1) // 2
        found = memory(float(middle * _CONTEXT_STEP))
        low, high = (middle, high) if found.kv_per_sequence <= found.free else (low, middle - 1)
    least = memory(float(min(LEAST_CONTEXT, most)))
    whole = machine.count * as_sold(machine.row, 1.0 / GB)
    return Held(precision, least.needed * whole, least.usable * whole, low * _CONTEXT_STEP)


def holds(arch: Architecture, machine: Machine, precision: str, tokens: float) -> bool:
    """Return whether a machine holds a model and the cache of one request of so many tokens."""
    found = _budgets(arch, machine, precision)(tokens)
    return found.kv_per_sequence <= found.free


def _budgets(arch: Architecture, machine: Machine, precision: str) -> Callable[[float], MemoryBudget]:
    """Return the memory of one device of a machine as a function of the tokens of one request."""
    weights, layout = format_named(precision), machine.layout
    element = kv_element_bytes(default_kv(machine.row, weights))
    stored = weight_bytes(arch, weights)

    def memory(tokens: float) -> MemoryBudget:
        tp, pp = layout.tp, layout.pp
        return budget(arch, machine.row, weights, element, tokens, tp=tp, pp=pp, stored=stored)

    return memory


def one_stream(
    arch: Architecture, machine: Machine, precision: str, tokens_in: float, tokens_out: float
) -> Quantity:
    """Return the tokens a second that one person sees who has the machine alone.

    ``1 / (weights read / bandwidth + cache read / bandwidth + launches)``, by a program for one person or by
    an engine at a concurrency of 1, whichever is usual on such devices.
    """
    if machine.one_user:
        depth = tokens_in + tokens_out / 2.0
        stream = estimate_stream(arch, machine.row, format_named(precision), depth=depth, cards=machine.count)
        rate, spread = stream.output_tok_s, stream.output_range
    else:
        found = estimate_serving(_request(arch, machine, precision, tokens_in, tokens_out))
        rate, spread = 1e3 / found.tpot_ms, found.tpot_range
        spread = replace(spread, low=1.0 / spread.high, high=1.0 / spread.low)
    formula = "1 / (weights read / bandwidth + cache / bandwidth + launches), one request at a time"
    return fitted("tokens_per_s_alone", rate, "tokens/s", spread, formula)


def _request(
    arch: Architecture, machine: Machine, precision: str, tokens_in: float, tokens_out: float
) -> ServeRequest:
    layout = machine.layout
    return ServeRequest(
        arch,
        machine.row,
        gpus=machine.count,
        tp=layout.tp,
        pp=layout.pp,
        weights=precision,
        isl=max(1, round(tokens_in)),
        osl=max(1, round(tokens_out)),
        concurrency=1,
    )


def crowd(arch: Architecture, machine: Machine, precision: str, load: Load) -> Crowd | None:
    """Return what a machine carries within the limits of a load; None where it keeps them for nobody.

    Copies of every size that fits are tried; requests come at random, and the busiest minute decides:
    ``requests a day = copies x rate of one x 86400 / peak factor``.

    Args:
        arch: The model.
        machine: The devices.
        precision: Format of the weights.
        load: Lengths, limits and peak factor.
    """
    best, weights = None, format_named(precision)
    for layout, copies in _layouts(machine):
        copy = copy_of(arch, machine.row, load, weights, "", layout)
        found = None if isinstance(copy, Misfit) else carried(copy, load)
        if found is not None and (best is None or found.rate_s * copies > best[0]):
            distance = found.copy.loop.replica.model.distance
            best = found.rate_s * copies, found.slots * copies, distance
    if best is None:
        return None
    rate, slots, distance = best
    kind = "mixture" if arch.experts else "dense"
    spread = interval("throughput", distance, kind, is_familiar(arch.layers, arch.hidden, arch.experts))
    formula = "copies x requests a second within the limits x 86400 / peak factor"
    a_day = rate * SECONDS_PER_DAY / load.peak_factor
    return Crowd(slots, fitted("requests_per_day_carried", a_day, "requests/day", spread, formula))


def _layouts(machine: Machine) -> list[tuple[Layout, int]]:
    """Return the ways to spread copies over all devices, the whole machine as one copy among them."""
    node, found = min(machine.count, max(1, machine.row.devices_per_node)), []
    tp = 1
    while tp <= node:
        found.append((Layout(tp=tp), machine.count // tp))
        tp *= 2
    return [*found, (machine.layout, 1)]


def cheapest(
    context: Context, model: LanguageModel, kind: str, tokens: float, pace: float = 0.0
) -> tuple[Machine, str] | None:
    """Return the cheapest machine that holds a model in its narrowest format with a request, or None.

    Args:
        context: The bundle.
        model: The model.
        kind: ``purchase`` or ``on_demand``: the price that is compared.
        tokens: Length of the request.
        pace: Tokens a second that one person must get.
    """
    arch, found, load = context.supply.architecture(model), [], context.load()
    for offer in context.supply.server_offers(kind):
        for count in (1, 2, 4, 8, 16):
            machine = Machine(offer.accelerator, count)
            if count > 1 and count > 2 * offer.accelerator.devices_per_node:
                break
            precision = precisions(model, machine)[-1]
            if not holds(arch, machine, precision, min(tokens, model.max_context)):
                continue
            alone = one_stream(arch, machine, precision, load.input_tokens, load.answer_tokens)
            if alone.value >= pace:
                found.append((offer.price.usd * count, machine, precision))
                break
    best = min(found, key=lambda item: (item[0], item[1].row.id), default=None)
    return None if best is None else (best[1], best[2])
