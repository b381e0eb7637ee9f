"""Training against inference, factor by factor, for this user."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.decide.assess import Assessment
from advisor.decide.fleet_factors import fleet_factors
from advisor.decide.records import Factor
from advisor.decide.values import choice_words
from advisor.decide.words import phrases
from advisor.estimate.timeline import BillOverTime
from advisor.quantity import Quantity, plain_number, usd_range
from advisor.strategy.context import Context
from advisor.strategy.in_use import is_tuned
from advisor.strategy.records import Plan

LEAST_SHARE = 0.005
"""A smaller share would read as nothing."""
ENDS = ("value", "low", "high")


def factors(assessment: Assessment) -> tuple[Factor, ...]:
    """Return the seven factors, each with what using and what training a model means here."""
    plan, context, table = assessment.best.plan, assessment.context, _table()
    if plan.is_fleet:
        return fleet_factors(assessment)
    trained = plan if plan.trains else _trained_alternative(assessment)
    both = table["both" if plan.trains else "used"]
    usd_month = table["month"].format(usd=usd_range(plan.estimates["usd_month"]))
    ready, later = _weeks(plan), _weeks(trained) if trained else table["not_compared"]
    hardware, able = _hardware(plan), table["tier"].format(tier=context.tier)
    return (
        Factor("purpose", context.use_case.purpose, _purpose(trained), both),
        Factor("cost", usd_month, _cost(trained), _cost_for_you(assessment, plan)),
        Factor("time to value", ready, later, table["first"].format(weeks=ready)),
        Factor("hardware", hardware, _training_hardware(context, trained), hardware),
        Factor("relevance", able, _examples(assessment), _relevance(assessment)),
        Factor("scalability", _capacity(assessment, plan), table["trained_once"], _growth(assessment)),
        Factor("what to optimise", _optimise(assessment), table["quality_of_the_run"], _focus(assessment)),
    )


def _table() -> Mapping[str, str]:
    """Return the wordings of the factors."""
    table: Mapping[str, str] = phrases()["factors"]
    return table


def _trained_alternative(assessment: Assessment) -> Plan | None:
    return next((j.plan for j in (*assessment.ranked, *assessment.refused) if j.plan.trains), None)


def _purpose(plan: Plan | None) -> str:
    return _table()["learns" if plan else "learns_nothing"]


def _cost(plan: Plan | None) -> str:
    table = _table()
    return (
        table["once"].format(usd=usd_range(plan.estimates["training_usd"])) if plan else table["no_training"]
    )


def _cost_for_you(assessment: Assessment, plan: Plan) -> str:
    table, work = _table(), assessment.context.workload
    if not plan.trains:
        return table["all_inference"]
    share = BillOverTime(plan.lines, (), work.growth_per_year, work.months).training_share
    part = f"{share:.0%}" if share >= LEAST_SHARE else table["least_part"]
    return table["training_part"].format(part=part, months=work.months)


def _weeks(plan: Plan) -> str:
    return _table()["weeks"].format(**_ends(plan.estimates["weeks"]))


def _ends(q: Quantity) -> dict[str, str]:
    """Return a figure and the ends of its range in two digits."""
    return {name: plain_number(end, 2) for name, end in zip(ENDS, (q.value, q.low, q.high), strict=True)}


def _hardware(plan: Plan) -> str:
    return plan.hardware.label() if plan.hardware else _table()["no_hardware"]


def _training_hardware(context: Context, plan: Plan | None) -> str:
    if plan is None:
        return _table()["no_training_hardware"]
    if is_tuned(context, plan.adaptations, plan.model or None):
        return str(phrases()["today"]["tuned_already"])
    return plan.training_hardware.label() if plan.training_hardware else _table()["provider"]


def _examples(assessment: Assessment) -> str:
    count = assessment.context.profile.number("examples.count") or 0.0
    enough = assessment.context.anchors.tuning_examples
    told = "examples" if count or assessment.context.profile.said("examples.count") else "examples_unsaid"
    return _table()[told].format(count=plain_number(count), enough=plain_number(enough))


def _relevance(assessment: Assessment) -> str:
    profile = assessment.context.profile
    failure = choice_words(profile.fields["quality.failure"], profile.text("quality.failure", "not_tried"))
    return _table()["failure"].format(failure=failure)


def _capacity(assessment: Assessment, plan: Plan) -> str:
    """Return what the plan carries: a provider anything, devices what their peak leaves room for."""
    table = _table()
    if plan.hardware is None:
        return table["with_the_bill"]
    room = min((line.headroom for line in plan.lines if line.grows == "when_full"), default=None)
    if room is None:
        return table["like_the_first"]
    volume = plain_number(assessment.context.workload.requests_per_day.value * room, 2)
    return table["capacity"].format(volume=volume)


def _growth(assessment: Assessment) -> str:
    return _table()["growth"].format(**_ends(assessment.context.workload.growth_per_year))


def _optimise(assessment: Assessment) -> str:
    titles = [assessment.context.options[w].inline for w in assessment.best.plan.techniques]
    return ", ".join(titles) or _table()["cost_and_wait"]


def _focus(assessment: Assessment) -> str:
    table, order = _table(), assessment.context.profile.words("priorities.order")
    return table["order"].format(order=", ".join(order).replace("_", " ")) if order else table["no_order"]
