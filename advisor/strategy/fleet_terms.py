"""The typed reader of training_fleet.toml: when training is the work itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from advisor.quantity import Quantity
from advisor.resources import shipped_toml


@dataclass(frozen=True, slots=True)
class FleetTerms:
    """What a fleet that trains is taken to be until the team says it."""

    kinds: frozenset[str]
    """Kinds of project whose work is training."""
    kinds_with_many: frozenset[str]
    """Kinds whose work is training where many devices are at it and nobody named what they serve."""
    least_devices: int
    """Fewer are a workstation or a server for one person."""
    least_unexplained: int
    """So many devices train where nobody named any work for them."""
    most_people: float
    """People beside training that goes on are those who train, up to so many."""
    least_usd_month: float
    """A smaller bill a month is no fleet's."""
    use: Quantity
    """Share of the time in which its devices train, where nobody measured it."""
    queue_share: float
    """Share of the time that a queue of jobs is planned for."""
    reserved_from_months: int
    """Horizon from which a term of rent is taken."""
    device_kinds: frozenset[str]
    """Kinds of devices that are guessed where the team counts GPUs and names none."""
    served_groups: frozenset[str]
    """Groups of fields about a load that is served."""
    told_all_the_same: frozenset[str]
    """Fields of these groups that count for a fleet too."""

    judged_all_the_same: frozenset[str]
    """Fields of these groups that rules read for a fleet although nobody said them."""

    def judges(self, path: str) -> bool:
        """Return whether rules read what is only assumed of a field where devices only train."""
        return path.partition(".")[0] not in self.served_groups or path in self.judged_all_the_same

    def concerns(self, path: str) -> bool:
        """Return whether a field says something of devices that only train."""
        return path.partition(".")[0] not in self.served_groups or path in self.told_all_the_same


@cache
def fleet_terms() -> FleetTerms:
    """Return the terms that ship with the program."""
    data = shipped_toml("strategy/training_fleet.toml")
    low, share, high = data["use"]["share"]
    return FleetTerms(
        kinds=frozenset(data["work"]["kinds"]),
        kinds_with_many=frozenset(data["work"]["kinds_with_many"]),
        least_devices=int(data["work"]["least_devices"]),
        least_unexplained=int(data["work"]["least_unexplained"]),
        most_people=float(data["work"]["most_people"]),
        least_usd_month=float(data["work"]["least_usd_month"]),
        use=Quantity(
            "use_of_fleet", share, low, high, "share", sources=(data["use"]["source"],), basis="assumed"
        ),
        queue_share=float(data["use"]["queue_share"]),
        reserved_from_months=int(data["kept"]["reserved_from_months"]),
        device_kinds=frozenset(data["device"]["kinds"]),
        served_groups=frozenset(data["quiet"]["groups"]),
        told_all_the_same=frozenset(data["quiet"]["except"]),
        judged_all_the_same=frozenset(data["quiet"]["except_for_rules"]),
    )
