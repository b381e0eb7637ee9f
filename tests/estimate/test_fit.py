"""Refitting the coefficients: what moves, what is left out, and what is written."""

from __future__ import annotations

import math
import tomllib
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from advisor.catalog import load_catalog
from advisor.errors import UserError
from advisor.estimate import fit_solve
from advisor.estimate.coefficients import coefficient, trial
from advisor.estimate.fit import KINDS, main, rows_of
from advisor.estimate.fit_book import book, parameters, values_of, with_means, without
from advisor.estimate.fit_data import Observation, observations, thinned
from advisor.estimate.fit_intervals import factors, interval_rows, widening
from advisor.estimate.fit_report import Missed, error_table, figures, folds, held_out
from advisor.estimate.fit_solve import Residuals, solve_fit
from advisor.estimate.fit_tables import error_lines, refitted_file
from advisor.estimate.fit_write import coefficient_file
from advisor.estimate.published import published_rows


@cache
def published() -> tuple[Observation, ...]:
    return tuple(observations(published_rows("serving"), load_catalog()))


def shipped_values() -> dict[str, float]:
    return with_means(values_of(book()["coefficient"]))


def as_the_model_says(rows: tuple[Observation, ...], values: dict[str, float]) -> list[Observation]:
    """Return the rows with what the model answers in place of what was measured."""
    made = []
    for row, error in zip(rows, Residuals(rows).logs(values), strict=True):
        if error is not None:
            measured = row.log_measured - error
            made.append(Observation(row.point, measured, row.n, row.ids, row.groups, row.weight))
    return made


def test_a_fit_finds_the_coefficient_that_made_the_measurements() -> None:
    true = {**shipped_values(), "bandwidth.blackwell": 0.9}
    rows = as_the_model_says(tuple(rows_of(published(), "serving")), true)
    free = [replace(one, prior=1.0) for one in parameters("serving") if one.id == "bandwidth.blackwell"]
    found = solve_fit(rows, free, shipped_values())
    assert found.values["bandwidth.blackwell"] == pytest.approx(0.9, rel=0.02)
    assert 0 < found.errors["bandwidth.blackwell"] < 0.1


def test_without_rows_a_coefficient_stays_at_its_prior() -> None:
    free = [one for one in parameters("serving") if one.id == "bandwidth.cdna3"]
    rows = [row for row in rows_of(published(), "serving") if row.groups["generation"] == "hopper"]
    found = solve_fit(rows, free, shipped_values())
    assert found.values["bandwidth.cdna3"] == pytest.approx(free[0].start, rel=1e-3)


def test_a_fit_without_scipy_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(fit_solve, "import_module", missing)
    with pytest.raises(UserError, match=r"advisor\[fit\]"):
        solve_fit(published(), parameters("serving"), shipped_values())


def test_values_on_trial_are_read_inside_the_block_only() -> None:
    before = coefficient("bandwidth.hopper")
    with trial({**shipped_values(), "bandwidth.hopper": 0.123}):
        assert coefficient("bandwidth.hopper") == 0.123
    assert coefficient("bandwidth.hopper") == before


def test_what_was_left_out_runs_on_what_stands_for_it() -> None:
    left = with_means(without(shipped_values(), {"hopper"}))
    assert "bandwidth.hopper" not in left
    rest = [left["bandwidth.blackwell"], left["bandwidth.ampere"]]
    assert left["bandwidth.nvidia"] == pytest.approx(math.prod(rest) ** 0.5)


def test_every_fitted_coefficient_has_a_prior_and_every_fallback_members() -> None:
    rows = book()["coefficient"]
    ids = {row["id"] for row in rows}
    for row in rows:
        if "fit" in row:
            assert row["fit"] in KINDS
            assert row["start"] > 0
            assert 0 < row["prior"] <= 1
        assert set(row.get("mean_of", ())) <= ids


@pytest.mark.parametrize("kind", ["group", "device", "architecture"])
def test_folds_leave_every_name_out_once(kind: str) -> None:
    names = [name for fold in folds(published(), kind) for name in sorted(fold)]
    assert sorted(names) == sorted({row.groups[kind] for row in published()})


def test_rows_that_are_left_out_are_judged_by_a_fit_that_had_not_seen_them() -> None:
    rows = rows_of(published(), "serving")
    free = [one for one in parameters("serving") if one.id in {"bandwidth.hopper", "bandwidth.blackwell"}]
    missed = held_out(rows, free, shipped_values(), "device")
    hopper = [one for one in missed if one.row.groups["device"] == "h100-sxm"]
    assert hopper
    assert all(one.distance for one in hopper)
    table = error_table(rows, Residuals(rows).logs(shipped_values()), missed)
    assert any("device_left_out" in line for line in table)
    assert len(error_lines(table)) == len(table) + 2


def test_nothing_of_a_whole_fit_comes_into_one_that_leaves_rows_out() -> None:
    rows = rows_of(published(), "serving")
    free = [one for one in parameters("serving") if one.id in {"compute.hopper", "gemm.fp8"}]
    elsewhere = {**shipped_values(), "compute.hopper": 2.0, "gemm.fp8": 0.2}
    found = [held_out(rows, free, values, "device") for values in (shipped_values(), elsewhere)]
    assert [one.log_error for one in found[0]] == pytest.approx([one.log_error for one in found[1]])


