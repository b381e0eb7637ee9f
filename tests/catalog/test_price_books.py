"""Prices of another book, laid over ours when a user asks for them by name."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

import genai_prices
import pytest
from genai_prices.data_snapshot import DataSnapshot, get_snapshot

from advisor.catalog import Catalog
from advisor.catalog.genai import fetched, genai_book, refresh, stored_path
from advisor.catalog.price_books import Price, PriceBook, book_named
from advisor.catalog.records import ApiModel
from advisor.cli import main
from advisor.errors import UserError

DAY = date(2026, 11, 21)
MODEL = "gpt-5-nano"


def book(*prices: object, version: str = "3") -> PriceBook:
    def asked(models: Sequence[ApiModel], as_of: date) -> Iterable[Price]:
        assert as_of == DAY
        return cast("list[Price]", list(prices))

    return PriceBook("ours", version, "What we pay.", asked)


def test_prices_replace_ours_with_source_and_day_and_the_rest_stays(catalog: Catalog) -> None:
    before = catalog.api_models[MODEL]
    found = catalog.with_prices(book(Price(MODEL, 0.02, 0.1)), DAY)
    row = found.api_models[MODEL]
    assert (row.usd_per_m_input, row.usd_per_m_output) == (0.02, 0.1)
    assert (row.source, row.as_of, row.tier) == ("ours 3", DAY, before.tier)
    assert f"our book of {before.as_of} has ${before.usd_per_m_input:g} in" in row.note
    assert found.api_models["gpt-6-astra"] == catalog.api_models["gpt-6-astra"]
    assert catalog.api_models[MODEL] == before


def test_what_differs_is_said_with_both_prices(catalog: Catalog) -> None:
    found = catalog.with_prices(book(Price(MODEL, 0.02, 0.1)), DAY).repriced
    assert found is not None
    first, second = found.sentences()
    assert first == (
        f"Prices of 1 of {len(catalog.api_models)} hosted models are those of ours 3; "
        "1 differ from our dated book."
    )
    assert "$0.02 in and $0.1 out by ours, $0.05 and $0.4 in our book" in second


@pytest.mark.parametrize(
    ("price", "reason"),
    [
        (Price("no-such-model", 1, 1), "no hosted model 'no-such-model'"),
        (Price(MODEL, 0, 1), "usd_per_m_input: must be greater than 0"),
        (Price(MODEL, 1e9, 1), "is outside 0.001 to 1000"),
        (Price(MODEL, float("nan"), 1), "usd_per_m_input"),
    ],
)
def test_an_impossible_price_is_left_out_and_said(catalog: Catalog, price: Price, reason: str) -> None:
    found = catalog.with_prices(book(price), DAY)
    assert found.api_models[MODEL] == catalog.api_models[MODEL]
    assert any(reason in problem for problem in found.problems), found.problems


def test_a_book_that_fails_or_returns_something_else_is_named(catalog: Catalog) -> None:
    def fails(models: Sequence[ApiModel], as_of: date) -> Iterable[Price]:
        raise ZeroDivisionError("by zero")

    with pytest.raises(UserError, match=r"price book 'bad' failed \(ZeroDivisionError: by zero\)"):
        catalog.with_prices(PriceBook("bad", "1", "", fails), DAY)
    with pytest.raises(UserError, match="'ours' returned a str, not a Price"):
        catalog.with_prices(book("cheap"), DAY)


def test_an_unknown_book_gets_the_nearest_name() -> None:
    with pytest.raises(UserError, match=r"no price book 'genai-price'.*Did you mean 'genai-prices'"):
        book_named("genai-price", [genai_book()])


def test_the_public_list_knows_many_of_our_models_on_our_day(catalog: Catalog) -> None:
    found = catalog.with_prices(genai_book(), DAY).repriced
    assert found is not None
    assert found.priced >= 80
    assert found.problems == ()
    row = found.rows[MODEL]
    assert row.source == f"genai-prices {genai_prices.__version__}"
    assert (row.usd_per_m_input, row.usd_per_m_output, row.usd_per_m_cached) == (0.05, 0.4, 0.005)


def test_the_public_list_is_asked_for_the_day_of_the_run(catalog: Catalog) -> None:
    name = "deepseek-chat"
    early = genai_prices.calc_price(genai_prices.Usage(input_tokens=1000), name, provider_id="deepseek")
    assert early.input_price is not None
    asked: list[date] = []

    def spy(models: Sequence[ApiModel], as_of: date) -> Iterable[Price]:
        asked.append(as_of)
        return genai_book().prices(models, as_of)

    catalog.with_prices(PriceBook("spy", "1", "", spy), date(2026, 3, 1))
    assert asked == [date(2026, 3, 1)]


@dataclass
class Fetches(genai_prices.UpdatePrices):
    """The package's updater with its ``fetch`` replaced, as its documentation offers."""

    snapshot: DataSnapshot | None = None
    error: Exception | None = None

    def fetch(self) -> DataSnapshot | None:
        if self.error is not None:
            raise self.error
        return self.snapshot


