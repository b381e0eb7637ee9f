"""Training against inference, factor by factor, for this user."""

from __future__ import annotations

from advisor.decide.assess import Assessment
from advisor.decide.fleet_factors import fleet_factors
from advisor.decide.records import Factor
from advisor.decide.values import choice_words
from advisor.decide.words import phrases
from advisor.estimate.timeline import BillOverTime
from advisor.quantity import plain_number, usd_range
from advisor.strategy.context import Context
from advisor.strategy.in_use import is_tuned
from advisor.strategy.records import Plan


def factors(assessment: Assessment) -> tuple[Factor, ...]:
    """Return the seven factors, each with what using and what training a model means here."""
    plan, context = assessment.best.plan, assessment.context
    if plan.is_fleet:
        return fleet_factors(assessment)
    trained = plan if plan.trains else _trained_alternative(assessment)
    return (
        Factor(
            "purpose",
            context.use_case.purpose,
            _purpose(trained),
            "both" if plan.trains else "use what exists",
        ),
        Factor(
            "cost",
            f"{usd_range(plan.estimates['usd_month'])} a month",
            _cost(trained),
            _cost_for_you(assessment, plan),
        ),
        Factor(
            "time to value",
            _weeks(plan),
            _weeks(trained) if trained else "no training is worth comparing",
            f"first value in {_weeks(plan)}",
        ),
        Factor("hardware", _hardware(plan), _training_hardware(context, trained), _hardware(plan)),
        Factor(
            "relevance",
            f"a model of the {context.tier} class or better",
            _examples(assessment),
            _relevance(assessment),
        ),
        Factor(
            "scalability",
            _capacity(assessment, plan),
            "one run serves any number of requests, and ages with your facts",
            _growth(assessment),
        ),
        Factor(
            "what to optimise",
            _optimise(assessment),
            "quality on your own examples for each dollar of the run",
            _focus(assessment),
        ),
    )


def _trained_alternative(assessment: Assessment) -> Plan | None:
    return next((j.plan for j in (*assessment.ranked, *assessment.refused) if j.plan.trains), None)


def _purpose(plan: Plan | None) -> str:
    return (
        "change what the model does, not what it knows today"
        if plan
        else "nothing here that instructions or retrieval cannot do"
    )


def _cost(plan: Plan | None) -> str:
    return f"{usd_range(plan.estimates['training_usd'])} once" if plan else "not needed"


def _cost_for_you(assessment: Assessment, plan: Plan) -> str:
    if not plan.trains:
        return "all of it is inference"
    work = assessment.context.workload
    share = BillOverTime(plan.lines, (), work.growth_per_year, work.months).training_share
    part = f"{share:.0%}" if share >= 0.005 else "under 1%"
    return f"training is {part} of the bill over {work.months} months"


def _weeks(plan: Plan) -> str:
    q = plan.estimates["weeks"]
    return f"{plain_number(q.value, 2)} weeks ({plain_number(q.low, 2)}–{plain_number(q.high, 2)})"


def _hardware(plan: Plan) -> str:
    return plan.hardware.label() if plan.hardware else "none of your own"


def _training_hardware(context: Context, plan: Plan | None) -> str:
    if plan is None:
        return "none"
    if is_tuned(context, plan.adaptations, plan.model or None):
        return str(phrases()["today"]["tuned_already"])
    return plan.training_hardware.label() if plan.training_hardware else "the provider's"


def _examples(assessment: Assessment) -> str:
    count = assessment.context.profile.number("examples.count") or 0.0
    enough = assessment.context.anchors.tuning_examples
    return f"{plain_number(count)} checked examples; tuning starts to pay from about {plain_number(enough)}"


def _relevance(assessment: Assessment) -> str:
    profile = assessment.context.profile
    failure = choice_words(profile.fields["quality.failure"], profile.text("quality.failure", "not_tried"))
    return f"where today's models fail on your examples: {failure}"


def _capacity(assessment: Assessment, plan: Plan) -> str:
    """Return what the plan carries: a provider anything, devices what their peak leaves room for."""
    if plan.hardware is None:
        return "grows with the bill, at once"
    room = min((line.headroom for line in plan.lines if line.grows == "when_full"), default=None)
    if room is None:
        return "each further device carries as much as the first"
    volume = plain_number(assessment.context.workload.requests_per_day.value * room, 2)
    return f"up to {volume} requests a day with your peaks on this hardware, then more devices"


def _growth(assessment: Assessment) -> str:
    growth = assessment.context.workload.growth_per_year
    span = f"{plain_number(growth.low, 2)}–{plain_number(growth.high, 2)}"
    return f"traffic grows {plain_number(growth.value, 2)}x a year ({span})"


def _optimise(assessment: Assessment) -> str:
    titles = [assessment.context.options[w].inline for w in assessment.best.plan.techniques]
    return ", ".join(titles) or "cost for each request and waiting time"


def _focus(assessment: Assessment) -> str:
    order = assessment.context.profile.words("priorities.order")
    return (
        f"your order: {', '.join(order).replace('_', ' ')}"
        if order
        else "no order of priorities was given; all were weighed alike"
    )
