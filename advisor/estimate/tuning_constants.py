"""The dated constants of the tuning estimates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.errors import UserError, did_you_mean, shown
from advisor.resources import shipped_toml


def tuning_constants() -> Mapping[str, Any]:
    """Return the constants of tuning memory, methods and speed."""
    return shipped_toml("estimate/tuning_coefficients.toml")


def known(table: str) -> tuple[str, ...]:
    """Return the names of a table of constants, for instance the stacks or the optimizers."""
    return tuple(tuning_constants()[table])


def require_known(field: str, value: str, table: str) -> None:
    """Refuse a name that a table does not hold.

    Raises:
        UserError: When it is unknown.
    """
    if value not in tuning_constants()[table]:
        names = known(table)
        hint = did_you_mean(value, names)
        raise UserError(f"{field}: {shown(value)!r} is unknown; use one of {', '.join(names)}.{hint}")
