"""The estimate of other models against published throughputs, and the fit behind it."""

from __future__ import annotations

import math

import pytest

from advisor.catalog import load_catalog
from advisor.errors import UserError
from advisor.estimate.classical_coefficients import classical_coefficients, classical_file
from advisor.estimate.classical_rows import (
    ImpossibleThroughputError,
    OtherPoint,
    published_other,
    read_other,
)
from advisor.estimate.fit_classical_solve import solve_classical
from advisor.estimate.validate_other import validate_other

CATALOG = load_catalog()
ROW = {
    "id": "mine",
    "device": "l4",
    "per_second": "300",
    "gflops_per_unit": "35",
    "operations": "transformer",
    "precision": "fp16",
    "batch": "8",
}


def points() -> list[OtherPoint]:
    found = []
    for row in published_other():
        try:
            found.append(read_other(row, CATALOG))
        except UserError:
            continue
    return found


def test_the_published_rows_are_met_within_a_sixth_at_the_median() -> None:
    report = validate_other(None, CATALOG)
    assert report["answered"] >= 0.95 * report["n"]
    assert report["median_ape"] < 1 / 6
    assert report["coverage90"] > 0.85
    assert report["impossible"] == []


def test_rows_that_no_estimate_answers_say_why() -> None:
    reasons = {row["id"]: row["reason"] for row in validate_other(None, CATALOG)["skipped"]}
    assert "gflops_per_unit" in reasons["mlperf40-05"]
    assert "device" in reasons["kokorocpu-01"]


def test_the_held_out_errors_ship_with_what_was_left_out() -> None:
    found = {row["left_out"]: row for row in classical_file()["held_out"] if row["operations"] == "any"}
    assert set(found) == {"family", "device", "generation"}
    assert all(0.0 < row["median_ape"] < 0.5 for row in found.values())


def test_a_row_that_would_pass_the_peak_is_impossible() -> None:
    with pytest.raises(ImpossibleThroughputError, match="would pass the 121 of L4"):
        read_other({**ROW, "per_second": "5000"}, CATALOG)
    report = validate_other([{**ROW, "per_second": "5000"}, ROW], CATALOG)
    assert report["impossible"] == ["mine"]
    assert report["answered"] == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"device": ""}, "device"),
        ({"device": "l44"}, "L4"),
        ({"per_second": "-1"}, "per_second"),
        ({"per_second": "fast"}, "per_second"),
        ({"operations": "quantum"}, "operations"),
        ({"precision": "fp7"}, "precision"),
        ({"mode": "lazy"}, "mode"),
        ({"batch": "0"}, "batch"),
        ({"gflops_per_unit": ""}, "gflops_per_unit"),
        ({"model": "bgem3x"}, "bge-m3"),
    ],
)
def test_a_bad_cell_is_named(change: dict[str, str], told: str) -> None:
    with pytest.raises(UserError, match=f"(?i){told}"):
        read_other({**ROW, **change}, CATALOG)


def test_several_devices_and_half_ones_count_by_the_device() -> None:
    assert read_other({**ROW, "devices": "4"}, CATALOG).measured == 75
    assert read_other({**ROW, "devices": "0.5"}, CATALOG).measured == 600


def test_the_shipped_coefficients_are_what_the_fit_gives() -> None:
    solution = solve_classical(points())
    for name, row in classical_coefficients().items():
        if name in solution.errors:
            moved = abs(math.log(row.value / solution.values[name]))
            assert moved <= max(0.03, solution.errors[name] / 4.0), name
            assert row.n == solution.n[name], name


def test_every_coefficient_says_its_unit_meaning_source_and_error() -> None:
    for row in classical_coefficients().values():
        assert row.unit
        assert row.meaning
        assert row.source
        assert row.value >= 0
