"""The smallest change of one answer that changes the advice."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from advisor.decide.assess import Assessment
from advisor.decide.records import TippingPoint
from advisor.decide.words import field_value, short
from advisor.profile import Answer, Profile
from advisor.quantity import plain_number
from advisor.strategy.records import Plan

Decide = Callable[[Profile], Plan]
"""The winner of a filled profile."""

SCALES = (3.0, 10.0, 30.0, 100.0)
"""How far a number is moved up and down until the advice changes."""
HALVINGS = 4
NUMBERS = ("workload.requests_per_day", "workload.output_tokens")
LADDERS: dict[str, tuple[str | float, ...]] = {
    "data.boundary": ("contract", "region", "own_network", "air_gapped"),
    "examples.count": (0.0, 1000.0, 20000.0),
}


def kind_of(plan: Plan) -> tuple[object, ...]:
    """Return what must differ for the advice to count as another: where it runs and what is trained."""
    return (
        plan.deployment,
        plan.trains,
        tuple(w for w in plan.adaptations if w != "prompt_engineering") if plan.trains else (),
    )


def tipping_points(assessment: Assessment, decide: Decide) -> tuple[TippingPoint, ...]:
    """Return the thresholds in volume, answer length, data boundary and examples that change the advice."""
    found: list[TippingPoint] = []
    for path in NUMBERS:
        found += _number(assessment, decide, path, up=True)
        found += _number(assessment, decide, path, up=False)
    for path, steps in LADDERS.items():
        found += _ladder(assessment, decide, path, steps)
    return tuple(found)


def _number(assessment: Assessment, decide: Decide, path: str, *, up: bool) -> Iterator[TippingPoint]:
    profile = assessment.context.profile
    now = profile.number(path)
    if not now:
        return
    base = kind_of(assessment.best.plan)
    safe = 1.0
    for scale in SCALES:
        factor = scale if up else 1.0 / scale
        changed = decide(_moved(profile, path, now * factor))
        if kind_of(changed) == base:
            safe = factor
            continue
        threshold = _between(profile, decide, path, now, (safe, factor), base)
        yield _point(assessment, path, threshold, changed, "pass" if up else "fall below")
        return


def _between(
    profile: Profile,
    decide: Decide,
    path: str,
    now: float,
    bracket: tuple[float, float],
    base: tuple[object, ...],
) -> float:
    safe, flips = bracket
    for _ in range(HALVINGS):
        middle = (safe * flips) ** 0.5
        if kind_of(decide(_moved(profile, path, now * middle))) == base:
            safe = middle
        else:
            flips = middle
    return now * flips


def _moved(profile: Profile, path: str, value: float) -> Profile:
    field = profile.fields[path]
    value = min(value, field.high) if field.high is not None else value
    return profile.with_answer(path, Answer(value, "answered", value, value, "what if"))


def _point(assessment: Assessment, path: str, threshold: float, changed: Plan, verb: str) -> TippingPoint:
    field = assessment.context.profile.fields[path]
    shown = f"{plain_number(threshold, 2)} {field.unit}".strip()
    sentence = f"{field.label} {verb} about {shown}: then {short(changed)}"
    return TippingPoint(
        path, field.label, field_value(assessment.context, path), shown, short(changed), sentence
    )


def _ladder(
    assessment: Assessment, decide: Decide, path: str, steps: tuple[str | float, ...]
) -> Iterator[TippingPoint]:
    profile = assessment.context.profile
    base = kind_of(assessment.best.plan)
    answer = profile.get(path)
    now = answer.value if answer else None
    seen = {base}
    for step in steps:
        if step == now:
            continue
        changed = decide(profile.with_answer(path, Answer(step, "answered", said="what if")))
        if kind_of(changed) in seen:
            continue
        seen.add(kind_of(changed))
        label = profile.fields[path].label
        shown = plain_number(step) if isinstance(step, float) else step.replace("_", " ")
        current = field_value(assessment.context, path)
        sentence = f"{label} becomes {shown} (now {current}): then {short(changed)}"
        yield TippingPoint(path, label, current, shown, short(changed), sentence)
