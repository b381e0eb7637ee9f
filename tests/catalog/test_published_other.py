"""The published throughputs of models that are no LLM: every row points at our books and is possible."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import advisor.estimate
from advisor.catalog.loader import Catalog
from advisor.estimate.classical_time import native_tflops

BOOK = tomllib.loads(Path(advisor.estimate.__file__).with_name("published_other.toml").read_text("utf-8"))
ROWS: list[dict[str, Any]] = BOOK["measurement"]


def test_there_are_enough_of_several_kinds() -> None:
    assert len(ROWS) >= 60
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert {row["regime"] for row in ROWS} == {"offline", "server", "static", "single"}
    assert len({row.get("device") for row in ROWS}) >= 10


def test_every_row_points_at_our_books(catalog: Catalog) -> None:
    for row in ROWS:
        assert row["source"] in BOOK["sources"], row["id"]
        assert not row.get("model") or row["model"] in catalog.others, row["id"]
        assert not row.get("device") or row["device"] in catalog.accelerators, row["id"]


def test_none_is_faster_than_its_device(catalog: Catalog) -> None:
    for row in ROWS:
        if row.get("device") and row.get("gflops_per_unit"):
            assert 0.02 < _share(row, catalog) < 0.8, row["id"]


def _share(row: Mapping[str, Any], catalog: Catalog) -> float:
    device = catalog.accelerators[row["device"]]
    peak = native_tflops(device, row["precision"]) or device.bf16_tflops
    return float(row["per_second"] * row["gflops_per_unit"] / 1e3 / peak / row["devices"])
