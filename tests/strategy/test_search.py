"""The search for the cheapest devices: what it skips changes nothing in what it finds."""

from __future__ import annotations

import itertools

import pytest

from advisor.catalog import load_catalog
from advisor.estimate.fleet import Fleet, Load
from advisor.strategy.search import Market, Search, candidates
from advisor.strategy.supply import MOST_DEVICES, Supply, efficient

LOADS = (
    Load(500, 1200, 250, first_token_ms=2000, total_ms=20_000),
    Load(200_000, 4000, 500, shared_prefix_share=0.5),
    Load(3_000_000, 700, 1500, first_token_ms=800),
    Load(20_000, 30_000, 100, peak_concurrency=40),
)


@pytest.fixture(scope="module")
def supply() -> Supply:
    return Supply(load_catalog())


def market(supply: Supply) -> Market:
    rows = supply.open_models("small") + supply.open_models("mid")
    return candidates(supply, efficient(supply.offers("on_demand")), rows, owned={})


def searched(supply: Supply, found: Market, load: Load) -> Search:
    return Search(supply, {}, load, 2, found, [one.row for one in found.candidates])


@pytest.mark.parametrize("load", LOADS)
def test_the_cheapest_of_all_fleets_is_found(supply: Supply, load: Load) -> None:
    known = market(supply)
    cheapest = float("inf")
    for one in known.candidates:
        device = one.offer.accelerator
        fleet = supply.fleet(one.row, device, load, one.precision, max_devices=MOST_DEVICES)
        long_enough = one.row.max_context >= load.input_tokens + load.output_tokens
        if long_enough and isinstance(fleet, Fleet) and (device.link or fleet.devices_per_replica <= 2):
            cheapest = min(cheapest, one.price * fleet.devices)
    fit = searched(supply, known, load).fit
    assert fit is not None
    assert fit.offer.price.usd * fit.fleet.devices == cheapest


def test_what_was_found_before_changes_nothing(supply: Supply) -> None:
    fresh = [searched(supply, market(supply), load).fit for load in LOADS]
    for order in itertools.permutations(range(len(LOADS))):
        shared = market(supply)
        found = {i: searched(supply, shared, LOADS[i]).fit for i in order}
        assert [found[i] for i in range(len(LOADS))] == fresh


def test_where_nothing_fits_every_candidate_says_what_it_breaks(supply: Supply) -> None:
    known = market(supply)
    impossible = searched(supply, known, Load(1000, 2000, 500, total_ms=1.0))
    assert impossible.fit is None
    assert len(impossible.misfits) == len(known.candidates)
    assert {misfit.unit for _, misfit in impossible.misfits} <= {"GB", "ms"}


def test_where_something_fits_nothing_is_told_of_the_others(supply: Supply) -> None:
    assert searched(supply, market(supply), LOADS[0]).misfits == []
