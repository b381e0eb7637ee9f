"""Arithmetic of one training token: the products with the weights, and attention."""

from __future__ import annotations

import math
from functools import lru_cache

FLOPS_PER_WEIGHT = 6.0
"""A multiply and an add, once forwards and twice backwards."""
ADAPTER_FLOPS_PER_WEIGHT = 4.0
"""The same for frozen weights below an adapter, which need no gradient of their own."""
CAUSAL_ATTENTION = 6.0
"""FLOPs per layer, hidden unit and earlier token, when the masked half is skipped."""
FULL_ATTENTION = 12.0
"""The same when the whole square is computed, as older kernels do and several benchmarks count."""
USUAL_VOCAB = 50_000
"""Words of a tokenizer when nobody says; only models below a billion weights feel it."""


@lru_cache(maxsize=4096)
def usual_layers_hidden(params_b: float) -> tuple[int, int]:
    """Return layers and width of a usual dense decoder of that size.

    ``params = vocab x width + 12 x layers x width^2``, with a width of 64 for each layer at 100 million
    weights that grows with the 0.13th power of the body and ends at 160: GPT-2, MPT, Llama and GPT-3 lie
    within 15% of the product of layers and width.

    >>> usual_layers_hidden(7)
    (36, 4002)
    """
    params = params_b * 1e9
    hidden = 500.0
    ratio = 64.0
    for _ in range(12):
        body = max(params - USUAL_VOCAB * hidden, 0.3 * params)
        ratio = min(160.0, 64.0 * (body / 8.5e7) ** 0.13)
        hidden = (body * ratio / 12.0) ** (1.0 / 3.0)
    return max(1, math.ceil(hidden / ratio)), max(1, int(hidden))


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
