"""What no layout of a model on a kind of device does faster: bounds that spare a search its sizing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from advisor.estimate.frame import EXACT, Frame, Tokens
from advisor.estimate.load import Load


@dataclass(frozen=True, slots=True)
class Least:
    """The fastest that any layout of a model on a kind of device is."""

    step_s: float
    """A step of one request whose cache is empty."""
    prompt_token_s: float
    """One more token of a prompt."""
    device_prompt_s: float
    """Seconds of one device for a token of a prompt, in a step that any number of requests share."""
    device_token_s: float
    """Seconds of one device for a token that is written, in such a step."""

    @classmethod
    def of(cls, frames: Iterable[Frame]) -> Least:
        """Return the least over some layouts."""
        each = [(one.devices, one.step, one.step.token_s + one.step.link_token_s) for one in frames]
        return cls(
            step_s=min(step.seconds(1.0, 0.0, 0.0, 0.0) for _, step, _ in each),
            prompt_token_s=min(token for _, _, token in each),
            device_prompt_s=min(devices * token for devices, _, token in each),
            device_token_s=min(devices * (token + step.head_s) for devices, step, token in each),
        )

    def breaks(self, load: Load, tokens: Tokens) -> bool:
        """Tell whether a limit breaks even for a request that has the fastest layout to itself.

        ``first >= step + (prompt - 1) * prompt token`` and ``total >= first + (out - 1) * step``.
        """
        first_ms = (self.step_s + (tokens.prompt - 1.0) * self.prompt_token_s) * 1e3 * EXACT
        if load.first_token_ms is not None and first_ms > load.first_token_ms:
            return True
        total_ms = first_ms + (tokens.out - 1.0) * self.step_s * 1e3 * EXACT
        return load.total_ms is not None and total_ms > load.total_ms

    def devices(self, load: Load, tokens: Tokens) -> float:
        """Return a lower bound of the devices that keep up with a load, by their arithmetic alone.

        ``devices >= rate * (prompt * prompt token + out * token)``, see :meth:`Frame.bound`.
        """
        if load.peak_concurrency is not None:
            return 0.0
        each = tokens.prompt * self.device_prompt_s + tokens.out * self.device_token_s
        return load.peak_requests_s * each * EXACT
