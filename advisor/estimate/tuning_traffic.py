"""Bytes that devices exchange in one tuning step, and how long they take."""

from __future__ import annotations

from advisor.catalog.records import Accelerator
from advisor.estimate.tuning_constants import tuning_constants
from advisor.estimate.tuning_setting import MemorySetting
from advisor.estimate.tuning_shape import TuningShape
from advisor.estimate.tuning_states import base_bytes


def exchanged_bytes(shape: TuningShape, setting: MemorySetting) -> float:
    """Return what one device sends in a step.

    Sharded weights are gathered for the forward and for the backward pass, and gradients scattered: three
    times the weights, (n - 1) / n of each from elsewhere (ZeRO, arXiv:1910.02054). Copies of whole weights
    add up their gradients, twice the weights. Frozen weights have no gradient, and packed ones travel packed.
    """
    n = setting.copies
    if n == 1 or setting.shards == "pipeline":
        return 0.0
    times = (
        2.0 * (setting.shards == "zero3") if setting.method != "full" else 2.0 + (setting.shards == "zero3")
    )
    return times * base_bytes(shape, setting) / (setting.tensor * setting.stages) * (n - 1) / n


def from_host_bytes(shape: TuningShape, setting: MemorySetting) -> float:
    """Return what one device fetches of weights in host memory: its share, for each of two passes."""
    return 2.0 * base_bytes(shape, setting) / setting.devices if setting.offload == "states" else 0.0


def exchange_seconds(shape: TuningShape, setting: MemorySetting, device: Accelerator) -> float:
    """Return how long both take: over the devices' link, or the network beyond one node, and over PCIe."""
    c = tuning_constants()["speed"]
    one_way = float(c["pcie_gb_s"])
    if device.link_gb_s:
        one_way = max(one_way, 0.5 * device.link_gb_s * float(c["link_share"]))
    if setting.devices > device.devices_per_node:
        one_way = min(one_way, float(c["network_gb_s"]))
    fetched = from_host_bytes(shape, setting) / float(c["pcie_gb_s"])
    return (exchanged_bytes(shape, setting) / one_way + fetched) / 1e9
