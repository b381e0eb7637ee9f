"""What there is to do at the start of work that goes on: items that come on top of every day's."""

from __future__ import annotations

from advisor.decide.records import Recommendation
from advisor.estimate.money import DAYS_PER_MONTH
from advisor.quantity import derive, plain_number, usd_range
from advisor.report.plans import of_a_job
from advisor.strategy.records import Plan
from advisor.strategy.workload import JOB_ITEMS


def backlog_sentence(recommendation: Recommendation, plan: Plan) -> str:
    """Return what the items at the start take beside the monthly bill; empty where there are none.

    usd = items x what follows the traffic / (requests a day x days of a month); on devices that are paid
    for anyway it is the days for which they are busy: items / (requests that they carry a day - requests a
    day), and nothing where every day's requests leave them no room.

    Args:
        recommendation: The decision.
        plan: One of its plans.
    """
    profile = recommendation.profile
    items, daily = profile.number(JOB_ITEMS), profile.number("workload.requests_per_day")
    if not items or not daily or not profile.said(JOB_ITEMS) or of_a_job(recommendation):
        return ""
    start = f" The {plain_number(items)} items at the start are not in it: about"
    follows = [line.month for line in plan.lines if line.grows == "with_traffic" and line.month is not None]
    by_use = {f"line{i}": month for i, month in enumerate(follows)}
    if by_use:
        share = items / (daily * DAYS_PER_MONTH)
        usd = derive(
            "usd_backlog",
            "USD",
            f"bill by use x {plain_number(items)} items / requests of a month",
            lambda **lines: share * sum(lines.values()),
            by_use,
        )
        return f"{start} {usd_range(usd)} more."
    carries = plan.estimates.get("capacity_requests_day")
    free = carries.value - daily if carries is not None else 0.0
    if free <= 0.0:
        return ""
    days = plain_number(max(1.0, items / free), 2)
    return f"{start} {days} {'day' if days == '1' else 'days'} of hardware that is paid for anyway."
