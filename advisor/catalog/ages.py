"""Which facts are older than their book says that they keep, on the day of a run."""

from __future__ import annotations

from collections.abc import Iterable
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
    used = {(source, q.as_of) for figure in figures for _, q in figure.walk() for source in q.sources}
    lives = _lives(catalog, as_of)
    found = {OldFact(s, read, lives[s, read]) for s, read in used if read is not None and (s, read) in lives}
    return tuple(sorted(found, key=lambda fact: (fact.read, fact.source)))


def rests_on_old(figure: Quantity, facts: Iterable[OldFact]) -> bool:
    """Return whether a figure was computed from one of some old facts."""
    known = {(fact.source, fact.read) for fact in facts}
    return bool(known) and any((s, q.as_of) in known for _, q in figure.walk() for s in q.sources)


def _lives(catalog: Catalog, as_of: date) -> dict[tuple[str, date], int]:
    """Return the shelf lives of what is old, by source and date, over the kinds of rows in use."""
    lives: dict[tuple[str, date], int] = {}
    for kind, row in catalog.loaded():
        if is_old(catalog, kind, row, as_of):
            key, life = (row.source, row.as_of), catalog.keeps_days(kind, row.id) or 0
            lives[key] = min(life, lives.get(key, life))
    return lives
