"""Devices are compared with the machines, the power and the upkeep that they take, and not by price alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.catalog import load_catalog
from advisor.quantity import exact
from advisor.strategy.beside import PRICE_ALONE, Beside, beside, people_with_upkeep
from tests.strategy.stories import FACTORY, SHOP, Look, changed

CATALOG = load_catalog()
BOUGHT = Beside(
    bought=True, server_share=0.35, network_share=0.1, usd_per_kw=5000.0, upkeep_usd=12_000.0, spare=True
)


def test_a_price_alone_is_price_times_number() -> None:
    assert PRICE_ALONE.usd(CATALOG.accelerator("l4"), 0.5, 3, 1) == 1.5


def test_a_purchase_is_cards_machines_network_power_and_upkeep() -> None:
    card = CATALOG.accelerator("rtx-4000-ada")
    machines, cards = 3, 9
    assert card.tdp_w is not None
    expected = (cards * 1250 + max(cards * 1250 * 0.35, machines * 6000)) * 1.1
    expected += cards * card.tdp_w / 1000 * 5000 + (machines - 1) * 12_000
    assert BOUGHT.usd(card, 1250.0, cards - 1, 1) == pytest.approx(expected)


def test_what_is_owned_costs_nothing() -> None:
    assert BOUGHT.usd(CATALOG.accelerator("l4"), 0.0, 8, 1) == 0.0


@given(st.integers(1, 200), st.sampled_from(sorted(CATALOG.accelerators)))
def test_more_devices_never_cost_less(devices: int, name: str) -> None:
    card = CATALOG.accelerator(name)
    assert BOUGHT.usd(card, 1000.0, devices, 1) <= BOUGHT.usd(card, 1000.0, devices + 1, 1)


def test_millions_of_requests_inside_stand_on_a_few_large_cards(assessed: Look) -> None:
    load = {"requests_per_day": 3_000_000, "input_tokens": 800, "output_tokens": 200}
    found = assessed(**changed(SHOP, workload=load, data={"boundary": "own_network"}))
    hardware = found.best.plan.hardware
    assert hardware is not None
    assert hardware.memory_gb >= 80
    assert hardware.count <= 16


def test_each_further_machine_takes_some_of_an_engineer(assessed: Look) -> None:
    context, people = assessed(**SHOP).context, exact("people", 0.4, "FTE", "of any plan")
    card = CATALOG.accelerator("rtx-4000-ada")
    assert people_with_upkeep(context, people, card, 4) is people
    more = people_with_upkeep(context, people, card, 40)
    assert more.value == pytest.approx(0.4 + 9 * context.anchors.upkeep_days_year / 220)


def test_one_more_copy_is_counted_where_many_rely_on_it(assessed: Look) -> None:
    assert beside(assessed(**FACTORY).context, bought=True).spare
    assert not beside(assessed(**FACTORY).context, bought=False).spare
