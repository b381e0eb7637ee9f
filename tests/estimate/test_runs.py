"""Benchmarks with a known number of requests: waves that end together, the last of them not full."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.catalog import load_catalog
from advisor.estimate.architecture import from_row
from advisor.estimate.batching import filled
from advisor.estimate.benchmark_load import run_length
from advisor.estimate.serve_records import ServeRequest
from advisor.estimate.serving import estimate_serving

CATALOG = load_catalog()
ENDLESS = ServeRequest(
    from_row(CATALOG.model("llama-3.1-8b")), CATALOG.accelerator("h100-sxm"), weights="fp8", isl=128, osl=2048
)


def test_requests_that_all_fit_run_in_one_wave() -> None:
    assert filled(1000.0, 300.0) == 300.0


def test_one_request_more_than_two_waves_takes_a_third() -> None:
    """With 100 places, 240 requests need three waves of 80, however places are counted by a few percent."""
    assert filled(100.0, 245.0) == pytest.approx(245.0 / 3.0, rel=0.05)


@given(st.floats(1.0, 5000.0), st.floats(1.0, 1e6))
def test_no_more_run_than_are_offered_nor_than_places_that_are_known_to_15_percent(
    places: float, requests: float
) -> None:
    assert filled(places, requests) <= min(requests, places * 1.02)


def test_a_long_run_is_as_good_as_one_without_end() -> None:
    long = estimate_serving(replace(ENDLESS, run=1_000_000)).output_tok_s
    assert long == pytest.approx(estimate_serving(ENDLESS).output_tok_s, rel=0.01)


def test_a_short_run_is_slower() -> None:
    assert (
        estimate_serving(replace(ENDLESS, run=700)).output_tok_s
        < estimate_serving(ENDLESS).output_tok_s * 0.95
    )


def test_the_length_of_a_run_is_that_which_its_source_tells() -> None:
    source = "NVIDIA/TensorRT-LLM:docs/source/performance/perf-overview.md (v0.14.0)"
    assert run_length(source, 128, 4096) == 1500
    assert run_length(source, 128, 129) == 0
    assert run_length("a benchmark of our own", 128, 4096) == 0
