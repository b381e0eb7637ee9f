"""What is said of a plan where it is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.resources import shipped_toml
from advisor.strategy.records import Limit


def wording(group: str) -> Mapping[str, Any]:
    """Return a table of wordings.toml, for instance ``"title"``."""
    table: Mapping[str, Any] = shipped_toml("strategy/wordings.toml")[group]
    return table


def limit_name(limit: str) -> str:
    """Return what a limit is called: ``"time to train"`` for ``"time"``."""
    return str(shipped_toml("strategy/wordings.toml")["limit"][limit]["name"])


def limit_of(limit: str, rule: str, needs: Mapping[str, str], has: Mapping[str, str]) -> Limit:
    """Return a limit that is broken, in words.

    Args:
        limit: Its row of wordings.toml.
        rule: Under which it is told.
        needs: What fills the row's words for what is needed.
        has: What fills those for what there is, which are the same where the row has none of its own.
    """
    row = shipped_toml("strategy/wordings.toml")["limit"][limit]
    there = row.get("has", row["needs"])
    return Limit(row["name"], row["needs"].format(**needs), there.format(**has), rule)
