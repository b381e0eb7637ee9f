"""The first page: the decision, its cost, how sure it is, what would change it, and the small table."""

from __future__ import annotations

from typing import Any

from advisor.decide.records import RankedPlan, Recommendation, TippingPoint
from advisor.estimate.ledger import Line
from advisor.quantity import Quantity, derive, plain_number, usd, usd_range
from advisor.report import figures
from advisor.report.labels import label, word_title
from advisor.strategy.assemble import PAID_ONCE
from advisor.strategy.records import Plan
from advisor.strategy.workload import JOB_ITEMS

BUSIER = 3
"""The small table shows the bill at this many times the traffic."""
DEFAULT_HORIZON = 36
BATCH, BATCH_WAIT = "batch_api", "within 24 hours"
"""What providers promise for work that may wait: OpenAI, Anthropic and Google, batch guides, 2025-2026."""
_SUMS = (
    ("usd_month", "budget.monthly_usd", {"usd_month": 1, "people_usd_month": -1}, "a month"),
    ("usd_once", "budget.one_off_usd", dict.fromkeys(PAID_ONCE, 1), "once"),
)
"""An estimate, the sum that a user names for it, what makes up its bills without people, how it reads."""


def winner_of(recommendation: Recommendation) -> RankedPlan | None:
    """Return the plan in first place when there is a feasible one."""
    first = next(iter(recommendation.plans), None)
    return first if first and first.plan.feasibility != "infeasible" else None


def rivals_of(recommendation: Recommendation) -> list[RankedPlan]:
    """Return the other plans that would work, by rank."""
    return [r for r in recommendation.plans[1:] if r.plan.feasibility != "infeasible"]


def refused_of(recommendation: Recommendation) -> list[RankedPlan]:
    """Return the refused plans that do not stand among the ranked ones."""
    known = {ranked.plan.id for ranked in recommendation.plans}
    return [ranked for ranked in recommendation.refused if ranked.plan.id not in known]


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
    if of_a_job(recommendation) and life is not None:
        return f"{usd(life.value)} for the whole job{_to(life)}. {_split_sentence(recommendation, plan)}"
    if month is not None:
        parts.append(f"{usd(month.value)} a month expected{_to(month)}")
    if once is not None and once.high > 0:
        parts.append(f"{usd(once.value)} once{_to(once)}")
    if life is not None:
        horizon = recommendation.profile.number("time.horizon_months", DEFAULT_HORIZON) or DEFAULT_HORIZON
        growth = "" if plan.is_fleet else _growth_words(recommendation)
        parts.append(f"{usd(life.value)} over {figures.months(horizon)}{growth}{_to(life)}")
    return f"{'; '.join(parts)}. {_split_sentence(recommendation, plan)}"


def left_sentence(recommendation: Recommendation, plan: Plan) -> str:
    """Return what the untuned plan that was left for what works would cost; empty where there is none."""
    other = recommendation.left
    if other is None:
        return ""
    horizon = recommendation.profile.number("time.horizon_months", DEFAULT_HORIZON) or DEFAULT_HORIZON
    name = "usd_lifetime"
    over = "for the whole job" if of_a_job(recommendation) else f"over {figures.months(horizon)}"
    theirs, ours = (usd_range(p.estimates[name]) for p in (other, plan))
    return (
        f"Had nothing worked yet, this would be advised: {other.title}, with nothing tuned, {theirs} {over}"
        f" against {ours}. Put it through the test set that your result passed before you pay more for that."
    )


def of_a_job(recommendation: Recommendation) -> bool:
    """Return whether the bills are those of a job that is done once, and not of every month."""
    return recommendation.profile.said(JOB_ITEMS)


