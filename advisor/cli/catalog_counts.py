"""Count each model's parameters again from its shape and compare with what its row says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor.catalog.check import Problem
from advisor.catalog.records import LanguageModel
from advisor.estimate.architecture import counted_params

TOLERANCE = 0.01


def recount(rows: Iterable[LanguageModel]) -> Iterator[Problem]:
    """Yield the models whose count is off by more than 1%.

    A model that sees is counted with the image encoder that its row names. Hybrids that do not describe
    their recurrent layers are left out: they have layers that the columns do not say.
    """
    for row in rows:
        if row.attention == "hybrid" and not row.recurrent_layers:
            continue
        counts = [counted_params(row, matrices) / 1e9 for matrices in (3, 2)]
        if not any(abs(row.params_b / count - 1.0) <= TOLERANCE for count in counts):
            yield Problem(
                "model", row.id, f"says {row.params_b:g}B parameters, its shape has {counts[0]:.2f}B"
            )
