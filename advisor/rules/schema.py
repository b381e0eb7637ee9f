"""What a condition may read: the table of fields with their kinds, units and allowed words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from advisor.errors import did_you_mean
from advisor.profile import Field, fact_fields, standard_fields

DERIVED_GROUPS = ("facts", "plan")
"""Groups that the program computes; no user can be asked for them."""


@dataclass(frozen=True, slots=True)
class Schema:
    """Every field that rules may name, by path."""

    table: Mapping[str, Field]

    @classmethod
    def of(cls, *tables: Iterable[Field]) -> Schema:
        """Return the schema of several tables of fields: the profile, the facts, those of plugins."""
        return cls(MappingProxyType({field.path: field for table in tables for field in table}))

    def get(self, path: str) -> Field | None:
        """Return a field, or None when there is none of that name."""
        return self.table.get(path)

    def unknown(self, path: str) -> str:
        """Return the sentence about a name that is no field, with the nearest one that is."""
        group = path.partition(".")[0] + "."
        own = did_you_mean(path, [known for known in self.table if known.startswith(group)])
        return f"there is no field {path!r}.{own or did_you_mean(path, self.table)}"

    def choices(self, path: str) -> tuple[str, ...]:
        """Return the allowed words of a field, empty when there is no such field or it is free."""
        field = self.table.get(path)
        return field.choices if field else ()

    def askable(self, path: str) -> bool:
        """Return whether a user can be asked for a field."""
        return path in self.table and path.partition(".")[0] not in DERIVED_GROUPS


@cache
def standard_schema() -> Schema:
    """Return the schema of the fields and facts that ship with the program."""
    return Schema.of(standard_fields(), fact_fields())
