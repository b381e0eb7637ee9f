"""What cannot be true of one row by itself: peaks beyond physics, prices beyond any market."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from advisor.catalog.records import (
    Accelerator,
    ApiModel,
    AudioPrice,
    LanguageModel,
    OtherModel,
    Parameter,
    Region,
    RentalPrice,
    Row,
    Saving,
)
from advisor.profile import standard_fields

HOURLY_USD = (0.02, 50.0)
BOUGHT_USD = (100.0, 500_000.0)
TOKEN_USD = (0.001, 1_000.0)
"""Bounds beyond which a price is a slip of the pen and no market."""
TIER_FACTORS = {"batch_factor": (0.1, 1.0), "flex_factor": (0.1, 1.0), "fast_factor": (1.0, 10.0)}
"""What a service tier can cost over the list price."""
MOST_OF_16_BIT = {"fp8_tflops": 3.9, "int8_tops": 3.9, "fp4_tflops": 6.5}
MOST_OF_HALVED_16_BIT = {"fp8_tflops": 4.5, "int8_tops": 4.5, "fp4_tflops": 8.5}
"""How many times the 16-bit peak a dense peak can be, the second on consumer cards, whose makers halve the
16-bit rate. Halving the bits doubles a dense peak; counting zeros that are skipped doubles it once more."""
FLOPS_PER_BYTE = (1.0, 1500.0)
"""16-bit operations for one byte of memory traffic, from a plain processor to the barest accelerator."""
ON_CHIP = 20_000.0
"""GB/s above which memory stands on the chip itself, where the ratio above means nothing."""
SPARSE = 1.8
"""Times our own figure from which a peak of the same device is taken for one with sparsity."""
BYTES_A_PARAMETER = (0.4, 6.0)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with one field of a row."""

    field: str
    what: str

    def __str__(self) -> str:
        return f"{self.field}: {self.what}"


def faults_of(row: Row) -> Iterator[Fault]:
    """Yield what is impossible in a row that has the right fields and types."""
    if isinstance(row, Accelerator):
        yield from _accelerator(row)
    elif isinstance(row, LanguageModel):
        yield from _model(row)
    elif isinstance(row, OtherModel):
        yield from _other(row)
    elif isinstance(row, ApiModel):
        yield from _api(row)
    elif isinstance(row, AudioPrice):
        yield from _audio(row)
    elif isinstance(row, RentalPrice):
        low, high = BOUGHT_USD if row.kind == "purchase" else HOURLY_USD
        yield from _within("usd", row.usd, low, high, "USD" if row.kind == "purchase" else "USD an hour")
        yield from _ordered("usd", row.low_usd, row.usd, row.high_usd)
    elif isinstance(row, Parameter):
        yield from _ordered("value", row.low, row.value, row.high)
    elif isinstance(row, Saving):
        yield from _ordered("factor", row.low, row.factor, row.high)
    elif isinstance(row, Region):
        price = row.electricity_usd_per_kwh
        yield from _ordered("electricity_usd_per_kwh", row.electricity_low, price, row.electricity_high)
        yield from _ordered("gco2_per_kwh", row.gco2_low, row.gco2_per_kwh, row.gco2_high)
        yield from _within("electricity_usd_per_kwh", price, 0.01, 2.0, "USD/kWh")
        yield from _within("gco2_per_kwh", row.gco2_per_kwh, 0.0, 1_500.0, "g/kWh")


def _within(field: str, value: float, low: float, high: float, unit: str) -> Iterator[Fault]:
    if not low <= value <= high:
        yield Fault(field, f"{value:g} {unit} is outside {low:g} to {high:g}")


def _ordered(field: str, low: float, middle: float, high: float) -> Iterator[Fault]:
    if not low <= middle <= high:
        yield Fault(field, f"needs low <= middle <= high, has {low:g} {middle:g} {high:g}")


def _accelerator(row: Accelerator) -> Iterator[Fault]:
    base = row.bf16_tflops
    intensity = 1000.0 * base / row.bandwidth_gb_s
    low, high = FLOPS_PER_BYTE
    if row.bandwidth_gb_s < ON_CHIP and not low <= intensity <= high:
        told = f"{base:g} is {intensity:,.0f} operations for each byte of its bandwidth"
        yield Fault("bf16_tflops", f"{told}, outside {low:g} to {high:g}: a sparse figure, or a wrong unit?")
    limits = MOST_OF_HALVED_16_BIT if row.kind == "consumer" else MOST_OF_16_BIT
    for name, most in limits.items():
        rate = getattr(row, name)
        if rate is None:
            continue
        if name != "int8_tops" and rate < base:
            yield Fault(name, f"{rate:g} is less than its bf16_tflops of {base:g}")
        if rate > most * base:
            yield Fault(name, f"{rate:g} is more than {most:g} times its bf16_tflops: a sparse figure?")
    if row.fp8_tflops and row.fp4_tflops and row.fp4_tflops < row.fp8_tflops:
        yield Fault("fp4_tflops", f"{row.fp4_tflops:g} is less than fp8_tflops of {row.fp8_tflops:g}")
    if row.visible_mib is not None and not 0.85 <= row.visible_mib / 1024 / row.memory_gb <= 1.05:
        yield Fault("visible_mib", f"{row.visible_mib:g} does not go with memory_gb of {row.memory_gb:g}")
    yield from _within("memory_gb", row.memory_gb, 0.05, 20_000, "GB")
    if row.tdp_w is not None:
        yield from _within("tdp_w", row.tdp_w, 1, 30_000, "W")


