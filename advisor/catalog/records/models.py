"""Rows of language models: open weights with their architecture, and hosted ones with their price."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from advisor.catalog.records.row import Row

AttentionKind = Literal["mha", "gqa", "mla", "hybrid"]
Tier = Literal["tiny", "small", "mid", "large", "frontier"]
"""Capability classes, lowest first: on-device helpers; 7-14B class and budget APIs; 24-72B class and
mid-price APIs; the best open weights and large APIs; the best that money buys."""

TIERS: tuple[Tier, ...] = ("tiny", "small", "mid", "large", "frontier")


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
    languages: tuple[str, ...] = ()
    """The only languages that its maker names for it; empty where there are many or nothing is said."""
    tier: Tier
    release: str = ""


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
    successor: str = ""
    """Id of the row by which its provider replaced it; empty while it is sold, or where none is known."""
