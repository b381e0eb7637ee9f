"""What a long session costs: ``python -m tests.bench.session``.

Every example in turn gets volumes that nobody asked before, each with its recommendation and next question.
Printed are the time of both in milliseconds of the processor, how the memory of the process grows, and how
many dead objects lie in circles at the end. With ``--looked-through`` the interpreter looks for such circles
as it does in any other program, to see what :mod:`advisor.decide.collecting` is worth.
"""

from __future__ import annotations

import argparse
import gc
import os
import tomllib
from collections.abc import Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from unittest import mock

from advisor.api import Advisor
from tests.bench.recommend import DAY, EXAMPLES, milliseconds, moved

TURNS = 200
STEP = 0.0137
PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 2**20
WRAPPED = ("advisor.api.collected_later", "advisor.decide.recommend.collected_later")


def memory_mb() -> float:
    """Return the memory of this process that is in use, which Linux tells in pages."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * PAGE_MB


def turns(engine: Advisor, count: int) -> Iterator[tuple[float, float]]:
    """Yield the time and the memory after each of some turns."""
    documents = (tomllib.loads(path.read_text("utf-8")) for path in sorted(EXAMPLES.glob("*.toml")))
    profiles = [engine.profile(document) for document in documents]
    for turn in range(count):
        asked = moved(profiles[turn % len(profiles)], 1.0 + STEP * (1 + turn))
        took = milliseconds(partial(engine.recommend, asked, as_of=DAY))
        took += milliseconds(partial(engine.next_question, asked))
        yield took, memory_mb()


def main() -> None:
    """Print the times and the memory of a session."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.session")
    parser.add_argument("--turns", type=int, default=TURNS)
    parser.add_argument("--looked-through", action="store_true")
    given = parser.parse_args()
    if given.looked_through:
        for name in WRAPPED:
            mock.patch(name, nullcontext).start()
    engine = Advisor.load(plugins=False, today=DAY)
    gc.collect()
    found = list(turns(engine, given.turns))
    times = [time for time, _ in found]
    print(f"median {median(times):.1f} ms, 95% {quantiles(times, n=20)[-1]:.1f}, longest {max(times):.0f}")
    print("MB after each fifth:", *(round(mb) for _, mb in found[given.turns // 5 - 1 :: given.turns // 5]))
    print("dead objects in circles:", gc.collect())


if __name__ == "__main__":
    main()
