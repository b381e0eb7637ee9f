"""The devices that may be rented: their operators may see the data, and current software runs on them."""

from __future__ import annotations

from advisor.strategy.context import SKILLS, Context
from advisor.strategy.jurisdiction import offers_allowed
from advisor.strategy.once import once
from advisor.strategy.supply import Offer


@once
def rentable(context: Context) -> tuple[Offer, ...]:
    """Return the devices on the market by the hour that are worth looking at, cheapest first."""
    anchors = context.anchors
    skill = context.profile.text("team.skill", "developers")
    able = SKILLS.index(skill) >= SKILLS.index(anchors.own_software_skill)
    offers = (
        offer
        for offer in context.supply.offers("on_demand")
        if offer.accelerator.generation not in anchors.outdated
        and (able or offer.accelerator.kind not in anchors.own_software)
    )
    return tuple(offers_allowed(context, offers))
