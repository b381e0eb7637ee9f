"""Weights of a decoder counted from its shape: attention, recurrent layers, feed-forward blocks, tables."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalog.records import LanguageModel

CONVOLUTION = 4
"""Taps of the short convolution in front of a recurrent layer (Mamba 2, gated DeltaNet)."""


@dataclass(frozen=True, slots=True)
class WeightCount:
    """Weights outside the vocabulary tables, in numbers of weights."""

    dense: float
    """Read by every token: attention, recurrence, dense and shared feed-forward layers, routers, norms."""
    routed: float
    """All routed experts together."""


def counted_params(row: LanguageModel, matrices: int = 3) -> float:
    """Return the weights that the layer formulas count, the vocabulary tables and encoders included.

    ``tables + side + attention + recurrence + feed-forward``, with ``matrices`` per feed-forward block: 3
    with a gate, 2 without; experts, the shared ones and the router in the layers that have them.
    """
    counted = count(row, matrices)
    return counted.dense + counted.routed + tables(row) + side_params(row)


def tables(row: LanguageModel) -> float:
    """Return the weights of the input table and of the output matrix, once where they are the same."""
    return float(row.vocab * row.hidden * (1 if row.tied_embeddings else 2))


def side_params(row: LanguageModel) -> float:
    """Return the weights that a text token does not multiply: encoders, and a table for each layer."""
    return row.vision_params_b * 1e9 + float(row.vocab * row.layers * row.per_layer_embedding)


def count(row: LanguageModel, matrices: int) -> WeightCount:
    """Return the weights outside the tables, with ``matrices`` per feed-forward block (3 when gated)."""
    full, windowed = attention_layers(row)
    mixers = full * attention_params(row, full=True) + windowed * attention_params(row)
    mixers += row.recurrent_layers * recurrent_params(row)
    mixers += _crossing_beside(row) * attention_params(row)
    if row.per_layer_embedding:
        mixers += 3.0 * row.layers * row.hidden * row.per_layer_embedding
    blocks = row.layers if row.feedforward_layers is None else row.feedforward_layers
    norms = float(row.hidden * (blocks + 1))
    if not row.experts:
        return WeightCount(mixers + norms + blocks * matrices * row.hidden * row.intermediate, 0.0)
    mixed = blocks - row.dense_layers
    width = row.moe_intermediate or row.intermediate
    shared = row.shared_intermediate or row.shared_experts * width
    beside = matrices * row.hidden * shared + row.hidden * row.experts + 2 * row.hidden * row.moe_latent
    dense = row.dense_layers * matrices * row.hidden * row.intermediate + mixed * beside
    expert = float(matrices * (row.moe_latent or row.hidden) * width)
    return WeightCount(mixers + norms + dense, mixed * row.experts * expert)


def small_params(row: LanguageModel) -> float:
    """Return the weights that no quantizer touches: norms, routers, small parts of recurrent layers.

    ``hidden x (layers with a mixer + feed-forward blocks + 1) + hidden x experts x mixed blocks
    + recurrent layers x (4 (V + 2K) + gates x heads x hidden)``.
    """
    full, windowed = attention_layers(row)
    blocks = row.layers if row.feedforward_layers is None else row.feedforward_layers
    norms = row.hidden * (full + windowed + row.recurrent_layers + blocks + 1)
    routers = row.hidden * row.experts * max(0, blocks - row.dense_layers)
    value = row.recurrent_heads * row.recurrent_value_dim
    key = row.recurrent_key_groups * row.recurrent_key_dim
    gates = row.recurrent_gates * row.recurrent_heads * row.hidden
    return float(norms + routers + row.recurrent_layers * (CONVOLUTION * (value + 2 * key) + gates))


def attention_layers(row: LanguageModel) -> tuple[int, int]:
    """Return how many layers attend to the whole context and how many to less of it.

    A hybrid that does not describe its other layers counts them as attention here.
    """
    full = row.layers if row.full_attention_layers is None else row.full_attention_layers
    if row.recurrent_layers and not row.sliding_window:
        return full, 0
    return full, row.layers - full - row.recurrent_layers


def attention_params(row: LanguageModel, *, full: bool = False) -> float:
    """Return the weights of one attention layer, projections and its norm, biases left out.

    Args:
        row: The model.
        full: Whether the layer keeps the whole context, where such layers have a shape of their own.
    """
    h, n = row.hidden, row.heads
    if row.attention_weights_m:
        return row.attention_weights_m * 1e6 + h
    if row.attention == "mla":
        return _latent_attention_params(row)
    head = (row.full_head_dim if full else 0) or row.head_dim
    groups = (row.full_kv_heads if full else 0) or row.kv_heads
    value = head if full and row.full_head_dim else row.v_head_dim or row.head_dim
    query = h * n * head + (h * n * value if row.gated_attention else 0)
    values = 0 if full and row.full_shares_kv else h * groups * value
    return float(query + h * groups * head + values + n * value * h + h)


def cross_elements(row: LanguageModel) -> float:
    """Return the cached numbers of one request's encoder tokens over the layers that attend to them."""
    return float(row.cross_attention_layers * row.encoder_tokens * row.kv_heads * 2 * row.head_dim)


def _crossing_beside(row: LanguageModel) -> int:
    """Return how many layers attend to the text and to an encoder, so that they have two attentions."""
    _, windowed = attention_layers(row)
    in_its_place = 0 if row.sliding_window or row.full_attention_layers is None else windowed
    return max(0, row.cross_attention_layers - in_its_place)


def recurrent_params(row: LanguageModel) -> float:
    """Return the weights of one layer with a state of fixed size.

    With ``V = heads x value width`` and ``K = key groups x key width``:
    ``h (2V + 2K + gates x heads) + 4 (V + 2K) + V h + h``, the projections of values, keys, queries and
    output gate, the convolution, the way out and the norm (Mamba 2, arXiv:2405.21060; gated DeltaNet,
    arXiv:2412.06464).
    """
    value = row.recurrent_heads * row.recurrent_value_dim
    key = row.recurrent_key_groups * row.recurrent_key_dim
    into = row.hidden * (2 * value + 2 * key + row.recurrent_gates * row.recurrent_heads)
    return float(into + CONVOLUTION * (value + 2 * key) + value * row.hidden + row.hidden)


def state_elements(row: LanguageModel) -> float:
    """Return the numbers that one sequence keeps in all recurrent layers, whatever its length.

    ``layers x (heads x key width x value width + 3 (V + 2K))``, the state and the last inputs of the
    convolution.
    """
    value = row.recurrent_heads * row.recurrent_value_dim
    key = row.recurrent_key_groups * row.recurrent_key_dim
    state = row.recurrent_heads * row.recurrent_key_dim * row.recurrent_value_dim
    return float(row.recurrent_layers * (state + (CONVOLUTION - 1) * (value + 2 * key)))


def _latent_attention_params(row: LanguageModel) -> float:
    h, n = row.hidden, row.heads
    query = row.qk_nope_head_dim + row.qk_rope_head_dim
    into = row.q_lora_rank * (h + n * query) if row.q_lora_rank else h * n * query
    latent = h * (row.kv_lora_rank + row.qk_rope_head_dim)
    unpack = row.kv_lora_rank * n * (row.qk_nope_head_dim + row.v_head_dim)
    return float(into + latent + unpack + n * row.v_head_dim * h + h)
