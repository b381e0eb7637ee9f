"""What the advisor says next: the question that matters, and what the last answer moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from advisor.conversation import phrases
from advisor.conversation.changes import change_line
from advisor.conversation.engine import Engine
from advisor.conversation.turns import Step, Turn, ask_of, turn
from advisor.errors import UserError
from advisor.profile import Answer, Profile

if TYPE_CHECKING:
    from advisor.decide.standing import Standing

FEW = 3
"""From this many remaining questions on, the user is told how many are left."""


@dataclass(slots=True)
class Guide:
    """Leads through the interview; the same profile always gets the same answer."""

    engine: Engine
    _standings: dict[frozenset[tuple[str, Answer]], Standing] = field(default_factory=dict)

    def standing(self, profile: Profile) -> Standing | None:
        """Return the quick ranking, None while nothing was said."""
        if not any(answer.known for _, answer in profile):
            return None
        key = frozenset(profile.answers.items())
        if key not in self._standings:
            self._standings[key] = self.engine.standing(profile)
        return self._standings[key]

    def opening(self) -> Step:
        """Return the first step: a welcome and the first question."""
        step = Step((turn("welcome", phrases.WELCOME),), Profile(fields=self.engine.fields))
        return self._asking(step, 0)

    def answered(self, step: Step, answers: Mapping[str, Answer], said: tuple[Turn, ...], label: str) -> Step:
        """Return the step after an answer, before its consequences are worked out."""
        profile = step.profile.with_answers(answers)
        return Step(
            turns=said, profile=profile, skipped=step.skipped, report=step.report, label=label or "an answer"
        )

    def led_on(self, before: Step, step: Step) -> Step:
        """Say what an answer moved and put the next question, or finish."""
        try:
            if step.profile.answers != before.profile.answers and (after := self.standing(step.profile)):
                line = change_line(self.standing(before.profile), after)
                step = step.saying(turn("change", line))
            known = self.engine.contradictions(before.profile)
            fresh = [line for line in self.engine.contradictions(step.profile) if line not in known]
            step = step.saying(*(turn("problem", f"{line} {phrases.CLASH}") for line in fresh))
            return self._asking(step, before.ask.remaining if before.ask else 0)
        except UserError as error:
            return replace(step.saying(turn("problem", error)), ask=before.ask)

    def _asking(self, step: Step, remaining_before: int) -> Step:
        asked = self.engine.next_question(step.profile, step.skipped)
        if asked is None:
            return replace(step.saying(turn("change", phrases.DONE)), ask=None, finished=True)
        ask = ask_of(asked)
        if 0 < ask.remaining <= FEW < remaining_before:
            step = step.saying(
                turn("change", phrases.few_left(ask.remaining, self._spared(step, ask.remaining)))
            )
        return replace(step.saying(turn("question", ask.text)), ask=ask, finished=False)

    def _spared(self, step: Step, remaining: int) -> int:
        """Count the questions that were neither answered nor skipped and no longer matter."""
        open_questions = [
            question
            for question in self.engine.questions.values()
            if question.id not in step.skipped
            and not any(path in step.profile.answers for path in question.fields)
        ]
        return len(open_questions) - remaining
