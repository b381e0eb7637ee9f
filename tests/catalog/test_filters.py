"""Filters of ``advisor catalog list``: words and comparisons, with units."""

from __future__ import annotations

import pytest

from advisor.catalog import Catalog
from advisor.catalog.show import listed
from advisor.cli import main
from advisor.errors import UserError


def ids(catalog: Catalog, kind: str, text: str) -> set[str]:
    return {row.id for row in listed(catalog, kind, text)}


@pytest.mark.parametrize(
    ("kind", "text", "inside", "outside"),
    [
        ("accelerator", "memory_gb>=80 nvidia", "h100-sxm", "l40s"),
        ("accelerator", "memory>=80GB", "h100-sxm", "l40s"),
        ("accelerator", "memory >= 0.08TB, nvidia", "h100-sxm", "mi300x"),
        ("accelerator", "bandwidth>3TB/s", "h100-sxm", "a100-sxm-80gb"),
        ("accelerator", "fp8>0", "l40s", "a100-sxm-80gb"),
        ("accelerator", "kind=consumer", "rtx-4090", "l40s"),
        ("accelerator", "kind!=consumer", "l40s", "rtx-4090"),
        ("accelerator", "tdp<0.1kW", "l4", "l40s"),
        ("model", "experts>0 params<100B", "mixtral-8x7b", "llama-3.1-8b"),
        ("model", "max_context>=128k licence=apache-2.0", "gpt-oss-20b", "llama-3.1-70b"),
        ("model", "vision=yes", "gemma-3-27b", "phi-4"),
        ("model", "aliases=mixtral", "mixtral-8x7b", "phi-4"),
        ("api", "tier=frontier retired=no", "gpt-6-astra", "gpt-5-nano"),
        ("api", "usd_per_m_input<=$0.05", "gpt-5-nano", "gpt-6-astra"),
        ("claim", "verdict=wrong", "one-forward-pass", "token-length"),
        ("run", "as_of<2024-01-01", "llama1-7b", "deepseek-v3"),
    ],
)
def test_a_filter_takes_what_it_says(
    catalog: Catalog, kind: str, text: str, inside: str, outside: str
) -> None:
    found = ids(catalog, kind, text)
    assert inside in found
    assert outside not in found
    assert outside in ids(catalog, kind, "") or kind == "run"


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        ("accelerator", "memry_gb>3", "no field 'memry_gb'.*Did you mean 'memory_gb'"),
        ("accelerator", "memory>much", "memory_gb is a number, not 'much'"),
        ("accelerator", "memory>3TFLOPS", "memory_gb is in GB; 'TFLOPS' is no unit of it"),
        ("accelerator", "memory>1e999", "memory_gb: '1e999' is too large"),
        ("accelerator", "name>3", "name is no number; compare it with = or !="),
        ("accelerator", "kind=gpu", "kind is one of datacentre, .*not 'gpu'"),
        ("model", "vision=maybe", "vision is yes or no, not 'maybe'"),
        ("api", "as_of>soon", "write a day such as 2026-11-20, not 'soon'"),
        ("api", "tier=", "a comparison looks like memory_gb>=48"),
    ],
)
def test_a_wrong_filter_is_one_sentence(catalog: Catalog, kind: str, text: str, sentence: str) -> None:
    with pytest.raises(UserError, match=f"--filter.*{sentence}"):
        listed(catalog, kind, text)


@pytest.mark.parametrize(
    "kind",
    [
        "accelerators",
        "models",
        "others",
        "api",
        "rentals",
        "runs",
        "claims",
        "savings",
        "parameters",
        "regions",
    ],
)
def test_every_list_fits_eighty_columns(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["list", kind], ["list", kind, "--as-of", "2029-01-01"]):
        assert main(["catalog", *words]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert max(map(len, lines)) <= 80, max(lines, key=len)


@pytest.mark.parametrize("name", ["h100", "llama-3.1-70b", "one-forward-pass", "gpt-6-astra"])
def test_show_fits_eighty_columns(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "show", name]) == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80
