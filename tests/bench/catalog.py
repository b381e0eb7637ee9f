"""How long the books of a run take to load: ``python -m tests.bench.catalog``.

Each round starts from nothing that was read before, in one warm process. The best and the median of the
rounds are printed in processor time, which other programs on the machine do not lengthen, and the best by
the clock.
"""

from __future__ import annotations

import statistics
import time
import tomllib
from collections.abc import Callable

from advisor.catalog import books as catalog_books
from advisor.catalog import load_catalog
from advisor.resources import shipped_path

ROUNDS = 15
RUN = ("accelerator", "model", "api", "audio", "rental", "parameter", "region", "other", "saving")
"""The books that a recommendation may ask; claims are read for free text, runs by nobody but explain."""


def main() -> None:
    """Print the figures, one line each."""
    print(f"{'books of a run':32} {_figures(_load)}")
    print(f"{'claims, for free text':32} {_figures(lambda: _rows('claim'))}")
    print(f"{'the same books by tomllib alone':32} {_figures(_parse)}")


def _load() -> None:
    for kind in RUN:
        _rows(kind)


def _rows(kind: str) -> None:
    catalog_books.shipped.cache_clear()
    load_catalog().rows(kind)


def _parse() -> None:
    for kind in RUN:
        tomllib.loads(shipped_path(f"catalog/books/{kind}.toml").read_text("utf-8"))


def _figures(work: Callable[[], None]) -> str:
    took, waited = [], []
    for _ in range(ROUNDS):
        clock, start = time.perf_counter(), time.process_time()
        work()
        took.append(1e3 * (time.process_time() - start))
        waited.append(1e3 * (time.perf_counter() - clock))
    best = f"best {min(took):6.1f} ms, median {statistics.median(took):6.1f} ms of processor time"
    return f"{best}; best by the clock {min(waited):6.1f} ms"


if __name__ == "__main__":
    main()
