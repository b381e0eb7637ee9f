"""Why a plan stands where it stands, in sentences with the deciding numbers."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.decide.assess import Assessment
from advisor.decide.baseline import baseline
from advisor.decide.deciding import what_decides
from advisor.decide.fleet_money import why_so
from advisor.decide.guessed import told
from advisor.decide.judge import Judged, material_of, month_now_usd
from advisor.decide.ranking import aside_by_cases
from advisor.decide.scales import CRITERIA
from advisor.decide.told_cost import how_spread, told_cost
from advisor.decide.values import waiting
from advisor.decide.words import phrases, told_of
from advisor.interview.comparable import FOUND
from advisor.quantity import Quantity, plain_number, usd, usd_range
from advisor.strategy.directives import asking_for
from advisor.strategy.own_time import HOURS
from advisor.strategy.records import Plan

BREAKS = "Breaks a limit: "
NOTICEABLE = 0.08
"""Difference of a value from which a criterion is worth a sentence."""
NOTICEABLE_PEOPLE = 0.05
"""Share of an engineer from which it is worth a word."""
IDLE_BELOW = 0.5
COMPARED = 2
"""Other deployments whose money is set against the winner's."""
CARRIED = 3
"""Parts of the plan whose reasons stand on the first page; all of them stand under what to do."""
MUCH_LESS = 1.5
"""From this many times the price of a forbidden plan on, a rule on the data is worth a sentence."""
DATA_RULE = "data.boundary"
WORSE = {
    "quality": "Weaker on quality",
    "latency": "Slower",
    "privacy": "Weaker on privacy",
    "time_to_value": "Later",
    "effort": "More people to run it",
    "risk": "Riskier to deliver",
}
ESTIMATES = {"time_to_value": "weeks", "effort": "people", "latency": "first_token_ms"}
"""The estimate behind a criterion, where one figure tells it."""


def why_winner(assessment: Assessment) -> tuple[str, ...]:
    """Return why the winner runs where it runs, then what it carries, then its money against the others."""
    best = assessment.best
    if best.plan.is_fleet:
        return _why_fleet(assessment)
    found = [_asked_for(assessment, best.plan.deployment), _what_rules_out_the_rest(assessment)]
    given = {"", *found}
    carried: list[str] = []
    words = told_of(best.plan, (*best.plan.adaptations, *best.plan.techniques))
    for word in _weightiest_first(assessment, words):
        reason = _asked_for(assessment, word)
        if reason not in given:
            carried.append(f"{assessment.context.options[word].title}: {reason}")
        given.add(reason)
    found += carried[:CARRIED]
    runs = baseline(assessment)
    today = runs.plan if runs is not None else None
    others: dict[str, Judged] = {}
    for item in (*assessment.ranked, *assessment.refused):
        if _other_kind(item, best) and item.plan is not today:
            others.setdefault(item.plan.deployment, item)
    money = [(item.plan.title, _set_against(assessment, item)) for item in others.values()]
    found += [f"{title}: {text}" for title, text in money if text][:COMPARED]
    found.append(_price_of_the_rule(assessment))
    return tuple(dict.fromkeys(text for text in found if text))


def _why_fleet(assessment: Assessment) -> tuple[str, ...]:
    """Return why devices that train all year are rented or owned: the money, then what rules say."""
    asked = _asked_for(assessment, assessment.best.plan.deployment)
    found = (why_so(assessment), asked, _what_rules_out_the_rest(assessment), _price_of_the_rule(assessment))
    return tuple(dict.fromkeys(text for text in found if text))


