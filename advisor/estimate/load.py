"""What a system must serve, and the sentences for the limits it can break."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.quantity import SECONDS_PER_DAY, plain_number


@dataclass(frozen=True, slots=True)
class Load:
    """Requests, lengths and limits; the limits hold at the 95th percentile."""

    requests_per_day: float
    input_tokens: float
    output_tokens: float
    peak_factor: float = 4.0
    """Requests a second at the peak over the daily mean."""
    peak_concurrency: float | None = None
    """Requests in flight at the peak, where the user said so; wins over the rate."""
    first_token_ms: float | None = None
    total_ms: float | None = None
    shared_prefix_share: float = 0.0
    """Share of the prompt that all requests have in common and the cache answers."""
    ahead: float = 1.0
    """Growth that ``requests_per_day`` holds already: how many times those of today they are."""

    @property
    def peak_requests_s(self) -> float:
        """Return ``requests/day * peak factor / 86400``."""
        return self.requests_per_day * self.peak_factor / SECONDS_PER_DAY

    @property
    def answer_tokens(self) -> float:
        """Return the tokens out, at least the one that ends an empty answer."""
        return max(1.0, self.output_tokens)

    @property
    def prompt_tokens(self) -> float:
        """Return the prompt tokens that must be computed: those that are not shared."""
        return max(1.0, self.input_tokens * (1.0 - self.shared_prefix_share))


@dataclass(frozen=True, slots=True)
class Misfit:
    """A limit that breaks."""

    name: str
    """What the limit is, for instance ``"memory of the device"``."""
    needs: str
    has: str
    unit: str
    needs_value: float
    has_value: float

    def sentence(self) -> str:
        """Return ``"memory of the device: needs 243 GB, has 64 GB"``."""
        return f"{self.name}: needs {self.needs}, has {self.has}"


def memory_misfit(needs_gb: float, nominal_gb: float, usable_gb: float, devices: int) -> Misfit:
    """Return the misfit of a model in the memory of ``devices`` devices.

    Args:
        needs_gb: Weights, runtime and the cache of one request, over all devices.
        nominal_gb: What the label of the devices says, over all devices.
        usable_gb: What programs can use of it.
        devices: How many devices share the model.
    """
    name = "memory of the device" if devices == 1 else f"memory of {devices} devices"
    has = f"{plain_number(nominal_gb)} GB"
    if needs_gb <= nominal_gb:
        has += f" of which {plain_number(usable_gb)} GB can be used"
    return Misfit(name, f"{plain_number(needs_gb)} GB", has, "GB", needs_gb, usable_gb)


def first_token_misfit(seconds: float, limit_ms: float, input_tokens: float) -> Misfit:
    """Return the misfit of a first token that comes later than its limit."""
    needs = f"at least {plain_time(seconds)} for a prompt of {plain_number(input_tokens)} tokens"
    limit = f"a limit of {plain_time(limit_ms / 1e3)}"
    return Misfit("time to the first token", needs, limit, "ms", seconds * 1e3, limit_ms)


def total_misfit(seconds: float, limit_ms: float, output_tokens: float, bandwidth_gb_s: float) -> Misfit:
    """Return the misfit of an answer that takes longer than its limit."""
    needs = (
        f"at least {plain_time(seconds)} for {plain_number(output_tokens)} tokens"
        f" at {plain_number(bandwidth_gb_s)} GB/s"
    )
    limit = f"a limit of {plain_time(limit_ms / 1e3)}"
    return Misfit("time to answer", needs, limit, "ms", seconds * 1e3, limit_ms)


def count_misfit(needs: int, has: int) -> Misfit:
    """Return the misfit of more devices than may be used."""
    return Misfit("number of devices", f"{needs}", f"{has}", "devices", float(needs), float(has))


def plain_time(seconds: float) -> str:
    """Return a time as a person would say it.

    >>> plain_time(0.05), plain_time(24.31)
    ('50 ms', '24.3 s')
    """
    if seconds < 1.0:
        return f"{plain_number(seconds * 1e3)} ms"
    return f"{plain_number(seconds)} s" if seconds < 120 else f"{plain_number(seconds / 60)} min"
