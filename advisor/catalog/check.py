"""Check the books: what is wrong in a row, what clashes between rows, and what is due for another look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from advisor.catalog.books import KINDS, shipped
from advisor.catalog.loader import Catalog
from advisor.catalog.lookup import fold, names_of
from advisor.catalog.records import (
    Accelerator,
    ApiModel,
    Parameter,
    RentalPrice,
    Row,
    Saving,
    TrainingRun,
)
from advisor.errors import UserError

HOURLY_USD = (0.02, 50.0)
BOUGHT_USD = (100.0, 500_000.0)
TOKEN_USD = (0.001, 1_000.0)
RUN_MFU = (0.02, 1.05)
"""Bounds beyond which a figure is a slip of the pen and no market; a run's share of the 16-bit peak may pass
1 a little where it trained in 8 bits."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at."""

    kind: str
    row: str
    what: str
    grade: Literal["wrong", "stale"] = "wrong"


def check_catalog(catalog: Catalog, as_of: date) -> tuple[Problem, ...]:
    """Return every problem, sorted by book and row.

    Args:
        catalog: The books, shipped ones and the user's.
        as_of: The day that rows are compared with: older ones than their book's shelf life are stale, later
            ones are wrong.
    """
    problems: list[Problem] = []
    for kind in KINDS:
        try:
            rows = catalog.rows(kind)
        except UserError as error:
            problems.append(Problem(kind, "", str(error)))
            continue
        problems.extend(_repeated(kind))
        problems.extend(_dates(kind, rows.values(), as_of))
        problems.extend(_clashes(kind, rows.values()))
        problems.extend(Problem(kind, row.id, what) for row in rows.values() for what in _row(catalog, row))
    return tuple(sorted(problems, key=lambda p: (p.grade, p.kind, p.row, p.what)))


def _repeated(kind: str) -> Iterator[Problem]:
    ids = Counter(str(row.get("id")) for row in shipped(kind).raw[kind])
    yield from (Problem(kind, name, f"is written {n} times") for name, n in ids.items() if n > 1)


def _dates(kind: str, rows: Iterable[Row], as_of: date) -> Iterator[Problem]:
    life = shipped(kind).shelf_life_days
    for row in rows:
        age = (as_of - row.as_of).days
        if age < 0:
            yield Problem(kind, row.id, f"is dated {row.as_of}, after {as_of}")
        elif life is not None and age > life:
            yield Problem(kind, row.id, f"is {age} days old, its book asks for a look after {life}", "stale")


def _clashes(kind: str, rows: Iterable[Row]) -> Iterator[Problem]:
    """Yield names that two current rows share: one of them could never be found by it."""
    owners: dict[str, str] = {}
    for row in rows:
        if getattr(row, "retired", False):
            continue
        for name in {fold(n) for n in (*names_of(row), *getattr(row, "keywords", ()))}:
            if owners.setdefault(name, row.id) != row.id:
                yield Problem(kind, row.id, f"shares the name {name!r} with {owners[name]}")


def _row(catalog: Catalog, row: Row) -> Iterator[str]:
    if isinstance(row, Accelerator):
        yield from _accelerator(row)
    elif isinstance(row, ApiModel):
        yield from _api(catalog, row)
    elif isinstance(row, RentalPrice):
        yield from _rental(catalog, row)
    elif isinstance(row, TrainingRun):
        yield from _run(catalog, row)
    elif isinstance(row, Parameter):
        yield from _ordered(row.low, row.value, row.high)
    elif isinstance(row, Saving):
        yield from _ordered(row.low, row.factor, row.high)


def _ordered(low: float, middle: float, high: float) -> Iterator[str]:
    if not low <= middle <= high:
        yield f"needs low <= middle <= high, has {low:g} {middle:g} {high:g}"


def _accelerator(row: Accelerator) -> Iterator[str]:
    for name in ("fp8_tflops", "int8_tops", "fp4_tflops"):
        rate = getattr(row, name)
        if rate is not None and name != "int8_tops" and rate < row.bf16_tflops:
            yield f"{name} is {rate:g}, less than its bf16_tflops of {row.bf16_tflops:g}"
        if rate is not None and rate > 8.5 * row.bf16_tflops:
            yield f"{name} is {rate:g}, more than eight times its bf16_tflops: a sparse figure?"


def _api(catalog: Catalog, row: ApiModel) -> Iterator[str]:
    if row.model and row.model not in catalog.models:
        yield f"names the model {row.model!r}, which the catalogue does not have"
    if row.usd_per_m_cached is not None and row.usd_per_m_cached > row.usd_per_m_input:
        yield "costs more from the cache than without"
    if row.batch_factor is not None and not 0 < row.batch_factor <= 1:
        yield f"has a batch_factor of {row.batch_factor:g}, needs one above 0 and up to 1"
    low, high = TOKEN_USD
    for price in (row.usd_per_m_input, row.usd_per_m_output):
        if not low <= price <= high:
            yield f"has a price of {price:g} USD a million tokens, outside {low:g} to {high:g}"


def _rental(catalog: Catalog, row: RentalPrice) -> Iterator[str]:
    if row.accelerator not in catalog.accelerators:
        yield f"names the device {row.accelerator!r}, which the catalogue does not have"
    yield from _ordered(row.low_usd, row.usd, row.high_usd)
    low, high = BOUGHT_USD if row.kind == "purchase" else HOURLY_USD
    if not low <= row.usd <= high:
        yield f"has a price of {row.usd:g} USD, outside {low:g} to {high:g}"
    listed = catalog.rental(row.accelerator, "on_demand")
    if row.kind in {"reserved", "spot"} and listed is not None and row.low_usd > listed.usd:
        yield f"costs {row.low_usd:g} USD an hour at least, more than {listed.usd:g} on demand"


def _run(catalog: Catalog, row: TrainingRun) -> Iterator[str]:
    device = catalog.accelerators.get(row.accelerator)
    if device is None:
        yield f"names the device {row.accelerator!r}, which the catalogue does not have"
        return
    flops = 6.0 * row.active_params_b * 1e9 * row.tokens_t * 1e12
    mfu = flops / (row.gpu_hours * 3600.0 * device.bf16_tflops * 1e12)
    if not RUN_MFU[0] <= mfu <= RUN_MFU[1]:
        yield f"would have used {mfu:.0%} of its devices' peak"
