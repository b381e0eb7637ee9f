"""What stands around devices that are bought."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.catalog import load_catalog
from advisor.estimate.purchase import around, cards_per_server, purchase_usd
from advisor.quantity import Quantity, exact

CATALOG = load_catalog()
NAMES = ["rtx-3090", "l40s", "h100-sxm", "dgx-spark"]
FACTOR = exact("server_factor", 1.35, "ratio", "test")


def price(usd: float) -> Quantity:
    return exact("price", usd, "USD", "test")


def test_one_cheap_card_still_needs_a_computer() -> None:
    card = CATALOG.accelerator("rtx-3090")
    assert purchase_usd(price(800), card, 1, FACTOR).value == 800 + around(card, 1).least_usd.value


def test_more_cards_than_a_computer_holds_need_another_one_and_a_network() -> None:
    card = CATALOG.accelerator("rtx-3090")
    held = cards_per_server(card)
    assert not around(card, held).networked
    assert around(card, held + 1).servers == 2
    assert around(card, held + 1).networked


def test_a_full_server_of_dear_cards_costs_what_makers_ask_for_it() -> None:
    card = CATALOG.accelerator("h100-sxm")
    assert purchase_usd(price(30_000), card, 8, FACTOR).value == pytest.approx(8 * 30_000 * 1.35)


def test_a_whole_computer_needs_nothing_around_it() -> None:
    assert purchase_usd(price(4000), CATALOG.accelerator("dgx-spark"), 3, FACTOR).value == 12_000


@given(
    st.sampled_from(["rtx-3090", "l40s", "h100-sxm", "dgx-spark"]), st.integers(1, 40), st.floats(100, 40_000)
)
def test_a_purchase_costs_no_less_than_its_devices(name: str, devices: int, usd: float) -> None:
    card = CATALOG.accelerator(name)
    assert purchase_usd(price(usd), card, devices, FACTOR).value >= devices * usd
