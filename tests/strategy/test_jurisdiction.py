from __future__ import annotations

import pytest

from advisor.strategy.jurisdiction import area_of
from tests.strategy.stories import SHOP, Look, changed, plans_of


def providers(found, deployment: str) -> set[str]:
    rows = found.context.supply.catalog.api_models
    return {rows[plan.model].provider for plan in plans_of(found, deployment)}


@pytest.mark.parametrize("deployment", ["managed_open_endpoint", "hosted_api"])
def test_sovereign_data_meet_operators_of_their_own_law_only(assessed: Look, deployment: str) -> None:
    found = assessed(**changed(SHOP, data={"boundary": "sovereign", "region": "eu"}))
    at_home = found.context.anchors.laws["eu"].operators
    assert providers(found, deployment) <= at_home


def test_a_country_stands_under_the_law_of_its_area(assessed: Look) -> None:
    found = assessed(**changed(SHOP, data={"boundary": "sovereign", "region": "Germany"}))
    assert area_of(found.context) == "eu"


def test_a_region_asks_for_processing_in_it_not_for_its_operators(assessed: Look) -> None:
    found = assessed(**changed(SHOP, data={"boundary": "region", "region": "eu"}))
    law = found.context.anchors.laws["eu"]
    assert providers(found, "hosted_api") <= law.operators | law.in_region
    assert providers(found, "managed_open_endpoint") <= law.operators


def test_sovereign_rentals_come_from_operators_of_the_area(assessed: Look) -> None:
    found = assessed(**changed(SHOP, data={"boundary": "sovereign", "region": "eu"}))
    at_home = found.context.anchors.laws["eu"].operators
    prices = {p.accelerator: p for p in found.context.supply.catalog.rentals if p.kind == "on_demand"}
    for plan in plans_of(found, "self_host_rented"):
        assert plan.hardware is not None
        assert at_home & set(prices[plan.hardware.accelerator].providers)


def test_data_of_an_own_cloud_account_stay_at_clouds_that_have_accounts(assessed: Look) -> None:
    found = assessed(**changed(SHOP, data={"boundary": "own_cloud"}))
    prices = {p.accelerator: p for p in found.context.supply.catalog.rentals if p.kind == "on_demand"}
    for plan in plans_of(found, "self_host_rented"):
        assert plan.hardware is not None
        assert found.context.anchors.clouds & set(prices[plan.hardware.accelerator].providers)


def test_a_service_for_many_is_rented_on_cards_made_for_servers(assessed: Look) -> None:
    found = assessed(**SHOP)
    kinds = {
        found.context.supply.catalog.accelerator(p.hardware.accelerator).kind
        for p in plans_of(found, "self_host_rented")
        if p.hardware is not None
    }
    assert "consumer" not in kinds


@pytest.mark.parametrize("country", ["uk", "switzerland"])
def test_operators_that_the_law_at_home_trusts_may_process_what_no_place_was_named_for(
    assessed: Look, country: str
) -> None:
    found = assessed(**changed(SHOP, data={"boundary": "sovereign"}, team={"country": country}))
    laws = found.context.anchors.laws
    assert providers(found, "managed_open_endpoint")
    assert providers(found, "managed_open_endpoint") <= laws["eu"].operators | laws[country].operators


def test_who_names_the_country_for_the_data_meets_its_operators_only(assessed: Look) -> None:
    found = assessed(**changed(SHOP, data={"boundary": "sovereign", "region": "uk"}))
    assert providers(found, "managed_open_endpoint") <= found.context.anchors.laws["uk"].operators


@pytest.mark.parametrize("boundary", ["region", "contract"])
@pytest.mark.parametrize("deployment", ["managed_open_endpoint", "hosted_api"])
def test_a_region_of_which_no_operator_is_known_refuses_none(
    assessed: Look, boundary: str, deployment: str
) -> None:
    swiss = assessed(**changed(SHOP, data={"boundary": boundary, "region": "switzerland"}))
    chilean = assessed(**changed(SHOP, data={"boundary": boundary, "region": "chile"}))
    assert area_of(swiss.context) == "switzerland"
    assert providers(swiss, deployment) == providers(chilean, deployment) != set()


def test_a_law_of_which_no_operator_is_known_leaves_none(assessed: Look) -> None:
    found = assessed(**changed(SHOP, data={"boundary": "sovereign", "region": "chile"}))
    assert providers(found, "managed_open_endpoint") == set()
