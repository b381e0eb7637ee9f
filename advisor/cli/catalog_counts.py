"""Count each model's parameters again from its shape and compare with what its row says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor.catalog.check import Problem
from advisor.catalog.records import LanguageModel
from advisor.estimate.architecture import attention_params

TOLERANCE = 0.01
OTHER_PARTS = 0.12
"""A model that sees has an image encoder beside the language model that the shape describes: 11% of the
smallest one."""


def counted_params_b(row: LanguageModel, matrices: int = 3) -> float:
    """Return the parameters of the language model in 10^9.

    ``tables + layers x (attention + feed-forward)``, with ``matrices`` per feed-forward block: 3 with a
    gate, 2 without; experts, the shared ones and the router in the layers that have them.
    """
    h = row.hidden
    total = 1.0 * row.vocab * h * (1 if row.tied_embeddings else 2) + h
    total += row.layers * (attention_params(row) + h)
    if not row.experts:
        return (total + row.layers * matrices * h * row.intermediate) / 1e9
    total += row.dense_layers * matrices * h * row.intermediate
    width = row.moe_intermediate or row.intermediate
    each = (row.experts + row.shared_experts) * matrices * h * width + h * row.experts
    return (total + (row.layers - row.dense_layers) * each) / 1e9


def recount(rows: Iterable[LanguageModel]) -> Iterator[Problem]:
    """Yield the models whose count is off by more than 1%.

    Hybrids are left out: they have layers that the columns cannot say.
    """
    for row in rows:
        if row.attention == "hybrid":
            continue
        counts = [counted_params_b(row, matrices) for matrices in (3, 2)]
        upper = OTHER_PARTS if row.vision else TOLERANCE
        if not any(-TOLERANCE <= row.params_b / count - 1.0 <= upper for count in counts):
            yield Problem(
                "model", row.id, f"says {row.params_b:g}B parameters, its shape has {counts[0]:.2f}B"
            )
