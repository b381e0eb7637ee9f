"""Typed rows of the dated books: every fact has a source and a date.

All figures are in the unit that the field's name says. GB is 10^9 bytes, TFLOPS are dense peaks
(never with sparsity), prices are US dollars.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

AttentionKind = Literal["mha", "gqa", "mla", "hybrid"]
Tier = Literal["tiny", "small", "mid", "large", "frontier"]
"""Capability classes, lowest first: on-device helpers; 7-14B class and budget APIs; 24-72B class and
mid-price APIs; the best open weights and large APIs; the best that money buys."""

TIERS: tuple[Tier, ...] = ("tiny", "small", "mid", "large", "frontier")


class Row(BaseModel):
    """One fact or one thing with its facts."""

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())

    id: str = Field(min_length=1)
    source: str = Field(min_length=3)
    as_of: date
    note: str = ""


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


class LanguageModel(Row):
    """An open-weight model with the architecture that memory and FLOPs need."""

    name: str
    aliases: tuple[str, ...] = ()
    params_b: float = Field(gt=0)
    active_params_b: float = Field(gt=0)
    layers: int
    hidden: int
    heads: int
    kv_heads: int
    head_dim: int
    intermediate: int
    vocab: int
    experts: int = 0
    experts_per_token: int = 0
    shared_experts: int = 0
    moe_intermediate: int = 0
    dense_layers: int = 0
    """Leading layers without experts, in a mixture of experts."""
    attention: AttentionKind = "gqa"
    kv_lora_rank: int = 0
    q_lora_rank: int = 0
    qk_rope_head_dim: int = 0
    qk_nope_head_dim: int = 0
    v_head_dim: int = 0
    sliding_window: int = 0
    full_attention_layers: int | None = None
    """Layers that keep the whole context; None means all of them."""
    tied_embeddings: bool = False
    max_context: int
    native_precision: Literal["bf16", "fp8", "mxfp4", "nvfp4", "int4"] = "bf16"
    vision: bool = False
    licence: str
    origin: str = ""
    """Country of the maker, for exclusions."""
    tier: Tier
    release: str = ""


class OtherModel(Row):
    """A model that is no LLM: encoder, embedding, reranker, speech, image, tabular."""

    name: str
    aliases: tuple[str, ...] = ()
    task: Literal[
        "embedding", "rerank", "classify", "speech_to_text", "text_to_speech", "image", "vision", "tabular"
    ]
    params_b: float = Field(gt=0)
    gflops_per_unit: float = Field(gt=0)
    """Forward FLOPs in 10^9 for one unit of work."""
    unit: str
    """What one unit is: a token, a second of audio, an image, a row."""
    memory_gb: float = Field(gt=0)
    licence: str = ""


class ApiModel(Row):
    """A hosted model with its list price."""

    provider: str
    name: str
    aliases: tuple[str, ...] = ()
    tier: Tier
    usd_per_m_input: float = Field(gt=0)
    usd_per_m_output: float = Field(ge=0)
    usd_per_m_cached: float | None = None
    batch_factor: float | None = None
    """Price of the batch tier as a share of the list price."""
    max_context: int | None = None
    vision: bool = False
    open_weights: bool = False
    """A managed endpoint of an open-weight model."""
    model: str = ""
    """Id of the open-weight model behind it, when it is in the catalogue."""
    regions: tuple[str, ...] = ()
    """Where it can be bought in-region: ``eu``, ``us`` …; empty when unknown."""
    retired: bool = False


class RentalPrice(Row):
    """The market for one device by the hour, or its purchase price."""

    accelerator: str
    kind: Literal["on_demand", "reserved", "spot", "purchase"]
    usd: float = Field(gt=0)
    """Per device-hour, or per device when bought."""
    low_usd: float = Field(gt=0)
    high_usd: float = Field(gt=0)
    providers: tuple[str, ...] = ()
    n: int = 1


class TrainingRun(Row):
    """A published training run."""

    name: str
    params_b: float
    active_params_b: float
    tokens_t: float
    accelerator: str
    gpu_hours: float
    usd: float | None = None
    usd_basis: str = ""


class Claim(Row):
    """A statement found in articles, judged."""

    statement: str
    verdict: Literal["sound", "dated", "doubtful", "wrong"]
    reason: str
    keywords: tuple[str, ...] = ()


class Saving(Row):
    """The measured effect of a technique, with the regime in which it holds."""

    technique: str
    effect: str
    """What it multiplies: price, throughput, latency, memory."""
    factor: float
    low: float
    high: float
    regime: str


class Parameter(Row):
    """A default of the money model: electricity, hosting, people, lead times …"""

    value: float
    low: float
    high: float
    unit: str
    why: str = ""
