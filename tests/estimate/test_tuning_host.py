"""Host memory of tuning jobs that keep a part of their state there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.estimate.finetune import FinetuneRequest, shape_of
from advisor.estimate.tuning_host import host_gb
from advisor.estimate.tuning_setting import Checkpointing, Offload
from tests.estimate.rows import accelerator, model

T5_3B = FinetuneRequest(
    shape_of(model(params_b=2.851, active_params_b=2.851)),
    "full",
    accelerator(),
    optimizer="adamw_fp32_gradients",
)
BUFFERS, GIB = 1.5, 2.0**30
"""DeepSpeed's allowance, and the unit of its table."""


@pytest.mark.parametrize("gpus", [1, 8])
@pytest.mark.parametrize(("offload", "per_cpu"), [("states", 71.69), ("optimizer", 63.72)])
def test_all_weights_take_the_host_memory_that_deepspeed_documents(
    offload: Offload, per_cpu: float, gpus: int
) -> None:
    """Memory Requirements in DeepSpeed's documentation: 2,851M parameters, with and without the weights."""
    found = host_gb(replace(T5_3B, offload=offload, gpus=gpus))
    assert found == pytest.approx(per_cpu * GIB / 1e9 / BUFFERS, rel=0.001)


@pytest.mark.parametrize("checkpointing", ["none", "selective", "full"])
def test_what_stays_on_the_devices_takes_none(checkpointing: Checkpointing) -> None:
    assert host_gb(replace(T5_3B, checkpointing=checkpointing)) == 0.0


def test_inputs_of_the_layers_grow_with_the_text_and_the_devices() -> None:
    """32 layers, of which two stay at hand, x 4,096 wide x 2,048 tokens x 2 bytes are 0.5 GB a device."""
    moved = replace(T5_3B, checkpointing="offloaded")
    assert host_gb(moved) == pytest.approx(30 * 4096 * 2048 * 2 / 1e9)
    assert host_gb(replace(moved, seq_len=4096)) == pytest.approx(2 * host_gb(moved))
    assert host_gb(replace(moved, gpus=4, shards="zero3")) == pytest.approx(4 * host_gb(moved))
