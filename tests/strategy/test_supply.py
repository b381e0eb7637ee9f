from __future__ import annotations

import itertools

from advisor.api import Advisor
from advisor.catalog.records import TIERS
from advisor.estimate.fleet import Load
from advisor.strategy.supply import (
    YEARS_BEHIND,
    YEARS_NEWER,
    LeftOut,
    Supply,
    classes_from,
    efficient,
    lower_class,
    precisions_for,
    release_year,
)
from tests.strategy.stories import Look


def test_an_efficient_offer_is_beaten_by_none(advisor: Advisor) -> None:
    supply = Supply(advisor.catalog)
    kept = efficient(supply.offers("on_demand"))
    assert 1 < len(kept) < len(supply.offers("on_demand"))
    for one in kept:
        for other in kept:
            if one is other:
                continue
            a, b = one.accelerator, other.accelerator
            better = one.price.usd <= other.price.usd and all(
                (
                    a.memory_gb >= b.memory_gb,
                    a.bandwidth_gb_s >= b.bandwidth_gb_s,
                    a.bf16_tflops >= b.bf16_tflops,
                    (a.fp8_tflops or 0) >= (b.fp8_tflops or 0),
                    (a.link_gb_s or 0) >= (b.link_gb_s or 0),
                )
            )
            assert not better, (a.id, b.id)


def test_offers_come_cheapest_first(advisor: Advisor) -> None:
    for kind in ("on_demand", "reserved", "spot", "purchase"):
        prices = [offer.price.usd for offer in Supply(advisor.catalog).offers(kind)]
        assert prices == sorted(prices)


def test_kinds_are_left_out_before_offers_are_compared(advisor: Advisor) -> None:
    supply = Supply(advisor.catalog)
    desktop = ("consumer", "apple", "soc")
    kept = supply.server_offers("purchase", desktop)
    assert kept
    assert not {offer.accelerator.kind for offer in kept} & set(desktop)
    assert {o.accelerator.id for o in kept} - {o.accelerator.id for o in supply.server_offers("purchase")}


def test_open_models_of_a_class_are_faster_or_newer_than_all_smaller_ones(advisor: Advisor) -> None:
    supply = Supply(advisor.catalog)
    for tier in TIERS:
        rows = supply.open_models(tier)
        assert all(row.tier == tier for row in rows)
        for small, large in itertools.combinations(rows, 2):
            assert small.params_b <= large.params_b
            newer = release_year(large) - release_year(small) >= YEARS_NEWER
            assert small.active_params_b > large.active_params_b or newer


def test_nothing_behind_the_times_is_proposed_hosted_or_not(advisor: Advisor) -> None:
    supply, models = Supply(advisor.catalog), advisor.catalog.models
    newest = {t: max((release_year(m) for m in models.values() if m.tier == t), default=0.0) for t in TIERS}
    for tier in TIERS:
        hosted = [models[row.model] for row in supply.hosted(tier, open_weights=True) if row.model in models]
        for row in (*supply.current_models(tier), *hosted):
            assert newest[row.tier] - release_year(row) < YEARS_BEHIND


def test_what_is_no_longer_sold_new_is_not_bought(advisor: Advisor) -> None:
    years = [o.accelerator.launch_year for o in Supply(advisor.catalog).server_offers("purchase", (), 2022)]
    assert years
    assert all(year is None or year >= 2022 for year in years)


def test_models_of_a_barred_country_are_not_offered(advisor: Advisor) -> None:
    supply = Supply(advisor.catalog)
    everywhere = {row.origin for tier in TIERS for row in supply.open_models(tier)}
    barred = min(everywhere)
    without = LeftOut(vendors=frozenset({barred.casefold()}))
    assert barred not in {row.origin for tier in TIERS for row in supply.open_models(tier, without=without)}


def test_a_model_that_is_left_out_by_its_id_leaves_those_of_its_maker(advisor: Advisor) -> None:
    rows = Supply(advisor.catalog).current_models("small")
    one = next(row for row in rows if sum(other.origin == row.origin for other in rows) > 1)
    kept = Supply(advisor.catalog).current_models("small", without=LeftOut(models=frozenset({one.id})))
    assert kept == [row for row in rows if row != one]


def test_vendors_are_barred_in_any_case(assessed: Look) -> None:
    assert assessed(exclusions={"vendors": ["OpenAI"]}).context.left_out.vendors == frozenset({"openai"})


def test_retired_models_are_not_offered(advisor: Advisor) -> None:
    supply = Supply(advisor.catalog)
    assert not [row.id for tier in TIERS for row in supply.hosted(tier) if row.retired]


def test_pictures_are_read_only_by_models_that_can(advisor: Advisor) -> None:
    supply = Supply(advisor.catalog)
    assert all(row.vision for tier in TIERS for row in supply.hosted(tier, vision=True))
    assert all(row.vision for tier in TIERS for row in supply.open_models(tier, vision=True))


def test_what_was_made_once_is_remembered_under_its_key(advisor: Advisor) -> None:
    supply, numbers = Supply(advisor.catalog), itertools.count(1)
    assert [supply.remember((key,), lambda: next(numbers)) for key in "aab"] == [1, 1, 2]


def test_remembered_sizing_is_what_fresh_sizing_gives(advisor: Advisor) -> None:
    used, fresh = Supply(advisor.catalog), Supply(advisor.catalog)
    row, card = advisor.catalog.model("llama-3.1-8b"), advisor.catalog.accelerator("h100-sxm")
    loads = [Load(n, 1000, 300) for n in (1e3, 1e6, 1e3)]
    first, _, again = (used.fleet(row, card, load, "fp8") for load in loads)
    assert again is first
    assert again == fresh.fleet(row, card, loads[2], "fp8")


def test_cards_without_8_bit_arithmetic_are_tried_in_16_bits(advisor: Advisor) -> None:
    assert precisions_for(advisor.catalog.accelerator("a100-sxm-80gb")) == ("bf16", "int4")
    assert precisions_for(advisor.catalog.accelerator("h100-sxm")) == ("fp8", "int4")
    assert precisions_for(advisor.catalog.accelerator("h100-sxm"), "bf16") == ("bf16",)


def test_classes_are_counted_from_the_one_needed() -> None:
    assert classes_from("mid") == ("mid", "large", "frontier")
    assert lower_class("large") == "mid"
    assert lower_class("small") == "small"
    assert lower_class("tiny") == "tiny"
