"""What the speed and the memory of a training step need to know about a model."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.estimate.architecture import Architecture
from advisor.estimate.flops import USUAL_VOCAB, usual_layers_hidden

MOE_RATIO = 1.5
"""A model with this many times more stored than active weights is a mixture of experts."""
FINE_GRAINED_RATIO = 5.0
"""Above it a mixture is of many narrow experts, as in DeepSeek and Qwen; below of a few wide ones, as in
Mixtral."""

NARROW_EXPERT = 0.3
"""Feed-forward width of a narrow expert over the width of the model: DeepSeek-V3 0.29, Qwen3-235B 0.38."""
WIDE_EXPERT = 2.0
"""The same of a wide one: Phi-3.5-MoE 1.6, Mixtral 3.5."""


@dataclass(frozen=True, slots=True)
class TrainShape:
    """One model in training; counts are numbers of weights."""

    stored: float
    active: float
    """Weights that one token uses."""
    layers: float
    hidden: float
    attention: float
    """Width of the scores over all layers: layers x heads x head width."""
    vocab: float = USUAL_VOCAB
    experts_per_token: float = 0.0
    """0 for a dense model."""
    expert_width: float = 0.0
    window: float = 0.0
    windowed_share: float = 0.0
    """Share of the attention layers that see only the window."""

    @property
    def moe(self) -> bool:
        """Return whether most weights rest for any one token."""
        return self.experts_per_token > 0.0

    def span(self, seq_len: float) -> float:
        """Return the sequence length of full attention that costs as much as this model's.

        A layer with a window w sees w - w^2 / 2s tokens on average, where a full one sees s / 2.
        """
        if not self.window or self.window >= seq_len:
            return seq_len
        windowed = 2.0 * self.window - self.window**2 / seq_len
        return seq_len * (1.0 - self.windowed_share) + windowed * self.windowed_share


def usual_shape(stored_b: float, active_b: float | None = None) -> TrainShape:
    """Return the usual shape of a size, for models whose own is not known."""
    active = stored_b if active_b is None else active_b
    layers, hidden = usual_layers_hidden(active)
    experts, width = 0.0, 0.0
    if stored_b > MOE_RATIO * active:
        narrow = stored_b > FINE_GRAINED_RATIO * active
        experts, width = (8.0, NARROW_EXPERT * hidden) if narrow else (2.0, WIDE_EXPERT * hidden)
    return TrainShape(
        stored_b * 1e9,
        active * 1e9,
        layers,
        hidden,
        float(layers * hidden),
        experts_per_token=experts,
        expert_width=width,
    )


def shape_of(architecture: Architecture, active_b: float | None = None) -> TrainShape:
    """Return the shape of a model of the catalogue.

    Args:
        architecture: The model.
        active_b: Its published active weights in billions, where they are known.
    """
    experts, width = 0.0, 0.0
    if architecture.experts:
        every = 3.0 * architecture.hidden * architecture.experts * architecture.layers
        experts, width = float(architecture.experts_per_token), architecture.expert_params / every
    return TrainShape(
        architecture.total_params,
        architecture.active_params if active_b is None else active_b * 1e9,
        architecture.layers,
        architecture.hidden,
        architecture.prefill_dims / 2.0,
        architecture.vocab,
        experts,
        width,
        architecture.window,
        architecture.windowed_share,
    )
