"""Risks, what was not priced, how to relax what cannot be met, and when to look again."""

from __future__ import annotations

from datetime import date, timedelta

from advisor.catalog.records import TIERS
from advisor.decide.assess import Assessment
from advisor.decide.contradicted import contradicting
from advisor.decide.fixed import binding
from advisor.decide.fleet_money import of_waiting
from advisor.decide.guessed import told
from advisor.decide.implied import implied
from advisor.decide.judge import month_now_usd
from advisor.decide.told_cost import how_spread, told_cost
from advisor.decide.values import choice_words, waiting
from advisor.decide.words import joined, phrases
from advisor.quantity import usd
from advisor.strategy.assemble import skill_gap
from advisor.strategy.context import SKILLS
from advisor.strategy.own_time import in_own_time
from advisor.strategy.records import BEYOND, Limit, Plan
from advisor.strategy.voice import SPEAKS, talks_back

REVIEW_DAYS = {"hosted": 92, "own": 184}
"""Prices of hosted models move within a quarter; hardware of one's own is looked at twice a year."""
MOST_WAYS = 6
"""Relaxations that are told."""
_NEVER_PRICED = {
    "firm": (
        "Your own engineers' time to build and integrate it (see the weeks in the roadmap)",
        "Taxes, payment fees, negotiated discounts and currency",
        "Collecting and cleaning your data",
    ),
    "one": (
        "Your own time to build it, to collect the data and to check results (see the weeks in the roadmap)",
        "Taxes, payment fees and currency",
    ),
}
"""What no bill holds, for a firm and for who does it for themselves."""
WELL_USED = (0.4, 0.8)
"""Share of the time between which hardware is well used and not yet full."""


def risks(assessment: Assessment) -> tuple[str, ...]:
    """Return what can go wrong with the winner: warnings of rules, what its parts lack, what is not known,
    the team's skill, the provider."""
    best, context = assessment.best, assessment.context
    found = [
        told(assessment, f)
        for f in assessment.findings
        if f.rule.kind == "warn" and f.status == "fired" and f.plan in ("", best.plan.id)
    ]
    found += [f"{context.options[word].title}: {because}" for word, because in assessment.unmet]
    if best.plan.unknown:
        labels = joined([context.profile.fields[path].label for path in best.plan.unknown])
        found.append(f"Whether it can be done depends on what nobody said yet: {labels}.")
    found += _lesser_class(assessment)
    found += _slow_turn(assessment)
    gap = skill_gap(context, best.plan.words)
    if gap:
        need = max(
            (context.options[w].skill for w in best.plan.words if w in context.options), key=SKILLS.index
        )
        have = context.profile.text("team.skill", "developers")
        skill, known = context.profile.fields["team.skill"], context.profile.said("team.skill")
        has = f"the team has {choice_words(skill, have)}" if known else "who is there was not said"
        found.append(f"The plan needs {phrases()['needs'][need]}; {has}. Hire, train or buy that part.")
    if best.plan.hardware is None:
        found.append(
            "The provider can change or withdraw the model:"
            " keep prompts and test cases so that you can move within a week."
        )
    return tuple(dict.fromkeys(found))


def _lesser_class(assessment: Assessment) -> list[str]:
    """Return that the model is of a lesser class than needed, where tuning does not make up for it."""
    plan, need = assessment.best.plan, assessment.context.tier
    if plan.tier not in TIERS or TIERS.index(plan.tier) >= TIERS.index(need) or plan.trains:
        return []
    return [
        f"The work calls for a model of the {need} class, and the best that may run here is of the"
        f" {plan.tier} class: let your test set decide whether it is good enough before you spend"
        " on anything else."
    ]


def _slow_turn(assessment: Assessment) -> list[str]:
    """Return that a spoken turn is expected to take longer than callers are to wait."""
    turn, wish = assessment.best.plan.estimates.get("turn_ms"), assessment.context.workload.first_token_ms
    if turn is None or wish is None or turn.value <= wish:
        return []
    return [
        f"The slow cases of all parts add up to {waiting(turn.value)} ({waiting(turn.low)} to"
        f" {waiting(turn.high)}) from the last word to the first sound, against {waiting(wish)} wanted:"
        " stream each part, keep the prompt short and cached, take the quickest model that passes your test"
        " set, and measure whole turns."
    ]


def risk_of_not_acting(assessment: Assessment) -> str:
    """Return what staying as it is costs."""
    now = assessment.context.profile.number("budget.current_usd_month")
    month = month_now_usd(assessment.best.plan, assessment.context.workload.months)
    context, plan = assessment.context, assessment.best.plan
    if now is not None and implied(assessment) is not None:
        return str(phrases()["implied"]["waiting"].format(today=usd(now), bill=told_cost(context, plan)))
    if now is not None and now > month.value:
        return (
            f"You pay {usd(now)} a month today; the plan costs {told_cost(context, plan)}:"
            f" waiting costs about {usd(now - month.value)} a month{how_spread(context, plan)}."
        )
    if assessment.best.plan.is_fleet:
        return of_waiting(assessment)
    return (
        f"{assessment.context.use_case.purpose} Without it that work stays as it is;"
        " a two-week trial on your own examples shows whether it is worth more."
    )


