"""What to do when, with the condition to go on, and the triggers for the next stage."""

from __future__ import annotations

from advisor.decide.assess import Assessment
from advisor.decide.baseline import baseline
from advisor.decide.beyond import beyond_stages
from advisor.decide.fleet_stages import fleet_stages
from advisor.decide.records import TippingPoint
from advisor.decide.values import waiting
from advisor.decide.words import NO_TASK, bare, decision, phrases
from advisor.profile import Profile
from advisor.quantity import Quantity, plain_number
from advisor.strategy.eligible import FROM_NOTHING
from advisor.strategy.in_use import in_use, is_tuned
from advisor.strategy.inside import INSIDE
from advisor.strategy.own_time import in_own_time
from advisor.strategy.records import BEYOND, Hardware, Stage

DAY_MS = 86.4e6
TRIAL_EXAMPLES = 50
MANY_EXAMPLES = 1000
"""From so many on a fifth of them tells small differences apart."""
ROWS = "tabular"
"""Task of models that read rows of numbers."""
ENOUGH_TO_TEST = 5000
"""From a test set of this size a share is known within 1%, and one mistake in a thousand is seen."""


def roadmap(assessment: Assessment, tipping: tuple[TippingPoint, ...]) -> tuple[Stage, ...]:
    """Return the stages of the winner, then one trigger for each tipping point that may come."""
    plan = assessment.best.plan
    if plan.form == BEYOND:
        return beyond_stages(assessment)
    if not assessment.ranked:
        return (
            Stage(
                "this week",
                "Decide which of the broken limits may give; each way out is listed under the limits.",
                "one limit is relaxed",
            ),
            Stage("then", "Run this adviser again with the relaxed limit.", "a feasible plan stands first"),
        )
    if plan.is_fleet:
        return (*fleet_stages(assessment), *_triggers(tipping))
    have = _have(assessment)
    many, size = have >= MANY_EXAMPLES, _trial_size(have)
    test = "the test set" if many else f"the same {size} inputs"
    test = phrases()["rows"]["test"] if _foretells(assessment) else test
    stages = [
        *_task(assessment),
        _examples(assessment),
        Stage("week 2", _trial(assessment), _goal(assessment, 0 if many else size)),
    ]
    weeks = plan.estimates["weeks"]
    if plan.trains and not is_tuned(assessment.context, plan.adaptations, plan.model or None):
        days = plan.estimates.get("training_days")
        run = f" The run itself takes about {waiting(days.value * DAY_MS)}." if days else ""
        stages.append(
            Stage(
                f"by week {_week(weeks.value * 0.7)}",
                f"Train, and compare with what you had before on {test}.{run}",
                "the trained one is clearly better",
            )
        )
    stages.append(_launch(assessment, weeks))
    stages += _upkeep(assessment)
    return (*stages, *_triggers(tipping))


def _goal(assessment: Assessment, size: int) -> str:
    """Return what the trial must reach: of rows, of each kind that is told apart, or of all inputs.

    Args:
        assessment: The stages of the decision.
        size: Inputs that are tried, 0 for a whole test set.
    """
    if _foretells(assessment):
        return str(phrases()["rows"]["beats"])
    profile, told = assessment.context.profile, phrases()["goal"]
    strict = profile.text("quality.bar") in told["strict"]
    share = str(told["share_strict" if strict else "share"])
    if profile.text("use_case.kind") in told["sorts"]:
        return str(told["each"]).format(share=share)
    if strict and size:
        return str(told["all"]).format(size=size)
    return str(told["usual"]).format(right=round(0.9 * size) if size else share)


def _launch(assessment: Assessment, weeks: Quantity) -> Stage:
    """Return the stage that puts the plan to work; what runs already is only decided upon."""
    told = {name: _week(end) for name, end in (("low", weeks.low), ("high", weeks.high))}
    about = f" ({told['low']}–{told['high']})" if told["low"] != told["high"] else ""
    when = f"by week {_week(weeks.value)}{about}"
    runs = baseline(assessment)
    if runs is not None and runs.kept:
        steps = phrases()["today"]["steps"]
        return Stage(when, steps["keep"], steps["kept"])
    return Stage(
        when,
        f"{decision(assessment.best.plan)} {_start(assessment)}",
        "cost and quality lie within the ranges of this report",
    )


