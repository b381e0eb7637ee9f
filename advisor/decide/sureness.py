"""How sure the advice is: how often it stays first, and how much of what decides most somebody said."""

from __future__ import annotations

from advisor.decide.records import Sureness
from advisor.decide.scales import scales
from advisor.profile import UNDECIDED, Profile


def sureness(share: float, unsaid: int = 0) -> Sureness:
    """Return the word for a share of the draws and for what nobody said.

    The draws move figures and weights, not whole answers: where one of the few that decide most is a guess,
    the advice is leaning at most, and open where all of them are.

    Args:
        share: Part of the draws in which the winner stays first.
        unsaid: How many of the deciding answers nobody gave.
    """
    scale = scales()["sureness"]
    if share < float(scale["leaning"]) or unsaid >= len(scale["rests_on"]):
        return "open"
    return "clear" if share >= float(scale["clear"]) and not unsaid else "leaning"


def unsaid(profile: Profile) -> tuple[str, ...]:
    """Return which of the answers that decide most nobody gave, each by the label of its first field."""
    groups: list[list[str]] = scales()["sureness"]["rests_on"]
    return tuple(
        profile.fields[group[0]].label
        for group in groups
        if not any(profile.said(path) and profile.text(path) != UNDECIDED for path in group)
    )
