"""What no layout of a model on a kind of device can beat: bounds that spare a search most of its work."""

from __future__ import annotations

import math
from dataclasses import dataclass

from advisor.estimate.architecture import Architecture
from advisor.estimate.batching import held_context
from advisor.estimate.coefficients import coefficient
from advisor.estimate.fleet_rates import Rates, Split
from advisor.estimate.formats import Format
from advisor.estimate.memory import kv_shards, weight_bytes
from advisor.estimate.queueing import in_flight_tail, mean_of_tail
from advisor.estimate.reach_constants import reach_constant
from advisor.estimate.step import Layout

NODES = (1.0, 8.0, 64.0, 512.0)
"""Requests in flight between which a step is bounded by straight lines: it bends downwards, never upwards."""
SAFE = 0.99
"""Share of a step that is taken as its bound, for what the sum of its terms may leave out."""


@dataclass(frozen=True, slots=True)
class Work:
    """What one request of a model costs, whatever the device."""

    arch: Architecture
    dense: float
    """Bytes of weights that every token reads."""
    tables: float
    experts: float
    """Bytes of all experts."""
    read: tuple[float, ...]
    """Share of the experts that a step reads at each of the nodes."""
    prompt_read: float
    """The same for a prompt."""
    held: tuple[float, float]
    """Bytes of the cache that a request holds, with elements of one byte and of two."""
    context: tuple[float, float]
    """Bytes of the cache that each of its tokens reads."""
    decode: float
    """Attention width times earlier tokens, of a generated token."""
    prefill: float
    """The same of a prompt token."""
    fresh: float
    """Prompt tokens that are computed."""
    out: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one copy cannot beat: its prompt, and its step at each of the nodes."""

    prompt_s: float
    steps: tuple[float, ...]
    slope: float
    """What one more request adds to a step beyond the last node."""
    places: float
    out: float
    most: float
    """In flight on average within the limits, where they are fewer than the places."""

    def rate_s(self) -> float:
        """Return the greatest rate within the limits, at most."""
        most = max(1.0, min(self.most, self.places))
        stay = self.prompt_s + self.out * _between(NODES, self.steps, self.slope, most)
        return min(self.most, self.places) / stay

    def idle_s(self) -> float:
        """Return the seconds of a request that has the copy to itself."""
        return self.prompt_s + (self.out - 1.0) * self.steps[0]

    def total_s(self, rate_s: float) -> float:
        """Return the seconds that 95% of the requests take at least, at a rate of one copy.

        The mean in flight is the root of ``N = rate * (prompt + out * step(N))``, and the step of its 95th
        percentile decides.
        """
        few, at, mean = 0.0, -rate_s * (self.prompt_s + self.out * self.steps[0]), self.places
        for node, step in zip(NODES, self.steps, strict=True):
            ahead = node - rate_s * (self.prompt_s + self.out * step)
            if ahead >= 0.0:
                mean = few - at * (node - few) / (ahead - at)
                break
            few, at = node, ahead
        else:
            gain = 1.0 - rate_s * self.out * self.slope
            mean = few - at / gain if gain > 0.0 else self.places
        busy = max(1.0, min(self.places, in_flight_tail(min(mean, self.places))))
        step = _between(NODES, self.steps, self.slope, busy)
        return self.prompt_s + (self.out - 1.0) * step


def work_of(arch: Architecture, weights: Format, isl: float, osl: float, cached: float = 0.0) -> Work:
    """Return what one request costs.

    Args:
        arch: The model.
        weights: Format of the weights.
        isl: Tokens in.
        osl: Tokens out.
        cached: Tokens of the prompt that are not computed.
    """
    stored, fresh = weight_bytes(arch, weights), max(1.0, isl - cached)
    kept, ends = held_context(isl, osl), isl + osl / 2.0
    own = tuple(arch.kv_bytes(kept, b) - (arch.kv_bytes(cached, b) if cached else 0.0) for b in (1.0, 2.0))
    return Work(
        arch=arch,
        dense=stored.dense,
        tables=stored.tables,
        experts=stored.experts,
        read=tuple(arch.experts_read(node) for node in NODES),
        prompt_read=arch.experts_read(fresh),
        held=(own[0], own[1]),
        context=(arch.kv_bytes(ends, 1.0), arch.kv_bytes(ends, 2.0)),
        decode=arch.decode_dims * arch.seen(ends),
        prefill=arch.prefill_dims * arch.seen(cached + fresh / 2.0),
        fresh=fresh,
        out=osl,
    )


class Terms:
    """The terms of a step of a model on one device with a format, ready to be split over layouts.

    Each term is a rate of the device times a size of the model; prompts of others come with each token.
    """

    def __init__(self, work: Work, rates: Rates, element: float) -> None:
        """Prepare the terms.

        Args:
            work: The model's request.
            rates: The device with the format of the work.
            element: Bytes of a cached number, 1 or 2.
        """
        arch, place, unit = work.arch, int(element) - 1, 2.0 * rates.attention
        self.work, self.rates = work, rates
        self._held, self._prompts = max(1.0, work.held[place]), work.fresh / work.out
        self._cache_s = work.context[place] * rates.cache_byte
        self._dense_s, self._experts_s = work.dense * rates.dense_byte, work.experts * rates.expert_byte
        self._body = arch.dense_params * (rates.mixed_weight if arch.experts else rates.dense_weight)
        self._active = arch.expert_params * arch.expert_share * rates.expert_weight
        self._head = arch.head_params * rates.head_weight
        self._decode, self._prefill = work.decode * unit, work.prefill * unit
        layer = rates.layer + (rates.expert_layer if arch.experts else 0.0)
        layer += rates.latent_layer if arch.latent_attention else 0.0
        self._fixed_s, self._width = rates.step + arch.layers * layer, float(arch.layers * arch.hidden)
        self._ramp, self._links = rates.ramp * math.sqrt(self._fixed_s), arch.layers * math.sqrt(arch.hidden)
        self._spread = coefficient("experts.spread") if arch.experts else 0.0
        self._start = reach_constant("open_start")
        tokens = [node + (node - 1.0) * self._prompts for node in NODES]
        self._nodes = tuple(
            (node, some, math.sqrt(some), read)
            for node, some, read in zip(NODES, tokens, work.read, strict=True)
        )

    def places(self, layout: Layout) -> float:
        """Return the most requests that a copy of a layout holds; below 1 when its weights leave no room."""
        work, tp, adp = self.work, layout.tp, layout.attention_dp
        copied = (work.dense + work.tables) * (tp if adp else 1)
        free = self.rates.usable - (work.experts + copied) / layout.devices
        if free <= 0.0:
            return 0.0
        shards = kv_shards(work.arch, tp, attention_dp=adp) * layout.pp
        return min(free * shards / self._held, self.rates.sequences * layout.schedulers)

    def bounds(self, layout: Layout, split: Split, longest: Longest) -> Bounds | None:
        """Return the bounds of one copy, or None when its weights or a limit rule it out.

        Args:
            layout: How the copy is laid out.
            split: What the layout does to the terms.
            longest: The limits.
        """
        places = self.places(layout)
        if places < 1.0:
            return None
        work, arch, hosts = self.work, self.work.arch, layout.schedulers
        body = self._body * split.products + self._active * split.expert_products
        link, head = self._width * split.link_token, self._head * split.products
        link_ramp = self._links * split.link_ramp
        prefill, share = link + self._prefill * split.products, arch.expert_share
        shards = kv_shards(arch, layout.tp, attention_dp=layout.attention_dp) * layout.pp
        each = self._cache_s / shards + link + head + self._decode * split.products
        each += self.rates.sequence / hosts
        experts, dense = self._experts_s * split.experts, self._dense_s * split.dense
        fixed = self._fixed_s + split.link_step + arch.layers * split.link_layer
        dense += experts * (1.0 - self._spread) * share
        experts *= self._spread

        others, steps = self._prompts, []
        for node, tokens, root, read in self._nodes:
            products = dense + experts * read + tokens * body
            bent = self._ramp * math.sqrt(products) + link_ramp * root
            steps.append(SAFE * (products + bent + fixed + node * each + (tokens - node) * prefill))
        products = dense + experts * work.prompt_read + work.fresh * body
        bent = self._ramp * math.sqrt(products) + link_ramp * math.sqrt(work.fresh)
        prompt_s = self._start + SAFE * (products + bent + fixed + work.fresh * prefill + head)
        slope = SAFE * (each + others * prefill + (1.0 + others) * body)
        most = longest.most_of(prompt_s, tuple(steps), slope, work.out)
        return Bounds(prompt_s, tuple(steps), slope, places, work.out, most) if most else None


@dataclass(frozen=True, slots=True)
class Longest:
    """The limits in seconds that a bound must keep."""

    first_s: float = math.inf
    token_s: float = math.inf
    total_s: float = math.inf

    def most_of(self, prompt_s: float, steps: tuple[float, ...], slope: float, out: float) -> float:
        """Return the most in flight on average that bounds on a prompt and on steps allow; 0 when none."""
        longest = self.token_s
        if self.total_s < math.inf:
            longest = min(longest, (self.total_s - prompt_s) / max(1.0, out - 1.0))
        if steps[0] > longest or prompt_s > self.first_s:
            return 0.0
        if longest == math.inf:
            return math.inf
        return mean_of_tail(max(1.0, _between(steps, NODES, 1.0 / slope, longest)))


def _between(xs: tuple[float, ...], ys: tuple[float, ...], slope: float, x: float) -> float:
    """Return the straight lines through points at ``x``, with ``slope`` after the last one."""
    if x <= xs[0]:
        return ys[0]
    for place in range(1, len(xs)):
        if x <= xs[place]:
            low, high = xs[place - 1], xs[place]
            return ys[place - 1] + (ys[place] - ys[place - 1]) * (x - low) / (high - low)
    return ys[-1] + slope * (x - xs[-1])
