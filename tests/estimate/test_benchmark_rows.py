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


def test_a_published_result_of_mlperf_lies_in_its_range() -> None:
    """8 B200, MLPerf Inference 5.1, closed: up to about 103,000 tokens/s offline, says a digest of NVIDIA's
    page of results (ainews247.org, story 36773, read 2026-11-21). The limits of the server are wide."""
    b200 = {"gpu": "b200-sxm", "tp": "1", "precision_weights": "fp4", "osl": "280", "date": "2025-09"}
    source = "mlcommons/inference_results_v5.1"
    offline = predict(point(**b200, source=source, note="Offline"))
    server = predict(point(**b200, source=source, regime="server_slo", note="Server"))
    assert offline is not None
    assert server is not None
    assert offline.low < 103_000 < offline.high
    assert (offline.regime, server.regime) == ("max_throughput", "server_slo")
    assert 0.8 * offline.value < server.value <= offline.value * 1.01


def test_a_source_that_tells_how_many_requests_ran_is_taken_at_its_word() -> None:
    page = "NVIDIA/TensorRT-LLM:docs/source/performance/perf-overview.md (v0.14.0)"
    run = {"isl": "128", "osl": "4096", "model": "llama-3.1-70b", "tp": "8"}
    assert point(**run, source=page).request.run == 1500
    assert point(**run, source="another page").request.run == 0
    assert value(point(**run, source=page)) < value(point(**run, source="another page"))


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


OPEN = {
    "source": "a page of open loops (500 requests)",
    "gpu": "H100-SXM-80GB",
    "n_gpus": "4",
    "tp": "4",
    "isl": "467",
    "osl": "256",
    "regime": "latency",
}


def open_loop_row(rate: str, metric: str) -> Point:
    return point(**OPEN, note=f"open loop, offered QPS={rate}", metric_name=metric)


def test_a_run_at_a_rate_ends_with_its_last_answer() -> None:
    rate = value(open_loop_row("4", "output_tok_s_total")) / 256
    last = value(open_loop_row("4", "ttft_ms")) + 255 * value(open_loop_row("4", "tpot_ms"))
    assert rate == pytest.approx(500 / (500 / 4 + last / 1e3), rel=1e-6)
    endless = replace(open_loop_row("4", "output_tok_s_total"), sent=None)
    assert value(endless) == pytest.approx(4 * 256)


@pytest.mark.parametrize("metric", ["ttft_ms", "tpot_ms", "output_tok_s_total"])
def test_a_rate_that_it_may_not_carry_has_no_number(metric: str) -> None:
    assert predict(open_loop_row("5", metric)) is not None
    assert predict(open_loop_row("500", metric)) is None


def test_all_requests_at_once_are_no_more_than_were_sent_and_have_no_times() -> None:
    burst = point(**{**OPEN, "regime": "max_throughput"}, note="open loop, offered QPS=INF")
    assert burst.sent == 500
    assert value(replace(burst, sent=50)) < value(replace(burst, sent=500)) < value(replace(burst, sent=None))
    for metric in ("ttft_ms", "tpot_ms"):
        assert predict(replace(burst, metric=metric)) is None


def test_an_engine_that_keeps_windows_in_full_holds_fewer_requests_and_reads_no_more() -> None:
    row = point(
        model="openai/gpt-oss-120b", tp="1", n_gpus="1", precision_weights="mxfp4", isl="1000", osl="30000"
    )
    assert row.request.engine == "tensorrt-llm"
    held = estimate_serving(row.request)
    freed = estimate_serving(replace(row.request, engine="vllm"))
    assert 0.4 < held.max_concurrency / freed.max_concurrency < 0.6
    same = [
        estimate_serving(replace(row.request, engine=name, concurrency=1)).memory.kv_per_sequence
        for name in ("vllm", "sglang")
    ]
    assert same[0] == same[1]
