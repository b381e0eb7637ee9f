"""Arithmetic of one training token: the products with the weights, and attention."""

from __future__ import annotations

import math

FLOPS_PER_WEIGHT = 6.0
"""A multiply and an add, once forwards and twice backwards."""
CAUSAL_ATTENTION = 6.0
"""FLOPs per layer, hidden unit and earlier token, when the masked half is skipped."""
FULL_ATTENTION = 12.0
"""The same when the whole square is computed, as older kernels do and several benchmarks count."""


def usual_layers_hidden(params_b: float) -> tuple[int, int]:
    """Return layers and width of a usual dense decoder of that size.

    Twelve weights per squared width and layer, and 128 units of width for each layer, as in the GPT and
    Llama families: width = (params * 128 / 12)^(1/3).

    >>> usual_layers_hidden(7)
    (33, 4211)
    """
    hidden = (params_b * 1e9 * 128.0 / 12.0) ** (1.0 / 3.0)
    return max(1, math.ceil(hidden / 128.0)), int(hidden)


def training_flops_per_token(
    active_params_b: float,
    layers: float,
    hidden: float,
    seq_len: float,
    *,
    per_weight: float = FLOPS_PER_WEIGHT,
    attention: float = CAUSAL_ATTENTION,
) -> float:
    """Return the FLOPs of training on one token.

    per_weight x active weights + attention x layers x hidden x seq_len.

    >>> f"{training_flops_per_token(7, 32, 4096, 4096):.3g}"
    '4.52e+10'
    """
    return per_weight * active_params_b * 1e9 + attention * layers * hidden * seq_len
