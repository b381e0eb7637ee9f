"""What the money beyond a far cheaper plan buys, on which answers it hangs, and when the cheaper is enough.

Points weigh seven things; who pays weighs bills. Where another plan that meets every limit costs a third or
less of the plan advised, both belong before whoever signs, with the answer that makes the difference.
"""

from __future__ import annotations

from collections.abc import Callable

from advisor.decide.assess import Assessment
from advisor.decide.extra_records import Extra
from advisor.decide.far import far_dearer, in_unit, price
from advisor.decide.judge import Judged
from advisor.decide.past import meets
from advisor.decide.ranking import aside_by_cases
from advisor.decide.reasons import NOTICEABLE, shown_estimate
from advisor.decide.scales import CRITERIA
from advisor.decide.told_cost import how_spread, told_cost
from advisor.decide.unlike import unlike_others
from advisor.decide.values import field_value
from advisor.decide.words import joined
from advisor.interview.comparable import FOUND
from advisor.profile import Profile
from advisor.quantity import Quantity, plain_number, usd
from advisor.rules.records import Finding
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.directives import asking_for
from advisor.strategy.fixed_model import weights_of
from advisor.strategy.in_use import SERVED
from advisor.strategy.records import Plan

MOST_ASKED = 4
"""Answers that are tried without."""
_WISHES = ("wish.deployments", "wish.devices")
_PLACES = ("wish.deployments", "evidence.worked")
_BOUNDARY, _KIND, _NEARER = "data.boundary", "data.sensitivity", "privacy"
_ANYWHERE = ("any_cloud", "contract")
"""Answers about the data that no place is nearer to than another."""
_ORDINARY = frozenset(("public", "internal"))
"""Data that no law and no secret keeps near."""
_THE_WORK = ("use_case.kind",)
"""Without these it would be other work, and not the same at another price."""
_TRY = "the cheaper plan does it; try it on your examples first."
_BETTER = {
    "quality": "a more capable model",
    "latency": "shorter waits",
    "privacy": "data that travel less far",
    "time_to_value": "an earlier start",
    "effort": "fewer people to run it",
    "risk": "less that can go wrong",
}
_ENOUGH = {
    "quality": "it passes your test set",
    "latency": "its waits will do",
    "privacy": "your data may go where it runs",
    "time_to_value": "you can wait for it",
    "effort": "somebody has the time to run it",
    "risk": "you can carry its risk",
}


def far_cheaper(found: Assessment) -> Judged | None:
    """Return the best of the plans that meet every limit at a third of the winner's price or less, with the
    same weights where these are a requirement; None where there is none or the difference is not worth a
    word."""
    best = found.best.plan
    if not found.ranked or best.is_fleet or not best.priced:
        return None
    context = found.context
    mine, fixed = price(context, best).value, context.profile.flag("wish.fixed_model")
    same = weights_of(context, best.model)
    aside = (item for item in found.refused if aside_by_cases(context, item))
    others = (*found.ranked[1:], *aside)
    fit = (i for i in others if not fixed or weights_of(context, i.plan.model) == same)
    return next((item for item in fit if far_dearer(context, mine, item.plan)), None)


def extra_money(found: Assessment, winner: Callable[[Profile], Plan | None]) -> Extra | None:
    """Return what the money beyond a far cheaper plan buys, None where there is no such plan.

    Args:
        found: The assessment of all plans.
        winner: Gives the plan in front for a profile, with what follows from its answers filled in.
    """
    other = far_cheaper(found)
    if other is None:
        return None
    context, best = found.context, found.best
    mine, theirs = (price(context, item.plan) for item in (best, other))
    needs = _needs(found, other)
    said, alone = _hangs_on(found, needs, mine.value, winner)
    usual = unlike_others(context, other.plan) > unlike_others(context, best.plan)
    better = [n for n in CRITERIA[1:] if best.values[n] - other.values[n] > NOTICEABLE]
    sentences = (
        _difference(found, other.plan, mine, theirs),
        _buys(best, other, needs, better, usual=usual),
        _hanging(context, said, alone=alone) if said else _otherwise(context, best.plan, needs, better),
    )
    return Extra(other.plan, mine.value - theirs.value, mine.value / max(theirs.value, 0.01), said, sentences)