def test_refreshed_prices_are_stored_and_used_from_their_day_on(catalog: Catalog, tmp_path: Path) -> None:
    path, count = refresh(tuple(catalog.api_models.values()), tmp_path, DAY, Fetches(snapshot=get_snapshot()))
    assert path == stored_path(tmp_path)
    assert count >= 80
    assert len(fetched(tmp_path, DAY)) == count
    assert fetched(tmp_path, date(2026, 11, 20)) == ()
    row = catalog.with_prices(genai_book(tmp_path), DAY).api_models[MODEL]
    assert (row.usd_per_m_input, row.as_of) == (0.05, DAY)


def test_a_failed_fetch_is_one_sentence_and_keeps_what_was_stored(catalog: Catalog, tmp_path: Path) -> None:
    models = tuple(catalog.api_models.values())
    refresh(models, tmp_path, DAY, Fetches(snapshot=get_snapshot()))
    before = stored_path(tmp_path).read_bytes()
    for updater in (
        Fetches(error=OSError("no network")),
        Fetches(snapshot=None),
        Fetches(error=ValueError()),
    ):
        with pytest.raises(UserError, match=r"could not be fetched.*the dated book goes on to be used"):
            refresh(models, tmp_path, DAY, updater)
    assert stored_path(tmp_path).read_bytes() == before


@pytest.mark.parametrize(
    "text", ["", "as_of = 3\napi = 4\n", "as_of = 2026-11-01\n[[api]]\nid = 'x'\n", "= ="]
)
def test_a_broken_store_is_said(tmp_path: Path, text: str) -> None:
    stored_path(tmp_path).write_text(text)
    with pytest.raises(UserError, match=r"the fetched prices cannot be read.*refresh"):
        fetched(tmp_path, DAY)


def test_without_the_extra_the_way_to_install_it_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "genai_prices", None)
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(tmp_path))
    assert main(["catalog", "refresh"]) == 1
    assert capsys.readouterr().err == (
        "Prices cannot be fetched: genai-prices is not installed; 'pip install advisor[prices]' adds it.\n"
    )
    assert main(["catalog", "list", "api", "--prices", "genai-prices"]) == 2
    assert "'pip install advisor[prices]' adds it" in capsys.readouterr().err


def test_without_a_network_refresh_exits_with_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def offline(self: object) -> None:
        raise ConnectionError("[Errno -2] no route to host")

    monkeypatch.setattr(genai_prices.UpdatePrices, "fetch", offline)
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(tmp_path))
    assert main(["catalog", "refresh", "--json"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "Prices could not be fetched (no route to host); the dated book goes on to be used.\n"
    )


def test_show_has_both_prices_with_their_sources(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["catalog", "show", "gemini-3.8-flash", "--prices", "genai-prices", "--as-of", "2026-11-21"]
    assert main(words) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "conflict usd_per_m_input: 0.75 (genai-prices" in said
    assert "against 1.5 (" in said
