"""How fast the serving model answers: ``python -m tests.bench.serving``.

Estimates a second in plain Python for a dense model, a mixture with a shared latent, and a single stream, in
processor time of one warm process.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from advisor.catalog import load_catalog
from advisor.estimate.architecture import from_row
from advisor.estimate.edge import estimate_stream
from advisor.estimate.formats import format_named
from advisor.estimate.serving import ServeRequest, estimate_serving

TIMES, ROUNDS = 2000, 7
BUDGET_US = 50.0


def main() -> None:
    """Print microseconds of one estimate and estimates a second, one line a case."""
    catalog = load_catalog()
    dense = ServeRequest(
        from_row(catalog.model("llama-3.3-70b")),
        catalog.accelerator("h100-sxm"),
        gpus=4,
        tp=4,
        weights="fp8",
        isl=1000,
        osl=500,
        concurrency=64,
        engine="vllm",
    )
    mixture = replace(dense, arch=from_row(catalog.model("deepseek-r1")), gpus=8, tp=8, ep=8)
    stream = format_named("q4_k_m")
    small = from_row(catalog.model("llama-3.1-8b"))
    card = catalog.accelerator("rtx-4090")
    _tell("dense at a concurrency", lambda: estimate_serving(dense))
    _tell("dense at maximum load", lambda: estimate_serving(replace(dense, concurrency=None)))
    _tell("mixture at a concurrency", lambda: estimate_serving(mixture))
    _tell("single stream", lambda: estimate_stream(small, card, stream, depth=1000.0))


def _tell(name: str, work: Callable[[], object]) -> None:
    best = min(_seconds(work) for _ in range(ROUNDS)) / TIMES
    print(f"{name:28} {best * 1e6:6.1f} us {1.0 / best:9,.0f} a second (budget {BUDGET_US:.0f} us)")


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    for _ in range(TIMES):
        work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
