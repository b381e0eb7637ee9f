"""Read the dated coefficient files of this package into quantities."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from advisor.quantity import Quantity, sourced


@cache
def read_toml(name: str) -> Mapping[str, Any]:
    """Return a TOML file that ships beside this module, parsed once."""
    return tomllib.loads(files("advisor.estimate").joinpath(name).read_text(encoding="utf-8"))


@cache
def money_parameters() -> Mapping[str, Quantity]:
    """Return the defaults of the money and energy formulas by name."""
    return {name: _quantity(name, row) for name, row in read_toml("money_coefficients.toml").items()}


def _quantity(name: str, row: Mapping[str, Any]) -> Quantity:
    assumed = str(row["source"]).startswith("assumed")
    return sourced(
        name,
        float(row["value"]),
        str(row["unit"]),
        str(row["source"]),
        low=float(row["low"]),
        high=float(row["high"]),
        as_of=row["as_of"],
        basis="assumed" if assumed else "sourced",
    )
