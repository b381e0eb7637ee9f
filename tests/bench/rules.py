"""How long 100,000 traced evaluations of the shipped rules take: ``python -m tests.bench.rules``."""

from __future__ import annotations

import time
import tomllib
from datetime import date
from pathlib import Path

import advisor
from advisor.api import Advisor

EVALUATIONS = 100_000
BUDGET_S = 0.5


def seconds() -> tuple[float, float]:
    """Return the processor time of traced and of bare evaluations of every shipped condition in turn."""
    engine = Advisor.load(plugins=False, today=date(2026, 11, 21))
    example = Path(advisor.__file__).parent / "examples" / "chatbot.toml"
    values = engine.assess(engine.profile(tomllib.loads(example.read_text("utf-8")))).values
    checks = [rule.check for rule in engine.library.rules if rule.check is not None]
    turns = EVALUATIONS / len(checks)
    start = time.process_time()
    for _ in range(round(turns)):
        for check in checks:
            check.evaluate(values)
            check.trace(values)
    traced = time.process_time() - start
    start = time.process_time()
    for _ in range(round(turns)):
        for check in checks:
            check.evaluate(values)
    return traced, time.process_time() - start


def main() -> None:
    """Print both times beside the budget."""
    traced, bare = seconds()
    print(
        f"{EVALUATIONS:,} evaluations: {traced:.2f} s traced, {bare:.2f} s bare; budget {BUDGET_S} s traced"
    )


if __name__ == "__main__":
    main()
