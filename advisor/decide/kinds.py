"""Plans by kind, with how often a plan of each kind comes first."""

from __future__ import annotations

from collections.abc import Callable

from advisor.decide.assess import Assessment
from advisor.decide.judge import Judged
from advisor.decide.tipping import kind_of
from advisor.strategy.records import Plan


def kinds_of(found: Assessment, shares: list[float]) -> list[tuple[Judged, float]]:
    """Return the best plan of each kind, with how often any plan of that kind came first: the winner, then
    the others by that share.

    Plans of a kind have the same training and somebody of the same kind who runs the model. Behind them
    stand the other ways of running a kind, with their own share.
    """
    kinds = _grouped(found, shares, kind_of)
    kinds[1:] = sorted(kinds[1:], key=lambda kind: -kind[1])
    ways = _grouped(found, shares, _way)
    first = [item for item, _ in kinds]
    return kinds + [(item, share) for item, share in ways if item not in first]


def though_rarer(kinds: list[tuple[Judged, float]]) -> tuple[str, ...]:
    """Return why the winner wins though another kind of plan comes first in more of the draws.

    The winner is worth most on average over all draws, which no other plan's presence can change; which one
    comes first most often depends on how many plans share the rest.
    """
    if len(kinds) < 2 or kinds[1][1] <= kinds[0][1]:
        return ()
    (_, mine), (other, more) = kinds[:2]
    return (
        f"{other.plan.title} comes first in more of the draws ({more:.0%} against {mine:.0%}), but where it"
        " loses it loses by more: on average over all draws the plan advised is worth more.",
    )


def _way(plan: Plan) -> tuple[object, ...]:
    owned = plan.hardware is not None and plan.hardware.owned
    return plan.deployment, owned, kind_of(plan)


def _grouped(
    found: Assessment, shares: list[float], key: Callable[[Plan], object]
) -> list[tuple[Judged, float]]:
    total: dict[object, float] = {}
    best: dict[object, Judged] = {}
    for place, item in enumerate(found.ranked):
        group = key(item.plan)
        best.setdefault(group, item)
        total[group] = total.get(group, 0.0) + (shares[place] if place < len(shares) else 0.0)
    return [(item, total[group]) for group, item in best.items()]
