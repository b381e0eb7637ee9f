"""Rows of devices that compute, and of what they cost to rent and to buy."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from advisor.catalog.records.row import Row


class Accelerator(Row):
    """A device that computes: GPU, TPU, NPU, Apple chip or CPU."""

    vendor: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: Literal["datacentre", "workstation", "consumer", "apple", "soc", "tpu", "npu", "cpu"]
    generation: str
    """Architecture family, for coefficients: hopper, blackwell, ada, ampere, cdna3, apple-m4 …"""
    memory_gb: float = Field(gt=0)
    """What the card really offers, by its label: 180 for a B200, whose marketing says 192."""
    usual_gb: float | None = Field(default=None, gt=0)
    """The memory of the smallest usual machine with this chip, where it is sold with more than one size; what
    people have is taken for that where they name no size."""
    visible_mib: float | None = Field(default=None, gt=0)
    """What the driver reports, in 2^20 bytes; None where no reading was found. A label's GB is mostly
    2^30 bytes, so this is about 7% more than ``memory_gb`` of 10^9 bytes."""
    bandwidth_gb_s: float = Field(gt=0)
    bf16_tflops: float = Field(gt=0)
    fp8_tflops: float | None = None
    int8_tops: float | None = None
    fp4_tflops: float | None = None
    tdp_w: float | None = None
    link: str = ""
    """Name of the device-to-device link; empty when there is none but PCIe."""
    link_gb_s: float | None = None
    """Both directions together, for one device."""
    devices_per_node: int = 1
    launch_year: int | None = None


class RentalPrice(Row):
    """The market for one device by the hour, or its purchase price."""

    accelerator: str
    kind: Literal["on_demand", "reserved", "spot", "purchase"]
    usd: float = Field(gt=0)
    """Per device-hour, or per device when bought."""
    low_usd: float = Field(gt=0)
    high_usd: float = Field(gt=0)
    providers: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    """Each price that went in, as ``"Verda 2.29 (2026-07)"``."""
    n: int = 1
