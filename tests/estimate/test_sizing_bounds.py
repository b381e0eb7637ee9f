"""Bounds that spare a search its sizing: nothing that is sized ever beats them."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.estimate.architecture import from_row
from advisor.estimate.fleet_layouts import Layouts, lengths_of
from advisor.estimate.load import Load
from advisor.estimate.on_device import OnDevice
from advisor.estimate.sizing import Copy, carried, tokens_of
from tests.estimate.rows import DEEPSEEK_V3, GPT_OSS_120B, LLAMA_70B, accelerator, model

MODELS = {"8b": {}, "70b": LLAMA_70B, "120b": GPT_OSS_120B, "671b": DEEPSEEK_V3}
CARDS = {
    "h100": {},
    "h200": {"id": "h200", "memory_gb": 141, "bandwidth_gb_s": 4800},
    "l40s": {
        "id": "l40s", "memory_gb": 48, "bandwidth_gb_s": 864, "bf16_tflops": 362, "link": "",
        "link_gb_s": None,
    },
}  # fmt: skip
MOST = 512

loads = st.builds(
    Load,
    requests_per_day=st.floats(10, 1e7),
    input_tokens=st.floats(1, 20_000),
    output_tokens=st.floats(1, 3000),
    peak_factor=st.floats(1, 8),
    peak_concurrency=st.none() | st.floats(1, 500),
    first_token_ms=st.none() | st.floats(20, 20_000),
    total_ms=st.none() | st.floats(100, 200_000),
    shared_prefix_share=st.sampled_from([0.0, 0.5, 0.95]),
)


@cache
def on_device(name: str, card: str, precision: str) -> OnDevice:
    return OnDevice(from_row(model(**MODELS[name])), accelerator(**CARDS[card]), precision)


kinds = st.builds(
    on_device,
    st.sampled_from(sorted(MODELS)),
    st.sampled_from(sorted(CARDS)),
    st.sampled_from(["fp8", "int4"]),
)


@given(kinds, loads)
@settings(max_examples=150, deadline=None)
def test_no_fleet_is_smaller_than_its_bounds(one: OnDevice, load: Load) -> None:
    sized = Layouts(one, lengths_of(load)).smallest(load, MOST)
    if sized is None:
        return
    tokens = tokens_of(load)
    assert sized.devices >= one.fewest
    assert sized.devices >= one.least.devices(load, tokens)
    assert sized.devices >= one.frame(sized.copy.layout).bound(tokens).at_least(load)


@given(kinds, loads)
@settings(max_examples=150, deadline=None)
def test_what_breaks_a_limit_on_the_fastest_layout_is_never_sized(one: OnDevice, load: Load) -> None:
    if one.least.breaks(load, tokens_of(load)):
        assert Layouts(one, lengths_of(load)).smallest(load, MOST) is None


def test_the_bounds_of_a_plain_load_are_close_enough_to_be_of_use() -> None:
    load, one = Load(2e6, 1500, 300), on_device("70b", "h100", "fp8")
    sized = Layouts(one, lengths_of(load)).smallest(load, MOST)
    assert sized is not None
    assert sized.devices <= 1.5 * one.frame(sized.copy.layout).bound(tokens_of(load)).at_least(load)


def test_lengths_are_shared_by_loads_that_differ_in_limits_and_volume() -> None:
    tight, loose = Load(1e5, 1000, 200, first_token_ms=300), Load(10, 1000, 200, peak_concurrency=3)
    assert lengths_of(tight) == lengths_of(loose)
    layouts = Layouts(on_device("70b", "h100", "fp8"), lengths_of(tight))
    fresh = Layouts(layouts.model, lengths_of(tight)).smallest(tight, MOST)
    assert layouts.smallest(loose, MOST) is not None
    kept = layouts.smallest(tight, MOST)
    assert kept is not None
    assert fresh is not None
    assert (kept.slots, kept.replicas, kept.rate_s) == (fresh.slots, fresh.replicas, fresh.rate_s)


def test_one_place_is_there_on_a_copy_that_serves_at_all() -> None:
    load, one = Load(10, 3447, 11, peak_concurrency=1.0, total_ms=100), on_device("120b", "h100", "fp8")
    few, many = (Layouts(one, lengths_of(load)).smallest(load, most) for most in (2, 64))
    assert few is not None
    assert many is not None
    assert few.devices == many.devices == 2


@given(kinds, loads, st.integers(1, 64))
@settings(max_examples=100, deadline=None)
def test_the_smallest_fleet_is_that_of_all_layouts_sized_in_full(
    one: OnDevice, load: Load, most: int
) -> None:
    found: list[tuple[int, int]] = []
    for ways in one.ways:
        copies = [copy for way in ways if isinstance(copy := one.copy(way, load), Copy)]
        full = [carrier for copy in copies if (carrier := carried(copy, load)) is not None]
        if full:
            best = max(full, key=lambda carrier: carrier.rate_s).sized(load)
            found.append((best.devices, best.copy.layout.devices))
    expected = min((pair for pair in found if pair[0] <= most), default=None)
    sized = Layouts(one, lengths_of(load)).smallest(load, most)
    assert (None if sized is None else (sized.devices, sized.copy.layout.devices)) == expected
