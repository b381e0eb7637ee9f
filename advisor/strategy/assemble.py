"""Putting a plan together: weeks, people, lifetime bill and the limits of money and time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from advisor.estimate.growth import months_until_full
from advisor.estimate.ledger import Line, month_usd, once_usd, paid_usd
from advisor.quantity import DAYS_PER_WEEK, Quantity, derive, exact, plain_number
from advisor.strategy.at_hand import FROM_NOTHING, option_of
from advisor.strategy.context import SKILLS, Context
from advisor.strategy.in_use import in_use, is_tuned
from advisor.strategy.inside import stays_inside
from advisor.strategy.once import once
from advisor.strategy.own_time import HOURS, in_own_time, own_hours
from advisor.strategy.pretraining import is_laid_out
from advisor.strategy.pricing import HARDWARE, PEOPLE
from advisor.strategy.records import Form, Hardware, Limit, Option, Plan
from advisor.strategy.wordings import limit_name, limit_of, wording

BASELINE = "hosted_api"
"""People are counted beyond what calling a hosted model takes, which every plan needs."""


@dataclass(frozen=True, slots=True)
class Training:
    """What changing the weights takes, for all the tuning words of a plan together."""

    usd: Quantity
    hardware: Hardware | None
    estimates: dict[str, Quantity]
    """With ``training_usd``, and ``training_days``, ``training_gpu_hours`` where they are known."""
    limits: tuple[Limit, ...] = ()
    lines: tuple[Line, ...] = ()
    """The lines that ``usd`` is the sum of."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a builder knows of a plan before it is completed."""

    deployment: str
    adaptations: tuple[str, ...]
    techniques: tuple[str, ...]
    model: str
    model_name: str
    tier: str
    lines: tuple[Line, ...]
    """Everything that is paid for beside the training."""
    training: Training | None = None
    hardware: Hardware | None = None
    estimates: dict[str, Quantity] = field(default_factory=dict)
    limits: tuple[Limit, ...] = ()
    title: str = ""
    form: Form = ""
    parts: tuple[str, ...] = ()


PETTY_USD = 100.0
"""A sum that nobody asks for: a budget of nothing is not broken by an hour of a rented card."""
PETTY_USD_MONTH = 5.0
"""The same each month: what small bills and the free part of many services hide, our view."""
KEPT = frozenset(("power and hosting", "spares"))
"""What devices that are there take: nobody asks for new money for a machine that runs already."""


APART = " with people's work left out"
"""Behind what counts against a budget, where the bill beside it has people's work in it."""
HARDWARE_USD = "hardware_usd"
PAID_ONCE = (HARDWARE_USD, "training_hardware_usd", "training_computing_usd")
"""What counts against a one-off budget: purchases and computing, without people's time."""


def complete(context: Context, draft: Draft) -> Plan:
    """Return the plan of a draft with its totals; limits of money and time come with ``limited``."""
    lines = (*draft.lines, *(draft.training.lines if draft.training else ()))
    estimates = {
        **totals(context, lines),
        "weeks": weeks(context, draft.deployment, draft.adaptations, _is_there(draft)),
        "people": extra_people(context, draft.deployment, draft.adaptations),
        **draft.estimates,
    }
    if draft.training is not None:
        estimates.update(draft.training.estimates)
    if in_own_time(context.profile):
        estimates[HOURS] = own_hours(estimates["people"])
    limits = (*draft.limits, *(draft.training.limits if draft.training else ()))
    parts = [
        draft.deployment,
        draft.model or "no-model",
        draft.hardware.accelerator if draft.hardware else "",
    ]
    return Plan(
        id="/".join([*(p for p in parts if p), "+".join(draft.adaptations), draft.form]).rstrip("/"),
        title=draft.title or _title(context, draft),
        deployment=draft.deployment,
        adaptations=draft.adaptations,
        techniques=draft.techniques,
        model=draft.model,
        model_name=draft.model_name,
        tier=draft.tier,
        hardware=draft.hardware,
        estimates=estimates,
        feasibility="infeasible" if limits else "feasible",
        limits=limits,
        parts=draft.parts,
        training_hardware=draft.training.hardware if draft.training else None,
        lines=lines,
        form=draft.form,
    )


