"""What no layout of a model on a kind of device does faster: bounds that spare a search its sizing."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from advisor.estimate.architecture import Architecture
from advisor.estimate.frame import EXACT, Frame, Tokens
from advisor.estimate.load import Load
from advisor.estimate.reach_constants import reach_constant


@dataclass(frozen=True, slots=True)
class Least:
    """The fastest that any layout is that holds the weights; without end where none does.

    Seconds of one device are those of a copy times its devices, in a step that any number of requests share.
    """

    arch: Architecture
    cache_element: float
    step_s: float
    """A step of one request whose cache is empty."""
    prompt_token_s: float
    """One more token of a prompt."""
    device_prompt_s: float
    """Seconds of one device for a token of a prompt."""
    device_token_s: float
    """Seconds of one device for a token that is written, without its cache."""
    device_byte_s: float
    """Seconds of one device for a byte of cache that is read."""
    device_fixed_s: float
    """Seconds of one device for what a step takes whatever is in it, over the most requests it may have."""
    device_fixed_s_per_byte: float
    """The same over the bytes of cache that there is room for."""

    @classmethod
    def of(cls, arch: Architecture, cache_element: float, frames: Iterable[Frame]) -> Least:
        """Return the least over some layouts."""
        known = [one for one in frames if one.cache_bytes > 0.0]
        each = [(one.devices, one.step, one.step.token_s + one.step.link_token_s) for one in known]
        fixed = [(one.devices * one.fixed_s, one) for one in known]
        none = math.inf
        return cls(
            arch,
            cache_element,
            step_s=min((step.seconds(1.0, 0.0, 0.0, 0.0) for _, step, _ in each), default=none),
            prompt_token_s=min((token for _, _, token in each), default=none),
            device_prompt_s=min((devices * token for devices, _, token in each), default=none),
            device_token_s=min((n * (token + step.head_s) for n, step, token in each), default=none),
            device_byte_s=min((n * step.cache_s_per_byte for n, step, _ in each), default=none),
            device_fixed_s=min((seconds / one.most_sequences for seconds, one in fixed), default=none),
            device_fixed_s_per_byte=min((seconds / one.cache_bytes for seconds, one in fixed), default=none),
        )

    def breaks(self, load: Load, tokens: Tokens) -> bool:
        """Tell whether a limit breaks even for a request that has the fastest layout to itself.

        ``first >= start + step + (prompt - 1) * prompt token`` and ``total >= first + (out - 1) * step``.
        """
        prompt_s = self.step_s + (tokens.prompt - 1.0) * self.prompt_token_s
        first_ms = (reach_constant("open_start") + prompt_s) * 1e3 * EXACT
        if load.first_token_ms is not None and first_ms > load.first_token_ms:
            return True
        total_ms = first_ms + (tokens.out - 1.0) * self.step_s * 1e3 * EXACT
        return load.total_ms is not None and total_ms > load.total_ms

    def devices(self, load: Load, tokens: Tokens) -> float:
        """Return a lower bound of the devices that keep up with a load.

        ``rate * (prompt * prompt token + out * (token + cache + fixed / most))``, see :meth:`Frame.bound`.
        """
        if load.peak_concurrency is not None:
            return 0.0
        arch, element = self.arch, self.cache_element
        read_s = tokens.read_bytes(arch, element) * self.device_byte_s
        held_s = tokens.held_bytes(arch, element) * self.device_fixed_s_per_byte
        written = self.device_token_s + read_s + max(self.device_fixed_s, held_s)
        return load.peak_requests_s * (tokens.prompt * self.device_prompt_s + tokens.out * written) * EXACT
