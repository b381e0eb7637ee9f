"""The first page: the decision, its cost, how sure it is, what would change it, and the small table."""

from __future__ import annotations

from typing import Any

from advisor.decide.records import Recommendation, TippingPoint
from advisor.decide.told_cost import is_paid
from advisor.decide.too_slow import later_than_said
from advisor.decide.words import NO_TASK, phrases
from advisor.interview.outcomes import PATH as WORKED
from advisor.profile import UNDECIDED
from advisor.quantity import Quantity, plain_number, usd, usd_range
from advisor.quantity.calendar import MONTHS_PER_YEAR
from advisor.report import figures
from advisor.report.backlog import backlog_sentence
from advisor.report.glance import glance
from advisor.report.labels import label, phrase
from advisor.report.plans import of_a_job, winner_of
from advisor.strategy.assemble import PAID_ONCE
from advisor.strategy.made import wording
from advisor.strategy.own_time import HOURS
from advisor.strategy.records import BEYOND, Plan

DEFAULT_HORIZON = 36
RUN = "gpu_hours"
"""Figure of an answer about a training run."""
_SUMS = (
    ("usd_month", "budget.monthly_usd", {"usd_month": 1, "people_usd_month": -1}, "month"),
    ("usd_once", "budget.one_off_usd", dict.fromkeys(PAID_ONCE, 1), "once"),
)
"""An estimate, the sum that a user names for it, what makes up its bills without people, its wording."""


def first_page(recommendation: Recommendation) -> dict[str, Any]:
    """Return what the first page shows, as text."""
    winner = winner_of(recommendation)
    return {
        "cost": cost_sentence(recommendation, winner.plan) if winner else "",
        "left": left_sentence(recommendation, winner.plan) if winner else "",
        "beyond": beyond(recommendation, winner.plan) if winner else "",
        "sure": sure_sentence(recommendation),
        "changes": [change_clause(point) for point in recommendation.tipping_points[:2]],
        "glance": glance(recommendation, winner) if winner else None,
    }


def cost_sentence(recommendation: Recommendation, plan: Plan) -> str:
    """Return what the plan costs a month and over its life, and what part of it is training."""
    parts = []
    month, once, life = (plan.estimates.get(name) for name in ("usd_month", "usd_once", "usd_lifetime"))
    if month is not None and _without_a_task(recommendation):
        form = str(phrases()["no_task"]["cost"])
        return form.format(month=usd(month.value), range=_to(month))
    if of_a_job(recommendation) and life is not None:
        return _bill("job", life, rest=_rest(recommendation, plan))
    if month is not None:
        parts.append(_bill("month", month))
    if once is not None and is_paid(once):
        parts.append(_bill("once", once))
    if life is not None:
        growth = "" if plan.is_fleet else _growth_words(recommendation)
        parts.append(_bill("life", life, months=_horizon(recommendation), growth=growth))
    return f"{'; '.join(parts)}. {_rest(recommendation, plan)}"


def _bill(form: str, bill: Quantity, **parts: str) -> str:
    return phrase("cost", form, bill=usd(bill.value), range=_to(bill), **parts)


def _horizon(recommendation: Recommendation) -> str:
    """Return the months over which costs are added up."""
    horizon = recommendation.profile.number("time.horizon_months", DEFAULT_HORIZON) or DEFAULT_HORIZON
    return figures.months(horizon)


def _without_a_task(recommendation: Recommendation) -> bool:
    """Return whether no task is named and a rule asks for one before anything else."""
    return recommendation.profile.text("use_case.kind") in ("", UNDECIDED) and any(
        f.status == "fired" and f.rule.kind == "require" and NO_TASK in f.rule.advise
        for f in recommendation.findings
    )


def _rest(recommendation: Recommendation, plan: Plan) -> str:
    """Return what part of the bill is training, and what is not in it: items at the start, unpaid hours."""
    hours = plan.estimates.get(HOURS)
    beside = "" if hours is None else phrase("cost", "own_time", hours=figures.quantity(hours))
    rest = f"{_split_sentence(recommendation, plan)}{backlog_sentence(recommendation, plan)}"
    return f"{rest}{_training_asked_about(recommendation, plan)}{beside}"


def _training_asked_about(recommendation: Recommendation, plan: Plan) -> str:
    """Return what a training run costs that was asked about, where the plan trains nothing."""
    if plan.trains:
        return ""
    runs = (one.figures for one in recommendation.answers if any(f.name == RUN for f in one.figures))
    sums = (next((f for f in run if f.unit == "USD"), None) for run in runs)
    bill = next((one for one in sums if one is not None), None)
    return phrase("cost", "asked", bill=usd_range(bill)) if bill is not None else ""


def left_sentence(recommendation: Recommendation, plan: Plan) -> str:
    """Return what the untuned plan that was left for what works would cost; empty where there is none."""
    other = recommendation.left
    if other is None:
        return ""
    over = phrase("over", "job" if of_a_job(recommendation) else "months", months=_horizon(recommendation))
    theirs, ours = (usd_range(p.estimates["usd_lifetime"]) for p in (other, plan))
    form = "worked" if recommendation.profile.said(WORKED) else "runs"
    return str(phrases()["left"][form].format(other=other.title, theirs=theirs, over=over, ours=ours))