def not_priced(assessment: Assessment) -> tuple[str, ...]:
    """Return what the bill leaves out, so that nobody takes it for complete."""
    plan = assessment.best.plan
    titles = {word: option.inline for word, option in assessment.context.options.items()}
    found = list(_NEVER_PRICED["one" if in_own_time(assessment.context.profile) else "firm"])
    if plan.hardware is None:
        found.append("Data transfer, logging and storage around the calls")
    else:
        found.append("Storage, backups and network traffic of your own servers")
    if talks_back(assessment.context) and SPEAKS not in {line.name for line in plan.lines}:
        found.append("The language model and the voice of the conversation: only hearing is in the bill")
    elif SPEAKS in {line.name for line in plan.lines}:
        found.append("Telephone lines, and what joins the parts of the conversation")
    saving = [titles[w] for w in ("routing", "semantic_cache") if w in plan.techniques]
    if saving:
        found.append(f"What you save by this, which depends on your traffic: {joined(saving)}")
    if plan.hardware is None and {"rag", "embeddings"} & set(plan.adaptations):
        found.append("The index of your documents and the machine or service that searches it")
    if assessment.context.profile.flag("use_case.harm"):
        found.append("Certification, audits and liability")
    return tuple(found)


def relaxations(assessment: Assessment) -> tuple[str, ...]:
    """Return for each broken limit the cheapest way to relax it, when nothing is feasible or what the user
    has and insists on is not.

    The cheapest way leads to the plan that breaks the fewest other limits, of those the one of the least
    money over its life; what else would have to give is said beside it.
    """
    if assessment.ranked:
        return _of_what_was_asked(assessment)
    plans = [item.plan for item in assessment.refused if item.plan.limits and item.plan.form != BEYOND]
    names = dict.fromkeys(limit.name for plan in plans for limit in plan.limits)
    found = [_cheapest(assessment, plans, name) for name in names]
    return tuple(dict.fromkeys(found))[:MOST_WAYS]


def _cheapest(assessment: Assessment, plans: list[Plan], name: str) -> str:
    """Return the cheapest relaxation of one limit."""
    broken = [plan for plan in plans if any(limit.name == name for limit in plan.limits)]

    def price(plan: Plan) -> tuple[int, bool, float, str]:
        return len(plan.limits), not plan.priced, plan.estimates["usd_lifetime"].value, plan.id

    plan = min(broken, key=price)
    limits = sorted(plan.limits, key=lambda limit: limit.name != name)
    change = "; and ".join(dict.fromkeys(given(limit) for limit in limits))
    cost = f", at {told_cost(assessment.context, plan)}" if plan.priced else ""
    return f"{change}. Then possible: {plan.title}{cost}."


def _of_what_was_asked(assessment: Assessment) -> tuple[str, ...]:
    """Return what would have to give for what the user has and insists on or wishes, and what is possible
    instead."""
    instead = assessment.best.plan.title
    wished = [
        f"{told(assessment, f)} Possible instead: {instead}." for f in contradicting(assessment.findings)
    ]
    asked = binding(assessment.context, assessment.best.plan, assessment.asked)
    ways = [f"{given(limit)}. Or take instead: {instead}." for plan in asked for limit in plan.limits]
    return tuple(dict.fromkeys((*wished, *ways)))[:MOST_WAYS]


def given(limit: Limit) -> str:
    """Return what would have to give."""
    if limit.message:
        return f"If this did not hold: {limit.message.rstrip('.')}"
    if limit.needs.removeprefix("at least ").strip() == limit.has.strip():
        return f"{limit.name}: {limit.has} is missed by less than these figures show and would have to give"
    return f"{limit.name}: {limit.has} would have to become {limit.needs}"


def review(assessment: Assessment, as_of: date) -> tuple[date, str]:
    """Return the date and the event at which the advice should be looked at again."""
    kind = "hosted" if assessment.best.plan.hardware is None else "own"
    use = assessment.best.plan.estimates.get("utilisation")
    if assessment.best.plan.is_fleet:
        trigger = "use of the devices passes its threshold, or their rent or price moves by 20%"
    elif kind == "hosted":
        trigger = "a price in the evidence table or your traffic moves by 20%"
    elif use is not None and use.value < WELL_USED[0]:
        trigger = f"the hardware is busy more than {WELL_USED[1]:.0%} of the time or a price moves by 20%"
    elif use is not None:
        trigger = "use of the hardware leaves 40-80% or a price moves by 20%"
    else:
        trigger = "the devices in use change or a better model fits them"
    return as_of + timedelta(days=REVIEW_DAYS[kind]), trigger
