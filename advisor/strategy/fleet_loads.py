"""The loads that devices are sized for: today's or those of a year ahead, with all comfort or less of it."""

from __future__ import annotations

from dataclasses import replace

from advisor.estimate.fleet import Fleet, Load
from advisor.quantity import exact
from advisor.strategy.context import Context
from advisor.strategy.once import once
from advisor.strategy.owned import owned_offers
from advisor.strategy.utilisation import less_busy

BOUGHT = ("on_prem", "shared_cluster")
READ_TOKENS_S = 7.0
"""Pace below which nobody who waits at a screen is served: the low end of the writing speed that we assume
people want. Silent reading takes five: 238 words a minute (Brysbaert, How many words do we read per minute?,
Journal of Memory and Language 109, 2019) of 1.3 tokens each (OpenAI's help pages, 2024: 100 tokens are about
75 words)."""
WAITING_ERROR = 1.3
"""Median error of the estimated time to the first token on cards left out of the fit, 28-34%: a miss within
it refuses nothing, and counts against the plan's waiting time."""


@once
def loads_for(context: Context, deployment: str) -> tuple[Load, ...]:
    """Return the loads that a fleet may be sized for, from the one with most comfort to the barest.

    Waiting times that somebody set give way by the estimate's own error at most, ours altogether, and
    first of all that text should run ahead of its reader.
    """
    plain = dict.fromkeys((fleet_load(context, deployment), context.load()))
    sized = dict.fromkeys((*(_ahead_of_the_reader(context, load) for load in plain), *plain))
    if context.workload.limits_said:
        read = dict.fromkeys(_no_slower_than_read(context, load) for load in sized)
        return (*read, _within_error(_no_slower_than_read(context, context.load())))
    return (*sized, *(replace(load, first_token_ms=None, total_ms=None) for load in sized))


def _ahead_of_the_reader(context: Context, load: Load) -> Load:
    """Return a load whose answers are written no slower than people read, where no time for the whole is set.

    total = first words + output_tokens / tokens_per_s
    """
    speed = context.workload.tokens_per_s
    if speed is None or load.total_ms is not None or context.workload.nobody_waits:
        return load
    return replace(load, total_ms=(load.first_token_ms or 0.0) + 1e3 * load.output_tokens / speed)


def _no_slower_than_read(context: Context, load: Load) -> Load:
    least = no_slower_than_read_ms(context, load)
    return load if load.total_ms is not None or least is None else replace(load, total_ms=least)


def no_slower_than_read_ms(context: Context, load: Load) -> float | None:
    """Return the time within which an answer must be whole that is read while it is written, by somebody who
    said how long they wait for its first words; None where nobody reads along or waits.

    total = first words + output_tokens / READ_TOKENS_S
    """
    work = context.workload
    if work.tokens_per_s is None or work.nobody_waits or not work.limits_said or load.first_token_ms is None:
        return None
    return load.first_token_ms + 1e3 * load.output_tokens / READ_TOKENS_S


def _within_error(load: Load) -> Load:
    first, total = load.first_token_ms, load.total_ms
    return replace(
        load,
        first_token_ms=None if first is None else first * WAITING_ERROR,
        total_ms=None if total is None else total * WAITING_ERROR,
    )


@once
def fleet_load(context: Context, deployment: str) -> Load:
    """Return the load that a fleet is sized for: today's, but that of a year ahead for one that is bought.

    A rented fleet grows within minutes, while a purchase takes months to repeat.
    """
    load, ahead = context.load(), _growth_ahead(context)
    if deployment not in BOUGHT or owned_offers(context) or ahead == 1.0:
        return load
    at_once = load.peak_concurrency
    return replace(
        load,
        requests_per_day=load.requests_per_day * ahead,
        peak_concurrency=None if at_once is None else at_once * ahead,
        ahead=ahead,
    )


def at_todays_load(fleet: Fleet) -> Fleet:
    """Return a fleet bought for the load of a year ahead with the use that it has today."""
    ahead = exact("growth_ahead", fleet.ahead, "", "growth until more can be bought, at least 1")
    today = less_busy(fleet.utilisation, ahead, "utilisation_a_year_ahead / growth_ahead")
    return replace(fleet, utilisation=today)


def _growth_ahead(context: Context) -> float:
    years = context.anchors.purchase_years_ahead
    return float(max(1.0, context.workload.growth_per_year.value**years))
