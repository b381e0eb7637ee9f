"""What a conversation needs from the assembled advisor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from advisor.decide.affordable import Affordable
    from advisor.decide.cost_records import CostReport
    from advisor.decide.records import Recommendation
    from advisor.decide.standing import Standing
    from advisor.interview.order import Asked
    from advisor.interview.questions import Question
    from advisor.interview.reading import Reading
    from advisor.profile import Fields, Profile
    from advisor.strategy.use_cases import UseCase


class Engine(Protocol):
    """The advisor as a conversation sees it; ``advisor.api.Advisor`` is one.

    Only names are imported here, so that a front end can be shown before the advisor is loaded.
    """

    @property
    def fields(self) -> Fields:
        """Fields of a profile, those of plugins included."""

    @property
    def questions(self) -> Mapping[str, Question]:
        """Questions by id."""

    @property
    def use_cases(self) -> Mapping[str, UseCase]:
        """Kinds of project by id."""

    def read(self, text: str, asked: Question | None = None) -> Reading:
        """Read free text into answers."""

    def filled(self, profile: Profile) -> Profile:
        """Return the profile with assumptions where nothing was said."""

    def contradictions(self, profile: Profile) -> tuple[str, ...]:
        """Return answers that do not go together, one sentence each."""

    def recommend(self, profile: Profile, *, seed: int = 0, as_of: date) -> Recommendation:
        """Return the full recommendation."""

    def cost(self, profile: Profile, *, months: int | None = None, seed: int = 0) -> CostReport:
        """Return the bills of the plan in front and of the other ways."""

    def affordable(self, profile: Profile, usd_month: float) -> Affordable:
        """Return what a sum a month gets."""

    def next_question(self, profile: Profile, skipped: Iterable[str] = ()) -> Asked | None:
        """Return the question that matters most, or None when none changes the advice."""

    def standing(self, profile: Profile) -> Standing:
        """Return the quick ranking."""

    def explain(self, name: str) -> str:
        """Explain a rule, a field, a claim or a figure."""

    def claim_correction(self, claim_id: str) -> tuple[str, str]:
        """Return a correction in two lines, and its source."""
