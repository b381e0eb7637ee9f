"""Serving programs by name, and how each shares a device."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from advisor.errors import UserError, did_you_mean, shown
from advisor.resources import shipped_toml


@dataclass(frozen=True, slots=True)
class Engine:
    """One program."""

    id: str
    mode: str
    """``batching``, ``static`` or ``stream``."""
    windows_in_full: bool = False
    """Whether layers that see a window take as much memory for their cache as those that see everything."""


USUAL = Engine("", "batching")
"""An engine that was not named: the usual one of those that batch."""


@cache
def _engines() -> Mapping[str, Engine]:
    known = {}
    for row in shipped_toml("estimate/engines.toml")["engine"]:
        entry = Engine(row["id"], row["mode"], row.get("windows_in_full", False))
        for name in (row["id"], *row["aliases"]):
            known[name] = entry
    return known


def engine_named(name: str) -> Engine:
    """Return an engine by id or alias, the usual one for an empty name.

    Raises:
        UserError: When nothing has that name.
    """
    if not name:
        return USUAL
    found = _engines().get(name.strip().casefold())
    if found is None:
        listed = ", ".join(dict.fromkeys(e.id for e in _engines().values()))
        hint = did_you_mean(name, _engines())
        raise UserError(f"engine: {shown(name)!r} is none that is known; use one of {listed}.{hint}")
    return found


def windows_in_full(name: str) -> bool:
    """Tell whether an engine keeps memory for windows as for whole contexts; no for an unknown one."""
    found = _engines().get(name.strip().casefold())
    return found is not None and found.windows_in_full
