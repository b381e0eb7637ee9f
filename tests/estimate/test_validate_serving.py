"""How accurate the serving model is, and which rows it refuses."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from advisor.catalog import Catalog, load_catalog
from advisor.estimate.coefficients import coefficients
from advisor.estimate.published import published_rows
from advisor.estimate.validate_serving import validate_serving

MEASURED = Path(__file__).resolve().parents[3] / "shared" / "data" / "serving.csv"
ROW = {
    "id": "row",
    "model": "meta-llama/Llama-3.1-8B",
    "gpu": "H100-SXM-80GB",
    "n_gpus": "1",
    "tp": "1",
    "precision_weights": "fp8",
    "engine": "TensorRT-LLM",
    "isl": "1000",
    "osl": "1000",
    "regime": "max_throughput",
    "metric_name": "output_tok_s_total",
    "value": "15000",
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def reason(catalog: Catalog, **changes: str) -> str:
    report = validate_serving([{**ROW, **changes}], catalog)
    assert report["answered"] == 0
    return str(report["skipped"][0]["reason"])


def test_the_shipped_points_are_answered_and_mostly_within_the_ranges(catalog: Catalog) -> None:
    report = validate_serving(None, catalog)
    assert report["n"] >= 100
    assert report["answered"] == report["n"]
    assert report["median_ape"] < 0.12
    assert report["coverage90"] >= 0.85
    assert report["median_width"] < 2.5


def test_every_shipped_point_has_a_source_and_a_date() -> None:
    for row in published_rows("serving"):
        assert len(row["source"]) > 10
        assert row["date"][:2] == "20"


def test_a_row_is_answered_in_its_own_unit(catalog: Catalog) -> None:
    total = validate_serving([ROW], catalog)["rows"][0]["value"]
    both = validate_serving([{**ROW, "metric_name": "total_tok_s"}], catalog)["rows"][0]["value"]
    assert both == pytest.approx(2 * total)


def test_a_benchmark_that_shortens_its_lengths_is_read_at_nine_tenths(catalog: Catalog) -> None:
    short = {**ROW, "regime": "latency", "concurrency_or_batch": "64", "metric_name": "tpot_ms", "value": "9"}
    full = validate_serving([short], catalog)["rows"][0]["value"]
    cut = validate_serving([{**short, "note": "lengths in [0.8, 1.0] of the nominal"}], catalog)["rows"][0][
        "value"
    ]
    assert cut < full


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"model": "nobody/nothing-9b"}, "nothing-9b"),
        ({"gpu": "abacus"}, "abacus"),
        ({"value": "0"}, "not a positive number"),
        ({"value": "fast"}, "'fast' is not a number"),
        ({"isl": ""}, "isl"),
        ({"regime": "latency"}, "neither concurrency nor rate"),
        ({"precision_weights": "int3"}, "int3"),
        ({"note": "speculative decoding"}, "acceptance"),
        ({"metric_name": "tokens"}, "metric_name: 'tokens' is none of"),
        ({"regime": "max-throughput"}, "Did you mean 'max_throughput'"),
        ({"tp": "1.5"}, "tp: 1.5 is not a whole number"),
        ({"concurrency_or_batch": "0", "regime": "latency"}, "concurrency_or_batch: 0"),
        ({"isl": "-5"}, "a prompt of 0 tokens and more"),
        ({"value": "1000000"}, "need more than"),
        (
            {"regime": "latency", "metric_name": "tpot_ms", "value": "0.5", "concurrency_or_batch": "1"},
            "reading the weights",
        ),
    ],
)
def test_a_row_that_cannot_be_answered_or_be_true_is_skipped_with_its_reason(
    catalog: Catalog, changes: dict[str, str], said: str
) -> None:
    assert said in reason(catalog, **changes)


def test_a_row_without_a_needed_column_is_skipped(catalog: Catalog) -> None:
    row = {key: value for key, value in ROW.items() if key != "gpu"}
    assert "gpu" in str(validate_serving([row], catalog)["skipped"][0]["reason"])


def test_every_coefficient_has_a_unit_a_meaning_a_source_and_a_stated_error() -> None:
    for entry in coefficients().values():
        assert entry.unit
        assert len(entry.meaning) > 8
        assert len(entry.source) > 8
        assert entry.value > 0
        assert entry.error >= 0


@pytest.mark.skipif(not MEASURED.is_file(), reason="the collected measurements are not beside this checkout")
def test_the_collected_measurements_are_met_within_the_stated_errors(catalog: Catalog) -> None:
    with MEASURED.open(encoding="utf-8") as stream:
        report = validate_serving(list(csv.DictReader(stream)), catalog)
    regimes = report["groups"]["regime"]
    assert report["answered"] > 0.95 * report["n"]
    assert regimes["max_throughput"]["median_ape"] < 0.09
    assert regimes["max_throughput"]["median_width"] < 2.0
    assert regimes["throughput"]["median_ape"] < 0.08
    assert regimes["tpot"]["median_ape"] < 0.08
    assert regimes["ttft"]["median_ape"] < 0.27
    assert regimes["single_stream"]["median_ape"] < 0.06
    for name in ("max_throughput", "throughput", "tpot", "ttft", "single_stream", "prompt", "static"):
        assert 0.85 < regimes[name]["coverage90"] < 0.99


def test_the_report_says_how_far_the_model_is_on_what_it_had_not_seen(catalog: Catalog) -> None:
    held_out = validate_serving([ROW], catalog)["held_out"]
    assert {row["regime"] for row in held_out} >= {"max_throughput", "throughput", "tpot", "ttft", "static"}
    busy = [row for row in held_out if row["regime"] in {"max_throughput", "throughput", "tpot"}]
    assert len(busy) == 6
    for row in busy:
        for left_out in ("group", "device", "architecture", "source"):
            assert row[f"{left_out}_left_out"] >= 0.9 * row["fitted"]
            assert row[f"{left_out}_left_out_p90"] > row[f"{left_out}_left_out"]
