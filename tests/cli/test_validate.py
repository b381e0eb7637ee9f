"""``advisor validate``: the shipped points, a file of one's own, and the promised keys."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.cli.validate import COLUMNS, KINDS

Run = Callable[..., Any]
KEYS = {
    "n",
    "answered",
    "skipped",
    "median_ape",
    "mape",
    "bias",
    "coverage90",
    "median_width",
    "groups",
    "rows",
}
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
OWN = {
    "model": "llama-3.1-8b",
    "gpu": "h100-sxm",
    "n_gpus": "1",
    "precision_weights": "bf16",
    "isl": "1000",
    "osl": "200",
    "concurrency_or_batch": "16",
    "regime": "latency",
    "metric_name": "tpot_ms",
    "value": "9.5",
}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_shipped_points_give_every_promised_key(kind: str, run: Run) -> None:
    result = run("validate", kind, "--json")
    assert (result.code, result.err) == (0, "")
    report = json.loads(result.out)
    assert set(report) >= KEYS | {"schema_version"}
    assert report["n"] == report["answered"] + len(report["skipped"])
    assert report["answered"] == len(report["rows"]) > 0
    assert all({"id", "measured", "value", "low", "high"} <= set(row) for row in report["rows"])


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_as_text_it_tells_the_error_and_the_coverage(kind: str, run: Run) -> None:
    text = run("validate", kind).out
    assert text.startswith(f"{kind}: ")
    assert "within the 90% range" in text


def test_a_benchmark_of_ones_own_is_answered_and_an_unknown_model_is_skipped_with_its_reason(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "mine.csv"
    with path.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, ["id", *OWN])
        writer.writeheader()
        writer.writerow({"id": "a", **OWN})
        writer.writerow({"id": "b", **OWN, "model": "no-such-model"})
    report = json.loads(run("validate", "serving", str(path), "--json").out)
    assert [row["id"] for row in report["rows"]] == ["a"]
    assert report["rows"][0]["measured"] == 9.5
    assert report["skipped"][0]["id"] == "b"
    assert "no-such-model" in report["skipped"][0]["reason"]


@pytest.mark.parametrize(
    ("kind", "file"), [("training", "training.csv"), ("finetune-memory", "finetune_memory.csv")]
)
def test_the_collected_measurements_can_be_read(kind: str, file: str, run: Run) -> None:
    path = SHARED / file
    if not path.is_file():
        pytest.skip(f"{file} is not beside this checkout")
    report = json.loads(run("validate", kind, str(path), "--json").out)
    assert report["answered"] > 0.5 * report["n"]


def test_the_columns_that_are_asked_for_are_named_in_the_help(run: Run) -> None:
    text = run("validate", "--help").out
    assert all(column in text for column in COLUMNS["serving"])
