"""The words that reports, estimates and help use, in plain sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from advisor.resources import shipped_toml


@dataclass(frozen=True, slots=True)
class Term:
    """One word.

    Attributes:
        id: The word as it is written.
        names: Other spellings, and the names of the figures that carry it.
        title: What it is, in one line.
        says: What it means for a plan; empty where the title says all.
    """

    id: str
    names: tuple[str, ...]
    title: str
    says: str

    @property
    def text(self) -> str:
        """Return the word with its meaning."""
        return "\n".join(line for line in (f"{self.id}: {self.title}", self.says) if line)


def term(name: str) -> Term | None:
    """Return the word of that spelling in any case, or None.

    >>> term("tpot").title
    'Time per output token'
    """
    return terms().get(name.strip().casefold())


@cache
def terms() -> Mapping[str, Term]:
    """Return every spelling, in small letters, with its word."""
    rows = shipped_toml("decide/terms.toml")["term"]
    words = [Term(row["id"], tuple(row.get("names", ())), row["title"], row.get("says", "")) for row in rows]
    return {spelling.casefold(): word for word in words for spelling in (word.id, *word.names)}
