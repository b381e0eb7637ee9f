"""Putting a plan together: weeks, people, lifetime bill and the limits of money and time."""

from __future__ import annotations

from dataclasses import dataclass, field

from advisor.estimate.economics import lifetime, people_bill
from advisor.quantity import Quantity, derive, exact, plain_number
from advisor.strategy.context import SKILLS, Context
from advisor.strategy.once import once
from advisor.strategy.records import Hardware, Limit, Option, Plan

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


@dataclass(frozen=True, slots=True)
class Draft:
    """What a builder knows of a plan before it is completed."""

    deployment: str
    adaptations: tuple[str, ...]
    techniques: tuple[str, ...]
    model: str
    model_name: str
    tier: str
    usd_month: Quantity
    usd_once: Quantity | None = None
    residual: Quantity | None = None
    training: Training | None = None
    hardware: Hardware | None = None
    scales_with_traffic: bool = True
    people_in_bill: bool = False
    """Whether the monthly bill holds the people who run it."""
    fixed_month: Quantity | None = None
    """The part of the monthly bill that stays the same whatever the traffic, beside people in the bill."""
    estimates: dict[str, Quantity] = field(default_factory=dict)
    limits: tuple[Limit, ...] = ()
    title: str = ""
    id_suffix: str = ""
    parts: tuple[str, ...] = ()


def complete(context: Context, draft: Draft) -> Plan:
    """Return the plan of a draft, with its totals and every limit of money and time that it breaks."""
    once = _once(draft)
    estimates = {
        "usd_month": draft.usd_month.with_name("usd_month"),
        "usd_once": once,
        "weeks": weeks(context, draft.deployment, draft.adaptations),
        "people": extra_people(context, draft.deployment, draft.adaptations),
        **draft.estimates,
    }
    if draft.people_in_bill:
        salary = context.supply.catalog.parameter("engineer_usd_year")
        estimates["people_usd_month"] = people_bill(estimates["people"], salary)
    fixed = estimates.get("people_usd_month") or draft.fixed_month
    if draft.scales_with_traffic and fixed is not None:
        estimates["fixed_usd_month"] = fixed.with_name("fixed_usd_month")
        estimates["growing_usd_month"] = _growing(draft.usd_month, fixed)
    estimates["usd_lifetime"] = _lifetime(context, draft, once, estimates)
    if draft.usd_once is not None:
        estimates["hardware_usd"] = draft.usd_once.with_name("hardware_usd")
    if draft.training is not None:
        estimates.update(draft.training.estimates)
    if draft.scales_with_traffic:
        estimates["scales_with_traffic"] = exact(
            "scales_with_traffic", 1.0, "", "the bill follows the traffic"
        )
    broken = (*draft.limits, *(draft.training.limits if draft.training else ()))
    limits = (*broken, *money_and_time_limits(context, estimates, hosted=draft.hardware is None))
    parts = [
        draft.deployment,
        draft.model or "no-model",
        draft.hardware.accelerator if draft.hardware else "",
    ]
    return Plan(
        id="/".join([*(p for p in parts if p), "+".join(draft.adaptations), draft.id_suffix]).rstrip("/"),
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
    )


def option_range(option: Option, what: str) -> Quantity:
    """Return an option's ``weeks`` or ``people`` as a figure."""
    low, value, high = option.weeks if what == "weeks" else option.people
    unit = "weeks" if what == "weeks" else "FTE"
    return Quantity(f"{option.id}_{what}", value, low, high, unit, sources=(option.source,))


@once
def weeks(context: Context, deployment: str, adaptations: tuple[str, ...]) -> Quantity:
    """Return the weeks until first value: those of the deployment plus those of each adaptation."""
    inputs = {w: option_range(context.options[w], "weeks") for w in (deployment, *adaptations)}
    return derive("weeks", "weeks", " + ".join(q.name for q in inputs.values()), _total, inputs)


@once
def extra_people(context: Context, deployment: str, adaptations: tuple[str, ...]) -> Quantity:
    """Return the engineers needed beyond those that the same job takes on a hosted model.

    Looking after documents, prompts and tools is the same work wherever the model runs, so that only the
    deployment and what a hosted model could not carry count.
    """
    more = [w for w in adaptations if not context.anchors.carries(BASELINE, w)]
    inputs = {w: option_range(context.options[w], "people") for w in (deployment, *more)}
    base = option_range(context.options[BASELINE], "people").value
    text = f"{' + '.join(q.name for q in inputs.values())} - {base:g} that any deployment needs"
    return derive("people", "FTE", text, lambda **parts: max(0.0, sum(parts.values()) - base), inputs)


