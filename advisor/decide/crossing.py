"""Where a plan on devices and a provider by the token cost the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from advisor.estimate.break_even import BreakEven, Own, break_even
from advisor.estimate.ledger import Line, paid_usd
from advisor.estimate.money import DAYS_PER_MONTH
from advisor.estimate.timeline import of_part
from advisor.quantity import Quantity, derive, exact
from advisor.strategy.context import Context
from advisor.strategy.pricing import PEOPLE
from advisor.strategy.records import Plan
from advisor.strategy.servers import serves_a_department


@dataclass(frozen=True)
class Crossing:
    """A plan on devices beside a provider."""

    own_title: str
    provider_title: str
    own: Own
    usd_per_request: Quantity
    """Price of a request at the provider."""
    requests_day: float
    """Today's volume."""

    @cached_property
    def found(self) -> BreakEven:
        """The volume at which both cost the same, with its range."""
        return break_even(self.own, self.usd_per_request)


def crossing(context: Context, own: Plan, hosted: Plan) -> Crossing | None:
    """Return where a plan on devices meets a provider, on today's lengths and peaks; None where its devices
    carry no counted load.

    Args:
        context: The bundle.
        own: A plan whose devices are paid by the month.
        hosted: A plan that is paid by the request.
    """
    requests = context.workload.requests_per_day.value
    service = _service(context, own)
    if service is None or requests <= 0:
        return None
    price = _price(context, own, hosted)
    return None if price is None else Crossing(own.title, hosted.title, service, price, requests)


def _service(context: Context, own: Plan) -> Own | None:
    """Return the bill of a plan's devices copy by copy, and what a copy carries."""
    requests, months = context.workload.requests_per_day.value, context.workload.months
    busy, hardware = own.estimates.get("utilisation"), own.hardware
    if busy is None or hardware is None or busy.value <= 0 or requests <= 0:
        return None
    spare = 1 if hardware.bought and hardware.replicas > 1 and serves_a_department(context) else 0
    copies = max(1, hardware.replicas - spare)
    full = 1.0 / max(1.0, context.load().peak_factor)
    carried = derive(
        "replica_requests_day",
        "requests/day",
        f"requests_per_day / utilisation / {copies} copies / peak factor",
        lambda busy: requests / busy / copies * full,
        {"busy": busy},
    )
    one = context.workload.growth_per_year
    people = [line for line in own.lines if line.name == PEOPLE]
    devices = [line for line in of_part(own.lines, "inference") if line.name != PEOPLE and not _by_use(line)]
    still = [replace(line, grows="never", drift=None) for line in devices]
    replica = derive(
        "replica_usd_month",
        "USD/month",
        f"devices over {months} months / {months} / {hardware.replicas} copies",
        lambda usd: usd / months / hardware.replicas,
        {"usd": paid_usd("devices_usd", still, one, months, resale=True)},
    )
    fixed = paid_usd("people_usd_month", people, one, 1)
    return Own(fixed, replica, carried, exact("use", full, "share", "1 / peak factor"), spare)


def _by_use(line: Line) -> bool:
    """Return whether a line is paid for each request, in whosever plan it stands."""
    return line.grows == "with_traffic"


def _price(context: Context, own: Plan, hosted: Plan) -> Quantity | None:
    """Return what one request costs at a provider beyond what the plan on devices pays for it too; what the
    provider takes a month whatever the traffic is left out."""
    hosted_bills = [line.month for line in hosted.lines if _by_use(line) and line.month is not None]
    own_bills = [line.month for line in own.lines if _by_use(line) and line.month is not None]
    if not hosted_bills:
        return None
    known = next((q for q in hosted_bills[0].inputs if q.name == "usd_per_request"), None)
    if known is not None and len(hosted_bills) == 1 and not own_bills:
        return known
    requests = context.workload.requests_per_day.value * DAYS_PER_MONTH
    there = [q for q in hosted_bills if all(q is not other for other in own_bills)]
    here = [q for q in own_bills if all(q is not other for other in hosted_bills)]
    return derive(
        "usd_per_request",
        "USD/request",
        f"({_names(there)}{' - ' if here else ''}{_names(here)}) / {requests:.4g} requests",
        lambda **usd: sum(v if key.startswith("there") else -v for key, v in usd.items()) / requests,
        {f"{side}_{i}": q for side, bills in (("there", there), ("here", here)) for i, q in enumerate(bills)},
    )


def _names(figures: list[Quantity]) -> str:
    return " + ".join(q.name for q in figures)