def limited(context: Context, plan: Plan) -> Plan:
    """Return a plan with the limits of money and time that it breaks beside those that it breaks anyway."""
    broken = money_and_time_limits(context, plan)
    broken += _too_late(context, plan)
    return replace(plan, limits=(*plan.limits, *broken), feasibility="infeasible") if broken else plan


def _too_late(context: Context, plan: Plan) -> tuple[Limit, ...]:
    """Return the end of a job that hardware still to be bought is not expected to meet, delivered and set up,
    where the work may go elsewhere."""
    days, device = context.workload.job_days, plan.hardware
    if days is None or device is None or not device.bought or device.owned or stays_inside(context):
        return ()
    until = plan.estimates["weeks"].value
    if until * DAYS_PER_WEEK <= days:
        return ()
    needs, has = {"weeks": plain_number(until)}, {"days": plain_number(days)}
    return (limit_of("job", "deadline", needs, has),)


def totals(context: Context, lines: tuple[Line, ...]) -> dict[str, Quantity]:
    """Return what the lines of a plan come to, by the names that plans use.

    Args:
        context: The bundle.
        lines: Everything that is paid for.
    """
    work = context.workload
    found = {
        "usd_month": month_usd(lines),
        "usd_once": once_usd(lines),
        "usd_lifetime": paid_usd("usd_lifetime", lines, work.growth_per_year, work.months, resale=True),
    }
    for line in lines:
        if line.name == PEOPLE and line.month is not None:
            found["people_usd_month"] = line.month
        if line.name == HARDWARE and line.once is not None:
            found[HARDWARE_USD] = line.once.with_name(HARDWARE_USD)
    if any(follows_traffic(context, line) for line in lines):
        found["scales_with_traffic"] = exact("scales_with_traffic", 1.0, "", "the bill follows the traffic")
    return found


def follows_traffic(context: Context, line: Line) -> bool:
    """Return whether a line grows with the traffic, at the latest within half of the horizon."""
    if line.grows == "when_full":
        work = context.workload
        return months_until_full(work.growth_per_year.value, line.headroom) < work.months / 2.0
    return line.grows == "with_traffic"


def _is_there(draft: Draft) -> bool:
    """Return whether a plan runs on devices that are there already."""
    return draft.hardware is not None and draft.hardware.owned


def option_range(option: Option, what: str, there: bool = False) -> Quantity:
    """Return an option's ``weeks`` or ``people`` as a figure, the weeks on devices that may be there."""
    if what == "weeks" and there and option.weeks_there is not None:
        low, value, high = option.weeks_there
        return Quantity(f"{option.id}_weeks", value, low, high, "weeks", sources=(option.source_there,))
    low, value, high = option.weeks if what == "weeks" else option.people
    unit = "weeks" if what == "weeks" else "FTE"
    return Quantity(f"{option.id}_{what}", value, low, high, unit, sources=(option.source,))


@once
def weeks(context: Context, deployment: str, adaptations: tuple[str, ...], there: bool = False) -> Quantity:
    """Return the weeks until first value: those of the deployment and of each adaptation not yet in use.

    Args:
        context: The bundle.
        deployment: Where it runs.
        adaptations: What is done to the model.
        there: Whether the devices are there already.
    """
    words = (w for w in (deployment, *adaptations) if not in_use(context.profile, w))
    options = tuple(option_of(context, w) for w in words)
    return context.supply.remember(("weeks", options, there), lambda: _weeks(options, there))


def _weeks(options: tuple[Option, ...], there: bool) -> Quantity:
    inputs = {option.id: option_range(option, "weeks", there) for option in options}
    if not inputs:
        return exact("weeks", 0.0, "weeks", "all of it runs today")
    return derive("weeks", "weeks", " + ".join(q.name for q in inputs.values()), _total, inputs)


