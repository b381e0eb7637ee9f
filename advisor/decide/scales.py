"""The fixed, cited anchors of the value functions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.resources import shipped_toml

CRITERIA = ("cost", "quality", "latency", "privacy", "time_to_value", "effort", "risk")


def scales() -> Mapping[str, Any]:
    """Return the anchors of criteria.toml."""
    return shipped_toml("decide/criteria.toml")
