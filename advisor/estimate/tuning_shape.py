"""The shapes of a decoder that tuning memory depends on."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalog.records import LanguageModel
from advisor.estimate.architecture import from_row
from advisor.estimate.flops import usual_layers_hidden

_USUAL_VOCAB = 100_000
_ENCODER_VOCAB = 30_522
"""Word pieces of BERT."""
_GATED = 3
"""Matrices of a gated feed-forward block; two without a gate."""


@dataclass(frozen=True, slots=True)
class TuningShape:
    """Widths and counts of one decoder."""

    layers: int
    hidden: int
    heads: int
    kv_width: int
    """KV heads times their width."""
    feed_forward: float
    """Width of the feed-forward block that one token passes, over its active experts."""
    vocab: int
    matrices: int
    tied: bool
    params: float
    """Stored weights."""
    active_params: float
    exact: bool = True
    """False when the shape was guessed from the size alone."""
    blocks: int = 1
    """Feed-forward blocks that one layer stores: the experts, shared ones included, or 1."""
    expert_params: float = 0.0
    """Weights of all routed experts, which expert parallelism splits."""
    vision_params: float = 0.0
    """Weights of image and sound encoders, which tuning on text leaves as they are."""
    query_width: int = 0
    """Heads times their width; 0 stands for the layer's width."""
    decoder: bool = True
    """Whether the model writes text, and so has logits over its vocabulary."""

    @property
    def attention_width(self) -> int:
        """Return the width of the queries and of what attention puts out."""
        return self.query_width or self.hidden

    @property
    def tables(self) -> float:
        """Return the weights of the input and output tables, which quantised bases keep in full precision."""
        return float(self.vocab * self.hidden * (1 if self.tied else 2))

    @property
    def body(self) -> float:
        """Return the weights of the layers, which a quantised base packs."""
        return max(0.0, self.params - self.tables)

    @property
    def layer_params(self) -> float:
        """Return the weights of one layer."""
        return self.body / self.layers

    def adapter_params(self, rank: int, *, all_linear: bool = True) -> float:
        """Return the weights of low-rank adapters: rank x (inputs + outputs) of every adapted matrix.

        Args:
            rank: Rank of the adapters.
            all_linear: Adapters on every matrix of a layer, as is usual now; else on query and value only.
        """
        query, narrow = self.hidden + self.attention_width, self.hidden + self.kv_width
        if not all_linear:
            return float(rank * self.layers * (query + narrow))
        feed_forward = self.matrices * (self.hidden * self.blocks + self.stored_width)
        return float(rank * self.layers * (2 * query + 2 * narrow + feed_forward))

    @property
    def stored_width(self) -> float:
        """Return the feed-forward width that one layer stores, over all its blocks."""
        if self.blocks == 1:
            return float(self.feed_forward)
        return self.expert_params / (self.layers * self.matrices * self.hidden) or self.feed_forward


def shape_of(row: LanguageModel) -> TuningShape:
    """Return the shapes of a catalogue row; of a mixture, the experts that one token passes."""
    feed_forward: float = row.intermediate
    if row.experts:
        feed_forward = (row.moe_intermediate or row.intermediate) * (
            row.experts_per_token + row.shared_experts
        )
    kv_width = (
        row.kv_lora_rank + row.qk_rope_head_dim if row.attention == "mla" else row.kv_heads * row.head_dim
    )
    return TuningShape(
        layers=row.layers,
        hidden=row.hidden,
        heads=row.heads,
        kv_width=kv_width,
        feed_forward=feed_forward,
        vocab=row.vocab,
        matrices=_GATED,
        tied=row.tied_embeddings,
        params=row.params_b * 1e9,
        active_params=row.active_params_b * 1e9,
        blocks=max(1, row.experts + row.shared_experts),
        expert_params=from_row(row).expert_params,
        vision_params=row.vision_params_b * 1e9,
        query_width=row.heads * row.head_dim,
    )


def encoder_shape(params_b: float) -> TuningShape:
    """Return the shapes of an encoder of that size: BERT's proportions, and no logits over a vocabulary.

    Width 64 a layer (768 for 12 layers, 1,024 for 16 to 24), a plain feed-forward block of four widths.
    """
    hidden = int((params_b * 1e9 * 64.0 / 12.0) ** (1.0 / 3.0) / 64.0 + 1.0) * 64
    return TuningShape(
        layers=max(1, hidden // 64),
        hidden=hidden,
        heads=max(1, hidden // 64),
        kv_width=hidden,
        feed_forward=4.0 * hidden,
        vocab=_ENCODER_VOCAB,
        matrices=2,
        tied=True,
        params=params_b * 1e9,
        active_params=params_b * 1e9,
        exact=False,
        decoder=False,
    )


def usual_shape(params_b: float, active_params_b: float | None = None, *, vocab: int = 0) -> TuningShape:
    """Return the shapes of a usual decoder of that size, for models whose shapes are unknown.

    Args:
        params_b: Weights in 10^9.
        active_params_b: Those that one token uses; all of them by default.
        vocab: Words of the vocabulary, where that is known; else a usual number.
    """
    active = params_b if active_params_b is None else active_params_b
    layers, hidden = usual_layers_hidden(active)
    return TuningShape(
        layers=layers,
        hidden=hidden,
        heads=max(1, hidden // 128),
        kv_width=max(128, hidden // 4),
        feed_forward=3.0 * hidden,
        vocab=vocab or _USUAL_VOCAB,
        matrices=_GATED,
        tied=params_b < 3,
        params=params_b * 1e9,
        active_params=active * 1e9,
        exact=False,
    )