def beyond(recommendation: Recommendation, plan: Plan) -> str:
    """Return which sums and times that the user named the expected figures pass; empty where none.

    A plan is only ruled out where even its low end passes them, and people on the payroll count against no
    budget; who signs should know both.
    """
    profile, known = recommendation.profile, plan.estimates
    found = []
    for name, field, bills, what in _SUMS:
        said, needed = profile.number(field), known.get(name)
        if said is None or needed is None or needed.value <= said:
            continue
        rest = sum(sign * known[part].value for part, sign in bills.items() if part in known)
        paid = f" ({usd(rest)} without people's time)" if rest < needed.value else ""
        found.append(f"{usd(needed.value)} {what}{paid} against the {usd(said)} that you have")
    weeks, deadline = known.get("weeks"), profile.number("time.deadline_weeks")
    if weeks is not None and deadline is not None and weeks.value > deadline:
        found.append(f"{figures.weeks(weeks)} against a deadline of {plain_number(deadline)} weeks")
    return "; ".join(found)


def sure_sentence(recommendation: Recommendation) -> str:
    """Return how often the winner stays first, in words."""
    plans = [r for r in recommendation.plans if r.plan.feasibility != "infeasible"]
    if not plans:
        return "Nothing that we know of meets every limit; see below which limit breaks first."
    sureness = label("sureness", recommendation.sureness)
    first = figures.percent(plans[0].acceptability)
    start = f"a plan of this kind stays first in {first} of the cases we tried"
    if len(plans) == 1:
        start = "this is the only plan that meets every limit"
    if recommendation.unsaid:
        named = "; ".join(recommendation.unsaid)
        return f"{sureness}: {start}, but we had to assume what decides most: {named}."
    if len(plans) == 1 or recommendation.sureness == "clear":
        over = " over what we don't know" if len(plans) > 1 else ""
        return f"{sureness}: {start}{over}."
    second = plans[1]
    rest = f"{second.plan.title} is first in {figures.percent(second.acceptability)}"
    if recommendation.sureness == "open":
        kind = f"A plan of this kind is first in {first} of the cases we tried"
        return f"{sureness}: there are two answers. {kind}; {rest}."
    return f"{sureness}: {start}; {rest}."


def change_clause(point: TippingPoint) -> str:
    """Return one tipping point as the end of "Changes if …"."""
    if point.sentence:
        return point.sentence.rstrip(".")
    return f"{point.label} reaches {point.threshold} (now {point.now}): then {point.becomes}"


def glance(recommendation: Recommendation, winner: RankedPlan) -> dict[str, Any]:
    """Return the small table: the winner now and busier, and the best plan of another kind."""
    rivals = rivals_of(recommendation)
    billed = recommendation.bill.alternative_title if recommendation.bill else ""
    others = [r for r in (*rivals, *recommendation.refused) if r.plan.title == billed]
    other = recommendation.left or next((ranked.plan for ranked in (*others, *rivals)), None)
    plan, job = winner.plan, of_a_job(recommendation)
    cost, per = ("usd_lifetime", "cost of the job") if job else ("usd_month", "cost a month")
    head = ["", "once" if job else "now", f"at {BUSIER}x traffic"]
    rows = [
        [per, _shown(plan, cost), busier_cost(recommendation, plan)],
        [wait_label(plan), wait_words(plan), "same" if _follows_traffic(plan) else "–"],
        ["ready in", _shown(plan, "weeks"), "–"],
        ["people to run it", _shown(plan, "people"), "–"],
    ]
    if job or plan.is_fleet:
        head, rows = head[:2], [row[:2] for row in rows]
    if other is not None:
        same = other.deployment == plan.deployment
        head.append(f"{other.title if same else word_title(other.deployment)} instead")
        theirs = [_shown(other, name) for name in (cost, "weeks", "people")]
        for row, cell in zip(rows, (theirs[0], wait_words(other), *theirs[1:]), strict=True):
            row.append(cell)
    return {"head": head, "rows": [row for row in rows if any(cell not in ("–", "same") for cell in row[1:])]}


def by_batch(plan: Plan) -> bool:
    """Return whether a provider answers when it finds the time, within a day."""
    return plan.hardware is None and BATCH in plan.techniques


def wait_words(plan: Plan) -> str:
    """Return how long people wait with a plan."""
    return BATCH_WAIT if by_batch(plan) else _shown(plan, "first_token_ms")


def writes(plan: Plan) -> bool:
    """Return whether the model writes word by word; others give their result at once."""
    known = plan.estimates
    if by_batch(plan):
        return False
    return "tokens_per_s" in known or "tpot_ms" in known or "total_ms" not in known


