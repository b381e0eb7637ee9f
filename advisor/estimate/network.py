"""Networks between machines, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from advisor.errors import UserError, did_you_mean, shown
from advisor.resources import shipped_toml


@dataclass(frozen=True, slots=True)
class Network:
    """What joins machines."""

    id: str
    name: str
    gb_s: float
    """One direction, from one machine to one other, as programs see it."""
    latency_us: float
    source: str


@cache
def _networks() -> Mapping[str, Network]:
    known = {}
    for row in shipped_toml("estimate/networks.toml")["network"]:
        entry = Network(row["id"], row["name"], float(row["gb_s"]), float(row["latency_us"]), row["source"])
        for name in (row["id"], *row["aliases"]):
            known[name] = entry
    return known


def network_named(name: str) -> Network:
    """Return a network by id or alias.

    Raises:
        UserError: When nothing has that name.
    """
    found = _networks().get(name.strip().casefold())
    if found is None:
        listed = ", ".join(dict.fromkeys(n.id for n in _networks().values()))
        hint = did_you_mean(name, _networks())
        raise UserError(f"network: {shown(name)!r} is none that is known; use one of {listed}.{hint}")
    return found


@cache
def usual_network() -> Network:
    """Return the network that is assumed between machines where none was named."""
    return network_named(shipped_toml("estimate/networks.toml")["usual"])
