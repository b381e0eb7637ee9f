"""Weights stay in 16 bits for those who asked for it, where no devices were named that they must fit."""

from __future__ import annotations

from advisor.decide.assess import Assessment
from advisor.strategy.wanted_formats import asked_bits, wide_enough
from tests.strategy.stories import FACTORY, Look, changed, plans_of

CHEMISTS = changed(FACTORY, wish={"precision": "bf16"})


def formats(found: Assessment) -> set[str]:
    """Return the formats of the weights on devices that are bought."""
    return {plan.hardware.precision for plan in plans_of(found, "on_prem") if plan.hardware}


def test_weights_are_cut_where_nobody_asked_for_more(assessed: Look) -> None:
    assert formats(assessed(**FACTORY)).isdisjoint({"bf16"})


def test_who_asks_for_16_bits_gets_weights_of_16_bits(assessed: Look) -> None:
    assert formats(assessed(**CHEMISTS)) == {"bf16"}


def test_what_fits_nowhere_in_16_bits_is_cut_all_the_same(assessed: Look) -> None:
    giant = {"model": "kimi-k2-thinking", "fixed_model": True}
    found = assessed(**changed(CHEMISTS, wish=giant))
    assert formats(found)
    assert "bf16" not in formats(found)


def test_devices_that_are_named_decide_what_fits_them(assessed: Look) -> None:
    found = assessed(**changed(CHEMISTS, wish={"devices": [{"name": "rtx-4090", "count": 1}]}))
    assert asked_bits(found.context) == 0.0


def test_a_format_that_was_only_assumed_binds_nothing(assessed: Look) -> None:
    assert asked_bits(assessed(**FACTORY).context) == 0.0


def test_nothing_is_widened_beyond_what_was_published() -> None:
    assert wide_enough(("fp8", "int4"), 16.0, "fp8") == ("fp8",)
    assert wide_enough(("fp8", "int4"), 16.0, "bf16") == ("bf16",)
    assert wide_enough(("fp8", "int4"), 0.0, "bf16") == ("fp8", "int4")


def test_weights_of_32_bits_are_asked_for_as_those_of_16(assessed: Look) -> None:
    found = assessed(**changed(FACTORY, wish={"precision": "fp32"}))
    assert asked_bits(found.context) == 16.0
