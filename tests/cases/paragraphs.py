"""``python -m tests.cases.paragraphs [--half …] [-v]``: what is read in what people type.

A row has ``must``, the facts that any careful reader takes from its text, and ``must_not``, the fields
that only a careless one fills, or fills with that value. Values are in the unit of the field; for a
number a list is the lowest and the highest that is right, for a list all that must be in it; ``any``
tells of several right ones. Devices are ``count x GB``. A fact that either of two fields may hold has
both names, parted by ``|``. A barred value where another is due counts as wrong and as invented.

Rows with an even number may be read and learned from. The others are kept back and tell what new
paragraphs may expect as long as nobody opens them: of these only totals are printed. So are 200 paragraphs of
one more author (``unseen``), whose rows are like those that the models of figures and sentences are fitted on
(``tests/interview/paragraphs.jsonl``): there all that is read of a field of which no fact tells is invented.
``pieces`` are 330 short ones of another author, kept back too: fragments and single sentences, half of them
with words or figures that look like a fact and are none.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import isclose
from pathlib import Path
from typing import Any

from advisor.api import Advisor
from advisor.catalog import load_catalog
from advisor.profile import UNDECIDED, Device, Profile
from tests.cases.run import AS_OF, read_cases

HALVES = {
    "dev": "paragraphs.jsonl",
    "kept": "paragraphs_kept_back.jsonl",
    "unseen": "paragraphs_unseen.jsonl",
    "pieces": "pieces_unseen.jsonl",
}
_EITHER = {
    "latency.first_token_ms": "latency.first_token_ms|latency.total_ms",
    "workload.requests_per_day": "workload.images_per_day|workload.requests_per_day",
}
"""Fields of facts that stand for either of two."""
_ROUGHLY = 0.12
"""Of a fact's figure: the share by which its conversion may differ."""
EXACT = 0.01
"""Of a number: the share by which rounding may move it."""
_UNTOLD = (UNDECIDED,)
"""What stands for a field that nothing was read of: no kind of project is the undecided one."""
COLUMNS = ("due", "found", "wrong", "unread", "invented")


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one fact of one paragraph."""

    id: str
    path: str
    outcome: str
    """``found``, ``wrong``, ``unread``, or ``invented`` for what stands in ``must_not``."""
    expected: object
    read: object

    def __str__(self) -> str:
        wanted = "" if self.outcome == "invented" else f", expected {self.expected}"
        return f"{self.id} {self.outcome}: {self.path}{wanted}, read {self.read}"


def rows_of(half: str) -> list[dict[str, Any]]:
    """Return the paragraphs of one half."""
    rows = read_cases(Path(__file__).with_name(HALVES[half]))
    told = {fact["field"] for row in rows for fact in row.get("facts", ())}
    return [_as_due(row, told) if "facts" in row else row for row in rows]


def _as_due(row: Mapping[str, Any], told: Iterable[str]) -> dict[str, Any]:
    """Return a row of facts with what must be read in it, and the other fields that the facts of some row
    tell as what must not."""
    must: dict[str, Any] = {}
    for fact in row["facts"]:
        path = _EITHER.get(fact["field"], fact["field"])
        value = fact["value"]
        if isinstance(value, list):
            must[path] = [*must.get(path, ()), *value]
        elif isinstance(value, bool | str):
            must.setdefault(path, value)
        else:
            must.setdefault(path, [value * (1 - _ROUGHLY), value * (1 + _ROUGHLY)])
    other = [
        one for path in told if (either := _EITHER.get(path, path)) not in must for one in either.split("|")
    ]
    return {"id": row["id"], "text": row["text"], "must": must, "must_not": sorted(other)}


def judged(advisor: Advisor, rows: Iterable[Mapping[str, Any]]) -> list[Judged]:
    """Return what became of every fact of some paragraphs."""
    return [fact for row in rows for fact in compared(row, read(advisor, row["text"]))]


def read(advisor: Advisor, text: str) -> dict[str, object]:
    """Return what the reader takes from a text, by field path."""
    answers = {hit.path: hit.answer for hit in advisor.read(text).answers}
    return {path: plain(answer.value) for path, answer in answers.items() if Profile(answers).said(path)}


def plain(value: object) -> object:
    """Return a value as rows write it: several ones as a list, devices as ``count x GB``."""
    return [_device(one) for one in value] if isinstance(value, tuple) else value


def _device(one: object) -> object:
    if not isinstance(one, Device):
        return one
    gb = one.memory_gb or _memory(one.name)
    return f"{one.count}x{gb:g}" if gb else f"{one.count}x{one.name}"


@cache
def _memory(name: str) -> float | None:
    known = load_catalog().accelerators.get(name)
    return known.memory_gb if known else None


def compared(row: Mapping[str, Any], found: Mapping[str, object]) -> Iterator[Judged]:
    """Yield what became of each fact of a paragraph.

    Args:
        row: A paragraph with ``id``, ``must`` and ``must_not``.
        found: What was read in it, by field path.
    """
    for paths, expected in row["must"].items():
        values = [found[path] for path in paths.split("|") if path in found]
        right = any(is_right(expected, value) for value in values or _UNTOLD)
        outcome = "found" if right else "wrong" if values else "unread"
        yield Judged(row["id"], paths, outcome, expected, values[0] if values else None)
    for entry in row["must_not"]:
        barred = dict.fromkeys([entry], "*") if isinstance(entry, str) else entry
        for path, value in barred.items():
            if path in found and (value == "*" or is_right(value, found[path])):
                yield Judged(row["id"], path, "invented", value, found[path])


def is_right(expected: object, value: object) -> bool:
    """Return whether a value that was read is what a row expects."""
    match expected, value:
        case {"any": ways}, _:
            return any(is_right(way, value) for way in ways)
        case [], list():
            return not value
        case list(), list():
            return _folded(expected) <= _folded(value)
        case (bool(), _) | (_, bool()):
            return expected is value
        case [float() | int() as low, float() | int() as high], float() | int():
            return low <= value <= high
        case str(), str():
            return expected.casefold() == value.casefold()
        case float() | int(), float() | int():
            return isclose(expected, value, rel_tol=EXACT)
    return False


def _folded(words: Iterable[object]) -> set[str]:
    return {str(word).casefold() for word in words}


def totals(facts: Iterable[Judged]) -> dict[str, Counter[str]]:
    """Return how often each outcome was, by field and in total."""
    counted: dict[str, Counter[str]] = {}
    for fact in facts:
        for name in (fact.path, "total"):
            outcomes = counted.setdefault(name, Counter())
            outcomes[fact.outcome] += 1
            outcomes["due"] += fact.outcome != "invented"
    return counted


def main(arguments: list[str] | None = None) -> int:
    """Print how much of one half is read, by field; with -v each fact that is not as expected."""
    parser = argparse.ArgumentParser(prog="python -m tests.cases.paragraphs", description=__doc__)
    parser.add_argument("--half", choices=HALVES, default="dev")
    parser.add_argument("-v", action="store_true", dest="each", help="list each miss")
    args = parser.parse_args(arguments)
    if args.each and args.half != "dev":
        parser.error("what is kept back prints totals only; -v goes with --half dev")
    facts = judged(Advisor.load(plugins=False, today=AS_OF), rows_of(args.half))
    if args.each:
        print(*(fact for fact in facts if fact.outcome != "found"), sep="\n", end="\n\n")
    counted = totals(facts)
    total = counted.pop("total")
    print(f"{'field':<64}" + "".join(f"{column:>9}" for column in COLUMNS))
    for name, outcomes in (*sorted(counted.items()), ("total", total)):
        print(f"{name:<64}" + "".join(f"{outcomes[column]:>9}" for column in COLUMNS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
