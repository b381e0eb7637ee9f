"""The fit of training speed: it finds what made the data, and its file says what it found."""

import csv
import math
import tomllib
from pathlib import Path

import pytest

from advisor.catalog import load_catalog
from advisor.estimate.fit_training import felt, left_out, main, miss, priors, readable, solve
from advisor.estimate.fit_training_file import quantile, speed_toml
from advisor.estimate.training_rate import seconds_per_token
from advisor.estimate.training_rows import TrainPoint
from advisor.estimate.training_speed import speed_coefficients, speed_file

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "training.csv"


def rows(truth: dict[str, float]) -> list[TrainPoint]:
    """Return benchmarks that devices with other coefficients would have measured."""
    asked = [
        {
            "id": f"{family}-{size}-{seq}",
            "row_type": "throughput",
            "family": family,
            "params_b_total": str(size),
            "hardware": device,
            "n_gpus": "8",
            "precision": "bf16",
            "seq_len": str(seq),
            "tok_s_per_gpu": "1000",
        }
        for family, device in (("a", "A100-80GB"), ("b", "H100-80GB"), ("c", "B200"))
        for size in (0.4, 1.3, 7, 30)
        for seq in (1024, 8192, 65536)
    ]
    found = readable([row | {"tok_s_per_gpu": "1"} for row in asked], load_catalog())
    return [
        TrainPoint(p.id, p.request, 1.0 / seconds_per_token(p.request, truth), p.metric, p.family)
        for p in found
    ]


@pytest.fixture(scope="module")
def truth() -> dict[str, float]:
    return {**speed_coefficients(), "attention": 0.3, "elementwise": 8.0}


@pytest.fixture(scope="module")
def points(truth: dict[str, float]) -> list[TrainPoint]:
    return rows(truth)


def test_the_fit_finds_the_attention_that_made_the_data(
    points: list[TrainPoint], truth: dict[str, float]
) -> None:
    found, errors = solve(points, priors())
    assert max(abs(miss(p, found)) for p in points) < 0.08
    assert found["attention"] * found["attention.ampere"] == pytest.approx(
        truth["attention"] * truth["attention.ampere"], rel=0.15
    )
    assert all(error > 0 for error in errors)


def test_no_share_passes_one(points: list[TrainPoint]) -> None:
    found, _ = solve(points, priors())
    for row in speed_file()["coefficient"]:
        if row["unit"] == "share":
            assert found[row["id"]] <= 1.0 + 1e-9


def test_the_written_file_holds_values_errors_ranges_and_what_was_left_out(points: list[TrainPoint]) -> None:
    known = priors()
    values, errors = solve(points, known)
    written = tomllib.loads(speed_toml(points, values, errors, left_out(points, known), felt(points, values)))
    assert [row["id"] for row in written["coefficient"]] == [prior.id for prior in known]
    for row in written["coefficient"]:
        assert row["value"] == pytest.approx(values[row["id"]], rel=1e-3)
        assert row["unit"]
        assert row["meaning"]
    assert written["held_out"][0]["n"] == len(points)
    assert "with the family left out" in written["source"]


def test_a_large_family_does_not_drown_the_others_in_the_range() -> None:
    many = [("large", 0.1)] * 100
    few = [(f"small {i}", 1.0) for i in range(5)]
    assert quantile([*many, *few], 0.6) == 0.1
    assert quantile([*many, *few], 0.9) == 1.0


def test_every_shipped_coefficient_has_a_unit_a_meaning_an_error_and_a_prior() -> None:
    for row in speed_file()["coefficient"]:
        assert row["unit"]
        assert row["meaning"]
        assert row["error"] > 0
        assert row["spread"] > 0
        assert abs(math.log(row["value"] / row["prior"])) < 4 * row["spread"], row["id"]


def test_unseen_families_are_missed_by_less_than_promised() -> None:
    overall = {row["metric"]: row for row in speed_file()["held_out"] if not row["family"]}
    assert overall["tok_s_per_gpu"]["median_ape"] <= 0.125
    assert overall["gpu_hours"]["median_ape"] <= 0.20
    for row in speed_file()["interval"]:
        assert 1.0 < row["factor"] <= 2.0


def test_the_shipped_file_is_what_the_fit_gives() -> None:
    if not SHARED.is_file():
        pytest.skip("the measurements training.csv are not on this machine")
    assert main([str(SHARED), "--check"]) == 0


def test_a_file_of_one_family_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "one.csv"
    cells = {
        "id": "x",
        "family": "one",
        "params_b_total": "7",
        "tokens_t": "1",
        "hardware": "A100-80GB",
        "gpu_hours": "90000",
    }
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(cells))
        writer.writeheader()
        writer.writerow(cells)
    assert main([str(path)]) == 2
    assert "families" in capsys.readouterr().err