@once
def extra_people(context: Context, deployment: str, adaptations: tuple[str, ...]) -> Quantity:
    """Return the engineers needed beyond those that the same job takes on a hosted model.

    Looking after documents, prompts and tools is the same work wherever the model runs, so that only the
    deployment and what a hosted model could not carry count.
    """
    more = (w for w in adaptations if not context.anchors.carries(BASELINE, w))
    options, base = tuple(option_of(context, w) for w in (deployment, *more)), context.options[BASELINE]
    return context.supply.remember(("people", options, base), lambda: _people_beyond(options, base))


def _people_beyond(options: tuple[Option, ...], baseline: Option) -> Quantity:
    inputs = {option.id: option_range(option, "people") for option in options}
    base = option_range(baseline, "people").value
    text = f"{' + '.join(q.name for q in inputs.values())} - {base:g} that any deployment needs"
    return derive("people", "FTE", text, lambda **parts: max(0.0, sum(parts.values()) - base), inputs)


@once
def skill_gap(context: Context, words: tuple[str, ...]) -> int:
    """Return how many steps the team's skill falls short of what the words need; an unknown team is taken
    to be of developers."""
    have = SKILLS.index(context.profile.text("team.skill", "developers"))
    need = max((SKILLS.index(context.options[w].skill) for w in words if w in context.options), default=0)
    return max(0, need - have)


def money_and_time_limits(context: Context, plan: Plan) -> tuple[Limit, ...]:
    """Return the limits of budget and deadline that even the lower end of a plan breaks.

    People on the payroll do not count against a budget for bills, hardware and computing.
    """
    profile, estimates = context.profile, plan.estimates
    found: list[Limit] = []
    monthly, once = profile.number("budget.monthly_usd"), profile.number("budget.one_off_usd")
    credits_month = (profile.number("budget.credits_usd") or 0.0) / 12 if plan.hardware is None else 0.0
    month = month_usd(line for line in plan.lines if line.name not in _paid_by_nobody(plan, monthly)).low
    if monthly is not None and month > max(monthly + credits_month, PETTY_USD_MONTH):
        need = f"at least ${plain_number(month)}{APART if estimates['usd_month'].low > month else ''}"
        found.append(Limit("monthly budget", need, f"${plain_number(monthly)}", "budget"))
    spent_once = sum(estimates[name].low for name in PAID_ONCE if name in estimates)
    if once is not None and spent_once > max(once, PETTY_USD):
        apart = APART if estimates["usd_once"].low > spent_once else ""
        need = f"at least ${plain_number(spent_once)}{apart}"
        found.append(Limit(limit_name("money"), need, f"${plain_number(once)}", "budget"))
    deadline, least = profile.number("time.deadline_weeks"), _least_weeks(context, plan)
    if deadline is not None and least > deadline:
        need = f"at least {plain_number(least)} weeks"
        found.append(Limit("time until the deadline", need, f"{plain_number(deadline)} weeks", "deadline"))
    return tuple(found)


def _least_weeks(context: Context, plan: Plan) -> float:
    """Return the fewest weeks of a plan that count against a deadline: those of the run alone where
    researchers told its size and text."""
    days = plan.estimates.get("training_days")
    if days is None or FROM_NOTHING not in plan.adaptations or not is_laid_out(context):
        return plan.estimates["weeks"].low
    return days.low / DAYS_PER_WEEK


def _paid_by_nobody(plan: Plan, monthly: float | None) -> frozenset[str]:
    """Return the lines of a bill that count against no budget: people on the payroll, and where nothing is to
    be spent what devices take that are there."""
    there = monthly == 0.0 and plan.hardware is not None and plan.hardware.owned
    return frozenset((PEOPLE,)) | (KEPT if there else frozenset())


def _total(**parts: float) -> float:
    return sum(parts.values())


def _title(context: Context, draft: Draft) -> str:
    place = context.options[draft.deployment].title
    on = f" on {draft.hardware.label()}" if draft.hardware else ""
    tuned = [
        context.options[w].inline
        for w in draft.adaptations
        if w in context.options and context.options[w].trains
    ]
    if is_tuned(context, draft.adaptations, draft.model or None):
        tuned = [wording("title")["done"]]
    with_ = f", {' and '.join(tuned)}" if tuned else ""
    return f"{place}: {draft.model_name}{on}{with_}"
