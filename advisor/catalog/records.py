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

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=(), allow_inf_nan=False)

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
    speciality: str = ""
    """What it was made for alone, such as ``code``; such a model is planned only where it is named."""
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
    shared_intermediate: int = 0
    """Width of all shared experts together; 0 where they are as wide as the routed ones."""
    moe_intermediate: int = 0
    moe_latent: int = 0
    """Width that tokens are projected to before the routed experts; 0 where these take the hidden state."""
    dense_layers: int = 0
    """Layers whose feed-forward block has no experts, in a mixture of experts."""
    feedforward_layers: int | None = None
    """Layers with a feed-forward block; None means all of them."""
    attention: AttentionKind = "gqa"
    kv_lora_rank: int = 0
    q_lora_rank: int = 0
    qk_rope_head_dim: int = 0
    qk_nope_head_dim: int = 0
    v_head_dim: int = 0
    sliding_window: int = 0
    full_attention_layers: int | None = None
    """Layers that keep the whole context; None means all of them."""
    full_kv_heads: int = 0
    full_head_dim: int = 0
    """KV heads and head size of those layers where they differ from the windowed ones'; 0 means the same."""
    full_shares_kv: bool = False
    """Whether those layers project keys only and read the values from them."""
    gated_attention: bool = False
    """Whether a gate as wide as the heads multiplies what attention puts out."""
    attention_sinks: bool = False
    recurrent_layers: int = 0
    """Layers with a state of fixed size (state space, linear attention) in the place of a growing cache."""
    recurrent_heads: int = 0
    recurrent_value_dim: int = 0
    recurrent_key_groups: int = 0
    recurrent_key_dim: int = 0
    """Heads and width of the value side, groups and width of the key side: a state holds
    ``recurrent_heads x recurrent_key_dim x recurrent_value_dim`` elements a layer."""
    recurrent_gates: int = 1
    """Projections of one number a head: 1 for the step of Mamba 2, 2 for the decay and step of DeltaNet."""
    per_layer_embedding: int = 0
    """Width of a token table that every layer has for itself: stored, and one row of it read a token."""
    kv_elements: float = 0.0
    """Cached elements a token over all layers, where the cache is compressed; 0 where shapes say it."""
    attention_weights_m: float = 0.0
    """Weights of one attention layer in 10^6, where the shapes cannot say; 0 elsewhere."""
    kv_shared_layers: int = 0
    """Last layers that read the cache of an earlier layer and keep none themselves."""
    cross_attention_layers: int = 0
    """Layers that attend to what an encoder read: beside the text in an encoder-decoder, or in its place."""
    encoder_tokens: int = 0
    """Tokens that the encoder hands over for one request: of an image, a text, a piece of sound."""
    sparse_attention: bool = False
    """Whether a token attends to picked tokens of a long context only; estimated as if to all of them."""
    tied_embeddings: bool = False
    max_context: int
    native_precision: Literal["bf16", "fp8", "mxfp4", "nvfp4", "int4"] = "bf16"
    vision: bool = False
    vision_params_b: float = Field(default=0.0, ge=0)
    """Weights of the image and sound encoders and their projectors, which ``params_b`` includes."""
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
    operations: Literal["", "transformer", "convolution", "depthwise", "diffusion", "trees"] = ""
    """Kind of its arithmetic, which decides what share of a device's peak it reaches; empty for that which
    is usual for the task."""
    activations_m: float = Field(default=0.0, ge=0)
    """Numbers in 10^6 that its layers put out for one unit; 0 where they follow from the FLOPs."""
    window_units: float = Field(default=1.0, ge=1)
    """Units that always run together: the seconds of audio of one window, filled up with silence."""
    decoder_params_b: float = Field(default=0.0, ge=0)
    """Part of ``params_b`` that writes word by word and is read once a step; 0 without a decoder."""
    decoder_layers: int = Field(default=0, ge=0)
    steps_per_unit: float = Field(default=0.0, ge=0)
    """Steps of the decoder for one unit: words, or parts of words, in a second of audio."""
    window_cache_m: float = Field(default=0.0, ge=0)
    """Numbers in 10^6 of what the encoder read that every step of the decoder reads again for a window."""
    cut_down: bool = False
    """Whether it is made for chips of kilobytes, and taken only where the usual model does not fit."""
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
    usd_per_m_cache_write: float | None = None
    """Price of writing the cache for the provider's shortest time; None where writing is billed as input."""
    batch_factor: float | None = None
    """Price of the batch tier as a share of the list price."""
    flex_factor: float | None = Field(default=None, gt=0)
    """Price over the list of the tier on spare capacity, whose answers take minutes or are refused."""
    fast_factor: float | None = Field(default=None, gt=0)
    """Price of the tier that goes before all others over the list price."""
    max_context: int | None = None
    vision: bool = False
    open_weights: bool = False
    """A managed endpoint of an open-weight model."""
    model: str = ""
    """Id of the open-weight model behind it, when it is in the catalogue."""
    regions: tuple[str, ...] = ()
    """Where it can be bought in-region: ``eu``, ``us`` …; empty when unknown."""
    speciality: str = ""
    """What it was made for alone, such as ``code``; such a model is planned only where it is named."""
    retired: bool = False
    retires: date | None = None
    """Day on which the provider closes it, past or announced; None where no day was found."""


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
    said: tuple[str, ...] = ()
    """How people put it: patterns of words, as :mod:`advisor.interview.claims` reads them."""


