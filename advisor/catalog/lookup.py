"""Find a row by the words that people use for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Generic, TypeVar

from advisor.catalog.records import Row
from advisor.errors import UserError, shown

R = TypeVar("R", bound=Row)

_SEPARATORS = re.compile(r"[\s_\-]+")


def fold(name: str) -> str:
    """Return a name without case, spaces, dashes and underscores.

    >>> fold("H100 SXM"), fold("h100-sxm"), fold("Llama-3.1_70B")
    ('h100sxm', 'h100sxm', 'llama3.170b')
    """
    return _SEPARATORS.sub("", name).casefold()


def names_of(row: Row) -> tuple[str, ...]:
    """Return the id, the name and the aliases of a row, each also with its maker in front."""
    plain = (row.id, getattr(row, "name", row.id), *getattr(row, "aliases", ()))
    maker = getattr(row, "vendor", "") or getattr(row, "provider", "")
    return (*plain, *(f"{maker} {name}" for name in plain)) if maker else plain


class Index(Generic[R]):
    """Rows by every folded name; where two rows share a name the earlier one has it."""

    def __init__(self, kind: str, rows: Iterable[R]) -> None:
        """Index some rows.

        Args:
            kind: What a row is called in an error message.
            rows: The rows, the preferred ones first.
        """
        self._kind = kind
        self._rows: dict[str, R] = {}
        for row in rows:
            for name in names_of(row):
                self._rows.setdefault(fold(name), row)

    def names(self) -> Mapping[str, R]:
        """Return every folded name with its row."""
        return self._rows

    def find(self, name: str) -> R:
        """Return the row of that id, name or alias.

        Raises:
            UserError: When there is none, with the nearest known name.
        """
        row = self._rows.get(fold(name))
        if row is None:
            raise UserError(
                f"The catalogue has no {self._kind} {shown(name)!r}.{self._hint(name)}"
                " 'advisor catalog list' shows what it has."
            )
        return row

    def _hint(self, name: str) -> str:
        """Return the question whether the row with the nearest of all names was meant, by its id."""
        near = get_close_matches(fold(name), self._rows, n=1, cutoff=0.6)
        return f" Did you mean {self._rows[near[0]].id!r}?" if near else ""
