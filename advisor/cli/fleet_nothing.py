"""Why a search for devices found nothing, and what would have to give way."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor.errors import UserError
from advisor.estimate.fleet_dominance import Candidate, Offer, formats_for
from advisor.estimate.fleet_front import Choice
from advisor.estimate.fleet_options import Wanted
from advisor.estimate.fleet_search import search
from advisor.estimate.formats import arithmetic, format_named
from advisor.estimate.limits import Limits

MOST_DEVICES = 4096


def check_formats(candidates: Sequence[Candidate], offers: Sequence[Offer], wanted: Wanted) -> None:
    """Refuse a format of the weights that none of the devices runs.

    Raises:
        UserError: With what the devices would fall back to.
    """
    if not wanted.weights or not offers:
        return
    if any(formats_for(candidates[0], offer.accelerator, wanted.weights) for offer in offers):
        return
    found = sorted({arithmetic(o.accelerator, format_named(wanted.weights)).peak for o in offers})
    raise UserError(
        f"--weights: none of these devices runs {wanted.weights}; they would fall back to"
        f" {' or '.join(found)}, so ask for that."
    )


def relaxed(
    candidates: Sequence[Candidate], offers: Sequence[Offer], wanted: Wanted
) -> tuple[str, Choice] | None:
    """Return the first wish without which something is found, with the cheapest choice then; None when
    nothing is found without any of them."""
    for name, easier in _easier(wanted):
        front = search(candidates, offers, easier)
        if front:
            return name, front[0]
    return None


def _easier(wanted: Wanted) -> Iterator[tuple[str, Wanted]]:
    """Yield what is wished for without one of its limits, then without all of them."""
    without = {
        "the budget": replace(wanted, budget_usd_hour=math.inf),
        f"--max-devices {wanted.max_devices}": replace(wanted, max_devices=MOST_DEVICES),
        "the headroom": replace(wanted, headroom=0.0),
        "the limits on time": replace(wanted, limits=Limits()),
    }
    for name, easier in without.items():
        if easier != wanted:
            yield name, easier
    free = Wanted(wanted.rate_s, wanted.isl, wanted.osl, Limits(), max_devices=MOST_DEVICES)
    yield "any limit", replace(free, weights=wanted.weights, techniques=wanted.techniques)
