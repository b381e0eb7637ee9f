"""What rented devices cost and how busy they are at least and at most, before they are sized."""

from __future__ import annotations

import math

from advisor.rules.between import Between
from advisor.strategy.assemble import extra_people
from advisor.strategy.context import Context
from advisor.strategy.eligible import models_of
from advisor.strategy.facts import RENTED
from advisor.strategy.fitting import surely_fit
from advisor.strategy.pricing import people_line
from advisor.strategy.supply import MOST_DEVICES

ROUNDED = 1.0 + 1e-6
"""Sizing takes copies that carry the peak but for a billionth of one."""
RENTED_PLACE = "self_host_rented"

Bounds = dict[str, Between]


def rented_bounds(context: Context) -> Bounds:
    """Return between what the facts about rented devices surely lie, by their name; nothing where it is not
    sure without a search that there are any.

    ``gpu_usd_month >= people``, as devices are paid beside them; ``gpu_utilisation <= 1 / peak factor``, as
    the copies carry the peak, unless the user counted who is there at once; ``gpu_count >= 1``.
    """
    if not surely_fit(context, RENTED_PLACE, models_of(context, context.tier)):
        return {}
    people, load = people_line(context, extra_people(context, RENTED_PLACE, ())).month, context.load()
    busiest = math.inf if load.peak_concurrency is not None else ROUNDED / load.peak_factor
    bounds = (
        Between(people.value if people is not None else 0.0, math.inf),
        Between(0.0, busiest),
        Between(1.0, float(MOST_DEVICES)),
    )
    return {f"facts.{name}": bound for name, bound in zip(RENTED, bounds, strict=True)}
