"""Figures in words: amounts, ranges, times, people and shares."""

from __future__ import annotations

import pytest

from advisor.quantity import Quantity
from advisor.report import figures
from tests.report.sample import plain


def q(value: float, low: float, high: float, unit: str = "USD") -> Quantity:
    return plain("figure", value, low, high, unit)


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (q(370, 240, 620), "$370 (240–620)"),
        (q(16432, 9812, 31000), "$16,400 (9,810–31,000)"),
        (q(1.25e6, 9e5, 2e6), "$1.25M (900,000–2M)"),
        (q(5, 5, 5), "$5.00"),
        (q(0, 0, 0), "$0"),
        (q(-12, -20, -5), "-$12 (-20–-5.00)"),
    ],
)
def test_money_has_its_range_in_brackets_unless_it_is_exact(figure: Quantity, words: str) -> None:
    assert figures.money(figure) == words


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (q(42, 30, 60, "ms"), "42 ms (30–60)"),
        (q(700, 400, 1200, "ms"), "0.7 s (0.4–1.2)"),
        (q(30, 20, 45, "s"), "30 s (20–45)"),
        (q(36, 24, 48, "hours"), "36 hours (24–48)"),
        (q(15.4, 9, 26, "days"), "15 days (9–26)"),
        (q(1, 1, 1, "weeks"), "1 week"),
        (q(2, 1, 4, "weeks"), "2 weeks (1–4)"),
        (q(0, 0, 0, "FTE"), "nobody extra"),
        (q(0.1, 0.05, 0.2, "FTE"), "0.1 of an engineer (0.05–0.2)"),
        (q(2.0, 1.3, 3.0, "x"), "2x (1.3–3)"),
        (q(0.0, 0.0, 0.15, "FTE"), "hardly anybody (up to 0.15 of an engineer)"),
        (q(1, 0.5, 2, "FTE"), "1 engineer (0.5–2)"),
        (q(0.07, 0.04, 0.12, "share"), "7% (4–12)"),
        (q(370, 240, 620, "USD/month"), "$370 a month (240–620)"),
        (q(0.6, 0.6, 0.6, "USD/M tokens"), "$0.60 per M tokens"),
        (q(24, 22, 27, "GB"), "24 GB (22–27)"),
        (q(3, 3, 3, ""), "3"),
    ],
)
def test_a_figure_takes_the_form_of_its_unit(figure: Quantity, words: str) -> None:
    assert figures.quantity(figure) == words


def test_a_share_is_never_rounded_to_certainty() -> None:
    assert [figures.percent(share) for share in (0, 0.0004, 0.5, 0.9996, 1)] == [
        "0%",
        "under 1%",
        "50%",
        "over 99%",
        "100%",
    ]


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (q(2e-8, 1.25e-8, 1.3e-7, "USD/token"), "$0.02 per million tokens (0.0125–0.13)"),
        (q(3.65e-6, 1.6e-6, 1e-5, "USD/requests"), "$3.65 per million requests (1.60–10)"),
        (q(1e-4, 1e-4, 2e-4, "USD/s"), "$0.36 an hour (0.36–0.72)"),
        (q(0.00159, 0.00114, 0.00358, "USD/request"), "$0.00159 a request (0.00114–0.00358)"),
        (q(1.5e6, 1e6, 2e6, "image/day"), "1.5M images/day (1M–2M)"),
        (q(3e6, 3e6, 3e6, "second of audio/day"), "3M seconds of audio/day"),
    ],
)
def test_the_price_of_very_little_is_that_of_a_million_and_what_is_counted_has_a_plural(
    figure: Quantity, words: str
) -> None:
    assert figures.quantity(figure) == words


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (q(90_000, 90_000, 300_000, "USD/year"), "$90,000 to $300,000 a year"),
        (q(2, 1, 4, "x"), "1 to 4x"),
        (q(0.9, 0.7, 0.98, "share"), "70% to 98%"),
        (q(5000, 3000, 8000, "requests/day"), "3,000 to 8,000 requests/day"),
    ],
)
def test_the_ends_of_what_moves_a_bill_have_their_unit(figure: Quantity, words: str) -> None:
    assert figures.between(figure) == words
