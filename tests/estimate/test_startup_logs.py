"""Memory against what serving programs print when they start."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from advisor.catalog import load_catalog
from advisor.estimate.architecture import Architecture, from_row
from advisor.estimate.formats import format_named, kv_element_bytes
from advisor.estimate.memory import kv_shards, weight_bytes

GIB = 2.0**30
LOGS = tomllib.loads((Path(__file__).parent / "startup_logs.toml").read_text())


def named(row: dict[str, Any]) -> str:
    """Return a test's name."""
    return f"{row['model']}-{row.get('format', row.get('kv'))}-{row['devices']}"


def arch(row: dict[str, Any]) -> Architecture:
    """Return the architecture of a log's model."""
    return from_row(load_catalog().model(row["model"]))


@pytest.mark.parametrize("row", LOGS["weights"], ids=named)
def test_weights_take_what_the_program_printed(row: dict[str, Any]) -> None:
    found = weight_bytes(arch(row), format_named(row["format"])).total / row["devices"] / GIB
    assert found == pytest.approx(row["gib"], rel=row["error"])


@pytest.mark.parametrize("row", LOGS["pool"], ids=named)
def test_a_pool_of_cache_holds_as_many_tokens_as_the_program_printed(row: dict[str, Any]) -> None:
    model = arch(row)
    token = model.kv_bytes_per_token(kv_element_bytes(row["kv"])) / kv_shards(model, row["devices"])
    assert row["gib"] * GIB / token == pytest.approx(row["tokens"], rel=row["error"])


@pytest.mark.parametrize("row", LOGS["requests"], ids=named)
def test_a_hybrid_holds_as_many_long_requests_as_the_program_printed(row: dict[str, Any]) -> None:
    model = arch(row)
    one = model.kv_bytes(row["context"], kv_element_bytes(row["kv"])) / row["devices"]
    assert row["gib"] * GIB / one == pytest.approx(row["requests"], rel=row["error"])


def test_gemma_4_31b_keeps_its_global_layers_in_other_heads() -> None:
    model = from_row(load_catalog().model("gemma-4-31b"))
    for context, expected in ((32768, 3_523_215_360), (262144, 22_313_697_280)):
        assert model.kv_bytes(context, 2.0) == pytest.approx(expected, rel=0.001)


def test_every_count_of_the_catalogue_is_within_one_percent_of_the_published_one() -> None:
    off = {}
    for row in load_catalog().models.values():
        found = from_row(row).total_params / 1e9
        if abs(found / row.params_b - 1.0) > 0.01:
            off[row.id] = (found, row.params_b)
    assert not off
