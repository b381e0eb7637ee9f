"""Which facts are older than their book says that they keep, on the day of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from advisor.catalog.loader import Catalog
from advisor.catalog.records import Row
from advisor.quantity import Quantity

OLD = "old"
"""The mark of a figure that rests on such a fact, wherever one is shown."""


@dataclass(frozen=True, slots=True)
class OldFact:
    """A source that was read longer ago than its book's shelf life."""

    source: str
    read: date
    keeps_days: int

    def sentence(self, as_of: date) -> str:
        """Return the fact's age in words."""
        age = (as_of - self.read).days
        return f"{self.source}: read on {self.read}, {age} days ago; it keeps for {self.keeps_days}"


def is_old(catalog: Catalog, kind: str, row: Row, as_of: date) -> bool:
    """Return whether a row is older than its book's shelf life on a day."""
    life = catalog.keeps_days(kind, row.id)
    return life is not None and (as_of - row.as_of).days > life


def old_facts(catalog: Catalog, figures: Iterable[Quantity], as_of: date) -> tuple[OldFact, ...]:
    """Return the old facts that some figures rest on, the oldest first.

    A figure's facts are known by source and date; rows that share both keep as long as the shortest-lived.

    Args:
        catalog: The books that the figures were taken from.
        figures: Figures with everything that they were computed from.
        as_of: The day of the run; never the clock's.
    """
    lives = _lives(catalog, as_of)
    if not lives:
        return ()
    found = {
        OldFact(source, q.as_of, lives[source, q.as_of])
        for q in _all(figures)
        for source in q.sources
        if q.as_of is not None and (source, q.as_of) in lives
    }
    return tuple(sorted(found, key=lambda fact: (fact.read, fact.source)))


def _all(figures: Iterable[Quantity]) -> Iterator[Quantity]:
    """Yield every figure and what it was computed from, shared ones once."""
    seen: set[int] = set()
    stack = list(figures)
    while stack:
        figure = stack.pop()
        if id(figure) not in seen:
            seen.add(id(figure))
            yield figure
            stack.extend(figure.inputs)


def rests_on_old(figure: Quantity, facts: Iterable[OldFact]) -> bool:
    """Return whether a figure was computed from one of some old facts."""
    known = {(fact.source, fact.read) for fact in facts}
    return bool(known) and any((s, q.as_of) in known for q in _all([figure]) for s in q.sources)


def _lives(catalog: Catalog, as_of: date) -> dict[tuple[str, date], int]:
    """Return the shelf lives of what is old, by source and date, over the kinds of rows in use."""
    lives: dict[tuple[str, date], int] = {}
    for kind, row in catalog.loaded():
        if is_old(catalog, kind, row, as_of):
            key, life = (row.source, row.as_of), catalog.keeps_days(kind, row.id) or 0
            lives[key] = min(life, lives.get(key, life))
    return lives
