"""How fast the serving model answers: ``python -m tests.bench.serving``.

Estimates a second in plain Python for a dense model, a mixture with a shared latent, a single stream and a
training run, in processor time of one warm process; then the front of cost, latency and headroom over every
model and device with a price, for loads of several sizes.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace

from advisor.catalog import Catalog, load_catalog
from advisor.catalog.records import TIERS
from advisor.estimate.architecture import from_row
from advisor.estimate.edge import estimate_stream
from advisor.estimate.fleet_dominance import Candidate, Offer
from advisor.estimate.fleet_options import Wanted
from advisor.estimate.fleet_search import search
from advisor.estimate.formats import format_named
from advisor.estimate.limits import Limits
from advisor.estimate.serving import ServeRequest, estimate_serving
from advisor.estimate.training import TrainRequest, estimate_train

TIMES, ROUNDS = 2000, 7
SEARCH_BUDGET_MS = 100.0
SEARCHES = (
    Wanted(0.5, 1000, 200, Limits()),
    Wanted(5.0, 1500, 300, Limits(1500.0, 60.0)),
    Wanted(1.0, 8000, 500, Limits(total_ms=20000.0)),
    Wanted(10.0, 1000, 200, Limits(1000.0, 40.0, 10000.0), budget_usd_hour=30.0),
    Wanted(50.0, 3000, 500, Limits(2000.0, 50.0)),
)
BUDGET_US = 50.0
TRAINING_BUDGET_US = 100.0


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
    run = TrainRequest(
        7.5,
        1e12,
        catalog.accelerator("h100-sxm"),
        256,
        rate=catalog.on_demand_rate("h100-sxm"),
        pue=catalog.parameter("pue"),
    )
    _tell("training run", lambda: estimate_train(run), TRAINING_BUDGET_US)
    _search(catalog)


def _search(catalog: Catalog) -> None:
    """Print how long the search over the whole catalogue takes, one line a load."""
    models = [
        Candidate(m.id, arch, TIERS.index(m.tier), arch.native_precision)
        for m in catalog.models.values()
        for arch in [from_row(m)]
    ]
    offers = [
        Offer(device, price.usd)
        for device in catalog.accelerators.values()
        if (price := catalog.rental(device.id, "on_demand")) is not None
    ]
    print(f"search over {len(models)} models and {len(offers)} devices (budget {SEARCH_BUDGET_MS:.0f} ms)")
    for wanted in SEARCHES:
        best, found = math.inf, 0
        for _ in range(ROUNDS):
            start = time.process_time()
            found = len(search(models, offers, wanted))
            best = min(best, time.process_time() - start)
        load = f"{wanted.rate_s:g} a second, {wanted.isl} in, {wanted.osl} out"
        print(f"{load:36} {best * 1e3:6.1f} ms, {found} choices")


def _tell(name: str, work: Callable[[], object], budget_us: float = BUDGET_US) -> None:
    best = min(_seconds(work) for _ in range(ROUNDS)) / TIMES
    print(f"{name:28} {best * 1e6:6.1f} us {1.0 / best:9,.0f} a second (budget {budget_us:.0f} us)")


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    for _ in range(TIMES):
        work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
