"""Figures as a table on the screen: what, expected, low, high, unit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from advisor.catalog import Catalog, load_catalog
from advisor.catalog.ages import OLD, old_facts
from advisor.cli.fitted import prose
from advisor.cli.output import table
from advisor.quantity import Quantity, plain_number

NAMES = {
    "flops": "arithmetic",
    "mfu": "share of the peak (MFU)",
    "goodput": "share of paid time (goodput)",
    "tok_s_per_gpu": "tokens/s a device",
    "gpu_hours": "device hours",
    "wall_days": "time",
    "wall_hours": "time",
    "energy_kwh": "energy",
    "cost_usd": "cost",
    "carbon_kg": "carbon",
    "params_b": "size that it buys",
    "tokens_bought": "tokens that it sees",
    "memory_gb": "memory",
    "device_memory_gb": "memory of a device",
    "scale_loss": "lost to the number of devices",
    "interruptions": "stops for a failure",
    "peak_memory_gb_per_gpu": "peak a device",
    "weights_gb": "weights",
    "kv_per_token_bytes": "cache of one token",
    "overhead_gb": "overhead",
    "free_gb": "free for the cache",
    "output_tok_s": "output, all devices",
    "output_tok_s_per_gpu": "output a device",
    "ttft_ms": "time to first token",
    "tpot_ms": "each further token",
    "max_concurrency": "requests that fit at once",
    "rollout_tok_s_per_gpu": "answers, tokens/s a device",
    "rollout_gpu_hours": "device hours for answers",
    "rollout_share": "share of the hours for answers",
    "teacher_gpu_hours": "device hours of the teacher",
    "teacher_usd": "cost of the teacher",
    "managed_usd": "at a host that tunes",
    "max_rate_s": "greatest rate",
    "in_flight": "requests in flight",
    "ttft_p95_ms": "first token, 95% within",
    "tpot_p95_ms": "further token, 95% within",
    "e2e_ms": "whole request",
    "e2e_p95_ms": "whole request, 95% within",
    "max_concurrency_in_limits": "most at once in the limits",
    "max_rate_in_limits_s": "greatest rate in the limits",
    "replicas_for_peak": "copies for the peak",
    "devices_for_peak": "devices for the peak",
    "batch_ms": "one batch",
    "alone_ms": "one unit alone",
    "latency_ms": "one unit at this rate",
    "image_encoder_ms": "image encoder, one request",
    "devices_for_rate": "devices for the rate",
    "wh_per_1000_units": "energy of 1,000 units",
    "cost_per_million_output_tokens": "price of 1M output tokens",
}
"""Plain words for figures; others are called by their name."""


def figures_table(figures: Mapping[str, Quantity | None]) -> str:
    """Return figures as aligned columns; a figure that is None has dashes."""
    rows: list[tuple[str, ...]] = [("", "expected", "low", "high", "unit")]
    for name, q in figures.items():
        title = NAMES.get(name, name.replace("_", " "))
        if q is None:
            rows.append((title, "–", "–", "–", ""))
        else:
            ends = (q.value, q.low, q.high)
            rows.append((title, *(_figure(end) for end in ends), q.unit))
    return table(rows)


def sources_text(figures: Mapping[str, Quantity | None], catalog: Catalog | None = None) -> str:
    """Return the sources of some figures with the day that each was read, wrapped; old ones are marked.

    Args:
        figures: The figures, with everything that they were computed from.
        catalog: The books that they are from; the shipped ones when None.
    """
    given = [q for q in figures.values() if q]
    read = {(source, part.as_of) for q in given for _, part in q.walk() for source in part.sources}
    today = date.today()
    books = (catalog or load_catalog()).with_all()
    old = {(fact.source, fact.read): fact for fact in old_facts(books, given, today)}
    lines = []
    for source, day in sorted(read, key=lambda one: (one[0], str(one[1]))):
        fact = old.get((source, day)) if day else None
        mark = f", {OLD}: {(today - fact.read).days} days, keeps {fact.keeps_days}" if fact else ""
        lines.append(prose(f"{source}{f' ({day}{mark})' if day else ''}", "  "))
    return "\n".join(["sources:", *lines]) if lines else ""


def formulas_text(figures: Mapping[str, Quantity | None]) -> str:
    """Return how each figure was computed, wrapped to the screen."""
    lines = [prose(f"{name} = {q.formula}", "  ") for name, q in figures.items() if q and q.formula]
    return "\n".join(["computed as:", *lines]) if lines else ""


def _figure(value: float) -> str:
    """Return a number for a column, with an exponent where it is beyond trillions."""
    return f"{value:.3g}" if abs(value) >= 1e15 else plain_number(value)
