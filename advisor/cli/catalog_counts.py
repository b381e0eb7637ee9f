"""Count each model's parameters again from its shape and compare with what its row says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor.catalog.check import Problem
from advisor.catalog.records import LanguageModel
from advisor.estimate.architecture import counted_params

TOLERANCE = 0.01
OTHER_PARTS = 0.12
"""A model that sees has an image encoder beside the language model that the shape describes: 11% of the
smallest one."""


def recount(rows: Iterable[LanguageModel]) -> Iterator[Problem]:
    """Yield the models whose count is off by more than 1%.

    Hybrids are left out: they have layers that the columns cannot say.
    """
    for row in rows:
        if row.attention == "hybrid":
            continue
        counts = [counted_params(row, matrices) / 1e9 for matrices in (3, 2)]
        upper = OTHER_PARTS if row.vision else TOLERANCE
        if not any(-TOLERANCE <= row.params_b / count - 1.0 <= upper for count in counts):
            yield Problem(
                "model", row.id, f"says {row.params_b:g}B parameters, its shape has {counts[0]:.2f}B"
            )
