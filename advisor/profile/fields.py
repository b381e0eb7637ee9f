"""What can be known about a user's project: the table of fields that everything else reads.

Questions, the reader of free text, the JSON schema, ``--set`` and the rule language all take names,
units, bounds and allowed values from here, so that one line of data adds a field everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from advisor.errors import UserError, did_you_mean, shown
from advisor.resources import shipped_toml

Kind = Literal["number", "choice", "choices", "flag", "text", "texts", "devices"]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a user can tell us."""

    path: str
    """Dotted name, group first: ``workload.requests_per_day``."""
    kind: Kind
    label: str
    """A few plain words, for echoing an answer."""
    help: str
    """One sentence: what it means."""
    unit: str = ""
    low: float | None = None
    high: float | None = None
    confirm_above: float | None = None
    choices: tuple[str, ...] = ()
    whole: bool = False
    ordered: bool = False
    """Whether the choices go from the least to the most."""
    up_to: bool = False
    """Whether it says how far one may go: of a range that begins at nothing the end counts."""


class Fields:
    """An immutable table of fields by path."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self._by_path: dict[str, Field] = {}
        for field in fields:
            if field.path in self._by_path:
                raise ValueError(f"the field {field.path!r} is defined twice")
            self._by_path[field.path] = field

    def __iter__(self) -> Iterator[Field]:
        return iter(self._by_path.values())

    def __contains__(self, path: object) -> bool:
        return path in self._by_path

    def __getitem__(self, path: str) -> Field:
        try:
            return self._by_path[path]
        except KeyError:
            raise UserError(
                f"There is no field {shown(path)!r} in a profile.{did_you_mean(path, self._by_path)}"
            ) from None

    def check(self, paths: Set[str]) -> None:
        """Refuse paths of which one is no field.

        Raises:
            UserError: When there is no field of some path.
        """
        for path in () if paths <= self._by_path.keys() else paths:
            _ = self[path]

    def paths(self) -> tuple[str, ...]:
        """Return all paths in the order of the table."""
        return tuple(self._by_path)

    def group(self, name: str) -> tuple[Field, ...]:
        """Return the fields of one group, for instance ``"workload"``."""
        return tuple(f for f in self if f.path.partition(".")[0] == name)

    def extended(self, more: Iterable[Field]) -> Fields:
        """Return a table with further fields, as plugins bring them."""
        return Fields([*self, *more])


def load_fields(document: Mapping[str, Mapping[str, Mapping[str, object]]]) -> Fields:
    """Return a table of fields: one table per group, one sub-table per field."""
    return Fields(
        Field(path=f"{group}.{name}", **_row(row))
        for group, rows in document.items()
        for name, row in rows.items()
    )


@cache
def standard_fields() -> Fields:
    """Return the fields that ship with the program."""
    return load_fields(shipped_toml("profile/fields.toml"))


@cache
def fact_fields() -> Fields:
    """Return the derived facts and plan properties that rules may read beside the profile."""
    return load_fields(shipped_toml("profile/facts.toml"))


def _row(row: Mapping[str, object]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
