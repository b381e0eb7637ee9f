"""From which use on owning a training fleet costs less than renting it, and after how many months."""

from __future__ import annotations

from dataclasses import dataclass, replace

from advisor.estimate.ledger import Line, month_usd, once_usd
from advisor.estimate.ownership import RESALE_MONTHS
from advisor.quantity import Quantity, derive, exact
from advisor.strategy.context import Context
from advisor.strategy.fleet_bills import over_horizon, own_lines, rent_lines
from advisor.strategy.once import once
from advisor.strategy.training_fleet import TrainingFleet, training_fleet

MOST_MONTHS = 60
"""Older devices are replaced."""
LEAST_USE = 0.01
"""The least use that is tried."""
_HALVINGS = 10
"""Of the range of use: what is left of it is a thousandth."""


@dataclass(frozen=True, slots=True)
class RentOrOwn:
    """Both bills of a fleet over the horizon."""

    fleet: TrainingFleet
    rent: Quantity
    """USD over the horizon."""
    own: Quantity
    """USD over the horizon, resale taken off."""
    price: Quantity
    """USD to buy it, servers and network included."""
    running: Quantity
    """USD a month that owning takes: power, space, spares, capital and people."""
    pays_after: int | None
    """First month in which owning has cost no more than renting, None within five years."""
    from_use: Quantity | None
    """Share of the time from which owning is the cheaper one over the horizon, None where it never is."""

    @property
    def owning_is_cheaper(self) -> bool:
        """Whether owning is expected to cost less."""
        return self.own.value < self.rent.value


@once
def rent_or_own(context: Context) -> RentOrOwn | None:
    """Return both bills of the fleet; None where there is none, or it can only be had in one way."""
    fleet = training_fleet(context)
    if fleet is None:
        return None
    renting, owning = rent_lines(context, fleet), own_lines(context, fleet)
    if not renting or not owning:
        return None
    return RentOrOwn(
        fleet,
        rent=over_horizon(context, "rent_usd", renting),
        own=over_horizon(context, "own_usd", owning),
        price=once_usd(owning, "hardware_usd"),
        running=month_usd(owning, "running_usd_month"),
        pays_after=_pays_after(context, renting, owning),
        from_use=_from_use(context, fleet),
    )


def _pays_after(context: Context, renting: tuple[Line, ...], owning: tuple[Line, ...]) -> int | None:
    """Return the first month m with once x (1 - share^(max(m, 36)/36)) + running x m <= rent x m."""
    rent, running = month_usd(renting).value, month_usd(owning).value
    price, share = once_usd(owning).value, context.parameter("residual_share_36m").value
    for month in range(1, MOST_MONTHS + 1):
        kept = 1.0 - share ** (max(month, RESALE_MONTHS) / RESALE_MONTHS)
        if price * kept + running * month <= rent * month:
            return month
    return None


def _from_use(context: Context, fleet: TrainingFleet) -> Quantity | None:
    """Return the use at which owning and renting cost the same over the horizon, found by halving.

    Its range is that of owning over renting there, as rent by the hour follows the use.
    """

    def bills(use: float) -> tuple[Quantity, Quantity]:
        at = replace(fleet, use=exact("use_of_fleet", use, "share", "tried"))
        own, rent = own_lines(context, at), rent_lines(context, at)
        return over_horizon(context, "own_usd", own), over_horizon(context, "rent_usd", rent)

    low, high = LEAST_USE, 1.0
    own, rent = bills(high)
    if own.value > rent.value:
        return None
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        own, rent = bills(middle)
        low, high = (low, middle) if own.value <= rent.value else (middle, high)
    text = "use at which own_usd = rent_usd"
    use = exact("use", high, "share", text)
    inputs = {"use": use, "own": own, "rent": rent}
    return derive("from_use", "share", text, lambda use, own, rent: use * own / rent, inputs)
