"""What judged cases with the same answers did to the advice: the plan that they set behind, and its price."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from advisor.decide.assess import Assessment
from advisor.decide.judge import month_now_usd
from advisor.decide.plan_class import class_of
from advisor.decide.records import Comparable
from advisor.decide.values import choice_words
from advisor.decide.words import joined
from advisor.interview.comparable import FOUND, HARDWARE, load_comparable
from advisor.profile import Profile
from advisor.quantity import Quantity, usd, usd_range
from advisor.strategy.classes import next_to
from advisor.strategy.context import Context
from advisor.strategy.records import Plan


def comparable_cases(found: Assessment, winner: Callable[[Profile], Plan | None]) -> Comparable | None:
    """Return where comparable cases moved the advice or speak against it, None where they do neither.

    Args:
        found: The assessment of all plans.
        winner: Gives the plan in front for a profile.
    """
    context, best = found.context, found.best.plan
    grounds, usual = load_comparable().grounds, context.profile.words(HARDWARE)
    if grounds is None or not found.ranked or not any(path in context.profile.answers for path in FOUND):
        return None
    without = context.profile
    for path in FOUND:
        without = without.without(path)
    other, mine = winner(without), _kind(context, best, best.adaptations)
    instead = other if other is not None and _kind(context, other, other.adaptations) != mine else None
    unlike = bool(usual) and class_of(context, best) not in usual
    others = any(class_of(context, item.plan) in usual for item in found.ranked)
    if instead is None and not unlike:
        return None
    told = [_set_behind(context, best, instead)] if instead is not None else []
    if usual:
        told.append(_run_on(context, best, usual, unlike=unlike, others=others))
    sentences = (*told, *grounds.sentences())
    return Comparable(grounds.cases, grounds.as_of, grounds.left_out, usual, unlike, instead, sentences)


def _kind(context: Context, plan: Plan, adapted: Iterable[str]) -> tuple[object, ...]:
    """Return what must differ for a plan to be another one: who runs it, what is done to the model, where."""
    return plan.deployment, frozenset(adapted), plan.model, class_of(context, plan)


def _changed(context: Context, best: Plan, other: Plan) -> str:
    """Return what comparable cases add to what is done to the model, and what they leave out."""
    parts = (("adds", best, other), ("leaves out", other, best))
    told = []
    for verb, plan, rest in parts:
        words = [f"“{context.options[w].inline}”" for w in plan.adaptations if w not in rest.adaptations]
        told += [f"{verb} {joined(words)}"] if words else []
    return f"Because of them the plan {' and '.join(told)}."


def _set_behind(context: Context, best: Plan, other: Plan) -> str:
    """Return which plan would stand in front without comparable cases, and what both cost; where only what is
    done to the model differs, that."""
    if _kind(context, best, ()) == _kind(context, other, ()):
        return _changed(context, best, other)
    ours, theirs = (_price(context, plan) for plan in (best, other))
    unit = "for the job" if context.workload.job_days is not None else "a month"
    named = _told_apart(best, other)
    price = f"{usd_range(theirs)} {unit}, against {usd(ours.value)} {unit} for the plan advised"
    if theirs.value < ours.value:
        return f"They put this plan in front of a cheaper one: {named}, at {price}."
    return f"Without them another plan would stand in front: {named}, at {price}."


def _price(context: Context, plan: Plan) -> Quantity:
    if context.workload.job_days is not None:
        return plan.estimates["usd_lifetime"]
    return month_now_usd(plan, context.workload.months)


def _told_apart(best: Plan, other: Plan) -> str:
    """Return the name of a plan, with its model or its hardware where its title is that of the other."""
    if other.title != best.title:
        return other.title
    if other.model_name != best.model_name:
        return f"{other.title} with {other.model_name}"
    return f"{other.title} on {other.hardware.label()}" if other.hardware else other.title


def _run_on(context: Context, best: Plan, usual: tuple[str, ...], *, unlike: bool, others: bool) -> str:
    """Return on what cases with such answers run, and whether the plan advised, or any other, does too."""
    field = context.profile.fields[HARDWARE]
    most = choice_words(field, usual[0])
    about = " or a size next to it" if len(next_to(usual[0])) > 1 else ""
    first = f"Judged cases with answers like yours run most often on {most}{about}"
    if not unlike:
        return f"{first}."
    stands = choice_words(field, class_of(context, best))
    if best.hardware is not None:
        stands = f"{best.hardware.label()}, which together count as {stands}"
    then = "weigh that before you sign" if others else "no plan on theirs meets every limit here"
    return f"{first}; the plan advised stands on {stands}, rare among them: {then}."
