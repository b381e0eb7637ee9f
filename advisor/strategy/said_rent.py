"""What the devices that the user named and does not own cost an hour: as said, or what a bill comes to."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.estimate.money import HOURS_PER_MONTH
from advisor.quantity import Quantity, counted, derive, exact
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.in_use import SERVED
from advisor.strategy.once import once
from advisor.strategy.supply import Offer

BILL, RATE = "budget.current_usd_month", "cost.gpu_usd_hour"
NAMED, OWNED = "wish.devices", "hardware.owned"
RENTS = "self_host_rented"
AS_SAID = exact("as_said", 1.0, "ratio", "what you pay, with nothing added")
"""What storage and traffic add to a rent that was said: it is what is paid."""


@once
def rented_counts(context: Context) -> dict[str, int]:
    """Return how many of each device were named that nobody owns, by its id in the catalogue."""
    owned, named = (_counts(context, path) for path in (OWNED, NAMED))
    return {name: count for name, count in named.items() if name not in owned}


def _counts(context: Context, path: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for device in context.profile.devices(path):
        row = device_row(context, device)
        if row is not None:
            counts[row.id] = counts.get(row.id, 0) + device.count
    return counts


@once
def said_rate(context: Context, accelerator: str) -> Quantity | None:
    """Return USD an hour of a device that was named and that nobody owns: as said, else what the bill for all
    of them comes to an hour.

    None where neither was said, of any other device, and where several kinds were named: one figure tells of
    none of them what it costs.

    bill / (devices x 730 h).

    Args:
        context: The bundle.
        accelerator: Catalogue id of the device.
    """
    profile, counts = context.profile, rented_counts(context)
    if accelerator not in counts or len(counts) > 1:
        return None
    said = profile.number(RATE) if profile.said(RATE) else None
    if said:
        return exact("said_usd_per_hour", said, "USD/h", "you said")
    bill = profile.number(BILL) if profile.said(BILL) else None
    if not bill or not bill_is_for_devices(context):
        return None
    hours = HOURS_PER_MONTH * counts[accelerator]
    return derive(
        "implied_usd_per_hour",
        "USD/h",
        f"bill / ({counted(counts[accelerator], 'device')} x {HOURS_PER_MONTH:g} hours)",
        lambda bill: bill / hours,
        {"bill": exact("bill_usd_month", bill, "USD/month", "you said")},
    )


def bill_is_for_devices(context: Context) -> bool:
    """Return whether today's bill pays for rented devices alone: what runs, runs nowhere else."""
    served = set(context.profile.words(SERVED)) if context.profile.said(SERVED) else set()
    return served == {RENTS}


def as_said(context: Context, offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """Return offers, cheapest first, those of devices whose rent was said at that rent."""
    found = tuple(_priced(context, offer) for offer in offers)
    return tuple(sorted(found, key=lambda offer: (offer.price.usd, offer.accelerator.id)))


def _priced(context: Context, offer: Offer) -> Offer:
    rate = said_rate(context, offer.accelerator.id)
    if rate is None:
        return offer
    usd = rate.value
    price = offer.price.model_copy(
        update={"id": f"{offer.price.id}-at-{usd:.6g}", "usd": usd, "low_usd": usd, "high_usd": usd}
    )
    return Offer(offer.accelerator, price)