def _start(assessment: Assessment) -> str:
    """Return how to begin: with a part of the traffic; who serves nobody else begins with their own use."""
    if in_own_time(assessment.context.profile):
        return "Use it for a week beside what you do today."
    if assessment.context.workload.job_days is not None:
        return "Start with 1% of the items, check them, then run the rest."
    return "Start with 10% of the traffic, and keep a way back."


def _upkeep(assessment: Assessment) -> list[Stage]:
    """Return what is compared each month; nothing after a job that is done once."""
    if assessment.context.workload.job_days is not None:
        return []
    return [Stage("each month", "Compare the bill and the quality with this report.", "nothing moved by 20%")]


def _triggers(tipping: tuple[TippingPoint, ...]) -> list[Stage]:
    return [
        Stage("when it happens", f"{point.sentence}.", "you have run this adviser again")
        for point in tipping[:3]
    ]


def _task(assessment: Assessment) -> tuple[Stage, ...]:
    """Return the stage before the first one where no task is named yet."""
    if NO_TASK not in assessment.context.directives.required:
        return ()
    return (
        Stage(
            "first", assessment.context.options[NO_TASK].do, "one task is chosen, and somebody wants it done"
        ),
    )


def said_examples(profile: Profile) -> float:
    """Return how many examples the user said that there are: what we assume cannot be set aside."""
    return (profile.number("examples.count") or 0.0) if profile.said("examples.count") else 0.0


def _examples(assessment: Assessment) -> Stage:
    have, rows = _have(assessment), phrases()["rows"]
    if _foretells(assessment):
        return Stage("this week", rows["hold_back"], rows["held"])
    if have < 2 * TRIAL_EXAMPLES:
        return Stage(
            "this week",
            f"Collect {TRIAL_EXAMPLES} real inputs with the right output.",
            "you have them, and somebody has checked them",
        )
    return Stage(
        "this week",
        f"Set {held_out(assessment)} of your {plain_number(have)} checked examples aside as the test set.",
        "they stand for the real work, rare cases too, and nothing is trained on them",
    )


def _foretells(assessment: Assessment) -> bool:
    """Return whether a model of rows of numbers does the work: its past records are its test."""
    found = assessment.context.supply.catalog.others.get(assessment.best.plan.model)
    return found is not None and found.task == ROWS


def _have(assessment: Assessment) -> float:
    return said_examples(assessment.context.profile)


def _trial_size(have: float) -> int:
    """Return how many examples make the test set: a fifth of those that are there, at least fifty."""
    return max(TRIAL_EXAMPLES, round(min(have, MANY_EXAMPLES) / 5))


def held_out(assessment: Assessment) -> str:
    """Return how many of the user's examples are kept for the test: ``"50"``, ``"a fifth"``, ``"5,000"``."""
    have = _have(assessment)
    if have < MANY_EXAMPLES:
        return str(_trial_size(have))
    return "a fifth" if have / 5 <= ENOUGH_TO_TEST else plain_number(ENOUGH_TO_TEST)


def _one_copy(hardware: Hardware) -> str:
    """Return the devices that one copy of the model takes, for a trial."""
    name = bare(hardware.name)
    return f"one {name}" if hardware.per_replica == 1 else f"{hardware.per_replica}x {name}"


def _trial(assessment: Assessment) -> str:
    plan, profile = assessment.best.plan, assessment.context.profile
    if in_use(profile, plan.deployment):
        bought = plan.hardware is not None and plan.hardware.bought and not plan.hardware.owned
        before = " Before you buy, measure speed and memory on one device on loan." if bought else ""
        return (
            "Run them through what you have today and through one model that you have not tried,"
            f" and keep both scores.{before}"
        )
    if plan.hardware is None:
        return "Run them through two models of the cheapest class that could pass, with your real prompt."
    if plan.hardware.owned:
        start = f"Take {_one_copy(plan.hardware)} of yours"
    elif profile.text("data.boundary") in INSIDE:
        start = f"Set up {_one_copy(plan.hardware)} inside your own network, bought or on loan"
    elif plan.hardware.bought:
        start = f"Get {_one_copy(plan.hardware)}, bought or on loan"
    else:
        start = f"Rent or borrow {_one_copy(plan.hardware)} for a day"
    from_nothing = FROM_NOTHING in plan.adaptations
    model = "an open model of that size" if from_nothing else plan.model_name or "the model"
    return f"{start}, run the test inputs through {model}, and measure quality, speed and memory."


def _week(weeks: float) -> str:
    return plain_number(max(3.0, float(round(weeks))), 2)