class Saving(Row):
    """The measured effect of a technique, with the regime in which it holds."""

    technique: str
    effect: str
    """What it multiplies: price, throughput, latency, memory."""
    factor: float
    low: float
    high: float
    regime: str


class AudioPrice(Row):
    """A hosted service that hears, speaks or talks, with what it is billed on."""

    provider: str
    name: str
    does: Literal["hears", "speaks", "talks"]
    """Speech into text, text into speech, or both with a model between."""
    live: bool = True
    """Whether it answers while people talk, not only when a recording has ended."""
    usd_per_minute: float | None = Field(default=None, gt=0)
    """Of the call; of the speech for what speaks."""
    usd_per_m_characters: float | None = Field(default=None, gt=0)
    usd_per_m_heard: float | None = Field(default=None, gt=0)
    """A million tokens of audio that goes in."""
    usd_per_m_spoken: float | None = Field(default=None, gt=0)
    """A million tokens of audio that comes out."""
    usd_per_m_again: float | None = Field(default=None, gt=0)
    """A million tokens of the audio of earlier turns, which each turn reads again."""
    tokens_per_s_heard: float | None = Field(default=None, gt=0)
    tokens_per_s_spoken: float | None = Field(default=None, gt=0)
    model_apart: bool = False
    """Whether the language model is billed beside it."""
    regions: tuple[str, ...] = ()
    """Where it can be bought in-region; empty when unknown."""


class Parameter(Row):
    """A default of the money model: electricity, hosting, people, lead times …"""

    value: float
    low: float
    high: float
    unit: str
    why: str = ""


class Region(Row):
    """A country, or a site of a cloud, with what its electricity costs and emits."""

    name: str
    aliases: tuple[str, ...] = ()
    """Words that people use for it, and the names that clouds give their sites there."""
    electricity_usd_per_kwh: float = Field(gt=0)
    """What a business pays, taxes that it cannot reclaim included."""
    electricity_low: float = Field(gt=0)
    electricity_high: float = Field(gt=0)
    gco2_per_kwh: float = Field(ge=0)
    """Grams of CO2 equivalent a kWh of the grid, over a year."""
    gco2_low: float = Field(ge=0)
    gco2_high: float = Field(ge=0)
    pue: float | None = Field(default=None, ge=1)
    """Power of the building over that of its servers where an operator publishes it; None elsewhere."""
