"""What rented devices cost on demand, reserved and on the spot market, interruptions counted."""

from __future__ import annotations

from dataclasses import replace

from advisor.estimate.economics import rented_month
from advisor.estimate.money import HOURS_PER_MONTH
from advisor.estimate.rented_hours import rented_hours
from advisor.quantity import Quantity, derive, exact
from advisor.strategy.context import Context
from advisor.strategy.once import once
from advisor.strategy.records import Plan
from advisor.strategy.said_rent import AS_SAID, said_rate

RENTED = "rented devices"
"""Name of the line of a bill."""
ON_DEMAND = "on_demand"


def terms_of(context: Context, plan: Plan) -> str:
    """Return on which terms the devices of a plan are priced: reserved where its formula took that price."""
    line = next(line for line in plan.lines if line.name == RENTED)
    rates = {q.value for q in line.month.inputs} if line.month is not None else set()
    if plan.hardware is None:
        return ON_DEMAND
    price = context.supply.catalog.rental(plan.hardware.accelerator, "reserved")
    return "reserved" if price is not None and price.usd in rates else ON_DEMAND


def rent_month(context: Context, plan: Plan, kind: str) -> Quantity | None:
    """Return what the devices of a plan cost a month on some terms, or None where the market is not known.

    On demand for the hours that the load and its patience need, or in which a fleet trains; reserved around
    the clock; on the spot market with the work that interruptions repeat, and, where people wait for answers,
    with a part that stays on demand. Where nobody quotes a card on these terms, the usual share of its price
    on demand stands in.

    Args:
        context: The bundle.
        plan: A plan with rented devices.
        kind: ``on_demand``, ``reserved`` or ``spot``.
    """
    hardware = plan.hardware
    base = context.supply.catalog.rental(hardware.accelerator, ON_DEMAND) if hardware else None
    if hardware is None or base is None:
        return None
    rate = context.supply.catalog.rate(base)
    hours = _hours(context, plan, kind)
    if kind == ON_DEMAND:
        said = None if plan.is_fleet else said_rate(context, hardware.accelerator)
        month = _month(context, rate, hardware.count, hours)
        return month if said is None else rented_month(said, hardware.count, AS_SAID, hours_per_month=hours)
    other = _rate(context, hardware.accelerator, kind, rate)
    if other is None:
        return None
    month = _month(context, other, hardware.count, hours)
    if kind == "spot":
        whole = _month(context, rate, hardware.count, hours)
        month = _interrupted(context, month, whole, may_wait=plan.is_fleet or context.workload.batch_ok)
    note = "" if other.sources else f"no quote for this card, so {other.formula}"
    return replace(month, note=note)


def spot_run_usd(context: Context, accelerator: str, usd: Quantity) -> Quantity | None:
    """Return what a run that is priced on demand costs on the spot market, or None where none is known.

    usd x rate on the spot market / rate on demand x overhead of interruptions.
    """
    catalog = context.supply.catalog
    base, spot = catalog.rental(accelerator, ON_DEMAND), catalog.rental(accelerator, "spot")
    share = usual_share(context, "spot")
    if base is not None and spot is not None:
        share = exact(
            "spot_share", spot.usd / base.usd, "share", "the card's rate on the spot market over on demand"
        )
    if share is None:
        return None
    return derive(
        usd.name,
        usd.unit,
        f"{usd.name} x spot_share x spot_overhead",
        lambda usd, share, more: usd * share * more,
        {"usd": usd, "share": share, "more": context.parameter("spot_overhead")},
    )


def _hours(context: Context, plan: Plan, kind: str) -> float:
    """Return the hours a month that each device is paid for on some terms."""
    hardware, busy = plan.hardware, plan.estimates.get("utilisation")
    if kind == "reserved" or hardware is None or busy is None:
        return HOURS_PER_MONTH
    if plan.is_fleet:
        return HOURS_PER_MONTH * min(1.0, busy.value)
    shape = context.profile.text("workload.shape")
    work = context.workload
    return rented_hours(
        hardware.replicas,
        busy,
        work_may_wait=work.nobody_waits,
        shape=shape,
        done_once=work.job_days is not None,
    )


def _month(context: Context, rate: Quantity, devices: int, hours: float) -> Quantity:
    return rented_month(rate, devices, context.parameter("cloud_overhead"), hours_per_month=hours)


def _rate(context: Context, accelerator: str, kind: str, on_demand: Quantity) -> Quantity | None:
    """Return USD a device-hour on some terms: as quoted, else the usual share of the price on demand."""
    catalog = context.supply.catalog
    price = catalog.rental(accelerator, kind)
    if price is not None:
        return catalog.rate(price)
    share = usual_share(context, kind)
    if share is None:
        return None
    text = f"{share.value:.0%} of the rate on demand ({share.low:.0%} to {share.high:.0%})"
    return derive(f"{kind}_rate", on_demand.unit, text, lambda r, s: r * s, {"r": on_demand, "s": share})


@once
def usual_share(context: Context, kind: str) -> Quantity | None:
    """Return the price on some terms over that on demand, over the cards that are quoted on both: the median
    with the least and the most; None where there is none."""
    catalog = context.supply.catalog
    pairs = [(one, catalog.rental(one.accelerator, ON_DEMAND)) for one in catalog.rentals if one.kind == kind]
    shares = sorted(one.usd / base.usd for one, base in pairs if base is not None and base.usd > 0)
    shares = [share for share in shares if share <= 1.0]
    if not shares:
        return None
    low, middle, high = shares[0], shares[len(shares) // 2], shares[-1]
    text = f"median over {len(shares)} cards that are quoted on both terms"
    return Quantity(
        f"{kind}_share", middle, low, high, "share", formula=text, as_of=min(r.as_of for r, _ in pairs)
    )


def _interrupted(context: Context, spot: Quantity, on_demand: Quantity, *, may_wait: bool) -> Quantity:
    """Return the bill on the spot market with its interruptions.

    (1 - stays) x spot x overhead + stays x on_demand; nothing stays for work that may wait, as training that
    saves its state.
    """
    stays = (
        exact("spot_base_share", 0.0, "share", "0, because the work may wait")
        if may_wait
        else context.parameter("spot_base_share")
    )
    return derive(
        "rented_usd_month",
        spot.unit,
        "(1 - spot_base_share) x spot_usd_month x spot_overhead + spot_base_share x rented_usd_month",
        lambda spot, more, stays, base: (1.0 - stays) * spot * more + stays * base,
        {
            "spot": spot.with_name("spot_usd_month"),
            "more": context.parameter("spot_overhead"),
            "stays": stays,
            "base": on_demand,
        },
    )
