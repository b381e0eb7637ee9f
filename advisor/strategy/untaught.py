"""Texts to be judged for which nobody has an answer yet: work for a model that is told what to look for."""

from __future__ import annotations

from advisor.strategy.context import Context
from advisor.strategy.once import once

TREES = "tabular"
"""Task of models that learn from rows whose outcome is known."""


@once
def untaught_text(context: Context, unit_model: str) -> bool:
    """Return whether trees are the use case's own model, but texts go in, no rows were told and nothing is
    labelled: trees learn from rows whose outcome is known, a language model is told what to look for.

    Args:
        context: The bundle.
        unit_model: Catalogue id of the use case's own model.
    """
    profile = context.profile
    unlabelled = profile.said("examples.count") and not profile.number("examples.count")
    texts = profile.said("workload.input_tokens") and not profile.flag("use_case.rows")
    return context.supply.catalog.other(unit_model).task == TREES and unlabelled and texts
