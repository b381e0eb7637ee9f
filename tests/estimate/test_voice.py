"""What a minute of a spoken conversation costs, against figures of the price lists."""

from __future__ import annotations

import pytest

from advisor.catalog import Catalog, load_catalog
from advisor.catalog.records import AudioPrice
from advisor.estimate.money import money_parameters
from advisor.estimate.voice import (
    Talk,
    hearing_usd_minute,
    speaking_usd_minute,
    talking_usd_minute,
    turns_per_minute,
)
from advisor.quantity import exact


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def row(catalog: Catalog, name: str) -> AudioPrice:
    return catalog.audio_prices[name]


def test_realtime_speech_costs_what_its_tokens_a_second_make(catalog: Catalog) -> None:
    """30 s heard x 10 tokens x $32 + 30 s spoken x 20 tokens x $64, a million: 4.8 cents, before history."""
    assert talking_usd_minute(row(catalog, "gpt-realtime-2"), 0.5, 2, 0) == pytest.approx(0.048)


def test_later_turns_of_a_call_read_the_earlier_ones_again(catalog: Catalog) -> None:
    """10 minutes, 2 turns each: 900 tokens a minute x 2 x 10 / 2 = 9,000 a minute at $0.40 a million."""
    price = talking_usd_minute(row(catalog, "gpt-realtime-2"), 0.5, 2, 10)
    assert price == pytest.approx(0.048 + 9000 * 0.4 / 1e6)
    without_cache = talking_usd_minute(row(catalog, "gemini-3.8-live"), 0.5, 2, 10)
    assert without_cache > 3 * talking_usd_minute(row(catalog, "gemini-3.8-live"), 0.5, 2, 0)


def test_what_is_billed_by_the_minute_costs_that_however_much_is_said(catalog: Catalog) -> None:
    prices = {talking_usd_minute(row(catalog, "gpt-live-1"), share, 3, 20) for share in (0.1, 0.9)}
    assert prices == {0.05}


def test_speech_by_the_character_is_900_letters_a_minute(catalog: Catalog) -> None:
    """$30 a million letters x 900 = 2.7 cents a minute."""
    found = speaking_usd_minute([row(catalog, "deepgram-aura-2")], 150)
    assert found is not None
    assert found.value == pytest.approx(0.027)


def test_the_market_is_the_middle_of_its_lists_and_names_their_sources(catalog: Catalog) -> None:
    rows = [r for r in catalog.audio_prices.values() if r.does == "hears" and r.live]
    found = hearing_usd_minute(rows)
    assert found is not None
    prices = sorted(r.usd_per_minute for r in rows)
    assert prices[0] <= found.low < found.value < found.high <= prices[-1]
    assert set(found.sources) == {r.source for r in rows}
    assert hearing_usd_minute([]) is None


def test_a_minute_holds_as_many_answers_as_fit_into_what_is_spoken() -> None:
    """Half a minute at 150 words and 1.33 tokens a word is 100 tokens: two answers of 50."""
    parameters = money_parameters()
    talk = Talk(parameters["spoken_share"], parameters["words_per_minute"], exact("t", 4 / 3, "", "a rule"))
    turns = turns_per_minute(talk, exact("output_tokens", 50, "tokens", "said"))
    assert turns.value == pytest.approx(2)
