"""Check the books: what is wrong in a row, what clashes between rows, and what is due for another look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from advisor.catalog.books import KINDS, shipped
from advisor.catalog.bounds import faults_of
from advisor.catalog.loader import Catalog
from advisor.catalog.lookup import fold, names_of
from advisor.catalog.records import RentalPrice, Row, TrainingRun
from advisor.catalog.references import references
from advisor.errors import UserError

RUN_MFU = (0.02, 1.05)
"""Share of the 16-bit peak beyond which a run is a slip of the pen; it may pass 1 a little where the run
was in 8 bits."""


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
    problems = [Problem("book", "", what) for what in catalog.problems]
    for kind in KINDS:
        try:
            rows = catalog.rows(kind)
        except UserError as error:
            problems.append(Problem(kind, "", str(error)))
            continue
        problems.extend(_repeated(kind))
        problems.extend(_unexplained_sources(kind))
        problems.extend(_dates(catalog, kind, rows.values(), as_of))
        problems.extend(_clashes(kind, rows.values()))
        problems.extend(Problem(kind, row.id, what) for row in rows.values() for what in _row(catalog, row))
    return tuple(sorted(problems, key=lambda p: (p.grade, p.kind, p.row, p.what)))


def _repeated(kind: str) -> Iterator[Problem]:
    ids = Counter(str(row.get("id")) for row in shipped(kind).raw.get(kind, ()))
    yield from (Problem(kind, name, f"is written {n} times") for name, n in ids.items() if n > 1)


def _unexplained_sources(kind: str) -> Iterator[Problem]:
    """Yield rows whose source is a word that looks like a short name that the book forgot to explain."""
    for row in shipped(kind).raw.get(kind, ()):
        for part in str(row.get("source", "")).split("; "):
            if part.isidentifier() and part.islower():
                yield Problem(kind, str(row.get("id")), f"source: {part!r} is explained nowhere in its book")


def _dates(catalog: Catalog, kind: str, rows: Iterable[Row], as_of: date) -> Iterator[Problem]:
    for row in rows:
        age, life = (as_of - row.as_of).days, catalog.keeps_days(kind, row.id)
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
        for name in {fold(n) for n in names_of(row)}:
            if owners.setdefault(name, row.id) != row.id:
                yield Problem(kind, row.id, f"shares the name {name!r} with {owners[name]}")


def _row(catalog: Catalog, row: Row) -> Iterator[str]:
    yield from (str(fault) for fault in faults_of(row))
    yield from references(catalog, row)
    if isinstance(row, RentalPrice):
        listed = catalog.rental(row.accelerator, "on_demand")
        if row.kind in {"reserved", "spot"} and listed is not None and row.low_usd > listed.usd:
            yield f"costs {row.low_usd:g} USD an hour at least, more than {listed.usd:g} on demand"
    elif isinstance(row, TrainingRun) and row.accelerator in catalog.accelerators:
        flops = 6.0 * row.active_params_b * 1e9 * row.tokens_t * 1e12
        peak = catalog.accelerators[row.accelerator].bf16_tflops
        mfu = flops / (row.gpu_hours * 3600.0 * peak * 1e12)
        if not RUN_MFU[0] <= mfu <= RUN_MFU[1]:
            yield f"would have used {mfu:.0%} of its devices' peak"
