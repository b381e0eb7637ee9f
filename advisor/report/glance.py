"""The small table of the first page: the winner now and busier, and the best plan of another kind."""

from __future__ import annotations

from typing import Any

from advisor.decide.records import RankedPlan, Recommendation
from advisor.estimate.ledger import Line
from advisor.quantity import derive, plain_number, usd
from advisor.report import figures
from advisor.report.labels import label, word_title
from advisor.report.plans import of_a_job, rivals_of
from advisor.strategy.own_time import HOURS
from advisor.strategy.records import Plan

BUSIER = 3
"""The table shows the bill at this many times the traffic."""
TURN = "turn_ms"
BATCH, BATCH_WAIT = "batch_api", "within 24 hours"
"""What providers promise for work that may wait: OpenAI, Anthropic and Google, batch guides, 2025-2026."""


def glance(recommendation: Recommendation, winner: RankedPlan) -> dict[str, Any]:
    """Return the small table: the winner now and busier, and the best plan of another kind."""
    rivals = rivals_of(recommendation)
    billed = recommendation.bill.alternative_title if recommendation.bill else ""
    others = [r for r in (*rivals, *recommendation.refused) if r.plan.title == billed]
    other = _cheaper(recommendation) or next((ranked.plan for ranked in (*others, *rivals)), None)
    plan, job = winner.plan, of_a_job(recommendation)
    crew, spoken = HOURS if HOURS in plan.estimates else "people", TURN in plan.estimates
    cost, per = ("usd_lifetime", "cost of the job") if job else ("usd_month", "cost a month")
    head = ["", "once" if job else "now", f"at {BUSIER}x traffic"]
    rows = [
        [per, _shown(plan, cost), busier_cost(recommendation, plan)],
        [*waited(plan, turn=spoken), "same" if _follows_traffic(plan) else "–"],
        ["ready in", _shown(plan, "weeks"), "–"],
        [label("estimates", crew), _shown(plan, crew), "–"],
    ]
    if job or plan.is_fleet:
        head, rows = head[:2], [row[:2] for row in rows]
    if other is not None:
        same = other.deployment == plan.deployment
        head.append(f"{other.title if same else word_title(other.deployment)} instead")
        theirs = [_shown(other, name) for name in (cost, "weeks", crew)]
        for row, cell in zip(rows, (theirs[0], waited(other, turn=spoken)[1], *theirs[1:]), strict=True):
            row.append(cell)
    return {"head": head, "rows": [row for row in rows if any(cell not in ("–", "same") for cell in row[1:])]}


def _cheaper(recommendation: Recommendation) -> Plan | None:
    """Return the plan whose price the first page sets against the one advised, None where it names none."""
    extra = recommendation.extra
    return recommendation.left or (extra.plan if extra is not None else None)


def waited(plan: Plan, *, turn: bool) -> tuple[str, str]:
    """Return what people wait for and how long: of a conversation the whole turn, not its first part.

    Args:
        plan: The plan.
        turn: Whether people are answered by a voice.
    """
    return (label("estimates", TURN), _shown(plan, TURN)) if turn else (wait_label(plan), wait_words(plan))


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
