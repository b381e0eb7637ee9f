"""Time on the links between devices, and what products lose at their start and end."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from advisor.catalog import load_catalog
from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture, from_row
from advisor.estimate.formats import format_named
from advisor.estimate.software import Software
from advisor.estimate.step import step_model
from advisor.estimate.step_terms import Layout, LinkTime, link_seconds

CATALOG = load_catalog()
H100, MI300X = CATALOG.accelerator("h100-sxm"), CATALOG.accelerator("mi300x")
LARGE = from_row(CATALOG.model("llama-3.1-70b"))
NOW = Software()


def links(tp: int, device: Accelerator = H100, arch: Architecture = LARGE) -> LinkTime:
    return link_seconds(arch, device, Layout(tp=tp), NOW)


def test_one_device_has_no_links() -> None:
    assert links(1) == LinkTime()


def test_the_ramp_of_an_all_reduce_grows_with_the_root_of_its_message() -> None:
    wide = replace(LARGE, hidden=4 * LARGE.hidden)
    assert links(4, arch=wide).token_s == pytest.approx(4 * links(4).token_s)
    assert links(4, arch=wide).ramp_s == pytest.approx(2 * links(4).ramp_s)
    assert links(4, arch=wide).fixed_s == pytest.approx(links(4).fixed_s)


def test_a_group_in_a_mesh_uses_the_links_between_its_own_members_only() -> None:
    """With seven links each, two of eight devices have one link in common and four have three."""
    travelled = {2: 1 / 2, 4: 3 / 4, 8: 7 / 8}
    used = {2: 1 / 7, 4: 3 / 7, 8: 1.0}
    for tp in (2, 4):
        expected = (travelled[tp] / used[tp]) / travelled[8]
        assert links(tp, MI300X).token_s / links(8, MI300X).token_s == pytest.approx(expected)
        assert links(tp, H100).token_s / links(8, H100).token_s == pytest.approx(travelled[tp] / travelled[8])


def test_products_lose_more_at_their_ends_the_more_launches_there_are() -> None:
    model = step_model(LARGE, H100, Layout(tp=4), format_named("fp8"), 1.0, software="vllm")
    lean = step_model(LARGE, H100, Layout(tp=4), format_named("fp8"), 1.0, software="tensorrt-llm")
    assert model.ramp > lean.ramp > 0.0
    without = replace(model, ramp=0.0)
    lost = model.seconds(64, 0, 1000, 0) - without.seconds(64, 0, 1000, 0)
    products = model.dense_s + 64 * model.token_s
    assert lost == pytest.approx(model.ramp * math.sqrt(products))
