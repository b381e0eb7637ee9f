"""What memory and arithmetic need to know about a language model, computed once from its catalogue row."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalog.records import LanguageModel
from advisor.estimate.formats import native_format
from advisor.estimate.weight_counts import (
    WeightCount,
    attention_layers,
    count,
    counted_params,
    cross_elements,
    side_params,
    small_params,
    state_elements,
    tables,
)

__all__ = ["Architecture", "counted_params", "from_row"]

PUBLISHED_TOLERANCE = 0.01
"""A count from the formulas is kept when it is this close to the published one."""
ACTIVE_TOLERANCE = 0.12
"""The same for active weights, which makers round and count in different ways."""
STATE_BYTES = 4.0
"""Bytes of an element of a recurrent state, which engines keep in 32 bits."""


@dataclass(frozen=True, slots=True)
class Architecture:
    """Parameter counts, KV cache and attention shape of one decoder.

    Counts are numbers of weights; ``kv_*`` are elements per token over all layers of that sort.
    """

    name: str
    layers: int
    hidden: int
    heads: int
    kv_shards: int
    """Ways in which tensor parallelism can split the KV cache: the KV heads, or 1 for a shared latent."""
    vocab: int
    max_context: int
    dense_params: float
    """Attention, dense and shared feed-forward layers, routers and norms: read by every token."""
    expert_params: float
    """All routed experts together."""
    embedding_params: float
    """The input table: stored, but one row is read per token."""
    head_params: float
    """The output matrix, even when it shares memory with the input table."""
    tied_embeddings: bool
    experts: int
    experts_per_token: int
    kv_full: float
    kv_windowed: float
    window: int
    prefill_dims: float
    """Score and value width over the heads of all layers with attention, for prompt tokens."""
    decode_dims: float
    """The same for generated tokens; larger with a latent cache, which is read without unpacking."""
    windowed_share: float
    """Share of attention layers that see only the window."""
    native_precision: str
    """Format in which the model ships."""
    latent_attention: bool
    side_params: float = 0.0
    """Stored, but not multiplied for a token of text: image encoder, a token table for each layer."""
    small_params: float = 0.0
    """Those of the dense weights that keep 16 bits in every format: norms, routers, small recurrent parts."""
    state_elements: float = 0.0
    """Numbers that a sequence keeps in its recurrent layers, whatever its length."""
    cross_elements: float = 0.0
    """Cached numbers of what an encoder read for one request, whatever the length of the text."""

    @property
    def total_params(self) -> float:
        """Return the number of stored weights."""
        head = 0.0 if self.tied_embeddings else self.head_params
        return self.dense_params + self.expert_params + self.embedding_params + head + self.side_params

    @property
    def active_params(self) -> float:
        """Return the weights multiplied for one generated token: no input table, only the chosen experts."""
        return self.dense_params + self.expert_params * self.expert_share + self.head_params

    @property
    def body_params(self) -> float:
        """Return the weights multiplied for one prompt token: the output matrix runs for the last only."""
        return self.dense_params + self.expert_params * self.expert_share

    @property
    def expert_share(self) -> float:
        """Return the share of routed experts that one token uses."""
        return self.experts_per_token / self.experts if self.experts else 0.0

    def experts_read(self, tokens: float) -> float:
        """Return the share of routed experts that a step of ``tokens`` tokens touches.

        ``1 - (1 - k/E)^tokens``: each token picks k of E experts, taken as independent and even.
        """
        return float(1.0 - (1.0 - self.expert_share) ** tokens) if self.experts else 0.0

    def kv_bytes_per_token(self, bytes_per_element: float = 2.0) -> float:
        """Return the bytes that one more token adds while the context is shorter than any window."""
        return (self.kv_full + self.kv_windowed) * bytes_per_element

    def kv_bytes(self, context: float, bytes_per_element: float = 2.0) -> float:
        """Return the bytes that one sequence of ``context`` tokens keeps: KV cache and recurrent state."""
        windowed = min(context, self.window) if self.window else context
        elements = self.kv_full * context + self.kv_windowed * windowed + self.cross_elements
        cache = elements * bytes_per_element
        return cache + self.state_elements * STATE_BYTES

    def seen(self, context: float) -> float:
        """Return the mean number of earlier tokens that one token attends to over all layers."""
        if not self.window or context <= self.window:
            return context
        return context + (self.window - context) * self.windowed_share

    def flops_per_token(self, context: float = 0.0) -> float:
        """Return the forward FLOPs of one generated token after ``context`` tokens.

        ``2 * active weights + 2 * attention width * context``; a multiply and an add count as two.
        """
        return 2.0 * self.active_params + 2.0 * self.decode_dims * self.seen(context)


def from_row(row: LanguageModel) -> Architecture:
    """Return the architecture of a catalogue row.

    Counts follow the layer formulas; where they miss the published total by more than 1% (layouts
    that the row's columns cannot express), the published total and active counts decide the split.
    """
    embedding = float(row.vocab * row.hidden)
    outside = tables(row) + side_params(row)
    weights = _published_split(row, embedding, outside)
    for matrices in (3, 2):
        counted = count(row, matrices)
        if _agrees(row, counted, embedding, outside):
            weights = counted
            break
    kv_full, kv_windowed = _kv_elements(row)
    prefill, decode, windowed_share = _attention_widths(row)
    return Architecture(
        name=row.name,
        layers=row.layers,
        hidden=row.hidden,
        heads=row.heads,
        kv_shards=1 if row.attention == "mla" else row.kv_heads,
        vocab=row.vocab,
        max_context=row.max_context,
        dense_params=weights.dense,
        expert_params=weights.routed,
        embedding_params=embedding,
        head_params=embedding,
        tied_embeddings=row.tied_embeddings,
        experts=row.experts,
        experts_per_token=row.experts_per_token,
        kv_full=kv_full,
        kv_windowed=kv_windowed,
        window=row.sliding_window,
        prefill_dims=prefill,
        decode_dims=decode,
        windowed_share=windowed_share,
        native_precision=native_format(row.native_precision, row.experts),
        latent_attention=row.attention == "mla",
        side_params=side_params(row),
        small_params=min(small_params(row), weights.dense),
        state_elements=state_elements(row),
        cross_elements=cross_elements(row),
    )


def _agrees(row: LanguageModel, counted: WeightCount, table: float, outside: float) -> bool:
    """Tell whether counted weights match the published total, and the active count of a mixture.

    Makers count the vocabulary tables as active or not, so either reading may match.
    """
    if abs((counted.dense + counted.routed + outside) / (row.params_b * 1e9) - 1.0) > PUBLISHED_TOLERANCE:
        return False
    if not row.experts:
        return True
    active = counted.dense + counted.routed * row.experts_per_token / row.experts
    published = row.active_params_b * 1e9
    return min(abs((active + n * table) / published - 1.0) for n in (0, 1, 2)) <= ACTIVE_TOLERANCE


def _published_split(row: LanguageModel, head: float, outside: float) -> WeightCount:
    """Solve dense and routed weights from the published total and active counts.

    ``dense + routed = total - tables - side`` and ``dense + routed * k/E = active - output matrix``.
    """
    body = row.params_b * 1e9 - outside
    if not row.experts:
        return WeightCount(body, 0.0)
    active = max(row.active_params_b * 1e9 - head, 0.1 * row.active_params_b * 1e9)
    routed = (body - active) / (1.0 - row.experts_per_token / row.experts)
    return WeightCount(body - routed, routed)


def _caching_layers(row: LanguageModel) -> tuple[int, int]:
    """Return how many layers keep the whole context and how many keep a window of it."""
    full, rest = attention_layers(row)
    return full, rest if row.sliding_window else 0


def _kv_elements(row: LanguageModel) -> tuple[float, float]:
    """Return the cached elements of one token over the layers with the whole context and with a window.

    Keys and values, or the latent; layers that read another layer's cache keep nothing. A compressed
    cache has beside it a window of uncompressed tokens, keys and values in one.
    """
    full, windowed = _caching_layers(row)
    if row.kv_elements:
        return row.kv_elements, float(row.layers * row.kv_heads * row.head_dim) if row.sliding_window else 0.0
    if row.attention == "mla":
        per_layer = row.kv_lora_rank + row.qk_rope_head_dim
        return float(per_layer * full), float(per_layer * windowed)
    value = row.v_head_dim or row.head_dim
    own = 1.0 - row.kv_shared_layers / row.layers
    head = row.full_head_dim
    whole = (row.full_kv_heads or row.kv_heads) * (2 * head if head else row.head_dim + value)
    return own * full * whole, own * windowed * row.kv_heads * (row.head_dim + value)


def _attention_widths(row: LanguageModel) -> tuple[float, float, float]:
    """Return score plus value width over all layers, for prompt and for generated tokens, and the share of
    it that sees a window only."""
    full, windowed = _caching_layers(row)
    if row.attention != "mla":
        value = row.v_head_dim or row.head_dim
        whole = full * row.heads * (2 * row.full_head_dim or row.head_dim + value)
        part = windowed * row.heads * (row.head_dim + value)
        total = float(whole + part)
        return total, total, part / total if total else 0.0
    layers = full + windowed
    unpacked = row.heads * (row.qk_nope_head_dim + row.qk_rope_head_dim + row.v_head_dim)
    packed = row.heads * (2 * row.kv_lora_rank + row.qk_rope_head_dim)
    return float(unpacked * layers), float(packed * layers), windowed / layers
