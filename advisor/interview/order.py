"""The next question: the one whose plausible answers change the advice, and none when none does."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass

from advisor.interview.assume import fill
from advisor.interview.questions import Question, Reply
from advisor.profile import UNDECIDED, Answer, Profile
from advisor.quantity import plain_number
from advisor.strategy.use_cases import UseCase

MOST_ASKED = 20
"""Questions answered or skipped after which the interview stops by itself."""
MOST_TRIALS = 4
"""Plausible answers tried for one question."""
MOST_CALLS = 60
"""Evaluations of the outcome in one search, the one of today's advice included."""

MOSTLY = 0.5
"""A question of which more than this share of the answers changes the outcome goes first."""

Outcome = Callable[[Profile], Hashable]


@dataclass(frozen=True, slots=True)
class Asked:
    """The question to ask now."""

    question: Question
    why_now: str
    """What its answer could change for this user."""
    remaining: int
    """How many questions at most, this one included, are still to come."""


def next_question(
    profile: Profile,
    questions: Mapping[str, Question],
    use_case: UseCase,
    outcome: Outcome,
    skipped: Iterable[str] = (),
) -> Asked | None:
    """Return the question to ask now, or None when no open question changes the advice.

    First come the questions that rule out whole branches or size everything. Then each open question is
    tried with plausible answers, at most ``MOST_CALLS`` evaluations in all, and the one whose answers
    mostly change the outcome comes first, else the first in the order of the use case.

    Args:
        profile: What the user said; assumptions are made anew.
        questions: Every question by id.
        use_case: Gives the order and the defaults.
        outcome: The advice for a filled profile, as anything that can be compared.
        skipped: Ids of questions that the user passed over.
    """
    passed = frozenset(skipped)
    said = profile.only_said()
    open_now = [q for q in _listed(use_case, questions) if q.id not in passed and not _settled(q, said)]
    first = [q for q in open_now if q.id in use_case.first]
    if first:
        first.sort(key=lambda q: use_case.first.index(q.id))
        return Asked(first[0], first[0].why, len(first))
    done = sum(_settled(q, said) or q.id in passed for q in _listed(use_case, questions))
    if done >= MOST_ASKED:
        return None
    filled = fill(said, use_case)
    sensible = [q for q in open_now if q.makes_sense(filled)]
    matter, untried = _that_matter(sensible, said, use_case, outcome)
    if not matter:
        return None
    best = max(matter, key=lambda found: found[1] > MOSTLY)
    return Asked(best[0], best[2], min(len(matter) + untried, MOST_ASKED - done))


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


def _that_matter(
    questions: list[Question], said: Profile, use_case: UseCase, outcome: Outcome
) -> tuple[list[tuple[Question, float, str]], int]:
    """Return the questions that change the outcome, with the share of answers that do, and why.

    The search ends at the first of which most answers do, as nothing comes before it; how many were not
    tried is returned too.
    """
    assumed = fill(said, use_case)
    today = outcome(assumed)
    calls = 1
    found: list[tuple[Question, float, str]] = []
    for place, question in enumerate(questions, start=1):
        trials = plausible(question, said, use_case, assumed)[: MOST_CALLS - calls]
        calls += len(trials)
        changing = [
            trial.label
            for trial in trials
            if outcome(fill(said.with_answers(trial.answers), use_case)) != today
        ]
        if changing:
            found.append((question, len(changing) / len(trials), _why_now(changing)))
            if found[-1][1] > MOSTLY:
                return found, len(questions) - place
    return found, 0


def _why_now(labels: list[str]) -> str:
    shown = " or ".join(f'"{label}"' for label in labels[:2])
    return f"The advice would change with {shown}."


def plausible(question: Question, said: Profile, use_case: UseCase, assumed: Profile) -> list[Reply]:
    """Return the plausible answers to try: the probes, then the ends of the default's range, else the
    replies, at most ``MOST_TRIALS`` of each.

    A reply that says what is assumed anyway is left out, as it can change nothing, and so is one that few
    people give.
    """
    probes = [_beside(probe, question.main, said) for probe in question.probes]
    default = use_case.defaults.get(question.main)
    field = said.fields[question.main]
    if field.kind == "number" and default is not None and default.low != default.high:
        ends = [end for end in (default.low, default.high) if end is not None and end != default.value]
        return [
            *probes,
            *(
                Reply(f"{plain_number(end)} {field.unit}", {question.main: Answer(end, said="tried")})
                for end in ends
            ),
        ]
    usual = [r for r in question.replies if not r.rare and not _same(r, question.main, assumed)]
    return [*probes, *_spread(usual, MOST_TRIALS)]


def _beside(probe: Reply, main: str, said: Profile) -> Reply:
    """Return a probe without what it says of other fields that the user spoke about."""
    kept = {path: answer for path, answer in probe.answers.items() if path == main or not said.said(path)}
    return Reply(probe.label, kept)


def _same(reply: Reply, path: str, assumed: Profile) -> bool:
    answer, now = reply.answers.get(path), assumed.get(path)
    return answer is not None and now is not None and answer.value == now.value


def _spread(replies: list[Reply], most: int) -> list[Reply]:
    """Return some replies spread evenly over the list, both ends included."""
    if len(replies) <= most:
        return replies
    return [replies[round(i * (len(replies) - 1) / (most - 1))] for i in range(most)]
