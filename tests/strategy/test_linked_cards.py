"""Which of the owned cards count together."""

from __future__ import annotations

import pytest

from advisor.strategy.owned import loose_class
from advisor.strategy.records import Hardware
from advisor.strategy.shown_hardware import shown_hardware
from tests.strategy.stories import SHOP, Look


def two_of_eight(look: Look, card: str) -> str:
    context = look(**{**SHOP, "hardware": {"owned": [{"name": card, "count": 8}]}}).context
    held: Hardware = shown_hardware(context.supply.catalog.accelerator(card), 2)
    return loose_class(context, held)


@pytest.mark.parametrize("card", ["a100-sxm-80gb", "mi250"])
def test_cards_that_a_link_joins_are_one_machine_even_where_its_speed_is_unknown(
    assessed: Look, card: str
) -> None:
    assert two_of_eight(assessed, card) == ""


@pytest.mark.parametrize("card", ["a40", "l40s"])
def test_cards_without_a_link_or_with_a_bridge_between_two_count_as_far_as_they_serve(
    assessed: Look, card: str
) -> None:
    assert two_of_eight(assessed, card)
