"""The validation reports: their shape, what they refuse, and the accuracy they state."""

import csv
from pathlib import Path
from typing import Any

import pytest

from advisor.catalog import Catalog, load_catalog
from advisor.estimate.accuracy import Judged, Skipped, summarise
from advisor.estimate.published import published_rows
from advisor.estimate.validate_training import validate_finetune_memory, validate_training

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def rows_of(name: str) -> list[dict[str, str]]:
    path = SHARED / name
    if not path.is_file():
        pytest.skip(f"the measurements {name} are not on this machine")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_figures_are_what_their_names_say() -> None:
    report = summarise(
        [Judged("a", 100, 110, 90, 120, {"device": "x"}), Judged("b", 100, 50, 40, 60)], [Skipped("c", "why")]
    )
    assert report["n"] == 3
    assert report["answered"] == 2
    assert report["skipped"] == [{"id": "c", "reason": "why"}]
    assert report["mape"] == pytest.approx(0.3)
    assert report["bias"] == pytest.approx(-0.2)
    assert report["coverage90"] == 0.5
    assert report["groups"]["device"]["x"]["answered"] == 1


def test_a_report_without_rows_says_none_instead_of_a_number(catalog: Catalog) -> None:
    assert validate_training([], catalog)["median_ape"] is None


@pytest.mark.parametrize("kind", ["training", "finetune_memory"])
def test_the_points_that_ship_have_a_source_and_a_date_and_all_are_answered(
    kind: Any, catalog: Catalog
) -> None:
    rows = published_rows(kind)
    assert len(rows) >= 40
    assert all(row["source"] and row["date"] for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)
    validate = validate_training if kind == "training" else validate_finetune_memory
    report = validate(None, catalog)
    assert report["answered"] == len(rows)
    assert report["median_ape"] < 0.2
    assert report["coverage90"] > 0.8


def run(**cells: str) -> dict[str, str]:
    row = {
        "id": "run",
        "row_type": "full_run",
        "params_b_total": "7",
        "params_b_active": "7",
        "tokens_t": "1",
        "hardware": "A100-80GB",
        "n_gpus": "512",
        "gpu_hours": "90000",
        "precision": "bf16",
        "kind": "pretrain",
    }
    return row | cells


def test_a_run_that_beats_the_peak_is_reported_as_impossible_and_not_averaged_in(catalog: Catalog) -> None:
    report = validate_training([run(), run(id="too-fast", gpu_hours="30000")], catalog)
    assert report["answered"] == 1
    (refused,) = report["skipped"]
    assert refused["id"] == "too-fast"
    assert refused["reason"].startswith("impossible: implies 1.")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"kind": "rl"}, "kind"),
        ({"tokens_t": ""}, "tokens_t"),
        ({"gpu_hours": "", "wall_days": ""}, "gpu_hours"),
        ({"gpu_hours": "many"}, "gpu_hours: 'many' is not a number"),
        ({"hardware": "Abacus"}, "Abacus"),
        ({"params_b_total": "-3"}, "params_b_total"),
        ({"precision": "fp13"}, "precision"),
        ({"gpu_hours": "-5"}, "gpu_hours"),
        ({"gpu_hours": "1e300"}, "gpu_hours"),
        ({"n_gpus": "-8"}, "n_gpus"),
        ({"seq_len": "nan"}, "seq_len"),
    ],
)
def test_rows_that_cannot_be_answered_say_why(cells: dict[str, str], reason: str, catalog: Catalog) -> None:
    (refused,) = validate_training([run(**cells)], catalog)["skipped"]
    assert reason in refused["reason"]


def test_days_times_devices_stand_in_for_missing_hours(catalog: Catalog) -> None:
    report = validate_training([run(gpu_hours="", wall_days="7.5")], catalog)
    assert report["rows"][0]["measured"] == pytest.approx(7.5 * 512 * 24)


def test_rules_of_thumb_are_not_taken_for_measurements(catalog: Catalog) -> None:
    row = {"id": "r", "model": "x", "params_b": "7", "peak_mem_gb_per_gpu": "60", "evidence": "rule"}
    (refused,) = validate_finetune_memory([row], catalog)["skipped"]
    assert "evidence" in refused["reason"]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"n_gpus": "-2", "strategy": "zero3"}, "n_gpus"),
        ({"batch": "0"}, "batch"),
        ({"seq_len": ""}, "seq_len"),
        ({"method": "magic"}, "method"),
        ({"peak_mem_gb_per_gpu": "much"}, "peak_mem_gb_per_gpu"),
    ],
)
def test_memory_rows_that_cannot_be_answered_say_why(
    cells: dict[str, str], reason: str, catalog: Catalog
) -> None:
    row = {
        "id": "r",
        "model": "?",
        "params_b": "7",
        "method": "lora",
        "seq_len": "512",
        "peak_mem_gb_per_gpu": "20",
    }
    assert validate_finetune_memory([row], catalog)["answered"] == 1
    (refused,) = validate_finetune_memory([row | cells], catalog)["skipped"]
    assert reason in refused["reason"]


