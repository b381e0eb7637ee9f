"""Training against inference, factor by factor, for this user."""

from __future__ import annotations

from advisor.decide.assess import Assessment
from advisor.decide.records import Factor
from advisor.decide.values import choice_words
from advisor.quantity import plain_number, usd_range
from advisor.strategy.records import Plan


def factors(assessment: Assessment) -> tuple[Factor, ...]:
    """Return the seven factors, each with what using and what training a model means here."""
    plan, context = assessment.best.plan, assessment.context
    trained = plan if plan.trains else _trained_alternative(assessment)
    return (
        Factor(
            "purpose",
            context.use_case.purpose,
            _purpose(trained),
            "both" if plan.trains else "use what exists",
        ),
        Factor(
            "cost", f"{usd_range(plan.estimates['usd_month'])} a month", _cost(trained), _cost_for_you(plan)
        ),
        Factor(
            "time to value",
            _weeks(plan),
            _weeks(trained) if trained else "no training is worth comparing",
            f"first value in {_weeks(plan)}",
        ),
        Factor("hardware", _hardware(plan), _training_hardware(trained), _hardware(plan)),
        Factor(
            "relevance",
            f"a model of the {context.tier} class or better",
            _examples(assessment),
            _relevance(assessment),
        ),
        Factor(
            "scalability",
            _capacity(plan),
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


def _cost_for_you(plan: Plan) -> str:
    if not plan.trains:
        return "all of it is inference"
    share = plan.estimates["training_usd"].value / max(1.0, plan.estimates["usd_lifetime"].value)
    return f"training is {plain_number(100 * min(1.0, share), 2)}% of the lifetime bill"


def _weeks(plan: Plan) -> str:
    q = plan.estimates["weeks"]
    return f"{plain_number(q.value, 2)} weeks ({plain_number(q.low, 2)}–{plain_number(q.high, 2)})"


def _hardware(plan: Plan) -> str:
    return plan.hardware.label() if plan.hardware else "none of your own"


def _training_hardware(plan: Plan | None) -> str:
    if plan is None:
        return "none"
    return plan.training_hardware.label() if plan.training_hardware else "the provider's"


def _examples(assessment: Assessment) -> str:
    count = assessment.context.profile.number("examples.count") or 0.0
    enough = assessment.context.anchors.tuning_examples
    return f"{plain_number(count)} checked examples; tuning starts to pay from about {plain_number(enough)}"


def _relevance(assessment: Assessment) -> str:
    profile = assessment.context.profile
    failure = choice_words(profile.fields["quality.failure"], profile.text("quality.failure", "not_tried"))
    return f"where today's models fail on your examples: {failure}"


def _capacity(plan: Plan) -> str:
    capacity = plan.estimates.get("capacity_requests_day")
    if capacity is None:
        return "grows with the bill, at once"
    return f"up to {plain_number(capacity.value, 2)} requests a day on this hardware, then more devices"


def _growth(assessment: Assessment) -> str:
    growth = assessment.context.workload.growth_per_year
    span = f"{plain_number(growth.low, 2)}–{plain_number(growth.high, 2)}"
    return f"traffic grows {plain_number(growth.value, 2)}x a year ({span})"


def _optimise(assessment: Assessment) -> str:
    titles = [assessment.context.options[w].title for w in assessment.best.plan.techniques]
    return ", ".join(titles).lower() or "cost for each request and waiting time"


def _focus(assessment: Assessment) -> str:
    order = assessment.context.profile.words("priorities.order")
    return (
        f"your order: {', '.join(order).replace('_', ' ')}"
        if order
        else "no order of priorities was given; all were weighed alike"
    )
