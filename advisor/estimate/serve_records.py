"""The question to the serving model and its answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture
from advisor.estimate.coefficients import Interval
from advisor.estimate.engines import windows_in_full
from advisor.estimate.formats import default_kv, format_named
from advisor.estimate.memory import MemoryBudget
from advisor.estimate.software import Software
from advisor.estimate.step_terms import Layout


@dataclass(frozen=True, slots=True)
class ServeRequest:
    """One question to the serving model."""

    arch: Architecture
    accelerator: Accelerator
    gpus: int = 1
    tp: int = 1
    pp: int = 1
    ep: int = 1
    weights: str = "bf16"
    kv: str = ""
    """Format of the cache; empty means what engines choose on this card."""
    isl: int = 1000
    """Tokens in."""
    osl: int = 200
    """Tokens out."""
    concurrency: int | None = None
    """Requests in flight over all replicas; None asks for the maximum throughput."""
    engine: str = ""
    attention_dp: bool = False
    """Whether each device attends for its own sequences, as engines do for mixture models at full load."""
    software_year: float | None = None
    """When the engine was released, in years and their fractions; None for today's."""

    burst: float = 0.0
    """Share of the requests that start together, when the mean over a benchmark's run is asked for."""
    run: int = 0
    """Requests of a whole run that are all offered at once; 0 for a load without end."""

    @property
    def replicas(self) -> int:
        """Return how many copies of the model the devices hold."""
        return max(1, self.gpus // (self.tp * self.pp))

    @property
    def splits_attention(self) -> bool:
        """Tell whether each device attends for its own sequences.

        Engines do so at full load when a shared latent would be copied to every device and the experts
        are spread over the same devices.
        """
        spread = self.concurrency is None and self.tp > 1 and self.ep == self.tp
        return self.attention_dp or (spread and self.arch.latent_attention)

    @property
    def layout(self) -> Layout:
        """Return how one replica is spread over its devices."""
        return Layout(self.tp, self.pp, self.ep, self.splits_attention)

    @property
    def software(self) -> Software:
        """Return the engine and its age."""
        return Software(self.engine, self.software_year)

    @property
    def served_arch(self) -> Architecture:
        """Return the model as the engine runs it: an old one treats a sliding window as full attention."""
        if not self.arch.window or self.software.keeps_windows:
            return self.arch
        return replace(self.arch, window=0, windowed_share=0.0)

    @property
    def stored_arch(self) -> Architecture:
        """Return the model as the engine shares out memory for its cache."""
        served = self.served_arch
        if not served.window or not windows_in_full(self.engine):
            return served
        return replace(served, window=0, windowed_share=0.0)

    @property
    def cache_format(self) -> str:
        """Return the format of the cache, chosen by the card when nothing was asked for."""
        return self.kv or default_kv(self.accelerator, format_named(self.weights))


@dataclass(frozen=True, slots=True)
class ServeEstimate:
    """What the devices do; tokens a second and milliseconds, with 90% factors."""

    fits: bool
    memory: MemoryBudget
    max_concurrency: int
    """Sequences that all replicas hold at once."""
    concurrency: float
    """Sequences in flight in this estimate."""
    saturated: bool
    """More requests than memory admits: the first token waits for a place."""
    output_tok_s: float
    output_tok_s_per_gpu: float
    ttft_ms: float | None
    """None where it would be a bluff: at saturation it depends on the queue alone."""
    tpot_ms: float
    distance: int
    throughput_range: Interval
    ttft_range: Interval
    tpot_range: Interval