def test_whole_runs_and_benchmarks_of_the_collection_are_met(catalog: Catalog) -> None:
    report = validate_training(rows_of("training.csv"), catalog)
    metrics = report["groups"]["metric"]
    assert report["answered"] >= 0.95 * report["n"]
    assert metrics["tok_s_per_gpu"]["median_ape"] < 0.10
    assert metrics["gpu_hours"]["median_ape"] < 0.20
    assert 0.85 <= metrics["gpu_hours"]["coverage90"] <= 0.97
    assert metrics["gpu_hours"]["median_width"] <= 4.0
    unseen = report["leave_one_family_out"]
    assert unseen["gpu_hours"]["median_ape"] <= 0.20
    assert unseen["tok_s_per_gpu"]["median_ape"] <= 0.12


def test_a_row_tells_its_family_device_metric_and_range(catalog: Catalog) -> None:
    report = validate_training([run(family="mine")], catalog)
    (row,) = report["rows"]
    assert row["family"] == "mine"
    assert row["device"] == "a100-sxm-80gb"
    assert row["metric"] == "gpu_hours"
    assert row["low"] < row["value"] < row["high"]


def benchmark(**cells: str) -> dict[str, str]:
    return run(row_type="throughput", gpu_hours="", tokens_t="", tok_s_per_gpu="3600", n_gpus="8") | cells


def test_impossible_rows_are_named_first_even_when_only_the_reported_share_passes_the_peak(
    catalog: Catalog,
) -> None:
    rows = [run(id="unknown", hardware="Abacus"), run(id="said", reported_mfu="1.04")]
    report = validate_training(rows, catalog)
    assert report["impossible"] == ["said"]
    assert [row["id"] for row in report["skipped"]] == ["said", "unknown"]


def test_a_share_above_one_is_possible_in_8_bits(catalog: Catalog) -> None:
    cells = {"hardware": "H100-80GB", "tok_s_per_gpu": "26000"}
    assert validate_training([benchmark(precision="bf16", **cells)], catalog)["impossible"] == ["run"]
    assert validate_training([benchmark(precision="fp8-cs", **cells)], catalog)["answered"] == 1


def test_useful_flops_stand_in_for_tokens_a_second(catalog: Catalog) -> None:
    row = benchmark(tok_s_per_gpu="", model_tflops_per_gpu="156")
    causal = validate_training([row], catalog)["rows"][0]["measured"]
    whole = validate_training([row | {"note": "non-causal attention"}], catalog)["rows"][0]["measured"]
    assert 3000 < whole < causal < 4000


def test_how_a_benchmark_was_spread_moves_its_estimate(catalog: Catalog) -> None:
    def value(**cells: str) -> float:
        return float(validate_training([benchmark(**cells)], catalog)["rows"][0]["value"])

    plain = value(parallelism="FULL_SHARD", act_ckpt="false", note="mbs 8")
    assert value(parallelism="FULL_SHARD", act_ckpt="true", note="mbs 8") < plain
    assert value(parallelism="FULL_SHARD", act_ckpt="false", note="mbs 1") < plain
    assert value(parallelism="TP8 PP1", batch_tokens="1000000") < value(parallelism="TP1 PP1")


def test_lora_is_faster_than_full_training_by_what_its_arithmetic_spares(catalog: Catalog) -> None:
    def value(kind: str) -> float:
        return float(validate_training([benchmark(kind=kind)], catalog)["rows"][0]["value"])

    assert 1.3 < value("lora") / value("sft") < 1.55


def test_an_estimate_of_somebody_else_is_no_measurement(catalog: Catalog) -> None:
    (refused,) = validate_training([run(row_type="epoch_estimate")], catalog)["skipped"]
    assert "row_type" in refused["reason"]


def test_a_time_to_target_is_judged_as_a_benchmark(catalog: Catalog) -> None:
    report = validate_training([run(row_type="mlperf_ttt", n_gpus="8")], catalog)
    assert report["groups"]["regime"]["benchmark"]["answered"] == 1


def test_measured_tuning_memory_of_the_collection_is_met(catalog: Catalog) -> None:
    report = validate_finetune_memory(rows_of("finetune_memory.csv"), catalog)
    assert report["answered"] > 200
    assert report["median_ape"] < 0.14
    assert 0.85 < report["coverage90"] < 0.95
    assert report["fits_kept"]["share"] > 0.98
