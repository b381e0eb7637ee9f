"""The shapes of a decoder that tuning memory depends on."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalog.records import LanguageModel
from advisor.estimate.flops import usual_layers_hidden

_USUAL_VOCAB = 100_000
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
        query, narrow = 2 * self.hidden, self.hidden + self.kv_width
        if not all_linear:
            return float(rank * self.layers * (query + narrow))
        feed_forward = self.matrices * (self.hidden + self.feed_forward)
        return float(rank * self.layers * (2 * query + 2 * narrow + feed_forward))


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
    )


def usual_shape(params_b: float, active_params_b: float | None = None) -> TuningShape:
    """Return the shapes of a usual decoder of that size, for models whose shapes are unknown."""
    active = params_b if active_params_b is None else active_params_b
    layers, hidden = usual_layers_hidden(active)
    return TuningShape(
        layers=layers,
        hidden=hidden,
        heads=max(1, hidden // 128),
        kv_width=max(128, hidden // 4),
        feed_forward=3.0 * hidden,
        vocab=_USUAL_VOCAB,
        matrices=_GATED,
        tied=params_b < 3,
        params=params_b * 1e9,
        active_params=active * 1e9,
        exact=False,
    )