def difference(found: Assessment) -> str:
    """Return what the winner costs beyond a far cheaper plan, in a sentence; empty where there is none."""
    other = far_cheaper(found)
    if other is None:
        return ""
    mine, theirs = (price(found.context, plan) for plan in (found.best.plan, other.plan))
    return _difference(found, other.plan, mine, theirs)


def _difference(found: Assessment, other: Plan, mine: Quantity, theirs: Quantity) -> str:
    context = found.context
    more = f"{usd(mine.value - theirs.value)} {in_unit(context)} more than {other.title}"
    times = f"; {plain_number(mine.value / theirs.value, 2)} times as much" if theirs.value >= 1.0 else ""
    spread = how_spread(context, found.best.plan, other)
    return f"{more}, {meets(context, other)} at {told_cost(context, other)}{times}{spread}."


def _needs(found: Assessment, other: Judged) -> list[Finding]:
    """Return all rules that ask for where the winner runs and not for where the other plan does, nor for its
    form in the same region: those that rest on what was said first, and of these those that require."""
    context, best = found.context, found.best
    rules = context.directives
    asked = dict.fromkeys((*rules.required, *rules.preferred))
    words = [
        word
        for word in asked
        if _stands_for(context, best.plan, word)
        and not _stands_for(context, other.plan, word)
        and (word == best.plan.deployment or _in_its_form(word, best.plan, other.plan) not in asked)
    ]
    spoken = {need.rule.code: need for word in words for need in asking_for(found.findings, word)}
    needs = {code: need for code, need in spoken.items() if not argues_with_money(need)}
    return sorted(
        needs.values(),
        key=lambda need: (not _said_for(context.profile, [need]), need.rule.kind != "require"),
    )


def _in_its_form(word: str, best: Plan, other: Plan) -> str:
    """Return the word of another plan's place in the region or the form that a word names of the winner's."""
    return word.replace(best.deployment, other.deployment)


def argues_with_money(need: Finding) -> bool:
    """Return whether a rule rests on what something would cost: that speaks for the cheaper plan, and is
    never the reason to pay more."""
    return any(path.startswith("facts.") and "usd" in path.split("_") for path in need.rule.fields)


def _speaking_for(context: Context, plan: Plan, better: list[str]) -> tuple[str, ...]:
    """Return the answers that a plan rests on though no rule needs them: devices that are there or were
    named, the place that was thought of or is in use, where data may go and what they are."""
    profile, hardware = context.profile, plan.hardware
    places = {plan.deployment, *plan.parts}
    found = [path for path in (*_PLACES, SERVED) if profile.said(path) and places & set(profile.words(path))]
    if hardware is not None:
        for path in ("hardware.owned", "wish.devices"):
            rows = (device_row(context, device) for device in profile.devices(path) if profile.said(path))
            if any(row is not None and row.id == hardware.accelerator for row in rows):
                found.append(path)
    if profile.said(_BOUNDARY) and profile.text(_BOUNDARY) not in _ANYWHERE and _NEARER in better:
        found.append(_BOUNDARY)
    if profile.said(_KIND) and not _ORDINARY.issuperset(profile.words(_KIND)) and _NEARER in better:
        found.append(_KIND)
    return tuple(found)


def _said_for(profile: Profile, needs: list[Finding]) -> tuple[str, ...]:
    """Return the answers that were given and that rules read, beside the kind of work."""
    read = dict.fromkeys(path for need in needs for path in need.rule.fields)
    return tuple(path for path in read if _may_go(profile, path))


