"""What the advisor says next: the question that matters, and what the last answer moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from advisor.conversation import phrases
from advisor.conversation.changes import change_line
from advisor.conversation.engine import Engine
from advisor.conversation.turns import Step, Turn, ask_of, turn
from advisor.profile import UNDECIDED, Answer, Profile

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
        return self.asking(step, 0)

    def answered(self, step: Step, answers: Mapping[str, Answer], said: tuple[Turn, ...], label: str) -> Step:
        """Return the step after an answer, before its consequences are worked out.

        An answer that now follows from the new ones gives way to them: requests a day, once people and
        their uses are said instead.
        """
        profile = self._without_replaced(step, answers).with_answers(answers)
        return Step(
            turns=said,
            profile=profile,
            skipped=step.skipped,
            report=step.report,
            written=step.written,
            label=label or "an answer",
        )

    def _without_replaced(self, step: Step, answers: Mapping[str, Answer]) -> Profile:
        question = self.engine.questions.get(step.ask.id) if step.ask else None
        if question is None or question.main in answers or not step.profile.said(question.main):
            return step.profile
        bare = step.profile.without(question.main)
        follows = self.engine.filled(bare.with_answers(answers)).get(question.main)
        return step.profile if follows == self.engine.filled(bare).get(question.main) else bare

    def moved(self, before: Step, step: Step) -> Step:
        """Say what an answer moved, and which answers do not go together.

        Raises:
            UserError: When the answers cannot be worked with.
        """
        if step.profile.answers == before.profile.answers:
            return step
        if after := self.standing(step.profile):
            step = step.saying(turn("change", change_line(self.standing(before.profile), after)))
        known = self.engine.contradictions(before.profile)
        fresh = [line for line in self.engine.contradictions(step.profile) if line not in known]
        return step.saying(*(turn("problem", f"{line} {phrases.CLASH}") for line in fresh))

    def asking(self, step: Step, remaining_before: int) -> Step:
        """Put the question that matters most, or finish when none does.

        Args:
            step: The step that the question ends.
            remaining_before: Questions that mattered before it; 0 when that is not known.

        Raises:
            UserError: When the answers cannot be worked with.
        """
        asked = self.engine.next_question(step.profile, step.skipped)
        if asked is None:
            return replace(step.saying(turn("change", phrases.DONE)), ask=None, finished=True)
        ask = ask_of(asked)
        if ask.id in self._always_asked(step.profile):
            ask = replace(ask, remaining=0)
        if 0 < ask.remaining <= FEW and not 0 < remaining_before <= FEW:
            left = phrases.few_left(ask.remaining, self._spared(step, ask.remaining))
            step = step.saying(turn("change", left))
        return replace(step.saying(turn("question", ask.text)), ask=ask, finished=False)

    def _always_asked(self, profile: Profile) -> tuple[str, ...]:
        """Return the questions asked before anything is tried, so that nothing can be said of the rest."""
        use_case = self.engine.use_cases.get(profile.text("use_case.kind", UNDECIDED))
        return use_case.first if use_case else ()

    def _spared(self, step: Step, remaining: int) -> int:
        """Count the questions that were neither answered nor skipped and no longer matter."""
        open_questions = [
            question
            for question in self.engine.questions.values()
            if question.id not in step.skipped
            and not any(path in step.profile.answers for path in question.fields)
        ]
        return len(open_questions) - remaining
