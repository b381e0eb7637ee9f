"""The rows of ``ways.toml``: service tiers of hosted models and terms of rent."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from advisor.resources import shipped_toml


@cache
def way_rows(kind: str) -> tuple[Mapping[str, Any], ...]:
    """Return the rows of one kind: ``service_tier`` or ``rent``."""
    return tuple(shipped_toml("strategy/ways.toml")[kind])


@cache
def slowest_ms(field: str) -> float:
    """Return the longest that an answer of a service tier takes, in ms.

    Args:
        field: The field of a model's row that holds the tier's price over the list.
    """
    tiers = way_rows("service_tier")
    return next(1e3 * float(tier["slowest_s"]) for tier in tiers if tier.get("field") == field)
