"""Fill what nobody said: first what follows from the answers, then the defaults of the use case."""

from __future__ import annotations

from dataclasses import replace

from advisor.interview.contradictions import contradictions
from advisor.interview.derive import derived
from advisor.profile import Answer, Profile
from advisor.strategy.use_cases import Default, UseCase

__all__ = ["contradictions", "fill"]


def fill(profile: Profile, use_case: UseCase) -> Profile:
    """Return the profile with an assumed answer wherever the use case has one and the user has none.

    Assumptions of an earlier filling are dropped first, so that filling twice changes nothing.

    Args:
        profile: What the user said; "not sure" is filled like silence and says so.
        use_case: Gives the defaults.
    """
    said = profile.only_said()
    defaults = {
        path: _assumed(default, said.answers.get(path))
        for path, default in use_case.defaults.items()
        if not said.said(path)
    }
    if not said.said("use_case.kind"):
        defaults["use_case.kind"] = Answer(use_case.id, "assumed", said="until the use case is known")
    elif said.text("use_case.kind") in use_case.instead_of:
        defaults["use_case.kind"] = Answer(use_case.id, "assumed", said="what goes in decides")
    filled = said.with_answers(defaults)
    return filled.with_answers(derived(said, filled))


def _assumed(default: Default, answer: Answer | None) -> Answer:
    if answer is None or answer.state != "unknown":
        return default.answer
    return replace(default.answer, said=f"you were not sure: {default.why}")
