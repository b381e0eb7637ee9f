"""What memory and arithmetic need to know about a language model, computed once from its catalogue row."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalog.records import LanguageModel

PUBLISHED_TOLERANCE = 0.01
"""A count from the formulas is kept when it is this close to the published one."""
ACTIVE_TOLERANCE = 0.12
"""The same for active weights, which makers round and count in different ways."""


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
    latent_attention: bool

    @property
    def total_params(self) -> float:
        """Return the number of stored weights."""
        head = 0.0 if self.tied_embeddings else self.head_params
        return self.dense_params + self.expert_params + self.embedding_params + head

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
        """Return the bytes of KV cache of one sequence of ``context`` tokens."""
        windowed = min(context, self.window) if self.window else context
        return (self.kv_full * context + self.kv_windowed * windowed) * bytes_per_element

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


@dataclass(frozen=True, slots=True)
class _Weights:
    dense: float
    routed: float


def from_row(row: LanguageModel) -> Architecture:
    """Return the architecture of a catalogue row.

    Counts follow the layer formulas; where they miss the published total by more than 1% (layouts
    that the row's columns cannot express), the published total and active counts decide the split.
    """
    embedding = float(row.vocab * row.hidden)
    stored_tables = _tables(row)
    weights = _published_split(row, embedding, stored_tables)
    for matrices in (3, 2):
        counted = _counted(row, matrices)
        if _agrees(row, counted, embedding, stored_tables):
            weights = counted
            break
    full, windowed = _attention_layers(row)
    per_layer = _kv_elements(row)
    prefill, decode = _attention_widths(row)
    attending = full + windowed
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
        kv_full=float(per_layer * full),
        kv_windowed=float(per_layer * windowed),
        window=row.sliding_window,
        prefill_dims=float(prefill * attending),
        decode_dims=float(decode * attending),
        windowed_share=windowed / attending if attending else 0.0,
        native_precision=row.native_precision,
        latent_attention=row.attention == "mla",
    )


def attention_params(row: LanguageModel) -> float:
    """Return the weights of one attention layer, projections and norms, biases left out."""
    h, n = row.hidden, row.heads
    if row.attention != "mla":
        width = n * row.head_dim
        return 2.0 * h * width + 2.0 * h * row.kv_heads * row.head_dim + h
    query = row.qk_nope_head_dim + row.qk_rope_head_dim
    into = row.q_lora_rank * (h + n * query) if row.q_lora_rank else h * n * query
    latent = h * (row.kv_lora_rank + row.qk_rope_head_dim)
    unpack = row.kv_lora_rank * n * (row.qk_nope_head_dim + row.v_head_dim)
    return float(into + latent + unpack + n * row.v_head_dim * h + h)


def counted_params(row: LanguageModel, matrices: int = 3) -> float:
    """Return the weights that the layer formulas count, the vocabulary tables included.

    ``tables + layers x (attention + feed-forward)``, with ``matrices`` per feed-forward block: 3 with a
    gate, 2 without; experts, the shared ones and the router in the layers that have them.
    """
    counted = _counted(row, matrices)
    return counted.dense + counted.routed + _tables(row)


def _tables(row: LanguageModel) -> float:
    return float(row.vocab * row.hidden * (1 if row.tied_embeddings else 2))


def _counted(row: LanguageModel, matrices: int) -> _Weights:
    """Return the weights outside the tables, with ``matrices`` per feed-forward block (3 when gated)."""
    h = row.hidden
    attention = row.layers * attention_params(row)
    if not row.experts:
        return _Weights(attention + row.layers * (matrices * h * row.intermediate + h) + h, 0.0)
    mixed = row.layers - row.dense_layers
    width = row.moe_intermediate or row.intermediate
    expert = float(matrices * h * width)
    dense = float(row.dense_layers * matrices * h * row.intermediate)
    dense += mixed * (row.shared_experts * expert + h * row.experts) + row.layers * h + h
    return _Weights(attention + dense, mixed * row.experts * expert)


def _agrees(row: LanguageModel, counted: _Weights, table: float, tables: float) -> bool:
    """Tell whether counted weights match the published total, and the active count of a mixture.

    Makers count the vocabulary tables as active or not, so either reading may match.
    """
    if abs((counted.dense + counted.routed + tables) / (row.params_b * 1e9) - 1.0) > PUBLISHED_TOLERANCE:
        return False
    if not row.experts:
        return True
    active = counted.dense + counted.routed * row.experts_per_token / row.experts
    published = row.active_params_b * 1e9
    return min(abs((active + n * table) / published - 1.0) for n in (0, 1, 2)) <= ACTIVE_TOLERANCE


def _published_split(row: LanguageModel, head: float, tables: float) -> _Weights:
    """Solve dense and routed weights from the published total and active counts.

    ``dense + routed = total - tables`` and ``dense + routed * k/E = active - output matrix``.
    """
    body = row.params_b * 1e9 - tables
    if not row.experts:
        return _Weights(body, 0.0)
    active = max(row.active_params_b * 1e9 - head, 0.1 * row.active_params_b * 1e9)
    routed = (body - active) / (1.0 - row.experts_per_token / row.experts)
    return _Weights(body - routed, routed)


def _attention_layers(row: LanguageModel) -> tuple[int, int]:
    """Return how many layers keep the whole context and how many keep a window of it."""
    full = row.layers if row.full_attention_layers is None else row.full_attention_layers
    rest = row.layers - full
    return full, rest if row.sliding_window else 0


def _kv_elements(row: LanguageModel) -> int:
    """Return the cached elements of one token in one layer: keys and values, or the latent."""
    if row.attention == "mla":
        return row.kv_lora_rank + row.qk_rope_head_dim
    return row.kv_heads * (row.head_dim + (row.v_head_dim or row.head_dim))


def _attention_widths(row: LanguageModel) -> tuple[int, int]:
    """Return the score plus value width of one layer for prompt tokens and for generated ones."""
    if row.attention != "mla":
        width = row.heads * (row.head_dim + (row.v_head_dim or row.head_dim))
        return width, width
    unpacked = row.heads * (row.qk_nope_head_dim + row.qk_rope_head_dim + row.v_head_dim)
    packed = row.heads * (2 * row.kv_lora_rank + row.qk_rope_head_dim)
    return unpacked, packed
