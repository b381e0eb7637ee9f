"""The smallest change of one answer that changes the advice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from advisor.decide.assess import Assessment
from advisor.decide.failed import again
from advisor.decide.records import TippingPoint
from advisor.decide.values import choice_words, field_value, number_beside
from advisor.decide.words import joined, phrase, phrases, short
from advisor.profile import Answer, Profile
from advisor.strategy.anchors import load_anchors
from advisor.strategy.records import Plan

Decide = Callable[[Profile], Plan | None]
"""The winner of a filled profile; None, or a plan that is infeasible, where every plan breaks a limit."""

SCALES = (10.0, 100.0)
"""How far a number is moved up and down until the advice changes."""
HALVINGS = 5
NOTHING: tuple[object, ...] = ("nothing",)
"""The outcome when every plan breaks a limit."""
NUMBERS = ("workload.requests_per_day", "workload.output_tokens")
WRITTEN = "workload.output_tokens"
FLEET_NUMBERS = ("workload.gpu_utilisation", "time.horizon_months", "cost.gpu_usd_hour")
"""Those that count where nothing is served and devices train all the time; their labels are singular."""
SPREADS = {"workload.requests_per_day": "workload.one_off_items"}
"""Numbers that may only spread another one that was said over days; that one is moved in their place."""
LADDERS: dict[str, tuple[str | float, ...]] = {
    "data.boundary": ("contract", "region", "own_network", "air_gapped"),
    "examples.count": (0.0, 1000.0, 20000.0),
}
MOST_KEPT = {"time.horizon_months": 60.0}
"""Numbers that are moved no further: older devices are replaced."""
FLEET_IGNORES = ("examples.count",)
"""Where training is the work, what is trained on is the team's own trade."""


def kind_of(plan: Plan) -> tuple[object, ...]:
    """Return what must differ for the advice to count as another: who runs it and what is trained."""
    if plan.is_fleet:
        return plan.deployment, plan.form
    return (
        load_anchors().family.get(plan.deployment, plan.deployment),
        plan.trains,
        tuple(w for w in plan.adaptations if w != "prompt_engineering") if plan.trains else (),
    )


def tipping_points(assessment: Assessment, decide: Decide) -> tuple[TippingPoint, ...]:
    """Return the thresholds in volume, answer length, data boundary and examples that change the advice.

    Those of a training fleet are in its use, the months for which it is kept, and the rent.
    """
    found: list[TippingPoint] = []
    profile = assessment.context.profile
    for number in FLEET_NUMBERS if assessment.best.plan.is_fleet else NUMBERS:
        whole = SPREADS.get(number, "")
        path = whole if whole and profile.said(whole) else number
        if number == WRITTEN and not _writes(assessment.best.plan):
            continue
        if _counts(assessment, decide, path):
            found += _number(assessment, decide, path, up=True)
            found += _number(assessment, decide, path, up=False)
    for path, steps in LADDERS.items():
        if path in FLEET_IGNORES and assessment.best.plan.is_fleet:
            continue
        found += _ladder(assessment, decide, path, steps)
    return tuple(found)


def _writes(plan: Plan) -> bool:
    """Return whether a plan's model writes text: a score, a class or a search result has no length."""
    known = plan.estimates
    return "tpot_ms" in known or "tokens_per_s" in known or "total_ms" not in known


def outcome(plan: Plan | None) -> tuple[object, ...]:
    """Return the kind of a plan, of whatever size its model is called, or that nothing is possible."""
    if plan is None or plan.feasibility == "infeasible":
        return NOTHING
    sizes = load_anchors().by_size
    return kind_of(replace(plan, adaptations=tuple(w for w in plan.adaptations if w not in sizes)))


def _counts(assessment: Assessment, decide: Decide, path: str) -> bool:
    """Return whether there is a number to move, and saying it as it is assumed changes nothing by itself."""
    profile = assessment.context.profile
    if not profile.number(path):
        return False
    return profile.said(path) or outcome(decide(_moved(profile, path, 1.0))) == outcome(assessment.best.plan)


def _number(assessment: Assessment, decide: Decide, path: str, *, up: bool) -> Iterator[TippingPoint]:
    profile = assessment.context.profile
    now, low = profile.number(path) or 0.0, profile.fields[path].low
    high = MOST_KEPT.get(path, profile.fields[path].high)
    base = outcome(assessment.best.plan)
    most = max(1.0, high / now) if high is not None else SCALES[-1]
    least = low / now if low is not None else 0.0
    safe = 1.0
    for scale in SCALES:
        factor = min(scale, most) if up else max(1.0 / scale, least)
        if factor == safe:
            return
        changed = decide(_moved(profile, path, factor))
        if outcome(changed) == base:
            safe = factor
            continue
        threshold, changed = _between(profile, decide, path, (safe, factor), (base, changed))
        yield _point(assessment, path, now * threshold, changed, up=up)
        return


