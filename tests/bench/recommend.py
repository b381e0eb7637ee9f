"""How long a recommendation and a question take: ``python -m tests.bench.recommend``.

Every example is asked as it stands, with volumes that nobody asked before ("new"), and with lengths of
answers that nobody asked before ("longer"), for which devices are sized anew. Times are those of this process
on one core, in milliseconds; the median of several turns. The tipping points are part of a recommendation and
are shown apart too.
"""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

import advisor
from advisor.api import Advisor
from advisor.profile import Answer, Profile

EXAMPLES = Path(advisor.__file__).parent / "examples"
DAY = date(2026, 11, 21)
VOLUME, LENGTH = "workload.requests_per_day", "workload.output_tokens"
TURNS = 5
BUDGETS = {"recommend": 30.0, "next_question": 10.0}
Row = dict[str, float]


def moved(profile: Profile, factor: float) -> Profile:
    """Return a profile with a multiple of its volume, or as it is when none was said."""
    answer = profile.get(VOLUME)
    if answer is None or not isinstance(answer.value, (int, float)):
        return profile
    low, high = (None if end is None else end * factor for end in (answer.low, answer.high))
    return profile.with_answer(VOLUME, replace(answer, value=answer.value * factor, low=low, high=high))


def longer(profile: Profile, tokens: float) -> Profile:
    """Return a profile with answers of a length that the user says."""
    return profile.with_answer(LENGTH, Answer(tokens, "answered"))


def milliseconds(call: Callable[[], object]) -> float:
    """Return the processor time of one call."""
    start = time.process_time()
    call()
    return (time.process_time() - start) * 1e3


def measured(engine: Advisor, profile: Profile) -> Row:
    """Return the medians of one example."""

    tokens, turns = engine.filled(profile).number(LENGTH) or 300.0, range(1, TURNS + 1)
    as_it_is = [profile for _ in turns]

    def new(step: float) -> list[Profile]:
        return [moved(profile, 1.0 + step * turn) for turn in turns]

    def lengthened(step: float) -> list[Profile]:
        return [longer(profile, float(round(tokens * (1.0 + step * turn)) + turn)) for turn in turns]

    def several(call: Callable[[Profile], object], asked: list[Profile]) -> float:
        return median(milliseconds(partial(call, one)) for one in asked)

    def recommended(asked: Profile) -> object:
        return engine.recommend(asked, as_of=DAY)

    def with_tipping(asked: Profile) -> object:
        return engine.recommend(asked, as_of=DAY).roadmap

    def question(asked: Profile) -> object:
        return engine.next_question(asked)

    return {
        "recommend": several(recommended, as_it_is),
        "recommend, new": several(recommended, new(0.0137)),
        "recommend, longer": several(recommended, lengthened(0.031)),
        "next_question": several(question, as_it_is),
        "next_question, new": several(question, new(0.0191)),
        "next_question, longer": several(question, lengthened(0.047)),
        "to the report": several(with_tipping, as_it_is),
        "to the report, new": several(with_tipping, new(0.0233)),
        "to the report, longer": several(with_tipping, lengthened(0.053)),
    }


def rows() -> Iterator[tuple[str, Row]]:
    """Yield the medians of every example, after each was asked once."""
    engine = Advisor.load(plugins=False, today=DAY)
    profiles = {p.stem: engine.profile(tomllib.loads(p.read_text("utf-8"))) for p in EXAMPLES.glob("*.toml")}
    for profile in profiles.values():
        _ = engine.recommend(profile, as_of=DAY).roadmap
    for name in sorted(profiles):
        yield name, measured(engine, profiles[name])


def main() -> None:
    """Print a table: an example a row, then the medians and the largest beside the budgets."""
    found = dict(rows())
    heads = list(next(iter(found.values())))
    print(" " * 24 + "".join(f"{head:>22}" for head in heads))
    for name, row in found.items():
        print(f"{name:24}" + "".join(f"{row[head]:22.1f}" for head in heads))
    for label, pick in (("median", median), ("largest", max)):
        print(f"{label:24}" + "".join(f"{pick([row[h] for row in found.values()]):22.1f}" for h in heads))
    print("budget: " + ", ".join(f"{name} {ms:g} ms" for name, ms in BUDGETS.items()))


if __name__ == "__main__":
    main()
