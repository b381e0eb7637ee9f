"""A copy laid out in one way, before requests are looked at, and how many of it a load takes at least."""

from __future__ import annotations

import math
from dataclasses import dataclass

from advisor.estimate.architecture import Architecture
from advisor.estimate.batching import held_context
from advisor.estimate.load import Load
from advisor.estimate.step import StepModel

EXACT = 1.0 - 1e-9
"""Bounds give way by this much, so that rounding never makes one pass what it bounds."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a copy does for one request."""

    prompt: float
    """Tokens of the prompt that are computed."""
    out: float
    shared: float = 0.0
    """Tokens of the prompt that all requests share, which are read with each token."""

    def read_bytes(self, arch: Architecture, element: float) -> float:
        """Return the bytes of cache that each token reads that is written, on average."""
        return arch.kv_bytes(self.shared + self.prompt + self.out / 2.0, element)

    def held_bytes(self, arch: Architecture, element: float) -> float:
        """Return a lower bound of the bytes that a request keeps of its own; what all share is kept once."""
        tokens_in = self.shared + self.prompt
        whole = arch.kv_bytes(held_context(tokens_in, self.out), element)
        shared = arch.kv_bytes(self.shared, element) if self.shared else 0.0
        return max(whole - shared, whole / (tokens_in + self.out))


@dataclass(frozen=True, slots=True)
class Bound:
    """What one copy cannot beat for requests of one length."""

    devices: int
    """Of one copy."""
    request_s: float
    """Seconds a request that the copy needs at least; without end where the weights do not fit."""
    most: float
    """Most requests in flight."""

    def at_least(self, load: Load) -> float:
        """Return the devices of as many copies as keep up with a load: ``rate * seconds a request``."""
        if math.isinf(self.request_s):
            return math.inf
        wanted = load.peak_requests_s * self.request_s
        if load.peak_concurrency is not None:
            wanted = load.peak_concurrency / int(self.most)
        return float(self.devices * max(1, math.ceil(wanted * EXACT - 1e-9)))


@dataclass(frozen=True, slots=True)
class Frame:
    """A copy laid out in one way, whatever the requests are."""

    devices: int
    step: StepModel
    cache_bytes: float
    """What the caches of all requests may take together; nothing or less where the weights do not fit."""
    most_sequences: float
    """Most requests that the engine takes."""

    def bound(self, tokens: Tokens) -> Bound:
        """Return what copies cannot beat that serve requests of one length, however long each takes.

        N requests in flight stay ``out * fixed + N * each`` seconds at least, as each shares the steps with
        the prompts of the others: ``each = prompt * token + out * (token + head + cache)``. With no more in
        flight than memory holds, ``rate <= 1 / (each + out * fixed / most)``.
        """
        if self.cache_bytes <= 0.0:
            return Bound(self.devices, math.inf, 0.0)
        most = max(1.0, self._most_in_flight(tokens))
        return Bound(self.devices, self._each_s(tokens) + tokens.out * self.fixed_s / most, most)

    @property
    def fixed_s(self) -> float:
        """Seconds of a step that nobody shares out: weights, the experts of one request, launches."""
        step = self.step
        return step.dense_s + step.fixed_s + step.expert_s * step.arch.expert_share

    def _each_s(self, tokens: Tokens) -> float:
        step = self.step
        token_s = step.token_s + step.link_token_s
        read_s = tokens.read_bytes(step.arch, step.cache_element) * step.cache_s_per_byte
        return tokens.prompt * token_s + tokens.out * (token_s + step.head_s + read_s)

    def _most_in_flight(self, tokens: Tokens) -> float:
        """Return an upper bound of the requests whose own caches fit."""
        own = tokens.held_bytes(self.step.arch, self.step.cache_element)
        return min(self.most_sequences, self.cache_bytes / own) if own > 0.0 else self.most_sequences