def test_no_coefficient_passes_what_physics_allows() -> None:
    true = {**shipped_values(), "bandwidth.hopper": 1.4}
    rows = as_the_model_says(tuple(rows_of(published(), "serving")), true)
    free = [replace(one, prior=1.0) for one in parameters("serving") if one.id == "bandwidth.hopper"]
    found = solve_fit(rows, free, shipped_values()).values["bandwidth.hopper"]
    assert found == pytest.approx(0.95, rel=1e-3)
    for row in book()["coefficient"]:
        assert row["value"] <= row.get("most", math.inf) * 1.0001


def test_a_run_whose_requests_waited_outside_of_the_engine_is_no_measure_of_its_concurrency() -> None:
    row = {
        "id": "a", "source_kind": "own", "source": "own", "date": "2026-01-01", "model": "llama-3.1-8b",
        "precision_weights": "fp8", "gpu": "h100-sxm", "n_gpus": "1", "tp": "1", "engine": "vllm",
        "isl": "1000", "osl": "100", "concurrency_or_batch": "64", "regime": "latency",
    }  # fmt: skip
    first, token = {**row, "metric_name": "ttft_ms"}, {**row, "metric_name": "tpot_ms", "value": "12"}
    usual = observations([{**first, "value": "400"}, token], load_catalog())
    queued = observations([{**first, "value": "4000"}, token], load_catalog())
    assert (len(usual), len(queued)) == (2, 0)


def test_every_coefficient_is_of_a_kind_that_the_estimates_read() -> None:
    folder = Path(fit_solve.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    kinds = {row["id"].partition(".")[0] for row in book()["coefficient"]}
    assert [kind for kind in sorted(kinds) if f'"{kind}.' not in code and f'"{kind}"' not in code] == []


def test_errors_are_relative_to_the_measurement() -> None:
    assert figures([math.log(2.0), math.log(2.0), 0.0]) == pytest.approx(
        {"median": 50.0, "mean": 100.0 / 3.0, "p90": 50.0}
    )


def test_a_range_holds_nine_in_ten_of_the_errors() -> None:
    row = published()[0]
    missed = [Missed(row, (place - 50) / 100.0, "group", 0) for place in range(101)]
    low, high = factors(missed)
    assert low == pytest.approx(math.exp(-0.45), rel=0.02)
    assert high == pytest.approx(math.exp(0.45), rel=0.02)


def test_a_device_with_few_rows_counts_as_one_with_many_where_devices_are_asked_for() -> None:
    row = published()[0]
    odd = replace(row, groups={**row.groups, "device": "odd one"})
    missed = [Missed(row, 0.0, "device", 2)] * 99 + [Missed(odd, 1.5, "device", 2)]
    assert factors(missed, "device", 0.0)[1] == 1.0
    assert factors(missed, "device", 1.0)[1] == pytest.approx(math.exp(1.5))


def test_farther_devices_have_the_width_that_rows_left_out_at_that_distance_show() -> None:
    rows = rows_of(published(), "serving")
    full = [row for row in rows if row.groups["regime"] == "max_throughput"]
    named = {row.groups["group"]: row for row in full}
    assert len(named) >= 3
    missed = [
        Missed(row, width * (place - 50) / 100.0, "group", distance)
        for distance, width in enumerate((1.0, 1.5, 3.0))
        for row in named.values()
        for place in range(101)
    ]
    assert widening(missed) == pytest.approx({"vendor": 1.5, "physics": 3.0}, rel=0.02)
    alone = next(row for row in rows if row.groups["regime"] == "tpot")
    near = [Missed(alone, (place - 50) / 100.0, "group", 0) for place in range(101)]
    cell = next(row for row in interval_rows(missed + near) if row["regime"] == "tpot")
    assert cell["vendor"][1] == pytest.approx(cell["near"][1] ** 1.5, rel=0.02)
    assert cell["physics"][0] == pytest.approx(cell["near"][0] ** 3.0, rel=0.05)


def test_a_thinned_set_keeps_every_cell() -> None:
    few = thinned(published(), 1)
    assert len(few) < len(published())
    assert {row.groups["group"] for row in few} == {row.groups["group"] for row in published()}


def test_the_written_file_reads_back_as_it_was() -> None:
    shipped = dict(book())
    rows = shipped.pop("coefficient")
    back = tomllib.loads(coefficient_file(shipped, rows))
    assert {row["id"]: row["value"] for row in back["coefficient"]} == pytest.approx(
        {row["id"]: row["value"] for row in rows}, rel=1e-3
    )
    for written, kept in zip(back["interval"], shipped["interval"], strict=True):
        assert written["near"] == pytest.approx(kept["near"], rel=1e-3)


def test_a_refitted_file_carries_values_errors_ranges_and_the_day() -> None:
    rows = rows_of(published(), "serving")
    missed = [Missed(row, 0.1, "group", 0) for row in rows]
    table = error_table(rows, Residuals(rows).logs(shipped_values()), missed)
    text = refitted_file(shipped_values(), {}, table, rows, missed, date(2026, 1, 2))
    back = tomllib.loads(text)
    assert back["as_of"] == date(2026, 1, 2)
    assert back["measured_shapes"]
    assert {row["regime"] for row in back["interval"]} >= {"tpot", "throughput", "classical"}


def test_a_file_that_is_missing_or_empty_is_told_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "nothing.csv")]) == 2
    assert "cannot be read" in capsys.readouterr().err
    empty = tmp_path / "empty.csv"
    empty.write_text("id,model\n", encoding="utf-8")
    assert main([str(empty)]) == 2
    assert "no row can be answered" in capsys.readouterr().err


def test_shipped_fallbacks_are_the_means_of_what_they_stand_for() -> None:
    values = values_of(book()["coefficient"])
    assert with_means(values) == pytest.approx(values, rel=2e-3)
