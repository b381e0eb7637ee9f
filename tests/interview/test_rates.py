"""Euros, pounds and francs are converted at a dated rate that is told, never taken for dollars."""

from __future__ import annotations

import pytest

from tests.interview.read import found, reader

MONTH, ONCE, PAID = "budget.monthly_usd", "budget.one_off_usd", "budget.current_usd_month"


@pytest.mark.parametrize(
    ("text", "path", "usd"),
    [
        ("a chatbot, we can spend 1,500 euros a month", MONTH, 1764),
        ("document search, one-off budget €40k", ONCE, 47_040),
        ("a classifier, at most £800 per month", MONTH, 1089),
        ("extraction; we pay CHF 3,000 a month to a provider today", PAID, 3855),
        ("a chatbot, budget €1.500 a month", MONTH, 1764),
    ],
)
def test_a_sum_is_converted_and_the_rate_is_told(text: str, path: str, usd: float) -> None:
    reading = reader().read(text)
    assert {hit.path: hit.answer.value for hit in reading.answers}[path] == pytest.approx(usd)
    told = [remark for remark in reading.notes if "was converted to" in remark]
    assert len(told) == 1
    assert "ECB reference rate of 8 May 2026" in told[0]


def test_a_rate_that_is_said_wins_and_dollars_are_dollars() -> None:
    assert found("a chatbot, 2,000 euros a month at 1.05")[MONTH] == pytest.approx(2100)
    assert found("a chatbot, $2,000 a month")[MONTH] == 2000


def test_a_rate_to_say_instead_is_near_the_one_that_was_taken() -> None:
    told = " ".join(reader().read("a classifier, at most £800 per month").notes)
    assert "'£800 per month at 1.361'" in told


@pytest.mark.parametrize(
    "text", ["The parcel weighs 500 pounds; 90 labels a day.", "Sacks of 40 pounds, 300 a day."]
)
def test_a_weight_is_no_money(text: str) -> None:
    assert not any("pounds" in remark and "convert" in remark for remark in reader().read(text).notes)
    assert not {MONTH, ONCE, PAID} & set(found(text))


def test_pounds_are_money_where_the_sentence_says_so() -> None:
    assert found("Budget: 3,000 pounds once, for a chatbot.")[ONCE] == pytest.approx(4083)


def test_only_swiss_francs_are_swiss() -> None:
    assert ONCE not in found("A budget of 500,000 francs once, for a chatbot.")
    assert found("A budget of 500,000 Swiss francs once, for a chatbot.")[ONCE] == pytest.approx(642_500)


def test_what_is_not_taken_is_not_said_to_be_converted() -> None:
    told = reader().read("Our guide is sold for 30 euros; a chatbot over it.")
    assert not any("was converted" in remark for remark in (*told.notes, *told.unread))


def test_what_was_converted_is_not_among_what_was_not_read() -> None:
    reading = reader().read("a chatbot for a clinic, at most 900 Swiss francs a month")
    assert len(reading.notes) == 1
    assert not any("900" in remark for remark in reading.unread)


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Find sick hens on photos; a vet costs 45 euros a hen.", "hen"),
        ("Draft replies to parking fines; we earn 1.20 USD a fine, 800 a day.", "fine"),
        ("We have trouble with claims: each costs $35 per claim, 90 claims a day.", "claim"),
        ("Sort parcels by photo; a wrong one costs us $8 for each parcel.", "parcel"),
        ("Translate leaflets, 60 CHF/leaflet today, 12 leaflets a day.", "leaflet"),
    ],
)
def test_the_price_of_one_unit_is_no_budget_and_is_not_asked_about(text: str, one: str) -> None:
    reading = reader().read(text)
    assert not {MONTH, ONCE, PAID} & {hit.path for hit in reading.answers}
    assert not any("month's budget" in remark for remark in reading.unread)
    assert any(f"sum for one {one} " in remark for remark in reading.unread)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("a chatbot, $900 each month", MONTH),
        ("a chatbot, budget 3000 USD a year", MONTH),
        ("a chatbot, budget of $9,000 for a pilot", ONCE),
        ("a chatbot; we have $9,000 a few weeks from now", ONCE),
        ("a chatbot with a budget of 9,000 dollars and two people", ONCE),
        ("a model from scratch with a budget of 20 million dollars and a research team", ONCE),
    ],
)
def test_a_sum_of_a_period_or_of_it_all_stays_a_budget(text: str, path: str) -> None:
    assert path in found(text)
