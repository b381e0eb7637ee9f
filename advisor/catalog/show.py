"""Rows as people read them: one line in a list, or every field with its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from advisor.catalog.ages import OLD, is_old
from advisor.catalog.books import KINDS, shipped
from advisor.catalog.filters import cell, parse_filter
from advisor.catalog.loader import Catalog
from advisor.catalog.lookup import fold, names_of
from advisor.catalog.records import Accelerator, LanguageModel, Row

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "accelerator": ("id", "name", "kind", "memory_gb", "bandwidth_gb_s", "bf16_tflops", "tdp_w"),
    "model": ("id", "params_b", "active_params_b", "tier", "max_context", "licence", "release"),
    "other": ("id", "task", "params_b", "gflops_per_unit", "unit", "memory_gb", "licence"),
    "api": ("id", "provider", "tier", "usd_per_m_input", "usd_per_m_output", "retired", "as_of"),
    "audio": ("id", "provider", "does", "usd_per_minute", "usd_per_m_characters", "usd_per_m_spoken"),
    "rental": ("accelerator", "kind", "usd", "low_usd", "high_usd", "n", "as_of"),
    "run": ("id", "active_params_b", "tokens_t", "accelerator", "gpu_hours", "as_of"),
    "claim": ("id", "verdict", "statement"),
    "saving": ("id", "technique", "factor", "low", "high", "effect"),
    "parameter": ("id", "value", "low", "high", "unit"),
    "region": ("id", "name", "electricity_usd_per_kwh", "gco2_per_kwh", "pue", "as_of"),
}
"""Columns of a list, by kind of row."""
HEADINGS: Mapping[str, str] = {
    "memory_gb": "GB",
    "bandwidth_gb_s": "GB/s",
    "bf16_tflops": "TFLOPS",
    "tdp_w": "W",
    "params_b": "B",
    "active_params_b": "active B",
    "max_context": "context",
    "gflops_per_unit": "GFLOPs",
    "usd_per_m_input": "$/M in",
    "usd_per_m_output": "$/M out",
    "usd_per_minute": "$/minute",
    "usd_per_m_characters": "$/M letters",
    "usd_per_m_spoken": "$/M spoken",
    "usd": "$",
    "low_usd": "low $",
    "high_usd": "high $",
    "tokens_t": "tokens T",
    "gpu_hours": "hours",
    "electricity_usd_per_kwh": "$/kWh",
    "gco2_per_kwh": "gCO2/kWh",
    "as_of": "read on",
}
"""Headings where the field's own name is longer than its column."""


def listed(catalog: Catalog, kind: str, text: str = "") -> tuple[Row, ...]:
    """Return the rows of one kind that a filter takes, in the book's order.

    Raises:
        UserError: When there is no such kind, or no such field in the filter.
    """
    rows = catalog.rows(kind).values()
    chosen = parse_filter(KINDS[kind], text)
    return tuple(row for row in rows if chosen.takes(row))


def found(catalog: Catalog, name: str, kinds: Iterable[str]) -> tuple[tuple[str, Row], ...]:
    """Return every row of that id, name or alias, with its kind; a device brings its prices along, and a
    model the places that serve it."""
    wanted = fold(name)
    hits: list[tuple[str, Row]] = []
    for kind in kinds:
        for row in catalog.rows(kind).values():
            if wanted in {fold(n) for n in names_of(row)}:
                hits.append((kind, row))
    for _, row in tuple(hits):
        if isinstance(row, Accelerator):
            hits.extend(("rental", price) for price in catalog.rentals if price.accelerator == row.id)
        if isinstance(row, LanguageModel):
            hits.extend(("api", api) for api in catalog.api_models.values() if api.model == row.id)
    return tuple(dict.fromkeys(hits))


def fields_of(row: Row) -> tuple[tuple[str, str], ...]:
    """Return every field that says something, with where it is from at the end."""
    last = ("note", "source", "as_of")
    names = ["id", *(name for name in type(row).model_fields if name not in {"id", *last}), *last]
    return tuple((name, text) for name in names if (text := cell(row, name)))


def age_mark(catalog: Catalog, kind: str, row: Row, as_of: date) -> str:
    """Return the mark of a row that is older than its book's shelf life, else an empty string."""
    if not is_old(catalog, kind, row, as_of):
        return ""
    return f"{OLD}: {(as_of - row.as_of).days} days on {as_of}, it keeps {catalog.keeps_days(kind, row.id)}"


def conflicts(kind: str, row: Row) -> tuple[str, ...]:
    """Return the fields in which a row differs from the one that ships, with both citations."""
    ours = next((raw for raw in shipped(kind).raw.get(kind, ()) if raw.get("id") == row.id), None)
    if ours is None:
        return ()
    before = KINDS[kind].model_validate(ours)
    names = [name for name in type(row).model_fields if name not in ("source", "as_of", "note")]
    return tuple(
        f"{name}: {cell(row, name) or 'none'} ({row.source}, {row.as_of}) against "
        f"{cell(before, name) or 'none'} ({before.source}, {before.as_of})"
        for name in names
        if getattr(row, name) != getattr(before, name)
    )
