"""A question answered by a question: what another answer would do, without giving it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.conversation.echo import answer_text, answers_text
from advisor.conversation.engine import Engine
from advisor.conversation.turns import Ask, Step
from advisor.errors import UserError, shown
from advisor.profile import Answer, Profile

if TYPE_CHECKING:
    from advisor.decide.standing import Standing

_PICK = re.compile(
    r"(?:(?:i|we)\s+)?(?:(?:pick|picked|choose|chose|took|take|said|say|answer|went with|go with)\s+)?"
    r"(?:option|answer|reply|number|no\.?|choice)?\s*#?(?P<number>[1-9])"
    r"(?:\s+(?:cost|costs|change|mean|do|give|be|bring|instead)\b.*)?",
    re.I,
)
_FACTOR = re.compile(
    r"\b(?:(?P<number>\d+(?:\.\d+)?)\s*(?:x|times)\b|(?P<word>double|twice|triple|half|a tenth of))\s*"
    r"(?:as\s+\w+\s+|the\s+|our\s+|of\s+)*(?P<noun>[a-z]+)?",
    re.I,
)
_WORD_FACTORS = {"double": 2.0, "twice": 2.0, "triple": 3.0, "half": 0.5, "a tenth of": 0.1}
_SCALED = {
    "users": "workload.users", "people": "workload.users",
    "documents": "knowledge.pages", "pages": "knowledge.pages",
    "budget": "budget.monthly_usd", "examples": "examples.count",
    "input": "workload.input_tokens", "prompt": "workload.input_tokens", "output": "workload.output_tokens",
}  # fmt: skip
_LOADS = frozenset({*_SCALED, "traffic", "load", "volume", "requests", "questions", "calls", "more", "usage"})
"""What a factor before it multiplies; a count of devices is followed by their name."""
_FIGURES = re.compile(r"[\d.,]+")
MODEL, FIXED = "wish.model", "wish.fixed_model"
_DEFAULT_SCALED = "workload.requests_per_day"


@dataclass(frozen=True, slots=True)
class Supposition:
    """A supposed answer and the profile that it would give."""

    label: str
    profile: Profile


def what_would(engine: Engine, ranking: Callable[[Profile], Standing | None], step: Step, text: str) -> str:
    """Say what a supposed answer would do, without giving it.

    Args:
        engine: The advisor.
        ranking: Gives the quick ranking of a profile.
        step: The step on the screen.
        text: The supposition in the user's words.

    Raises:
        UserError: When there is nothing to compare with, or nothing in the words can be supposed.
    """
    before = ranking(step.profile)
    if before is None:
        raise UserError("Tell me first what the AI should do; then I can work out what-ifs.")
    supposed = suppose(engine, step.profile, step.ask, text)
    after = ranking(supposed.profile)
    return verdict(supposed.label, before, after) if after else "That would leave nothing to advise on."


def scales(text: str) -> bool:
    """Return whether words multiply an answer by name: "10x traffic", but not "2x 3090", which counts.

    >>> scales("10x traffic"), scales("we buy 2x 3090"), scales("twice as many users")
    (True, False, True)
    """
    found = _FACTOR.search(text)
    return found is not None and bool(found["word"] or (found["noun"] or "").casefold() in _LOADS)


def suppose(engine: Engine, profile: Profile, ask: Ask | None, text: str) -> Supposition:
    """Read a supposition: a quick reply by number, a factor on a number, or free words.

    Raises:
        UserError: When nothing in the words can be supposed.
    """
    question = engine.questions.get(ask.id) if ask else None
    if ask and question and (found := _PICK.fullmatch(text.strip())):
        place = int(found["number"])
        if place > len(question.replies):
            raise UserError(f"There is no reply {place}; the question has {len(question.replies)}.")
        reply = question.replies[place - 1]
        return Supposition(f'"{shown(reply.label)}"', profile.with_answers(reply.answers))
    if scaled := _scaled(engine, profile, text):
        return scaled
    answers = {read.path: read.answer for read in engine.read(text, asked=question).answers}
    answers = {path: answer for path, answer in answers.items() if answer.value != text}
    if not answers:
        raise UserError(
            'I can work out a supposed answer such as "what would 2 cost?", "what if 10x traffic?" '
            'or "what if it must stay on our own network?"; I found none in that.'
        )
    return Supposition(answers_text(engine, answers), profile.with_answers(with_that_model(answers)))


def with_that_model(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Return supposed answers that hold a named model to be the one that is used: who asks about it by name
    asks what that one would cost, and not which one is best."""
    fixed = {FIXED: Answer(True, said=answers[MODEL].said)} if MODEL in answers else {}
    return {**fixed, **answers}


def verdict(label: str, before: Standing, after: Standing) -> str:
    """Say what the supposed answer would do to the advice and the bill."""
    if not after.rows:
        return f"With {label}: {shown(after.headline, 300)}"
    title, was = shown(after.rows[0].title), shown(before.rows[0].title) if before.rows else ""
    money = _money(before, after)
    if not after.rows[0].feasible:
        note = shown(after.rows[0].note, 160)
        return (
            f"With {label}, nothing meets every limit; nearest comes {title}{f' ({note})' if note else ''}."
        )
    if title == was:
        head = f"With {label}, {title} stays in front{money}."
    else:
        head = f"With {label}, {title} would take over{f' from {was}' if was else ''}{money}."
    hardware = f" Hardware: {shown(after.hardware, 120)}." if after.hardware != before.hardware else ""
    fresh = _new_reasons(before.why, after.why)
    why = f" {shown(fresh[0], 360)}" if fresh else ""
    return f"{head}{hardware}{why}"


def _new_reasons(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Return the reasons that were not there before: new thoughts first, then old ones with other figures."""
    known = {_FIGURES.sub("", line) for line in before}
    changed = [line for line in after if line not in before]
    return sorted(changed, key=lambda line: _FIGURES.sub("", line) in known)


def _money(before: Standing, after: Standing) -> str:
    if not after.cost_label:
        return ""
    if not before.cost_label or before.cost_label == after.cost_label:
        return f": {shown(after.cost_label, 80)}"
    return f": {shown(after.cost_label, 80)} instead of {shown(before.cost_label, 80)}"


def _scaled(engine: Engine, profile: Profile, text: str) -> Supposition | None:
    found = _FACTOR.search(text)
    if not found:
        return None
    factor = float(found["number"]) if found["number"] else _WORD_FACTORS[found["word"].casefold()]
    path = _SCALED.get((found["noun"] or "").casefold(), _DEFAULT_SCALED)
    now = profile.number(path)
    if now is None:
        now = engine.filled(profile).number(path)
    if now is None:
        return None
    answer = Answer(_within(engine, path, now * factor), said=text)
    return Supposition(answer_text(engine, path, answer), profile.with_answer(path, answer))


def _within(engine: Engine, path: str, value: float) -> float:
    field = engine.fields[path]
    if (field.high is not None and value > field.high) or (field.low is not None and value < field.low):
        raise UserError(
            f"{field.label} can be {field.low:g} to {field.high:g} {field.unit}; that would be {value:g}."
        )
    return value
