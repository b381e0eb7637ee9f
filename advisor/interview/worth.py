"""What a question is worth: how likely its answer changes the advice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from advisor.interview.questions import Question, Reply
from advisor.profile import Answer, Profile
from advisor.quantity import plain_number
from advisor.strategy.use_cases import UseCase

END = 0.15
"""Share of projects near one end of an assumed range of a number: those of the outer sevenths."""


class Trial(NamedTuple):
    """A plausible answer to try."""

    label: str
    answers: dict[str, Answer]
    share: float
    """How many of the projects would give it, from 0 to 1."""


def trials(question: Question, said: Profile, use_case: UseCase, assumed: Profile) -> list[Trial]:
    """Return the plausible answers to a question, the likeliest first.

    They are the replies, the ends of the ranges that are assumed for its numbers, and its probes. A reply
    that says what is assumed anyway is left out, as it can change nothing, and so is one between those ends.

    Args:
        question: An open question.
        said: What the user said.
        use_case: Gives the assumed ranges.
        assumed: The same profile with its assumptions.
    """
    found = [
        *_ends(question, said, use_case),
        *(
            Trial(reply.label, dict(reply.answers), share)
            for reply, share in _shares(question, assumed)
            if not _nothing_new(reply, assumed) and not _between(reply, said, use_case)
        ),
        *(
            Trial(p.label, _beside(p, question.main, said), p.share_for(assumed, END))
            for p in question.probes
        ),
    ]
    return sorted(found, key=lambda trial: -trial.share)


def _shares(question: Question, assumed: Profile) -> Iterator[tuple[Reply, float]]:
    """Yield the replies with their shares; those that name none share what the others leave."""
    untold = [reply for reply in question.replies if reply.share is None]
    told = sum(reply.share or 0.0 for reply in question.replies)
    rest = max(0.0, 1.0 - told) / max(1, len(untold))
    for reply in question.replies:
        yield reply, reply.share_for(assumed, rest)


def _ends(question: Question, said: Profile, use_case: UseCase) -> Iterator[Trial]:
    """Yield both ends of the range that is assumed for each number of a question."""
    for path in question.fields:
        default, field = use_case.defaults.get(path), said.fields[path]
        if default is None or field.kind != "number" or said.said(path) or default.low == default.high:
            continue
        for end in (default.low, default.high):
            if end is not None and end != default.value:
                shown = f"{plain_number(end)} {field.unit}"
                yield Trial(shown, {path: Answer(end, said="tried")}, END)


def _between(reply: Reply, said: Profile, use_case: UseCase) -> bool:
    """Return whether a reply says numbers only, all inside the ranges that are assumed."""
    for path, answer in reply.answers.items():
        default = use_case.defaults.get(path)
        if said.fields[path].kind != "number" or default is None or default.low is None:
            return False
        if default.low == default.high or default.high is None or not isinstance(answer.value, (int, float)):
            return False
        if not default.low <= answer.value <= default.high:
            return False
    return True


def _nothing_new(reply: Reply, assumed: Profile) -> bool:
    """Return whether all that a reply says is assumed anyway, or is that there is nothing."""
    for path, answer in reply.answers.items():
        now = assumed.get(path)
        if answer.value == () and now is None:
            continue
        if now is None or now.value != answer.value:
            return False
    return True


def _beside(probe: Reply, main: str, said: Profile) -> dict[str, Answer]:
    """Return a probe without what it says of other fields that the user spoke about."""
    return {path: answer for path, answer in probe.answers.items() if path == main or not said.said(path)}