def _between(
    profile: Profile,
    decide: Decide,
    path: str,
    bracket: tuple[float, float],
    ends: tuple[tuple[object, ...], Plan | None],
) -> tuple[float, Plan | None]:
    """Return the factor from which the advice is another, and the plan that wins there."""
    safe, flips = bracket
    base, changed = ends
    for _ in range(HALVINGS):
        middle = (safe * flips) ** 0.5
        there = decide(_moved(profile, path, middle))
        if outcome(there) == base:
            safe = middle
        else:
            flips, changed = middle, there
    return flips, changed


def _moved(profile: Profile, path: str, factor: float) -> Profile:
    """Return the profile as if the user had said a multiple of a number, with the range that it has."""
    answer, high = profile.get(path), profile.fields[path].high
    ends = (answer.value, answer.low, answer.high) if answer is not None else (None, None, None)
    value, low, top = (_times(end, factor, high) for end in ends)
    return profile.with_answer(path, Answer(value, "answered", low, top, "what if"))


def _times(end: object, factor: float, high: float | None) -> float | None:
    if not isinstance(end, (int, float)):
        return None
    return end * factor if high is None else min(end * factor, high)


def _point(
    assessment: Assessment, path: str, threshold: float, changed: Plan | None, *, up: bool
) -> TippingPoint:
    field = assessment.context.profile.fields[path]
    shown = number_beside(field, threshold, 2)
    becomes = _becomes(assessment, changed)
    form = ("up" if up else "down") + ("_one" if path in FLEET_NUMBERS else "")
    sentence = phrase("tipping", form, label=field.label, to=shown, becomes=becomes)
    return TippingPoint(path, field.label, field_value(assessment.context, path), shown, becomes, sentence)


def _becomes(assessment: Assessment, plan: Plan | None) -> str:
    """Return the plan that would win, with what failed of it before."""
    if plan is None or outcome(plan) == NOTHING:
        return phrase("tipping", "nothing")
    best = assessment.best.plan
    return f"{short(plan)}{_differs(assessment, plan)}{again(assessment.context, plan, best)}"


def _differs(assessment: Assessment, plan: Plan) -> str:
    """Return in what a plan differs from the one advised where both are called the same, else nothing."""
    best, options = assessment.best.plan, assessment.context.options
    if short(plan) != short(best):
        return ""
    sizes = load_anchors().by_size
    named = {w: option.inline for w, option in options.items() if w not in sizes}
    more = [named[w] for w in plan.adaptations if w not in best.adaptations and w in named]
    less = [named[w] for w in best.adaptations if w not in plan.adaptations and w in named]
    parts = [phrase("tipping", "with", names=joined(more))] if more else []
    parts += [phrase("tipping", "without", names=joined(less))] if less else []
    if not parts and plan.model_name and plan.model_name != best.model_name:
        parts = [phrase("tipping", "with", names=plan.model_name)]
    return phrase("tipping", "differs", how=joined(parts)) if parts else phrase("tipping", "devices")


def _lost(profile: Profile, path: str, step: str | float) -> bool:
    """Return whether a step would take away what the user said that there is: nobody loses examples."""
    now = profile.number(path) if isinstance(step, float) else None
    return now is not None and profile.said(path) and isinstance(step, float) and step < now


def _ladder(
    assessment: Assessment, decide: Decide, path: str, steps: tuple[str | float, ...]
) -> Iterator[TippingPoint]:
    profile = assessment.context.profile
    base = outcome(assessment.best.plan)
    answer = profile.get(path)
    now = answer.value if answer else None
    seen = {base}
    for step in steps:
        if step == now or _lost(profile, path, step):
            continue
        changed = decide(profile.with_answer(path, Answer(step, "answered", said="what if")))
        if outcome(changed) in seen:
            continue
        seen.add(outcome(changed))
        field, current = profile.fields[path], field_value(assessment.context, path)
        shown = number_beside(field, step) if isinstance(step, float) else choice_words(field, step)
        becomes = _becomes(assessment, changed)
        sentence = phrases()["tipping"]["step"][path].format(to=shown, now=current, becomes=becomes)
        yield TippingPoint(path, field.label, current, shown, becomes, sentence)
