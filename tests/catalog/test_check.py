"""The check finds each sort of mistake."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from advisor.catalog import Catalog
from advisor.catalog.check import check_catalog
from advisor.cli.catalog_counts import recount
from advisor.estimate.architecture import counted_params

TODAY = date(2026, 11, 21)
STAMP = 'source = "a test"\nas_of = 2026-11-01\n'

MISTAKES = [
    (
        '[[rental]]\nid = "mine"\naccelerator = "l5"\nkind = "spot"\nusd = 1\nlow_usd = 1\nhigh_usd = 1\n',
        "mine.toml: rental mine: accelerator: names the device 'l5', which no book has",
    ),
    ('[[rental]]\nid = "l4-on-demand"\naccelerator = "l40s"\n', "accelerator: must stay 'l4'"),
    ('[[parameter]]\nid = "pue"\nunit = "EUR"\n', "unit: must stay 'ratio' as in our book, not 'EUR'"),
    (
        '[[rental]]\nid = "l4-on-demand"\nusd = 900.0\nhigh_usd = 900.0\n',
        "usd: 900 USD an hour is outside 0.02 to 50",
    ),
    ('[[rental]]\nid = "l4-on-demand"\nlow_usd = 5.0\n', "needs low <= middle <= high"),
    (
        '[[rental]]\nid = "l40s-spot"\nlow_usd = 3.0\nusd = 3.0\nhigh_usd = 3.0\n',
        "USD an hour at least, more than",
    ),
    (
        '[[api]]\nid = "gpt-oss-20b-groq"\nmodel = "gpt-oss-21b"\n',
        "model: names 'gpt-oss-21b', which no book has",
    ),
    (
        '[[api]]\nid = "deepseek-chat"\nsuccessor = "deepseek-v4-flahs"\n',
        "successor: names 'deepseek-v4-flahs', which no book has",
    ),
    (
        '[[other]]\nid = "sounds-on-a-chip"\nfits = "microcontroler"\n',
        "fits: 'microcontroler' is no kind of device",
    ),
    ('[[api]]\nid = "gpt-5.6-luna"\nusd_per_m_cached = 9.0\n', "costs more from the cache"),
    ('[[api]]\nid = "gpt-5.6-luna"\nbatch_factor = 2.0\n', "batch_factor: 2 of the list price is outside"),
    (
        '[[api]]\nid = "gpt-5.6-luna"\nusd_per_m_output = 50000.0\n',
        "50000 USD a million tokens is outside 0.001 to 1000",
    ),
    ('[[accelerator]]\nid = "l4"\nfp8_tflops = 12.0\n', "fp8_tflops: 12 is less than its bf16_tflops"),
    ('[[accelerator]]\nid = "l4"\nfp8_tflops = 2000.0\n', "a sparse figure"),
    (
        '[[accelerator]]\nid = "h100-sxm"\nbf16_tflops = 1979\nfp8_tflops = 3958\n',
        "a sparse peak? Write the dense",
    ),
    ('[[accelerator]]\nid = "l4"\nbf16_tflops = 121000\n', "bf16_tflops: "),
    (
        '[[accelerator]]\nid = "l4"\nvisible_mib = 49152\n',
        "visible_mib: 49152 does not go with memory_gb of 24",
    ),
    (
        '[[model]]\nid = "llama-3.1-8b"\nactive_params_b = 9\n',
        "active_params_b: 9 is more than params_b of 8.03",
    ),
    ('[[model]]\nid = "llama-3.1-8b"\nkv_heads = 5\n', "kv_heads: 5 does not divide the 32 heads"),
    ('[[accelerator]]\nid = "l4"\naliases = ["H100"]\n', "shares the name 'h100'"),
    ('[[run]]\nid = "llama1-7b"\ngpu_hours = 10.0\n', "of its devices' peak"),
    ('[[run]]\nid = "llama1-7b"\naccelerator = "abacus"\n', "names the device 'abacus'"),
    ('[[parameter]]\nid = "pue"\nlow = 3.0\n', "needs low <= middle <= high"),
    ('[[saving]]\nid = "spot"\nfactor = 3.0\n', "needs low <= middle <= high"),
    ('[[claim]]\nid = "one-forward-pass"\nverdict = "maybe"\n', "verdict: must be 'sound', 'dated'"),
]


@pytest.mark.parametrize(("text", "what"), MISTAKES)
def test_a_mistake_is_found(with_book: Callable[[str], Catalog], text: str, what: str) -> None:
    problems = check_catalog(with_book(text + STAMP), TODAY)
    assert any(what in p.what for p in problems if p.grade == "wrong"), problems


def test_a_row_from_the_future_is_wrong(with_book: Callable[[str], Catalog]) -> None:
    catalog = with_book('[[parameter]]\nid = "pue"\nsource = "a test"\nas_of = 2027-01-01\n')
    assert [p.what for p in check_catalog(catalog, TODAY) if p.row == "pue"] == [
        "is dated 2027-01-01, after 2026-11-21"
    ]


def test_rows_grow_stale_with_their_book_s_shelf_life(catalog: Catalog) -> None:
    row = catalog.api_models["gpt-6-astra"]
    last = row.as_of + timedelta(days=catalog.keeps_days("api", row.id) or 0)
    for day, stale in ((last, False), (last + timedelta(days=1), True)):
        found = {p.row for p in check_catalog(catalog, day) if p.kind == "api" and p.grade == "stale"}
        assert ("gpt-6-astra" in found) is stale


@pytest.mark.parametrize(
    ("model", "published_b"),
    [("llama-3.1-70b", 70.554), ("qwen2.5-7b", 7.616), ("mixtral-8x7b", 46.703), ("deepseek-v3", 671.03)],
)
def test_counting_a_shape_gives_the_published_parameters(
    catalog: Catalog, model: str, published_b: float
) -> None:
    assert counted_params(catalog.models[model]) / 1e9 == pytest.approx(published_b, rel=0.001)


def test_a_count_that_does_not_fit_its_shape_is_found(catalog: Catalog) -> None:
    row = catalog.models["llama-3.1-70b"].model_copy(update={"layers": 79})
    assert [p.row for p in recount([row])] == ["llama-3.1-70b"]


def test_the_shipped_models_have_the_parameters_of_their_shapes(catalog: Catalog) -> None:
    assert list(recount(catalog.models.values())) == []