def _stands_for(context: Context, plan: Plan, word: str) -> bool:
    options, places = context.options, {plan.deployment, *plan.parts}
    if word not in options or options[word].kind != "deployment" or context.directives.bars(word):
        return False
    return word in places or not places.isdisjoint(options[word].parents)


def _hangs_on(
    found: Assessment, needs: list[Finding], mine: float, winner: Callable[[Profile], Plan | None]
) -> tuple[tuple[str, ...], bool]:
    """Return which answers make the difference, so that without them a plan of a third of the price wins, and
    whether each does so alone."""
    profile = found.context.profile
    wishes = (path for path in _WISHES if _may_go(profile, path))
    asked = list(dict.fromkeys((*_said_for(profile, needs), *wishes)))
    said = profile.only_said()

    def falls(without: Profile) -> bool:
        plan = winner(without)
        return plan is not None and far_dearer(found.context, mine, plan)

    alone = tuple(path for path in asked[:MOST_ASKED] if falls(said.without(path)))
    if alone or len(asked) < 2:
        return alone, True
    without = said
    for path in asked:
        without = without.without(path)
    return (tuple(asked), False) if falls(without) else ((), False)


def _may_go(profile: Profile, path: str) -> bool:
    return path in profile.fields and profile.said(path) and path not in (*_THE_WORK, *FOUND)


def _buys(best: Judged, other: Judged, needs: list[Finding], better: list[str], *, usual: bool) -> str:
    """Return what the difference buys: what rules ask for, what comparable cases run on, what is better."""
    own = [need for need in needs if not _of_cases(need)]
    parts = [_told(best, other, name) for name in better]
    if usual or len(own) < len(needs):
        parts.append("what comparable cases came to")
    if own:
        rest = f" It also buys {joined(parts)}." if parts else ""
        return f"The reason: {own[0].message.rstrip('.')}.{rest}"
    return f"It buys {joined(parts or ['nothing that we can name'])}."


def _of_cases(need: Finding) -> bool:
    return any(path in FOUND for path in need.rule.fields)


def _told(best: Judged, other: Judged, name: str) -> str:
    """Return what is better, with both figures where one tells it."""
    pair = shown_estimate(name, best.plan, other.plan)
    return f"{_BETTER[name]} ({pair[0]} instead of {pair[1]})" if pair else _BETTER[name]


def _hanging(context: Context, said: tuple[str, ...], *, alone: bool) -> str:
    """Return on which answers the difference hangs."""
    one = "on what you said" if alone else "on what you said together"
    gives = "If any of that may give way" if alone and len(said) > 1 else "If that may give way"
    return f"It hangs {one}: {_named(context, said)}. {gives}, {_TRY}"


def _named(context: Context, paths: tuple[str, ...]) -> str:
    fields = context.profile.fields
    return joined([f"“{fields[path].label}: {field_value(context, path)}”" for path in paths])


def _otherwise(context: Context, plan: Plan, needs: list[Finding], better: list[str]) -> str:
    """Return what asks for the difference where no answer alone makes it, and when the cheaper is enough."""
    own = [need for need in needs if not _of_cases(need)]
    if said := _said_for(context.profile, own[:1]):
        return (
            f"What you said asks for it: {_named(context, said)}; yet without that, too, no far cheaper plan"
            f" comes out in front. If it need not run there after all, {_TRY}"
        )
    if own:
        return f"The kind of work asks for it. If it need not run there after all, {_TRY}"
    enough = joined([_ENOUGH[name] for name in better] or [_ENOUGH["quality"]])
    if speaks := _speaking_for(context, plan, better):
        return (
            f"What you said speaks for it, though nothing requires it: {_named(context, speaks)}."
            f" The cheaper plan is enough if {enough}. Try that one on your examples before you pay more."
        )
    return (
        f"Nothing that you said asks for it: the cheaper plan is enough if {enough}."
        " Try that one on your examples first, and pay more for what it fails."
    )
