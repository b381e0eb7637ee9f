"""What a plan says of a fleet that writes: its times, its devices, and what they cost."""

from __future__ import annotations

from dataclasses import replace

from advisor.estimate.fleet import Fleet
from advisor.estimate.ledger import Line
from advisor.quantity import Quantity, plain_number
from advisor.strategy.context import Context
from advisor.strategy.fleet_loads import BOUGHT
from advisor.strategy.latency import answer_limits, of_calls
from advisor.strategy.owned import is_owned
from advisor.strategy.pricing import owned_lines, rented_lines
from advisor.strategy.records import Hardware
from advisor.strategy.search import Fit, Search
from advisor.strategy.shown_hardware import shown_hardware
from advisor.strategy.supply import Offer


def fleet_estimates(fleet: Fleet, total: Quantity) -> dict[str, Quantity]:
    """Return what is known of a fleet that writes, by the names that plans use.

    Args:
        fleet: The sized devices.
        total: Time to a whole answer, in ms.
    """
    return {
        "first_token_ms": fleet.first_token_ms,
        "tpot_ms": fleet.tpot_ms,
        "total_ms": total,
        "utilisation": fleet.utilisation,
        "capacity_requests_day": fleet.capacity_requests_day,
        "memory_gb": fleet.memory_gb,
    }


def total_ms(context: Context, fleet: Fleet) -> Quantity:
    """Return the time to a whole answer: first token plus the rest at the pace of writing, for each call."""
    tokens, calls = max(0.0, context.load().output_tokens - 1), context.workload.calls_per_request
    first, each = fleet.first_token_ms, fleet.tpot_ms
    return Quantity(
        "total_ms",
        calls * (first.value + tokens * each.value),
        calls * (first.low + tokens * each.low),
        calls * (first.high + tokens * each.high),
        "ms",
        formula=of_calls(calls, f"first_token_ms + {plain_number(tokens)} x tpot_ms"),
        inputs=(first, each),
    )


def quick_enough(
    context: Context, found: tuple[Fit, Search | None] | None
) -> tuple[Fit, Search | None] | None:
    """Return the fit of a model that runs already or was named, where it keeps to the waiting times."""
    if found is None:
        return None
    fleet = found[0].fleet
    return None if answer_limits(context, fleet.first_token_ms, total_ms(context, fleet)) else found


def hardware_of(context: Context, offer: Offer, fleet: Fleet, *, bought: bool) -> Hardware:
    """Return the devices of a fleet for showing."""
    return replace(
        shown_hardware(offer.accelerator, fleet.devices),
        per_replica=fleet.devices_per_replica,
        replicas=fleet.replicas,
        precision=fleet.precision,
        bought=bought,
        owned=bought and is_owned(context, offer),
        ahead=fleet.ahead,
    )


def device_lines(context: Context, deployment: str, fit: Fit) -> tuple[Line, ...]:
    """Return what the devices of a fit cost, without people."""
    if deployment not in BOUGHT:
        return rented_lines(context, fit.offer, fit.fleet)
    in_a_hall = fit.offer.accelerator.kind == "datacentre"
    paid = is_owned(context, fit.offer)
    return owned_lines(context, fit.offer, fit.fleet, hosted=in_a_hall, paid=paid)