def beyond(recommendation: Recommendation, plan: Plan) -> str:
    """Return which sums and times that the user named the expected figures pass; empty where none.

    A plan is only ruled out where even its low end passes them, and people on the payroll count against no
    budget; who signs should know both.
    """
    profile, known = recommendation.profile, plan.estimates
    found = []
    for name, field, bills, form in _SUMS:
        said, needed = profile.number(field), known.get(name)
        if said is None or needed is None or needed.value <= said:
            continue
        rest = sum(sign * known[part].value for part, sign in bills.items() if part in known)
        unpaid = phrase("beyond", "unpaid", usd=usd(rest)) if rest < needed.value else ""
        found.append(phrase("beyond", form, needed=usd(needed.value), unpaid=unpaid, said=usd(said)))
    found += _first_year(recommendation, plan)
    weeks, deadline = known.get("weeks"), profile.number("time.deadline_weeks")
    if weeks is not None and deadline is not None and weeks.value > deadline:
        known_by = {"weeks": figures.weeks(weeks), "deadline": plain_number(deadline)}
        found.append(phrase("beyond", "deadline", **known_by))
    return "; ".join(found)


def _first_year(recommendation: Recommendation, plan: Plan) -> list[str]:
    """Return what the first year takes of the only sum that was named, where what is paid once is within it.

    first_year = once + 12 x month
    """
    profile, known = recommendation.profile, plan.estimates
    said, once, month = profile.number("budget.one_off_usd"), known.get("usd_once"), known.get("usd_month")
    if said is None or once is None or month is None or profile.said("budget.monthly_usd"):
        return []
    year = once.value + MONTHS_PER_YEAR * month.value
    if of_a_job(recommendation) or once.value > said or year <= said:
        return []
    people = known.get("people_usd_month")
    rest = year - (MONTHS_PER_YEAR * people.value if people is not None else 0.0)
    unpaid = phrase("beyond", "unpaid", usd=usd(rest)) if rest < year else ""
    return [phrase("beyond", "year", needed=usd(year), unpaid=unpaid, said=usd(said))]


def sure_sentence(recommendation: Recommendation) -> str:
    """Return how often the winner stays first, in words."""
    plans = [r for r in recommendation.plans if r.plan.feasibility != "infeasible"]
    if not plans and any(r.plan.form == BEYOND for r in recommendation.refused):
        return wording("sure")
    if not plans:
        return phrase("sure", "none")
    share = figures.percent(plans[0].acceptability)
    start = phrase("sure", "first", share=share)
    if len(plans) == 1:
        start = _only_one(recommendation, plans[0].plan)
    parts = {"sureness": label("sureness", recommendation.sureness), "start": start, "share": share}
    if recommendation.unsaid:
        return phrase("sure", "unsaid", named="; ".join(recommendation.unsaid), **parts)
    if len(plans) == 1:
        return phrase("sure", "alone", **parts)
    theirs = figures.percent(plans[1].acceptability)
    second = phrase("sure", "second", title=plans[1].plan.title, share=theirs)
    form = recommendation.sureness if recommendation.sureness in ("clear", "open") else "likely"
    return phrase("sure", form, second=second, **parts)


def _only_one(recommendation: Recommendation, plan: Plan) -> str:
    """Return why one plan alone is left, and whether it is expected later than somebody said."""
    ruled = any(_by_rules_alone(r.plan) for r in recommendation.refused)
    later = later_than_said(recommendation.profile, plan)
    names = {
        (False, False): "alone",
        (True, False): "ruled",
        (False, True): "later",
        (True, True): "later_ruled",
    }
    return str(phrases()["sure"][names[ruled, later]])


def _by_rules_alone(plan: Plan) -> bool:
    """Return whether a plan meets every limit of size and money, and only rules set it aside."""
    return plan.feasibility != "infeasible" or bool(plan.limits and all(one.message for one in plan.limits))


def change_clause(point: TippingPoint) -> str:
    """Return one tipping point as the end of "Changes if …"."""
    if point.sentence:
        return point.sentence.rstrip(".")
    told = {"label": point.label, "threshold": point.threshold, "now": point.now}
    return phrase("changes", "reaches", becomes=point.becomes, **told)


def _to(q: Quantity) -> str:
    """Return a range as the first page words it: ``" (240 to 620)"``."""
    words = figures.money(q).partition(" (")[2].rstrip(")")
    return f" ({words.replace('–', ' to ')})" if words else ""


def _growth_words(recommendation: Recommendation) -> str:
    """Return whose growth the lifetime bill rests on."""
    growth = recommendation.profile.get("workload.growth_per_year")
    if growth is None or not growth.known or growth.value == 1:
        return ""
    if growth.state == "answered":
        return phrase("growth", "yours")
    known = None not in (growth.low, growth.high)
    ends = phrase("growth", "ends", low=growth.low, high=growth.high) if known else ""
    return phrase("growth", "assumed", growth=growth.value, ends=ends)


def _split_sentence(recommendation: Recommendation, plan: Plan) -> str:
    """Return what part of the bill is training, that which is done again included."""
    training, bill = plan.estimates.get("training_usd"), recommendation.bill
    if training is None or (training.value == 0 and (bill is None or not bill.trains)):
        return phrase("split", "inference")
    if bill is None:
        return phrase("split", "part", training=figures.money(training))
    if plan.is_fleet:
        return phrase("split", "all")
    whole = bill.over_time.month(bill.over_time.last).training
    form = "again" if whole.value > training.value else "once"
    share = figures.percent(bill.over_time.training_share)
    return phrase("split", form, training=figures.money(whole), share=share)