def _price_of_the_rule(assessment: Assessment) -> str:
    """Return what the cheapest plan that only a rule on the data forbids would cost, where that is much less:
    whoever signs should know what the rule costs. Empty where there is none."""
    best, months = assessment.best.plan, assessment.context.workload.months
    barred = [item for item in assessment.refused if _only_the_data_rule(assessment, item)]
    least = min(barred, key=lambda item: month_now_usd(item.plan, months).value, default=None)
    if least is None:
        return ""
    mine, theirs = (month_now_usd(plan, months).value for plan in (best, least.plan))
    if mine < MUCH_LESS * theirs or mine - theirs < material_of(assessment.context):
        return ""
    place = assessment.context.options[least.plan.deployment].inline
    return str(
        phrases()["price_of_the_rule"]["told"].format(
            more=usd(mine - theirs),
            spread=how_spread(assessment.context, best, least.plan),
            place=place,
            theirs=told_cost(assessment.context, least.plan, ranges=False),
            mine=told_cost(assessment.context, best, ranges=False),
        )
    )


def _only_the_data_rule(assessment: Assessment, item: Judged) -> bool:
    """Return whether nothing but rules that read how far the data may go stand against a plan."""
    plan, excluded = item.plan, assessment.context.directives.excluded
    rule = excluded.get(plan.deployment)
    if not plan.priced or item.missing or rule is None or DATA_RULE not in rule.rule.when:
        return False
    return all(limit.rule == rule.rule.code for limit in plan.limits)


def _weightiest_first(assessment: Assessment, words: Iterable[str]) -> list[str]:
    """Return what changes weights, then what rules require, then what they only prefer."""
    options, required = assessment.context.options, assessment.context.directives.required
    return sorted(words, key=lambda word: (not options[word].trains, word not in required))


def _asked_for(assessment: Assessment, word: str) -> str:
    """Return what a rule says for a word, one about comparable cases only where no other asks for it; where a
    figure in it follows from our own guess, that too."""
    directives = assessment.context.directives
    finding = directives.required.get(word) or directives.preferred.get(word)
    if finding is None:
        return ""
    own = (f for f in asking_for(assessment.findings, word) if set(FOUND).isdisjoint(f.rule.fields))
    return told(assessment, next(own, finding))


def _what_rules_out_the_rest(assessment: Assessment) -> str:
    """Return the message of the rule that excludes the most deployments, empty where none does."""
    excluded = assessment.context.directives.excluded
    plans = [item.plan for item in assessment.refused if item.plan.deployment in excluded]
    messages = [excluded[plan.deployment].message for plan in plans]
    return max(dict.fromkeys(messages), key=messages.count, default="")


def why_not(assessment: Assessment, item: Judged) -> tuple[str, ...]:
    """Return what speaks against a plan compared with the winner."""
    found = [f"{BREAKS}{limit.sentence()}" for limit in item.plan.limits]
    barred = [w for w in item.plan.words if assessment.context.directives.bars(w)]
    found += [
        assessment.context.directives.against[w].message
        for w in barred
        if w in assessment.context.directives.against
    ]
    if item.missing:
        titles = ", ".join(assessment.context.options[w].title for w in item.missing)
        found.append(f"Leaves out what your case calls for: {titles}")
    if aside_by_cases(assessment.context, item):
        found.append(str(phrases()["unlike"]["aside"]))
    if found:
        return tuple(dict.fromkeys(found))
    best = assessment.best
    money = _money(assessment, item)
    if money:
        found.append(money)
    worse = [n for n in CRITERIA[1:] if best.values[n] - item.values[n] > NOTICEABLE]
    found += [_worse(assessment, item, name) for name in worse]
    if not worse:
        found.append(what_decides(assessment, item))
    return tuple(found)


def dominated_by(best: Judged, item: Judged) -> bool:
    """Return whether a plan is no better on anything and dearer beyond the intervals."""
    if item is best or item.bonus > best.bonus:
        return False
    mine, theirs = item.plan.estimates["usd_lifetime"], best.plan.estimates["usd_lifetime"]
    return theirs.high < mine.low and all(best.values[n] >= item.values[n] for n in CRITERIA[1:])