def sparse_faults(row: Accelerator, peers: Iterable[Accelerator]) -> Iterator[Fault]:
    """Yield that a 16-bit peak is beyond what the other devices of its generation reach.

    A peak with sparsity is twice the dense one, so it shows against the same device in our books, and
    against the best of its generation for each byte of bandwidth and for each watt.

    Args:
        row: A device of a user's book.
        peers: Devices of our books.
    """
    of_a_kind = [peer for peer in peers if peer.generation == row.generation]
    ours = next((peer for peer in of_a_kind if peer.id == row.id), None)
    if ours is not None and row.bf16_tflops >= SPARSE * ours.bf16_tflops:
        told = f"{row.bf16_tflops:g} is {row.bf16_tflops / ours.bf16_tflops:.1f} times our"
        yield Fault("bf16_tflops", f"{told} {ours.bf16_tflops:g}: a sparse peak? Write the dense one")
        return
    for what, measure, slack in (("byte of bandwidth", _per_byte, 1.5), ("watt", _per_watt, 1.25)):
        best = max((measure(peer) for peer in of_a_kind), default=0.0)
        if best and measure(row) > slack * best:
            told = f"{row.bf16_tflops:g} is {measure(row) / best:.1f} times the best {row.generation} device"
            yield Fault("bf16_tflops", f"{told} for each {what}: a sparse peak? Write the dense one")
            return


def _per_byte(row: Accelerator) -> float:
    return row.bf16_tflops / row.bandwidth_gb_s


def _per_watt(row: Accelerator) -> float:
    return row.bf16_tflops / row.tdp_w if row.tdp_w else 0.0


def _model(row: LanguageModel) -> Iterator[Fault]:
    if row.active_params_b > row.params_b:
        yield Fault("active_params_b", f"{row.active_params_b:g} is more than params_b of {row.params_b:g}")
    if row.kv_heads > row.heads or (row.kv_heads and row.heads % row.kv_heads):
        yield Fault("kv_heads", f"{row.kv_heads} does not divide the {row.heads} heads")
    if row.experts_per_token > row.experts:
        yield Fault("experts_per_token", f"{row.experts_per_token} is more than {row.experts} experts")
    if (row.full_attention_layers or 0) > row.layers:
        yield Fault("full_attention_layers", f"{row.full_attention_layers} is more than {row.layers} layers")


def _other(row: OtherModel) -> Iterator[Fault]:
    bytes_each = row.memory_gb / row.params_b
    if bytes_each < BYTES_A_PARAMETER[0]:
        yield Fault("memory_gb", f"{row.memory_gb:g} cannot hold {row.params_b:g}B parameters")
    kinds = standard_fields()["hardware.edge_device"].choices
    if row.fits and row.fits not in kinds:
        yield Fault(
            "fits", f"{row.fits!r} is no kind of device; use one of {', '.join(kinds)}, or leave it out"
        )


def _api(row: ApiModel) -> Iterator[Fault]:
    for name in ("usd_per_m_input", "usd_per_m_output"):
        price = getattr(row, name)
        if price or name == "usd_per_m_input":
            yield from _within(name, price, *TOKEN_USD, "USD a million tokens")
    if row.usd_per_m_cached is not None and row.usd_per_m_cached > row.usd_per_m_input:
        yield Fault("usd_per_m_cached", "costs more from the cache than without")
    for name, (low, high) in TIER_FACTORS.items():
        factor = getattr(row, name)
        if factor is not None:
            yield from _within(name, factor, low, high, "of the list price")


def _audio(row: AudioPrice) -> Iterator[Fault]:
    by_token = (row.usd_per_m_heard, row.usd_per_m_spoken)
    billed = (row.usd_per_minute, row.usd_per_m_characters, *by_token)
    if not any(billed):
        yield Fault("usd_per_minute", "is missing, and so is every other price")
    if row.usd_per_minute is not None:
        yield from _within("usd_per_minute", row.usd_per_minute, 1e-4, 5.0, "USD a minute")
    if row.does == "talks" and row.usd_per_minute is None and not all(by_token):
        yield Fault("usd_per_m_heard", "what talks is billed by the minute, or for what it hears and speaks")
    for name, tokens in (("heard", row.tokens_per_s_heard), ("spoken", row.tokens_per_s_spoken)):
        if getattr(row, f"usd_per_m_{name}") is not None and tokens is None:
            yield Fault(f"tokens_per_s_{name}", "is missing, so that tokens cannot become minutes")
