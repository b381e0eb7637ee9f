"""Prices and parameters as figures with a range, a source and a date."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.catalog import Catalog
from advisor.errors import UserError


def test_a_rent_is_a_figure_in_usd_an_hour(catalog: Catalog) -> None:
    row = catalog.rental("h100-sxm", "on_demand")
    assert row is not None
    rate = catalog.rate(row)
    assert (rate.unit, rate.basis) == ("USD/h", "sourced")
    assert 1.5 < rate.low < rate.value < rate.high < 8
    assert rate.as_of is not None
    assert rate.as_of >= date(2026, 1, 1)
    assert "prices: " in rate.note
    assert "CoreWeave" in rate.note


def test_a_purchase_is_a_figure_in_usd(catalog: Catalog) -> None:
    row = catalog.rental("rtx-4090", "purchase")
    assert row is not None
    assert catalog.rate(row).unit == "USD"


def test_there_is_no_price_where_none_was_found(catalog: Catalog) -> None:
    assert catalog.rental("sn40l", "on_demand") is None


def test_a_guess_of_ours_is_marked_as_assumed(catalog: Catalog) -> None:
    assert catalog.parameter("engineer_usd_year").basis == "assumed"
    assert catalog.parameter("gpu_lead_weeks").basis == "sourced"


@pytest.mark.parametrize(
    ("name", "value"),
    [("electricity_usd_per_kwh", 0.15), ("tokens_per_page", 500), ("cloud_overhead", 1.25)],
)
def test_the_agreed_defaults_are_there(catalog: Catalog, name: str, value: float) -> None:
    assert catalog.parameter(name).value == value


def test_an_unknown_parameter_gets_the_nearest_one(catalog: Catalog) -> None:
    with pytest.raises(UserError, match="no parameter 'electricity'"):
        catalog.parameter("electricity")


def test_reserving_is_no_dearer_than_renting_by_the_hour(catalog: Catalog) -> None:
    for device in ("h200-sxm", "b200-sxm", "a100-sxm-80gb", "l40s", "tpu-v5e"):
        reserved, listed = catalog.rental(device, "reserved"), catalog.rental(device, "on_demand")
        assert reserved is not None
        assert listed is not None
        assert reserved.usd < listed.usd