def _other_kind(item: Judged, best: Judged) -> bool:
    other = item.plan
    return other.deployment != best.plan.deployment and other.priced and not other.forbidden


def _money(assessment: Assessment, item: Judged) -> str:
    context = assessment.context
    if not item.plan.priced or not month_now_usd(item.plan, context.workload.months).value:
        return ""
    people = item.plan.estimates["people"].value
    paid = item.plan.hardware is not None and people >= NOTICEABLE_PEOPLE
    crew = f", {_crew(item.plan, people)}" if paid else ""
    use = item.plan.estimates.get("utilisation")
    idle = ""
    if use is not None and use.value < IDLE_BELOW:
        idle = f"; its hardware would be busy {_share(use.value)} of the time"
    if context.workload.job_days is not None:
        return _money_of_a_job(assessment, item)
    mine = told_cost(context, assessment.best.plan, ranges=False)
    return f"{told_cost(context, item.plan)} at today's load{crew}{idle}. The plan advised: {mine}."


def _set_against(assessment: Assessment, item: Judged) -> str:
    """Return a plan's money against the winner's; where it is the cheaper one and possible, what decides."""
    money, months = _money(assessment, item), assessment.context.workload.months
    mine, theirs = (month_now_usd(plan, months).value for plan in (assessment.best.plan, item.plan))
    if not money or theirs >= mine or item not in assessment.ranked:
        return money
    return f"{money} {what_decides(assessment, item)}"


def _money_of_a_job(assessment: Assessment, item: Judged) -> str:
    """Return what another plan takes for a job that is done once: what is bought for it is told as bought."""
    ours, theirs = assessment.best.plan.estimates, item.plan.estimates
    bought = theirs.get("hardware_usd")
    what = f"{usd_range(bought)} to buy" if bought is not None and bought.value > 0 else ""
    whole = what or f"{usd_range(theirs['usd_lifetime'])} for the whole job"
    return f"{whole}. The plan advised: {usd(ours['usd_lifetime'].value)}."


def _crew(plan: Plan, people: float) -> str:
    """Return who runs a plan as its money counts them: in the bill, or beside it where nobody is paid."""
    hours = plan.estimates.get(HOURS)
    if hours is None:
        return f"{engineers(people)} to run it included"
    return f"and {_shown(HOURS, hours)} of your own time a week"


def engineers(people: float) -> str:
    """Return a number of people: ``"0.14 of an engineer"``, ``"40 engineers"``.

    >>> engineers(0.143), engineers(1.0), engineers(40.2)
    ('0.14 of an engineer', '1 engineer', '40 engineers')
    """
    count = plain_number(people, 2)
    return f"{count} of an engineer" if people < 1 else f"{count} engineer{'' if count == '1' else 's'}"


def _share(part: float) -> str:
    return f"{plain_number(100 * part, 2)}%" if part >= 0.01 else "under 1%"


def _worse(assessment: Assessment, item: Judged, name: str) -> str:
    pair = shown_estimate(name, assessment.best.plan, item.plan)
    return f"{WORSE[name]}: {pair[1]} against {pair[0]}." if pair else f"{WORSE[name]}."


def shown_estimate(name: str, best: Plan, other: Plan) -> tuple[str, str] | None:
    """Return the figures of a plan and of a worse one behind a criterion, None where none tells it."""
    ours, theirs = best.estimates, other.estimates
    key = HOURS if name == "effort" and HOURS in ours else ESTIMATES.get(name)
    if not key or key not in theirs or key not in ours or theirs[key].value <= ours[key].value:
        return None
    return _shown(key, ours[key]), _shown(key, theirs[key])


def _shown(key: str, q: Quantity) -> str:
    if key == "people":
        return engineers(q.value)
    if key == HOURS:
        return f"{plain_number(q.value, 2)} hours"
    return waiting(q.value) if q.unit == "ms" else f"{plain_number(q.value, 2)} {q.unit}"
