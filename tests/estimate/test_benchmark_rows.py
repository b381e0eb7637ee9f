"""How rows of published benchmarks are read: ranks, lengths, limits, age and starts."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from advisor.catalog import Catalog, load_catalog
from advisor.estimate.benchmark import Point, read_point, software_year
from advisor.estimate.benchmark_load import ranks_on_devices
from advisor.estimate.predict import predict, within
from advisor.estimate.serving import estimate_serving

ROW = {
    "id": "row",
    "model": "meta-llama/Llama-2-70b-chat-hf",
    "gpu": "H100-SXM-80GB",
    "n_gpus": "8",
    "tp": "2",
    "precision_weights": "fp8",
    "engine": "TensorRT-LLM",
    "regime": "max_throughput",
    "metric_name": "output_tok_s_total",
    "value": "20000",
}


@cache
def catalog() -> Catalog:
    return load_catalog()


def point(**changes: str) -> Point:
    found = read_point({**ROW, **changes}, catalog().model, catalog().accelerator, {})
    assert isinstance(found, Point), found
    return found


def value(of: Point) -> float:
    found = predict(of)
    assert found is not None
    return found.value


def test_a_public_data_set_gives_the_lengths_that_a_row_leaves_out() -> None:
    found = point(source="mlcommons/inference_results_v5.1", osl="280")
    assert (found.request.isl, found.request.osl) == (294, 280)


def test_limits_of_a_server_are_kept_and_cost_throughput() -> None:
    server = point(source="mlcommons/inference_results_v5.1", regime="server_slo", note="Server")
    hurried = point(source="mlcommons/inference_results_v5.1", regime="server_slo", note="Interactive")
    most = point(source="mlcommons/inference_results_v5.1", note="Offline")
    rates = [value(one) for one in (hurried, server, most)]
    assert rates[0] < rates[1] <= rates[2] * 1.01
    assert hurried.limits is not None
    found = estimate_serving(within(hurried.request, hurried.limits))
    assert found.tpot_ms < hurried.limits.token_ms


def test_ranks_on_one_chip_are_counted_as_one_device() -> None:
    found = point(gpu="Inferentia2", n_gpus="12", tp="24", precision_weights="bf16", isl="512", osl="128")
    assert found.request.tp == 12
    assert found.request.gpus == 12
    assert ranks_on_devices(8, 1, 8) == 8
    assert ranks_on_devices(1, 4, 4) == 1


@pytest.mark.parametrize(
    ("day", "engine", "version", "year"),
    [
        ("2024-11", "tensorrt-llm", "0.14.0", 2024 + 10 / 12),
        ("", "tensorrt-llm", "1.0.0rc3", 2025.58),
        ("", "vllm", "v0.11.2", 2025.83),
        ("", "vllm", "", None),
        ("2026", "", "", 2026.5),
    ],
)
def test_the_age_of_software_comes_from_the_day_or_the_release(
    day: str, engine: str, version: str, year: float | None
) -> None:
    assert software_year(day, engine, version) == (None if year is None else pytest.approx(year))


def test_a_mean_over_a_run_that_starts_all_at_once_waits_longer() -> None:
    load = {"isl": "1000", "osl": "500", "regime": "latency", "concurrency_or_batch": "64"}
    steady = point(**load, metric_name="ttft_ms")
    burst = point(**load, metric_name="ttft_ms", source="ai-dynamo/aiconfigurator:samples.csv")
    assert value(burst) > value(steady) * 1.2
    assert value(replace(burst, request=replace(burst.request, concurrency=4))) < value(burst)


def test_engines_before_sliding_windows_were_freed_keep_the_whole_context() -> None:
    old = {"model": "mistralai/Mistral-7B-v0.1", "isl": "20000", "osl": "2000", "n_gpus": "1", "tp": "1"}
    before, after = point(**old, date="2024-11"), point(**old, date="2026-01")
    assert before.request.served_arch.window == 0
    assert after.request.served_arch.window == 4096
    rates = [estimate_serving(one.request).output_tok_s for one in (before, after)]
    assert rates[0] < 0.7 * rates[1]


def test_a_static_batch_tells_its_times_too() -> None:
    load = {
        "isl": "512",
        "osl": "128",
        "regime": "latency",
        "concurrency_or_batch": "8",
        "note": "static batch",
    }
    first, token = (value(point(**load, metric_name=name)) for name in ("ttft_ms", "tpot_ms"))
    assert first > token > 0
