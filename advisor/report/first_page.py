"""The first page: the decision, its cost, how sure it is, what would change it, and the small table."""

from __future__ import annotations

from typing import Any

from advisor.decide.records import RankedPlan, Recommendation, TippingPoint
from advisor.quantity import Quantity, derive, usd
from advisor.report import figures
from advisor.report.labels import label, word_title
from advisor.strategy.records import Plan

BUSIER = 3
"""The small table shows the bill at this many times the traffic."""
DEFAULT_HORIZON = 36


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
        "sure": sure_sentence(recommendation),
        "changes": [change_clause(point) for point in recommendation.tipping_points[:2]],
        "glance": glance(recommendation, winner) if winner else None,
    }


def cost_sentence(recommendation: Recommendation, plan: Plan) -> str:
    """Return what the plan costs a month and over its life, and what part of it is training."""
    parts = []
    month, once, life = (plan.estimates.get(name) for name in ("usd_month", "usd_once", "usd_lifetime"))
    if month is not None:
        parts.append(f"{usd(month.value)} a month expected{_to(month)}")
    if once is not None and once.high > 0:
        parts.append(f"{usd(once.value)} once{_to(once)}")
    if life is not None:
        horizon = recommendation.profile.number("time.horizon_months", DEFAULT_HORIZON) or DEFAULT_HORIZON
        growth = _growth_words(recommendation)
        parts.append(f"{usd(life.value)} over {figures.months(horizon)}{growth}{_to(life)}")
    return f"{'; '.join(parts)}. {_split_sentence(plan)}"


def sure_sentence(recommendation: Recommendation) -> str:
    """Return how often the winner stays first, in words."""
    plans = [r for r in recommendation.plans if r.plan.feasibility != "infeasible"]
    if not plans:
        return "Nothing that we know of meets every limit; see below which limit breaks first."
    first = figures.percent(plans[0].acceptability)
    sureness = label("sureness", recommendation.sureness)
    start = f"{sureness}: a plan of this kind stays first in {first} of the cases we tried"
    if len(plans) == 1:
        return f"{sureness}: this is the only plan that meets every limit."
    if recommendation.sureness == "clear":
        return f"{start} over what we don't know."
    second = plans[1]
    rest = f"{second.plan.title} is first in {figures.percent(second.acceptability)}"
    if recommendation.sureness == "open":
        kind = f"A plan of this kind is first in {first} of the cases we tried"
        return f"{sureness}: there are two answers. {kind}; {rest}."
    return f"{start}; {rest}."


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
    other = next(iter([*others, *rivals]), None)
    plan = winner.plan
    head = ["", "now", f"at {BUSIER}x traffic"]
    rows = [
        ["cost a month", _shown(plan, "usd_month"), busier_cost(recommendation, plan)],
        [wait_label(plan), _shown(plan, "first_token_ms"), "same" if _follows_traffic(plan) else "–"],
        ["ready in", _shown(plan, "weeks"), "–"],
        ["people to run it", _shown(plan, "people"), "–"],
    ]
    if other is not None:
        head.append(f"{word_title(other.plan.deployment)} instead")
        for row, name in zip(rows, ("usd_month", "first_token_ms", "weeks", "people"), strict=True):
            row.append(_shown(other.plan, name))
    return {"head": head, "rows": [row for row in rows if any(cell not in ("–", "same") for cell in row[1:])]}


def writes(plan: Plan) -> bool:
    """Return whether the model writes word by word; others give their result at once."""
    known = plan.estimates
    return "tokens_per_s" in known or "tpot_ms" in known or "total_ms" not in known


def wait_label(plan: Plan) -> str:
    """Return what people wait for: the first words of a model that writes, else the result."""
    return label("estimates", "first_token_ms") if writes(plan) else label("estimates", "result_ms")


def busier_cost(recommendation: Recommendation, plan: Plan) -> str:
    """Return the plan's monthly bill when the traffic is ``BUSIER`` times as high.

    A bill by use grows with the traffic. Devices cost the same as long as their capacity reaches.
    """
    month = plan.estimates.get("usd_month")
    if month is None:
        return "–"
    if _follows_traffic(plan) and plan.hardware is None:
        return figures.money(
            derive(
                "usd_month_busier",
                "USD/month",
                f"{BUSIER} x usd_month",
                lambda month: BUSIER * month,
                {"month": month},
            )
        )
    busy = _busy_share(recommendation, plan)
    if busy is None:
        return "–"
    return "same" if BUSIER * busy <= 1 else f"about {figures.times(BUSIER * busy)} the devices"


def _busy_share(recommendation: Recommendation, plan: Plan) -> float | None:
    """Return how much of what its devices can do a plan uses now, None where nobody knows."""
    requests = recommendation.profile.number("workload.requests_per_day")
    room = plan.estimates.get("capacity_requests_day")
    if requests is not None and room is not None and room.value > 0:
        return requests / room.value
    use = plan.estimates.get("utilisation")
    return use.value if use is not None else None


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


def _split_sentence(plan: Plan) -> str:
    """Return what part of the bill is training."""
    training, life = plan.estimates.get("training_usd"), plan.estimates.get("usd_lifetime")
    if training is None or training.value == 0:
        return "All of it is inference."
    if life is None or life.value <= 0:
        return f"Training takes {figures.money(training)} of it."
    part = figures.percent(min(1.0, training.value / life.value))
    return f"Training takes {figures.money(training)} of it, {part}; the rest is inference."
