"""A device that no book has is described by its memory, bandwidth and peak."""

from __future__ import annotations

import pytest

from advisor.api import Advisor
from advisor.errors import UserError
from advisor.profile import Device
from advisor.profile.devices import device_from_row
from advisor.profile.document import to_document
from advisor.strategy.devices import device_row

FOO = {"name": "Foo X9", "count": 2, "memory_gb": 64, "bandwidth_gb_s": 2000, "tflops": 400}


def test_every_figure_that_was_said_is_kept_and_written_back(advisor: Advisor) -> None:
    profile = advisor.profile({"hardware": {"owned": [FOO]}})
    assert profile.devices("hardware.owned") == (Device("Foo X9", 2, 64.0, 2000.0, 400.0),)
    again = advisor.profile(to_document(profile))
    assert again.devices("hardware.owned") == profile.devices("hardware.owned")


def test_plans_compute_with_the_figures_that_were_said(advisor: Advisor) -> None:
    context = advisor.assess(advisor.profile({"hardware": {"owned": [FOO]}})).context
    said = device_row(context, Device("Foo X9", 2, 64.0, 2000.0, 400.0))
    assert said is not None
    assert (said.memory_gb, said.bandwidth_gb_s, said.bf16_tflops) == (64.0, 2000.0, 400.0)
    assert said.source == "described by the user: 64 GB, 2000 GB/s, 400 TFLOPS"
    bare = device_row(context, Device("Foo X9", 2, 64.0))
    assert bare is not None
    assert "bandwidth of an ordinary device assumed" in bare.source
    assert bare.bandwidth_gb_s < said.bandwidth_gb_s


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"bandwidth": 3}, "but no 'bandwidth'. Did you mean 'bandwidth_gb_s'?"),
        ({"bandwidth_gb_s": 0}, "bandwidth_gb_s: 0 is no memory bandwidth of a device; give GB/s above 0"),
        ({"tflops": "many"}, "tflops: many is no dense 16-bit peak of a device; give TFLOPS above 0"),
        ({"memory_gb": 1e9}, "memory_gb: 1000000000.0 is no memory of a device"),
    ],
)
def test_a_wrong_figure_is_one_sentence(changed: dict[str, object], sentence: str) -> None:
    with pytest.raises(UserError) as caught:
        device_from_row("hardware.owned", {**FOO, **changed})
    assert sentence in str(caught.value)
