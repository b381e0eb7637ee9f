"""Sessions that are open are not requests in flight."""

from __future__ import annotations

import pytest

from advisor.strategy.connected import answer_seconds, are_connected, day_seconds
from tests.strategy.stories import Look

A_DAY = {"requests_per_day": 16_000_000, "input_tokens": 600, "output_tokens": 40}


def test_in_flight_is_the_rate_times_the_time_of_a_request() -> None:
    assert day_seconds(16_000_000, 0.2, 100_000) == pytest.approx(32.0)
    ten_a_second_for_three_seconds = day_seconds(864_000, 3.0, 30)
    assert ten_a_second_for_three_seconds == pytest.approx(86_400)


def test_an_answer_is_in_flight_for_the_time_that_was_set_or_that_writing_takes() -> None:
    assert answer_seconds(1000, 700, 250, 20) == pytest.approx(0.7)
    assert answer_seconds(300, None, 1000, 30) == pytest.approx(1 + 10)


def test_a_hundred_thousand_at_once_of_a_fifth_of_a_second_are_people_who_are_connected() -> None:
    assert are_connected(16_000_000, 0.2, 100_000)


def test_a_class_that_presses_the_button_together_is_in_flight() -> None:
    assert not are_connected(500, 12.0, 30)


def test_an_office_whose_day_lasts_for_hours_at_that_rate_is_in_flight() -> None:
    assert not are_connected(60_000, 23.0, 200)


def test_devices_follow_from_the_rate_where_people_are_only_connected(assessed: Look) -> None:
    limits = {"total_ms": 200}
    told = assessed(workload={**A_DAY, "peak_concurrency": 100_000}, latency=limits).context
    plain = assessed(workload=A_DAY, latency=limits).context
    assert told.load() == plain.load()
    assert told.workload.connected == 100_000


def test_a_concurrency_without_a_said_volume_is_taken_as_it_was_said(assessed: Look) -> None:
    found = assessed(workload={"peak_concurrency": 100_000}, latency={"total_ms": 200}).context
    assert (found.load().peak_concurrency, found.workload.connected) == (100_000, None)


def test_the_page_says_how_soon_the_day_would_be_over(assessed: Look) -> None:
    found = assessed(workload={**A_DAY, "peak_concurrency": 100_000}, latency={"total_ms": 200})
    said = next(f for f in found.findings if f.rule.code == "VOL025")
    assert said.status == "fired"
    assert "32 seconds" in said.message