def wait_label(plan: Plan) -> str:
    """Return what people wait for: the first words of a model that writes, else the result."""
    name = "batch_ms" if by_batch(plan) else "first_token_ms" if writes(plan) else "result_ms"
    return label("estimates", name)


def busier_cost(recommendation: Recommendation, plan: Plan) -> str:
    """Return the plan's bills when the traffic is ``BUSIER`` times as high.

    What follows the traffic grows with it; devices cost the same until they are full at the peak, as in
    the bill over time. Devices that are not on the bill are counted.
    """
    month = plan.estimates.get("usd_month")
    if month is None:
        return "–"
    grown = [_grown(line) for line in plan.lines]
    if all(factor == 1.0 for factor in grown) and not _follows_traffic(plan):
        full = _full_at_the_peak(recommendation, plan)
        if full is None:
            return "same" if plan.lines else "–"
        return "same" if BUSIER * full <= 1 else f"about {figures.times(BUSIER * full)} the devices"
    bills = {f"line{i}": q for i, line in enumerate(plan.lines) if (q := line.month) is not None}
    factors = {f"line{i}": factor for i, factor in enumerate(grown)}
    bills, factors = (bills, factors) if bills else ({"all": month}, {"all": float(BUSIER)})
    busier = derive(
        "usd_month_busier",
        "USD/month",
        " + ".join(f"{plain_number(factors[key])} x {q.name}" for key, q in bills.items()),
        lambda **month: sum(factors[key] * value for key, value in month.items()),
        bills,
    )
    more = sum((_grown(line) - 1.0) * line.once.value for line in plan.lines if line.once is not None)
    return figures.money(busier) + (f" + {usd(more)} once" if more > 0 else "")


def _grown(line: Line) -> float:
    """Return how much of a line of the bill is needed at ``BUSIER`` times the traffic, over now."""
    if line.grows == "never":
        return 1.0
    return float(BUSIER) if line.grows == "with_traffic" else max(1.0, BUSIER / line.headroom)


def _full_at_the_peak(recommendation: Recommendation, plan: Plan) -> float | None:
    """Return how full the devices of a plan are in its busiest minute, None where nobody counted."""
    use = plan.estimates.get("utilisation")
    peak = recommendation.profile.number("workload.peak_factor") or 1.0
    return use.value * peak if use is not None else None


def _follows_traffic(plan: Plan) -> bool:
    """Return whether the plan is paid by use."""
    return plan.hardware is None and "scales_with_traffic" in plan.estimates


def _shown(plan: Plan, name: str) -> str:
    """Return an estimate in words, or a dash."""
    q = plan.estimates.get(name)
    if q is None:
        return "–"
    return figures.money(q) if q.unit.startswith("USD") else figures.quantity(q)


def _to(q: Quantity) -> str:
    """Return a range as the first page words it: ``" (240 to 620)"``."""
    words = figures.money(q).partition(" (")[2].rstrip(")")
    return f" ({words.replace('–', ' to ')})" if words else ""


def _growth_words(recommendation: Recommendation) -> str:
    """Return whose growth the lifetime bill rests on."""
    growth = recommendation.profile.get("workload.growth_per_year")
    if growth is None or not growth.known or growth.value == 1:
        return ""
    return " at your growth" if growth.state == "answered" else " at the growth we assumed"


def _split_sentence(recommendation: Recommendation, plan: Plan) -> str:
    """Return what part of the bill is training, that which is done again included."""
    training, bill = plan.estimates.get("training_usd"), recommendation.bill
    if training is None or training.value == 0:
        return "All of it is inference."
    if bill is None:
        return f"Training takes {figures.money(training)} of it."
    whole = bill.over_time.month(bill.over_time.last).training
    who = "Training and its repeats take" if whole.value > training.value else "Training takes"
    if plan.is_fleet:
        return "All of it is training."
    part = figures.percent(bill.over_time.training_share)
    return f"{who} {figures.money(whole)} of it, {part}; the rest is inference."
