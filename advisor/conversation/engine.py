"""What a conversation needs from the assembled advisor, as small protocols."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from advisor.decide.records import Recommendation
from advisor.profile import Answer, Fields, Profile


class Reply(Protocol):
    """A quick reply of a question."""

    @property
    def label(self) -> str:
        """The words on the button."""

    @property
    def answers(self) -> Mapping[str, Answer]:
        """What picking it says, by field path."""


class Question(Protocol):
    """A question as data."""

    @property
    def id(self) -> str:
        """Short identifier."""

    @property
    def fields(self) -> Sequence[str]:
        """Paths of the fields that it fills."""

    @property
    def ask(self) -> str:
        """The wording."""

    @property
    def why(self) -> str:
        """Why we ask."""

    @property
    def replies(self) -> Sequence[Reply]:
        """Quick replies in order."""


class Asked(Protocol):
    """The question whose answer would change the advice most."""

    @property
    def question(self) -> Question:
        """The question itself."""

    @property
    def why_now(self) -> str:
        """What its answer could change for this user."""

    @property
    def remaining(self) -> int:
        """How many questions, this one included, could still change the advice."""


class ReadAnswer(Protocol):
    """One answer found in free text."""

    @property
    def path(self) -> str:
        """Field path."""

    @property
    def answer(self) -> Answer:
        """The value read."""

    @property
    def span(self) -> str:
        """The words that it was read from."""


class Reading(Protocol):
    """What was found in free text."""

    @property
    def answers(self) -> Sequence[ReadAnswer]:
        """Answers, in the order of the text."""

    @property
    def unread(self) -> Sequence[str]:
        """Words with content that were not understood."""

    @property
    def claims(self) -> Sequence[str]:
        """Ids of known claims that the text repeats."""


class StandingRow(Protocol):
    """One plan in the quick ranking."""

    @property
    def title(self) -> str:
        """Short title of the plan."""

    @property
    def value(self) -> float:
        """Value from 0 to 1."""

    @property
    def cost_label(self) -> str:
        """Cost a month in words."""

    @property
    def feasible(self) -> bool:
        """Whether nothing rules it out."""

    @property
    def note(self) -> str:
        """What breaks it, or a remark."""


class Standing(Protocol):
    """The quick ranking beside the conversation."""

    @property
    def rows(self) -> Sequence[StandingRow]:
        """Plans, best first."""

    @property
    def hardware(self) -> str:
        """Hardware of the first plan in words."""

    @property
    def headline(self) -> str:
        """The advice in one sentence."""

    @property
    def why(self) -> Sequence[str]:
        """Reasons with the deciding numbers."""

    @property
    def cost_label(self) -> str:
        """Cost a month of the first plan, with its range."""


class UseCase(Protocol):
    """A kind of project."""

    @property
    def title(self) -> str:
        """A few plain words."""


class Engine(Protocol):
    """The advisor as a conversation sees it."""

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

    def recommend(self, profile: Profile, *, seed: int = 0, as_of: date) -> Recommendation:
        """Return the full recommendation."""

    def next_question(self, profile: Profile, skipped: Sequence[str] = ()) -> Asked | None:
        """Return the question that matters most, or None when none changes the advice."""

    def standing(self, profile: Profile) -> Standing:
        """Return the quick ranking."""

    def explain(self, name: str) -> str:
        """Explain a rule, a field, a claim or a figure."""

    def claim_correction(self, name: str) -> tuple[str, str]:
        """Return a correction in two lines, and its source."""