@once
def skill_gap(context: Context, words: tuple[str, ...]) -> int:
    """Return how many steps the team's skill falls short of what the words need; an unknown team is taken
    to be of developers."""
    have = SKILLS.index(context.profile.text("team.skill", "developers"))
    need = max((SKILLS.index(context.options[w].skill) for w in words if w in context.options), default=0)
    return max(0, need - have)


def money_and_time_limits(
    context: Context, estimates: dict[str, Quantity], *, hosted: bool
) -> tuple[Limit, ...]:
    """Return the limits of budget and deadline that even the lower end of a plan breaks.

    People on the payroll do not count against a budget for bills, hardware and computing.
    """
    profile = context.profile
    found: list[Limit] = []
    monthly, once = profile.number("budget.monthly_usd"), profile.number("budget.one_off_usd")
    credits_month = (profile.number("budget.credits_usd") or 0.0) / 12 if hosted else 0.0
    month = estimates["usd_month"].low - _salaries(estimates)
    if monthly is not None and month > monthly + credits_month:
        found.append(
            Limit("monthly budget", f"at least ${plain_number(month)}", f"${plain_number(monthly)}", "budget")
        )
    spent_once = sum(
        estimates[name].low for name in ("hardware_usd", "training_computing_usd") if name in estimates
    )
    if once is not None and spent_once > once:
        need = f"at least ${plain_number(spent_once)}"
        found.append(Limit("one-off budget", need, f"${plain_number(once)}", "budget"))
    deadline = profile.number("time.deadline_weeks")
    if deadline is not None and estimates["weeks"].low > deadline:
        need = f"at least {plain_number(estimates['weeks'].low)} weeks"
        found.append(Limit("time until the deadline", need, f"{plain_number(deadline)} weeks", "deadline"))
    return tuple(found)


def _salaries(estimates: dict[str, Quantity]) -> float:
    people = estimates.get("people_usd_month")
    return people.low if people is not None else 0.0


def _growing(month: Quantity, fixed: Quantity) -> Quantity:
    """Return the part of a monthly bill that follows the traffic."""
    low, high = sorted((max(0.0, month.low - fixed.low), max(0.0, month.high - fixed.high)))
    value = max(0.0, month.value - fixed.value)
    return Quantity(
        "growing_usd_month",
        value,
        min(low, value),
        max(high, value),
        "USD/month",
        formula=f"{month.name} - {fixed.name}",
        inputs=(month, fixed),
    )


def _lifetime(context: Context, draft: Draft, once: Quantity, estimates: dict[str, Quantity]) -> Quantity:
    """Return the bill over the horizon; what people cost stays the same while the traffic grows."""
    work = context.workload
    growing = lifetime(
        once,
        estimates.get("growing_usd_month", draft.usd_month),
        work.growth_per_year,
        work.months,
        scales_with_traffic=draft.scales_with_traffic,
        residual=draft.residual,
    )
    fixed = estimates.get("fixed_usd_month")
    if fixed is None:
        return growing.with_name("usd_lifetime")
    return derive(
        "usd_lifetime",
        "USD",
        f"{growing.name} + {work.months} x {fixed.name}",
        lambda growing, fixed: growing + work.months * fixed,
        {"growing": growing, "fixed": fixed},
    )


def _once(draft: Draft) -> Quantity:
    parts = {
        q.name: q for q in (draft.usd_once, draft.training.usd if draft.training else None) if q is not None
    }
    if not parts:
        return exact("usd_once", 0.0, "USD", "0, because nothing is bought or trained")
    return derive("usd_once", "USD", " + ".join(parts), _total, parts)


def _total(**parts: float) -> float:
    return sum(parts.values())


def _title(context: Context, draft: Draft) -> str:
    place = context.options[draft.deployment].title
    on = f" on {draft.hardware.label()}" if draft.hardware else ""
    tuned = [
        context.options[w].title
        for w in draft.adaptations
        if w in context.options and context.options[w].trains
    ]
    with_ = f", {' and '.join(tuned).lower()}" if tuned else ""
    return f"{place}: {draft.model_name}{on}{with_}"
