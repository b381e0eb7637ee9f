"""What judged cases with the same answers did to the advice: the plan that they set behind, and its price."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from advisor.decide.assess import Assessment
from advisor.decide.deciding import what_decides
from advisor.decide.far import price
from advisor.decide.plan_class import class_of
from advisor.decide.reasons import BREAKS, why_not
from advisor.decide.records import Comparable
from advisor.decide.told_cost import told_cost
from advisor.decide.unlike import most_run_there
from advisor.decide.values import choice_words
from advisor.decide.words import joined, phrases, with_full_stop
from advisor.interview.comparable import FOUND, HARDWARE, MOSTLY, load_comparable
from advisor.profile import Profile
from advisor.strategy.classes import next_to
from advisor.strategy.context import Context
from advisor.strategy.records import Plan
from advisor.strategy.usual import SHARES, shares_of


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
    against = (*_in_spite_of(context, best), *_ruled_against(context, best))
    if instead is None and not unlike and not against:
        return None
    told = [_set_behind(context, best, instead)] if instead is not None else []
    if usual:
        told.append(_run_on(found, usual, unlike=unlike))
    sentences = (*told, *against, *grounds.sentences())
    return Comparable(grounds.cases, grounds.as_of, grounds.left_out, usual, unlike, instead, sentences)


def _in_spite_of(context: Context, best: Plan) -> Iterator[str]:
    """Yield the rule that advises against where the plan in front runs, as such cases run there as well."""
    word, directives = best.deployment, context.directives
    if directives.bars(word) and word in directives.against and most_run_there(context, best):
        message = directives.against[word].message
        yield str(phrases()["unlike"]["in_spite"].format(place=context.options[word].inline, message=message))


def _ruled_against(context: Context, best: Plan) -> Iterator[str]:
    """Yield what most such cases call for where rules decide otherwise, with the rule's own reason."""
    done = {*best.words, *best.parts}
    for word in context.profile.words(MOSTLY):
        option, directives = context.options.get(word), context.directives
        if option is None or word in done or not directives.bars(word):
            continue
        finding = directives.excluded.get(word) or directives.against[word]
        yield f"Most of them call for “{option.inline}”; here this decides against it: {finding.message}"


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
    ours, theirs = (price(context, plan) for plan in (best, other))
    named = _told_apart(best, other)
    mine = told_cost(context, best, ranges=False)
    bills = f"{told_cost(context, other)}, against {mine} for the plan advised"
    if theirs.value < ours.value:
        return f"They put this plan in front of a cheaper one: {named}, at {bills}."
    return f"Without them another plan would stand in front: {named}, at {bills}."


def _told_apart(best: Plan, other: Plan) -> str:
    """Return the name of a plan, with its model or its hardware where its title is that of the other."""
    if other.title != best.title:
        return other.title
    if other.model_name != best.model_name:
        return f"{other.title} with {other.model_name}"
    return f"{other.title} on {other.hardware.label()}" if other.hardware else other.title


def _run_on(found: Assessment, usual: tuple[str, ...], *, unlike: bool) -> str:
    """Return on what cases with such answers run, which share of them, and whether the plan advised does too;
    where it does not, what that would cost here."""
    context, best = found.context, found.best.plan
    field = context.profile.fields[HARDWARE]
    most = choice_words(field, usual[0])
    about = " or a size next to it" if len(next_to(usual[0])) > 1 else ""
    share = _share(context.profile, usual[0])
    first = f"Judged cases with answers like yours run most often on {most}{about}"
    if share:
        first += f": {share:.0%} of them by the fit"
    mine = class_of(context, best)
    stands = choice_words(field, mine)
    if not unlike:
        return (
            f"{first}."
            if mine in next_to(usual[0])
            else f"{first}; others on {stands}, like the plan advised."
        )
    if best.hardware is not None:
        counts = "which counts as" if best.hardware.count == 1 else "which together count as"
        stands = f"{best.hardware.label()}, {counts} {stands}"
    return f"{first}; the plan advised stands on {stands}, on which few of them run. {_theirs(found, usual)}"


def _theirs(found: Assessment, usual: tuple[str, ...]) -> str:
    """Return what the best plan on hardware of comparable cases would cost, and why it stands behind."""
    context, table = found.context, phrases()["unlike"]
    if found.best.plan.hardware is not None and found.best.plan.hardware.owned:
        return str(table["owned"])
    every = (item for item in (*found.ranked, *found.refused) if item.plan.priced)
    near = next((item for item in every if class_of(context, item.plan) in usual), None)
    if near is None:
        return str(table["none"])
    if near in found.ranked:
        form, reason = "behind", what_decides(found, near)
    else:
        form, reason = "out", with_full_stop(why_not(found, near)[0].removeprefix(BREAKS))
    bill = told_cost(context, near.plan)
    return str(table[form].format(other=near.plan.title, bill=bill, reason=reason))


def _share(profile: Profile, usual: str) -> float:
    """Return which share of the cases with such answers runs within a size of a class; 0 where what stands in
    the profile was not worked out of its answers."""
    return shares_of(profile.text(SHARES) or "").get(usual, 0.0)
