"""Rows as people read them: one line in a list, or every field with its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor.catalog.loader import Catalog
from advisor.catalog.lookup import fold, names_of
from advisor.catalog.records import Accelerator, LanguageModel, Row

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "accelerator": ("id", "name", "kind", "memory_gb", "bandwidth_gb_s", "bf16_tflops", "tdp_w"),
    "model": ("id", "params_b", "active_params_b", "tier", "max_context", "licence", "release"),
    "other": ("id", "task", "params_b", "gflops_per_unit", "unit", "memory_gb", "licence"),
    "api": ("id", "provider", "tier", "usd_per_m_input", "usd_per_m_output", "retired", "as_of"),
    "rental": ("accelerator", "kind", "usd", "low_usd", "high_usd", "n", "as_of"),
    "run": ("id", "active_params_b", "tokens_t", "accelerator", "gpu_hours", "as_of"),
    "claim": ("id", "verdict", "statement"),
    "saving": ("id", "technique", "factor", "low", "high", "effect"),
    "parameter": ("id", "value", "low", "high", "unit"),
}
"""Columns of a list, by kind of row."""

REMARKS = ("note", "source")
"""Fields that are about a fact rather than the fact itself."""


def listed(catalog: Catalog, kind: str, text: str = "") -> tuple[Row, ...]:
    """Return the rows of one kind in which a text occurs, letter case and dashes aside, in the book's order.

    Notes and sources do not count: they speak of other rows too.

    Raises:
        UserError: When there is no such kind.
    """
    wanted = fold(text)
    return tuple(row for row in catalog.rows(kind).values() if wanted in _searchable(row))


def found(catalog: Catalog, name: str, kinds: Iterator[str]) -> tuple[tuple[str, Row], ...]:
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


def cell(row: Row, column: str) -> str:
    """Return one field of a row as text."""
    value = getattr(row, column)
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{value:.10g}"
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


def _searchable(row: Row) -> str:
    named = (name for name in type(row).model_fields if name not in REMARKS)
    return fold(" ".join(cell(row, name) for name in named))
