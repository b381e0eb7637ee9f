"""The shipped books themselves."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.catalog import Catalog
from advisor.catalog.books import KINDS, shipped
from advisor.catalog.check import check_catalog
from advisor.estimate.weight_counts import side_params

COLLECTED = date(2026, 11, 21)

PRICED = (
    "h100-sxm",
    "h200-sxm",
    "b200-sxm",
    "a100-sxm-80gb",
    "l40s",
    "l4",
    "a10g",
    "rtx-3090",
    "rtx-4090",
    "rtx-5090",
    "rtx-6000-ada",
    "rtx-pro-6000",
    "rtx-a6000",
    "mi300x",
    "m3-ultra-96gb",
    "dgx-spark",
    "strix-halo",
    "jetson-orin-nano",
    "jetson-agx-orin-64gb",
    "ryzen-9950x",
)


def test_nothing_is_wrong_on_the_day_they_were_collected(catalog: Catalog) -> None:
    assert [p for p in check_catalog(catalog, COLLECTED) if p.grade == "wrong"] == []


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("accelerator", 140),
        ("model", 90),
        ("other", 30),
        ("api", 180),
        ("run", 40),
        ("claim", 112),
        ("rental", 115),
        ("region", 45),
        ("saving", 25),
        ("audio", 20),
    ],
)
def test_each_book_is_as_wide_as_promised(catalog: Catalog, kind: str, least: int) -> None:
    assert len(catalog.rows(kind)) >= least


@pytest.mark.parametrize("kind", KINDS)
def test_every_book_says_how_long_its_rows_keep(kind: str) -> None:
    assert shipped(kind).shelf_life_days


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_only_recalled_says_so(catalog: Catalog, kind: str) -> None:
    for row in catalog.rows(kind).values():
        unread = "recalled" in row.source or "memory" in row.source.split()
        assert not unread or "recalled" in row.note, row.id


@pytest.mark.parametrize("device", PRICED)
def test_a_device_that_plans_use_can_be_rented_or_bought(catalog: Catalog, device: str) -> None:
    assert catalog.rental(device, "on_demand") or catalog.rental(device, "purchase")


@pytest.mark.parametrize("tier", ["tiny", "small", "mid", "large", "frontier"])
def test_every_class_has_a_hosted_model_that_is_still_sold(catalog: Catalog, tier: str) -> None:
    assert any(m.tier == tier and not m.retired for m in catalog.api_models.values())


def test_open_weights_can_be_bought_inside_the_eu(catalog: Catalog) -> None:
    inside = [m for m in catalog.api_models.values() if m.open_weights and "eu" in m.regions]
    assert {m.tier for m in inside} >= {"small", "mid", "large"}


def test_an_endpoint_has_the_class_of_its_model(catalog: Catalog) -> None:
    for api in catalog.api_models.values():
        if api.model and "-" in api.id and api.id.startswith(api.model):
            assert api.tier == catalog.models[api.model].tier, api.id


def test_the_class_of_an_open_model_follows_size_and_age(catalog: Catalog) -> None:
    order = ("tiny", "small", "mid", "large")
    for model in catalog.models.values():
        own = model.params_b - side_params(model) / 1e9
        dense = (own * model.active_params_b) ** 0.5
        rank = sum(dense >= bound for bound in (5, 20, 72.001))
        if model.release < "2024":
            rank = min(max(rank - 1, 0), 1)
        elif model.release < "2024-12":
            rank = min(rank, 2)
        assert model.tier == order[rank], model.id


def test_driver_readings_are_near_the_label(catalog: Catalog) -> None:
    for device in catalog.accelerators.values():
        if device.visible_mib:
            gib = device.visible_mib / 1024
            assert 0.9 <= gib / device.memory_gb <= 1.01, device.id


def test_verdicts_of_the_claims_are_the_published_ones(catalog: Catalog) -> None:
    assert sum("stated in" in claim.source for claim in catalog.claims.values()) == 112
    assert catalog.claims["one-forward-pass"].verdict == "wrong"
    assert catalog.claims["gpt4o-price"].verdict == "dated"
    assert catalog.claims["projects-fail-85"].verdict == "doubtful"
    assert catalog.claims["token-length"].verdict == "sound"
