"""A dot in front of three digits parts thousands where things are counted that come whole."""

from __future__ import annotations

import pytest

from advisor.interview.dotted import with_commas
from tests.interview.read import QUESTIONS, found, reader


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("We sort 5.000 photos every day.", "workload.images_per_day", 5_000),
        ("Our 25.000 members ask twice a week.", "workload.users", 25_000),
        ("3.500 old paper tickets a week.", "workload.requests_per_day", 500),
        ("1.200.000 mails a year.", "workload.requests_per_day", 1_200_000 / 365),
        ("5 000 invoices a day.", "workload.requests_per_day", 5_000),
        ("12'000 claims a day.", "workload.requests_per_day", 12_000),
    ],
)
def test_counted_things_come_in_thousands(text: str, path: str, value: float) -> None:
    assert found(text)[path] == pytest.approx(value, rel=1e-3)


@pytest.mark.parametrize(
    "text",
    [
        "Our boards are 2.125 inches wide.",
        "It draws 1.500 amps.",
        "We pack 1.250 ounces of tea.",
        "A loss of 1.245 after 3 epochs.",
        "It answers in 1.500 s.",
        "We pay 2.250 USD per M tokens.",
        "It reached 3.125 points.",
        "We serve 2.250 million users.",
        "On average 2.375 requests a day.",
        "Node 1.234 scripts.",
        "The server is 192.168.100.200 for users.",
        "A score of 0.125 and 0.250 photos.",
    ],
)
def test_times_prices_means_and_versions_keep_their_decimals(text: str) -> None:
    assert with_commas(text) == (text, [])


def test_what_was_understood_is_said() -> None:
    assert "'5.000' was read as 5,000." in reader().read("We sort 5.000 photos every day.").notes


def test_a_bare_reply_is_read_so_only_where_whole_things_are_asked_for() -> None:
    volume = reader().read("5.000", QUESTIONS["volume"])
    assert (volume.answers[0].answer.value, volume.notes) == (5_000, ("'5.000' was read as 5,000.",))
    assert reader().read("2.5", QUESTIONS["volume"]).answers[0].answer.value == 2.5
    assert reader().read("1.500", QUESTIONS["speed"]).answers[0].answer.value == 1_500, "seconds in ms"
