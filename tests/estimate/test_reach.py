"""Serving at a request rate and within limits."""

from __future__ import annotations

import csv
import statistics
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from advisor.catalog import load_catalog
from advisor.errors import UserError
from advisor.estimate.architecture import from_row
from advisor.estimate.benchmark import Point, read_point
from advisor.estimate.operating import Replica
from advisor.estimate.queueing import in_flight_tail, mean_of_tail, waiting_seconds
from advisor.estimate.reach import (
    Limits,
    closed_loop,
    greatest_rate,
    most_in_flight,
    most_rate,
    open_loop,
    replicas_for,
)
from advisor.estimate.root import root
from advisor.estimate.serve_records import ServeRequest
from advisor.estimate.techniques import replica_at_work
from tests.estimate.rows import DEEPSEEK_V3, LLAMA_70B, accelerator, model

MEASURED = Path(__file__).parents[3] / "shared" / "data" / "serving.csv"
ARCHS = {
    "8b": from_row(model()),
    "70b": from_row(model(**LLAMA_70B)),
    "671b": from_row(model(**DEEPSEEK_V3)),
}


def copy(name: str = "70b", **changes: object) -> Replica:
    """Return a copy of a model on 8 devices in FP8."""
    base: dict[str, object] = {"gpus": 8, "tp": 8, "weights": "fp8", "isl": 1000, "osl": 200}
    card = accelerator(memory_gb=141, bandwidth_gb_s=4800)
    return replica_at_work(ServeRequest(ARCHS[name], card, **{**base, **changes}))[1]


def test_waiting_for_a_place_follows_the_tables_of_the_erlang_c_formula() -> None:
    mean, _ = waiting_seconds(10, 0.9, 1.0)
    assert mean == pytest.approx(0.669, rel=0.05), "M/M/10 at 90%: P(wait) 0.669, mean wait 0.669 stays"
    assert waiting_seconds(1, 0.5, 1.0)[0] == pytest.approx(1.0, rel=0.05), "M/M/1 at 50% waits one stay"
    assert waiting_seconds(100, 0.5, 1.0) == (pytest.approx(0.0, abs=1e-5), 0.0)
    assert waiting_seconds(10, 1.0, 1.0)[0] == float("inf")


@given(st.floats(0.0, 1e4))
def test_the_mean_in_flight_is_found_back_from_its_tail(mean: float) -> None:
    assert mean_of_tail(in_flight_tail(mean)) == pytest.approx(mean, abs=1e-6, rel=1e-6)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(ARCHS)), st.floats(0.02, 0.9))
def test_in_flight_is_rate_times_the_time_of_a_request(name: str, load: float) -> None:
    replica = copy(name)
    rate = load * greatest_rate(replica)
    times = open_loop(replica, rate)
    assert times.utilisation == pytest.approx(load)
    assert times.in_flight == pytest.approx(rate * (times.token_s * replica.out + times.first_s), rel=0.25)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(ARCHS)), st.floats(0.02, 0.9), st.floats(1.0, 2.0))
def test_more_requests_never_make_any_of_them_faster(name: str, load: float, factor: float) -> None:
    replica = copy(name)
    some, more = (open_loop(replica, greatest_rate(replica) * x) for x in (load, min(0.95, load * factor)))
    assert more.first_s >= some.first_s * 0.99
    assert more.token_s >= some.token_s * 0.99
    assert more.total_tail_s >= some.total_tail_s * 0.99


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(ARCHS)),
    st.floats(1.0, 4.0),
    st.sampled_from(["first_ms", "token_ms", "total_ms"]),
    st.floats(5.0, 20000.0),
)
def test_a_looser_limit_never_gives_less(name: str, factor: float, which: str, limit: float) -> None:
    replica = copy(name)
    tight, loose = Limits(**{which: limit}), Limits(**{which: limit * factor})
    assert most_in_flight(replica, loose) >= most_in_flight(replica, tight)
    assert most_rate(replica, loose) >= most_rate(replica, tight) * 0.99


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(ARCHS)), st.floats(20.0, 3000.0), st.floats(5.0, 200.0))
def test_what_is_found_keeps_the_limits_and_one_more_does_not(name: str, first: float, token: float) -> None:
    replica, limits = copy(name), Limits(first, token)
    found = most_in_flight(replica, limits)
    if found:
        assert limits.kept(closed_loop(replica, found))
    if found < int(replica.room):
        assert not limits.kept(closed_loop(replica, found + 1))
    rate = most_rate(replica, limits)
    if rate:
        assert limits.kept(open_loop(replica, rate * 0.98))


