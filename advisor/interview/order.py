"""The next question: the one whose plausible answers change the advice, and none when none does."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from advisor.interview.assume import fill
from advisor.interview.questions import Question
from advisor.interview.worth import trials
from advisor.profile import UNDECIDED, Profile
from advisor.strategy.use_cases import UseCase

MOST_ASKED = 20
"""Questions answered or skipped after which the interview stops by itself."""
MOST_CALLS = 120
"""Evaluations of the outcome in one search, the one of today's advice included."""
LEAST = 0.05
"""A question is worth asking when at least this share of the projects, one in twenty, would give an answer to
it that changes the advice. With less, everybody is asked more for the sake of few; with 0.1, some interviews
in twenty end at other advice than the full story."""
ENOUGH = 0.1
"""A question worth this much is asked at once, the others untried."""

Outcome = Callable[[Profile], Hashable]


@dataclass(frozen=True, slots=True)
class Asked:
    """The question to ask now."""

    question: Question
    why_now: str
    """What its answer could change for this user."""
    remaining: int
    """How many questions at most, this one included, are still to come; 0 where the others were not tried."""


def next_question(
    profile: Profile,
    questions: Mapping[str, Question],
    use_case: UseCase,
    outcome: Outcome,
    skipped: Iterable[str] = (),
) -> Asked | None:
    """Return the question to ask now, or None when no open question changes the advice.

    First come the questions that rule out whole branches or size everything. Then each open question is
    tried with plausible answers, at most ``MOST_CALLS`` evaluations in all: it is worth the share of the
    projects that would give an answer which changes the outcome. The first that is worth enough is asked,
    else the one that is worth most; when none is worth ``LEAST``, nothing is asked any more.

    Args:
        profile: What the user said; assumptions are made anew.
        questions: Every question by id.
        use_case: Gives the order and the defaults.
        outcome: The advice for a filled profile, as anything that can be compared.
        skipped: Ids of questions that the user passed over.
    """
    passed = frozenset(skipped)
    said = profile.only_said()
    listed = _listed(use_case, questions)
    open_now = [q for q in listed if q.id not in passed and not _settled(q, said)]
    to_come, filled = MOST_ASKED - (len(listed) - len(open_now)), fill(said, use_case)
    open_now = [q for q in open_now if q.makes_sense(filled)]
    first = sorted((q for q in open_now if q.id in use_case.first), key=lambda q: use_case.first.index(q.id))
    if first:
        return Asked(first[0], first[0].why, len(first))
    return _searched(open_now, said, use_case, outcome, to_come) if to_come > 0 else None


def _searched(
    open_now: list[Question], said: Profile, use_case: UseCase, outcome: Outcome, to_come: int
) -> Asked | None:
    """Return the open question that is worth most, of at most so many to come."""
    search = _Search(said, use_case, outcome)
    search.through(open_now)
    if search.question is None:
        return None
    left = 0 if search.untried else min(1 + search.others, to_come)
    return Asked(search.question, _why_now(search.labels), left)


def _listed(use_case: UseCase, questions: Mapping[str, Question]) -> list[Question]:
    """Return the use case's questions, then those that plugins added."""
    known: list[Question] = []
    for name in use_case.questions:
        if name in questions:
            known += [questions[name], *(q for q in questions.values() if q.after == name)]
    extra = [q for name, q in sorted(questions.items()) if "." in name and name not in use_case.questions]
    return known + extra


def _settled(question: Question, said: Profile) -> bool:
    """Return whether a question is answered; one that nothing settles is, once its main field is decided."""
    if question.settled_by:
        return question.settled(said)
    return said.text(question.main, UNDECIDED) != UNDECIDED


class _Search:
    """The search for the open question that is worth most."""

    def __init__(self, said: Profile, use_case: UseCase, outcome: Outcome) -> None:
        self._said, self._use_case, self._outcome = said, use_case, outcome
        self._assumed = fill(said, use_case)
        self._calls = 1
        self.worth = 0.0
        self.labels: list[str] = []
        self.question: Question | None = None
        self.others = 0
        """Questions that may matter too: worth less, or given up as they could not be worth more."""
        self.untried = 0

    @cached_property
    def _today(self) -> Hashable:
        return self._outcome(self._assumed)

    def through(self, questions: list[Question]) -> None:
        """Try the questions in their order until one is worth enough."""
        for place, question in enumerate(questions, start=1):
            self._try(question)
            if self.worth >= ENOUGH:
                self.untried = len(questions) - place
                return

    def _try(self, question: Question) -> None:
        """Try the answers to a question, the likeliest first, as long as it could be worth most."""
        tried = trials(question, self._said, self._use_case, self._assumed)
        worth, left, labels = 0.0, sum(trial.share for trial in tried), []
        for trial in tried:
            if worth >= ENOUGH or worth + left < max(LEAST, self.worth) or self._calls >= MOST_CALLS:
                break
            self._calls += 1
            left -= trial.share
            if self._outcome(fill(self._said.with_answers(trial.answers), self._use_case)) != self._today:
                worth += trial.share
                labels.append(trial.label)
        if worth >= LEAST and worth > self.worth:
            self.others += self.question is not None
            self.question, self.worth, self.labels = question, worth, labels
        else:
            self.others += bool(worth) and worth + left >= LEAST


def _why_now(labels: list[str]) -> str:
    shown = " or ".join(f'"{label}"' for label in labels[:2])
    return f"The advice would change with {shown}."
