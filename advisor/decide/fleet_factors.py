"""Training against inference, factor by factor, for a team whose work is training."""

from __future__ import annotations

from advisor.decide.assess import Assessment
from advisor.decide.fleet_money import cents, share, span
from advisor.decide.records import Factor
from advisor.quantity import plain_number, usd_range
from advisor.strategy.records import Plan

NOTHING = "nothing is served here"


RELEVANCE = Factor(
    "relevance",
    "models that are for sale were not compared",
    "models learn what you have and nobody sells",
    "your own trade: this plan does not judge what you train",
)


def fleet_factors(found: Assessment) -> tuple[Factor, ...]:
    """Return the seven factors for devices that only train."""
    plan, months = found.best.plan, span(found.context.workload.months)
    hardware = plan.hardware.label() if plan.hardware else "none"
    ready = _ready(plan)
    return (
        Factor("purpose", NOTHING, "make models of your own better, all year", "training"),
        _cost(plan, months),
        Factor("time to value", NOTHING, f"the devices stand in {ready}", f"first jobs in {ready}"),
        Factor("hardware", "none", hardware, hardware),
        RELEVANCE,
        Factor(
            "scalability",
            "whatever serves the models is another plan",
            "twice the devices train twice the jobs; one job over several servers needs a fast network",
            f"as it is for {months}",
        ),
        Factor(
            "what to optimise",
            "nothing here",
            "hours in which devices train, and work lost to failures",
            f"use, taken as {share(plan.estimates['utilisation'].value)}",
        ),
    )


def _cost(plan: Plan, months: str) -> Factor:
    bill = f"{usd_range(plan.estimates['usd_lifetime'])} over {months}"
    hour = cents(plan.estimates["usd_per_gpu_hour"].value)
    return Factor("cost", "none", bill, f"{hour} for each hour that a device trains")


def _ready(plan: Plan) -> str:
    weeks = plan.estimates["weeks"]
    ends = f"{plain_number(weeks.low, 2)}–{plain_number(weeks.high, 2)}"
    return f"{plain_number(weeks.value, 2)} weeks ({ends})"