@pytest.mark.parametrize("field", ["bandwidth_gb_s", "memory_gb", "bf16_tflops", "fp8_tflops", "link_gb_s"])
@pytest.mark.parametrize("limits", [Limits(), Limits(800.0, 40.0), Limits(total_ms=6000.0)])
def test_a_better_card_never_reaches_less_far(field: str, limits: Limits) -> None:
    card = accelerator(memory_gb=141)
    better = card.model_copy(update={field: getattr(card, field) * 1.5})
    request = ServeRequest(ARCHS["70b"], card, gpus=4, tp=4, weights="fp8")
    before = replica_at_work(request)[1]
    after = replica_at_work(ServeRequest(ARCHS["70b"], better, gpus=4, tp=4, weights="fp8"))[1]
    assert most_rate(after, limits) >= most_rate(before, limits) * 0.99
    assert most_in_flight(after, limits) >= most_in_flight(before, limits)


def test_beyond_the_greatest_rate_it_is_saturated_and_waits_without_end() -> None:
    replica = copy()
    times = open_loop(replica, 1.5 * greatest_rate(replica))
    assert times.saturated
    assert times.first_s == float("inf")
    assert not open_loop(replica, 0.5 * greatest_rate(replica)).saturated


def test_within_the_error_of_the_greatest_rate_it_is_called_saturated_too() -> None:
    replica = copy()
    close = 0.85 * greatest_rate(replica)
    assert not open_loop(replica, close).saturated
    assert open_loop(replica, close, certain=0.8).saturated
    assert not open_loop(replica, close, certain=0.9).saturated


def test_a_limit_below_a_single_request_is_kept_by_none() -> None:
    assert most_in_flight(copy(), Limits(first_ms=0.5)) == 0
    assert most_rate(copy(), Limits(token_ms=0.01)) == 0.0


def test_copies_for_a_peak_keep_their_headroom() -> None:
    assert replicas_for(10.0, 5.0) == 2
    assert replicas_for(10.0, 5.0, headroom=0.2) == 3
    assert replicas_for(0.01, 5.0) == 1
    assert replicas_for(10.0, 5.0, headroom=1.0) == 4
    for bad in (-0.1, float("nan"), float("inf")):
        with pytest.raises(UserError, match="headroom"):
            replicas_for(10.0, 5.0, headroom=bad)
    with pytest.raises(UserError, match="no request"):
        replicas_for(10.0, 0.0)


@pytest.mark.parametrize("bad", [0.0, -1.0, float("nan"), float("inf")])
def test_a_limit_that_is_no_time_is_refused(bad: float) -> None:
    with pytest.raises(UserError, match="first_ms"):
        Limits(first_ms=bad)


@pytest.mark.skipif(not MEASURED.exists(), reason="the measurements are not beside this checkout")
@pytest.mark.parametrize(("metric", "most"), [("ttft_ms", 0.25), ("tpot_ms", 0.2)])
def test_times_at_a_rate_agree_with_published_open_loops(metric: str, most: float) -> None:
    catalog, known, off = load_catalog(), {}, []
    with MEASURED.open() as file:
        rows = [
            r for r in csv.DictReader(file) if r["id"].startswith("trtonl") and r["metric_name"] == metric
        ]
    for row in rows:
        point = read_point(row, catalog.model, catalog.accelerator, known)
        if isinstance(point, Point) and point.rate_s is not None:
            times = open_loop(replica_at_work(point.request)[1], point.rate_s)
            found = {"ttft_ms": times.first_s, "tpot_ms": times.token_s}[metric] * 1e3
            if not times.saturated:
                off.append(abs(found / point.measured - 1.0))
    assert len(off) > 20
    assert statistics.median(off) < most


def test_a_request_to_an_idle_copy_waits_for_no_step_of_others() -> None:
    prompts = copy().prompts()
    alone, tail = prompts.first(0.001, 0.05, 0.001)
    assert alone == pytest.approx(prompts.alone_s, rel=0.01)
    assert tail == pytest.approx(prompts.alone_s, rel=0.01)
    busy, late = prompts.first(0.001, 0.05, 50.0)
    assert busy == pytest.approx(prompts.alone_s + 0.025, rel=0.01)
    assert late == pytest.approx(prompts.alone_s + 0.0475, rel=0.01)


@given(st.floats(0.1, 5.0), st.floats(0.0, 3.0))
def test_a_root_is_found_where_a_rising_function_crosses_zero(power: float, shift: float) -> None:
    def rising(x: float) -> float:
        return float(x**power - shift)

    high = 100.0
    assume(rising(high) > 0.0)
    found = root(rising, 0.0, high, rising(0.0), rising(high))
    assert rising(found) <= 0.0
    assert rising(found + 1e-3) > -1e-6
