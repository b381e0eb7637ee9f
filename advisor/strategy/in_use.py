"""What runs today: the places where the work is served now, and the tuning that is done already."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.profile import Profile
from advisor.strategy.context import Context
from advisor.strategy.named import named_model

TUNED = "current.adaptations"
SERVED = "current.deployments"
TODAY = (SERVED, TUNED)
"""Fields of what is used today: places to run a model, and what is done with it."""
GIVEN_UP = "evidence.failed"
"""Field of what was tried and found no good."""


def in_use(profile: Profile, word: str) -> bool:
    """Return whether somebody said that a part of a plan runs today."""
    return any(profile.said(path) and word in profile.words(path) for path in (TUNED, SERVED))


def is_tuned(context: Context, words: Iterable[str], model: str | None) -> bool:
    """Return whether everything that a plan trains is done already, on the model that runs today.

    Args:
        context: The bundle.
        words: What the plan does with its model.
        model: Catalogue id of its model; None where a provider's own is tuned.
    """
    trained = {w for w in words if w in context.options and context.options[w].trains}
    if not trained or not all(in_use(context.profile, word) for word in trained):
        return False
    row = named_model(context)
    return row is None or model is None or row.id == model
