"""Texts to be judged for which nobody has an answer yet: work for a model that is told what to look for."""

from __future__ import annotations

from advisor.profile import Profile
from advisor.strategy.use_cases import UseCase

ROWS = "table"
"""What goes in where trees are a use case's own model, which learn from rows whose outcome is known."""


def untaught_text(profile: Profile, use_case: UseCase) -> bool:
    """Return whether rows are a use case's own input, but texts go in, no rows were told and nothing is
    labelled: trees learn from rows whose outcome is known, a language model is told what to look for.

    Args:
        profile: The answers.
        use_case: The kind of project.
    """
    unlabelled = profile.said("examples.count") and not profile.number("examples.count")
    texts = profile.said("workload.input_tokens") and not profile.flag("use_case.rows")
    return use_case.modality == ROWS and unlabelled and texts
