"""The search over models, devices, layouts, formats and copies."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from advisor.estimate.architecture import from_row
from advisor.estimate.arrivals import OpenLoop
from advisor.estimate.fleet_bounds import Longest, Terms, work_of
from advisor.estimate.fleet_dominance import (
    NOTABLE,
    Candidate,
    Offer,
    best_candidates,
    best_offers,
    formats_for,
)
from advisor.estimate.fleet_front import Choice, Front
from advisor.estimate.fleet_options import Wanted
from advisor.estimate.fleet_rates import rates_of, shares_of, split_of
from advisor.estimate.fleet_search import search
from advisor.estimate.formats import default_kv, format_named, kv_element_bytes
from advisor.estimate.layouts import layouts_on
from advisor.estimate.network import network_named
from advisor.estimate.reach import Limits, most_rate, open_loop
from advisor.estimate.serve_records import ServeRequest
from advisor.estimate.step import Layout
from advisor.estimate.techniques import PLAIN, Techniques, replica_at_work
from tests.estimate.rows import DEEPSEEK_V3, GPT_OSS_120B, LLAMA_70B, accelerator, model

SMALL = Candidate("8b", from_row(model()), 1, "bf16")
LARGE = Candidate("70b", from_row(model(**LLAMA_70B)), 2, "bf16")
MIXTURE = Candidate("120b", from_row(model(**GPT_OSS_120B)), 2, "mxfp4")
LATENT = Candidate("671b", from_row(model(**DEEPSEEK_V3)), 3, "fp8")
ALL = (SMALL, LARGE, MIXTURE, LATENT)
H100 = Offer(accelerator(), 2.5)
H200 = Offer(accelerator(id="h200", memory_gb=141, bandwidth_gb_s=4800), 3.5)
L40S = Offer(
    accelerator(
        id="l40s", generation="ada", memory_gb=48, bandwidth_gb_s=864, bf16_tflops=362, fp8_tflops=733,
        link="", link_gb_s=None,
    ),
    1.0,
)  # fmt: skip
OFFERS = (H100, H200, L40S)


def brute(candidates: tuple[Candidate, ...], offers: tuple[Offer, ...], wanted: Wanted) -> list[Choice]:
    """Return every choice with the fewest copies that carry the load and with one more, unpruned."""
    found = []
    for one, offer in itertools.product(candidates, offers):
        device = offer.accelerator
        for name, layout in itertools.product(
            formats_for(one, device, wanted.weights),
            layouts_on(one.arch, device, wanted.max_devices, wanted.techniques.network),
        ):
            request = ServeRequest(
                one.arch, device, gpus=layout.devices, tp=layout.tp, pp=layout.pp, ep=layout.ep, weights=name,
                isl=wanted.isl, osl=wanted.osl, concurrency=1, attention_dp=layout.attention_dp,
            )  # fmt: skip
            replica = replica_at_work(request, wanted.techniques)[1]
            rate = most_rate(replica, wanted.limits) if replica.room >= 1.0 else 0.0
            if rate <= 0.0:
                continue
            fewest = math.ceil(wanted.rate_s / rate - 1e-9)
            for copies in (fewest, fewest + 1):
                cost = copies * layout.devices * offer.usd_hour
                if cost <= wanted.budget_usd_hour and copies * layout.devices <= wanted.max_devices:
                    times = open_loop(replica, wanted.rate_s / copies)
                    head = copies * rate / wanted.rate_s - 1.0
                    found.append(Choice(one.id, one.rank, device, name, layout, copies, cost, times, head, 0))
    return found


def told(choices: Iterable[Choice]) -> list[tuple[object, ...]]:
    return [(c.model, c.accelerator.id, c.weights, c.layout, c.replicas) for c in choices]


@settings(max_examples=15, deadline=None)
@given(
    st.floats(0.05, 60.0),
    st.sampled_from([200, 1500, 8000]),
    st.sampled_from([1, 50, 300]),
    st.sampled_from([Limits(), Limits(800.0, 40.0), Limits(400.0), Limits(total_ms=8000.0)]),
    st.sampled_from([PLAIN, Techniques(prefix_tokens=150.0), Techniques(network=network_named("ib-ndr"))]),
)
def test_bounds_spare_work_and_change_nothing(
    rate: float, isl: int, osl: int, limits: Limits, techniques: Techniques
) -> None:
    wanted = Wanted(rate, isl, osl, limits, techniques=techniques)
    models = tuple(best_candidates(ALL, (H100.accelerator, L40S.accelerator), isl, osl))
    every = Front()
    for choice in sorted(brute(models, OFFERS, wanted), key=lambda c: (c.usd_hour, c.times.total_tail_s)):
        if not every.ahead(choice.rank, choice.usd_hour, choice.times.total_tail_s):
            every.enter(choice)
    assert told(search(models, OFFERS, wanted)) == told(every.choices())


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(ALL),
    st.sampled_from(OFFERS),
    st.sampled_from(["bf16", "fp8", "int4", "mxfp4"]),
    st.sampled_from([Layout(), Layout(tp=4), Layout(tp=8, pp=2), Layout(tp=8, ep=8, attention_dp=True)]),
    st.floats(0.01, 0.95),
)
def test_no_copy_beats_its_bounds_and_they_are_close(
    one: Candidate, offer: Offer, name: str, layout: Layout, load: float
) -> None:
    device, weights = offer.accelerator, format_named(name)
    assume(one.arch.experts or not layout.attention_dp)
    request = ServeRequest(
        one.arch, device, gpus=layout.devices, tp=layout.tp, pp=layout.pp, ep=layout.ep, weights=name,
        isl=1500, osl=300, concurrency=1, attention_dp=layout.attention_dp,
    )  # fmt: skip
    replica = replica_at_work(request)[1]
    assume(replica.room >= 1.0)
    element = kv_element_bytes(default_kv(device, weights))
    terms = Terms(work_of(one.arch, weights, 1500, 300), rates_of(device, weights), element)
    split = split_of(device, layout, shares_of(device, weights, layout))
    bounds, loop = terms.bounds(layout, split, Longest()), OpenLoop(replica)
    assert bounds is not None
    rate = load * loop.greatest_rate
    assert bounds.rate_s() >= loop.greatest_rate * 0.999
    assert bounds.idle_s() <= loop.idle().total_tail_s * 1.001
    assert bounds.idle_s() >= loop.idle().total_tail_s * 0.9
    assert bounds.total_s(rate) <= loop.times(loop.in_flight(rate)).total_tail_s * 1.001


@settings(max_examples=12, deadline=None)
@given(
    st.floats(0.2, 30.0),
    st.sampled_from([Limits(), Limits(800.0, 40.0), Limits(total_ms=8000.0)]),
    st.sampled_from([math.inf, 40.0]),
)
def test_nothing_that_is_left_out_is_notably_better(rate: float, limits: Limits, budget: float) -> None:
    wanted = Wanted(rate, 1500, 300, limits, budget)
    front = search(ALL, OFFERS, wanted)
    for other in brute(ALL, OFFERS, wanted):
        assert any(
            c.rank >= other.rank
            and c.usd_hour <= NOTABLE * other.usd_hour + 1e-9
            and c.times.total_tail_s <= NOTABLE * 1.01 * other.times.total_tail_s
            for c in front
        ), (other.model, other.accelerator.id, other.weights, other.layout, other.usd_hour)


def test_no_choice_of_the_front_beats_another_and_all_keep_the_wishes() -> None:
    wanted = Wanted(5.0, 1500, 300, Limits(1500.0, 60.0), budget_usd_hour=60.0, headroom=0.2, max_devices=32)
    front = search(ALL, OFFERS, wanted)
    assert front
    for one, other in itertools.permutations(front, 2):
        assert not one.beats(other)
    for choice in front:
        assert wanted.limits.kept(choice.times)
        assert choice.usd_hour <= 60.0
        assert choice.devices <= 32
        assert choice.headroom >= 0.2 - 1e-6


@settings(max_examples=20, deadline=None)
@given(st.floats(0.5, 20.0), st.floats(1.0, 3.0), st.floats(300.0, 3000.0))
def test_more_money_or_a_looser_limit_never_costs_more(rate: float, factor: float, first: float) -> None:
    def cheapest(limit: float, budget: float) -> float:
        found = search((LARGE,), OFFERS, Wanted(rate, 1500, 300, Limits(first_ms=limit), budget))
        return min((c.usd_hour for c in found), default=math.inf)

    assert cheapest(first * factor, 100.0) <= cheapest(first, 100.0) * NOTABLE
    assert cheapest(first, 100.0 * factor) <= cheapest(first, 100.0) * NOTABLE


def test_a_device_that_costs_more_and_does_less_is_not_looked_at() -> None:
    worse = Offer(accelerator(id="worse", memory_gb=60, bandwidth_gb_s=2000), 3.0)
    assert [o.accelerator.id for o in best_offers((*OFFERS, worse), LARGE.arch)] == [
        "l40s",
        "h100-sxm-80gb",
        "h200",
    ]


def test_a_model_of_the_same_class_that_is_larger_in_everything_is_not_looked_at() -> None:
    larger = Candidate("9b", from_row(model(layers=40, params_b=9.7, active_params_b=9.7)), 1, "bf16")
    probes = (H100.accelerator, L40S.accelerator)
    assert [c.id for c in best_candidates((SMALL, larger), probes, 1500, 300)] == ["8b"]
    higher = Candidate("9b", larger.arch, 2, "bf16")
    assert len(best_candidates((SMALL, higher), probes, 1500, 300)) == 2


def test_a_latent_mixture_may_attend_by_request() -> None:
    layouts = list(layouts_on(LATENT.arch, H200.accelerator, 64, None))
    assert any(layout.attention_dp for layout in layouts)
    assert not any(layout.attention_dp for layout in layouts_on(LARGE.arch, H200.accelerator, 64, None))


def test_formats_that_a_device_neither_multiplies_nor_unpacks_are_not_tried() -> None:
    tpu = accelerator(id="tpu", kind="tpu", fp8_tflops=None, int8_tops=393.0)
    assert "bf16" in formats_for(SMALL, tpu)
    assert formats_for(MIXTURE, tpu) == ()
    assert formats_for(MIXTURE, H100.accelerator) == ("mxfp4",)


def test_an_impossible_wish_finds_nothing() -> None:
    assert search(ALL, OFFERS, Wanted(5.0, 1500, 300, Limits(first_ms=0.1))) == ()
    assert search(ALL, OFFERS, Wanted(5.0, 1500, 300, Limits(), budget_usd_hour=0.01)) == ()
    assert search((), OFFERS, Wanted(5.0, 1500, 300, Limits())) == ()


@pytest.mark.parametrize("wish", [Wanted(5.0, 200000, 300, Limits())])
def test_a_context_beyond_every_model_finds_nothing(wish: Wanted) -> None:
    assert search((SMALL, LARGE), OFFERS, wish) == ()
