"""Why a plan stands where it stands, in sentences with the deciding numbers."""

from __future__ import annotations

from advisor.decide.assess import Assessment
from advisor.decide.judge import CRITERIA, Judged, month_now_usd
from advisor.decide.words import usd, usd_range
from advisor.quantity import plain_number
from advisor.strategy.directives import Directives

NOTICEABLE = 0.08
"""Difference of a value from which a criterion is worth a sentence."""
NOTICEABLE_PEOPLE = 0.05
"""Share of an engineer from which it is worth a word."""
IDLE_BELOW = 0.5
COMPARED = 3
"""Other deployments whose money is set against the winner's."""
LABELS = {
    "cost": "cost",
    "quality": "quality",
    "latency": "waiting time",
    "privacy": "privacy",
    "time_to_value": "time until it works",
    "effort": "effort to run",
    "risk": "delivery risk",
}


def why_winner(assessment: Assessment) -> tuple[str, ...]:
    """Return why the winner runs where it runs, then what it carries, then its money against the others."""
    best, directives = assessment.best, assessment.context.directives
    found = [_asked_for(directives, best.plan.deployment), _what_rules_out_the_rest(assessment)]
    for word in (*best.plan.adaptations, *best.plan.techniques):
        reason = _asked_for(directives, word)
        found.append(f"{assessment.context.options[word].title}: {reason}" if reason else "")
    others: dict[str, Judged] = {}
    for item in (*assessment.ranked, *assessment.refused):
        if _other_kind(item, best):
            others.setdefault(item.plan.deployment, item)
    compared = [text for item in others.values() if (text := _money(assessment, item))]
    found += compared[:COMPARED]
    return tuple(dict.fromkeys(text for text in found if text))


def _asked_for(directives: Directives, word: str) -> str:
    finding = directives.required.get(word) or directives.preferred.get(word)
    return finding.message if finding else ""


def _what_rules_out_the_rest(assessment: Assessment) -> str:
    """Return the message of the rule that excludes the most deployments, empty where none does."""
    excluded = assessment.context.directives.excluded
    plans = [item.plan for item in assessment.refused if item.plan.deployment in excluded]
    messages = [excluded[plan.deployment].message for plan in plans]
    return max(dict.fromkeys(messages), key=messages.count, default="")


def why_not(assessment: Assessment, item: Judged) -> tuple[str, ...]:
    """Return what speaks against a plan compared with the winner."""
    found = [f"Breaks a limit: {limit.sentence()}" for limit in item.plan.limits]
    barred = [w for w in item.plan.words if assessment.context.directives.bars(w)]
    found += [
        assessment.context.directives.against[w].message
        for w in barred
        if w in assessment.context.directives.against
    ]
    if item.missing:
        titles = ", ".join(assessment.context.options[w].title for w in item.missing)
        found.append(f"Leaves out what your case calls for: {titles}")
    if found:
        return tuple(dict.fromkeys(found))
    best = assessment.best
    money = _money(assessment, item)
    if money:
        found.append(money)
    worse = [n for n in CRITERIA[1:] if best.values[n] - item.values[n] > NOTICEABLE]
    found += [_worse(assessment, item, name) for name in worse]
    return tuple(found)


def dominated_by(best: Judged, item: Judged) -> bool:
    """Return whether a plan is no better on anything and dearer beyond the intervals."""
    if item is best or item.bonus > best.bonus:
        return False
    mine, theirs = item.plan.estimates["usd_lifetime"], best.plan.estimates["usd_lifetime"]
    return theirs.high < mine.low and all(best.values[n] >= item.values[n] for n in CRITERIA[1:])


def _other_kind(item: Judged, best: Judged) -> bool:
    return item.plan.deployment != best.plan.deployment and "does-not-fit" not in item.plan.id


def _money(assessment: Assessment, item: Judged) -> str:
    months = assessment.context.workload.months
    mine, theirs = month_now_usd(assessment.best.plan, months), month_now_usd(item.plan, months)
    if "does-not-fit" in item.plan.id or not theirs.value:
        return ""
    people = item.plan.estimates["people"].value
    paid = item.plan.hardware is not None and people >= NOTICEABLE_PEOPLE
    crew = f", {plain_number(people, 2)} of an engineer to run it included" if paid else ""
    use = item.plan.estimates.get("utilisation")
    idle = ""
    if use is not None and use.value < IDLE_BELOW:
        idle = f"; its hardware would be busy {plain_number(100 * use.value, 2)}% of the time"
    return (
        f"{item.plan.title}: {usd_range(theirs)} a month at today's load{crew}{idle}."
        f" The plan advised: {usd(mine.value)}."
    )


def _worse(assessment: Assessment, item: Judged, name: str) -> str:
    estimates = {"time_to_value": "weeks", "effort": "people", "latency": "first_token_ms"}
    key = estimates.get(name)
    if key and key in item.plan.estimates and key in assessment.best.plan.estimates:
        mine, theirs = assessment.best.plan.estimates[key], item.plan.estimates[key]
        if theirs.value != mine.value:
            compared = f"{plain_number(theirs.value, 2)} against {plain_number(mine.value, 2)} {theirs.unit}"
            return f"Worse {LABELS[name]}: {compared}."
    return f"Worse {LABELS[name]}."
