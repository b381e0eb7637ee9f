"""How long the command line takes to start: ``python -m tests.bench.start``.

The fastest of several fresh interpreters, in milliseconds of the wall clock, so a quiet machine is needed.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence

TURNS = 9
BARE = ("-c", "import argparse")
HELP = "advisor --help"
STARTS = {
    HELP: ("-m", "advisor", "--help"),
    "advisor schema": ("-m", "advisor", "schema"),
    "advisor recommend": ("-m", "advisor", "recommend", "--set", "use_case.kind=chatbot", "--format", "json"),
}
BUDGET = 2.5
"""Of help, in times of an interpreter that loads ``argparse`` alone."""


def fastest_ms(arguments: Sequence[str]) -> float:
    """Return the time of the fastest of several runs of the interpreter."""
    times = []
    for _ in range(TURNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
        times.append(time.perf_counter() - start)
    return min(times) * 1e3


def main() -> None:
    """Print the times, one line a verb, in milliseconds and in times of the bare interpreter."""
    bare = fastest_ms(BARE)
    print(f"{'python, argparse':20} {bare:6.0f} ms")
    for name, arguments in STARTS.items():
        taken = fastest_ms(arguments)
        budget = f" (budget {BUDGET:g} times)" if name == HELP else ""
        print(f"{name:20} {taken:6.0f} ms, {taken / bare:.1f} times{budget}")


if __name__ == "__main__":
    main()
