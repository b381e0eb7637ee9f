"""A job that is done once, as the load of the months in which it runs: items over days."""

from __future__ import annotations

import math

from advisor.estimate.money import DAYS_PER_MONTH
from advisor.profile import Answer, Profile
from advisor.quantity import DAYS_PER_WEEK, SECONDS_PER_DAY, plain_number
from advisor.strategy.workload import JOB_DAYS, JOB_ITEMS, done_once

_USUAL_DAYS = (7.0, 1.0, 30.0)
"""Days for a job where nobody named a day: a week, from one day to a month."""
_REQUESTS = "workload.requests_per_day"
_DEADLINE = "time.deadline_weeks"
_WAITS = ("latency.first_token_ms", "latency.total_ms")
_LONGEST_WAIT_MS = 3.6e6
"""Nobody waits an hour for one answer: such a time is that of the whole job."""


def job(profile: Profile) -> dict[str, Answer]:
    """Return what follows from a job that is done once, nothing where there is none.

    months = ceil(days / days per month); requests_per_day = items / (months x days per month). The bill of
    these months is that of the job, whatever part of them it runs; how fast it must go follows from the days.
    """
    items = profile.get(JOB_ITEMS)
    if items is None or not done_once(profile):
        return {}
    count = profile.number(JOB_ITEMS) or 0.0
    days = _days(profile)
    found = {} if profile.said(JOB_DAYS) else {JOB_DAYS: days}
    least = float(days.value) if isinstance(days.value, (int, float)) else _USUAL_DAYS[0]
    months = max(1, math.ceil(least / DAYS_PER_MONTH - 1e-9))
    each = months * DAYS_PER_MONTH
    why = f"{plain_number(count)} items, done once, over {months} month{'s' if months > 1 else ''} of bills"
    low, high = (count if end is None else end for end in (items.low, items.high))
    found[_REQUESTS] = Answer(count / each, "assumed", low / each, high / each, why)
    found["workload.growth_per_year"] = Answer(1.0, "assumed", 1.0, 1.0, "a job that is done once")
    found["time.horizon_months"] = Answer(months, "assumed", said="the job ends then")
    found["latency.batch_ok"] = Answer(
        least >= 1.0, "assumed", said=f"the job has {plain_number(least)} days"
    )
    return {path: answer for path, answer in found.items() if not profile.said(path)}


def _days(profile: Profile) -> Answer:
    """Return the days that were named for the job, as a deadline or as a long wait, else the usual ones."""
    said = profile.get(JOB_DAYS) if profile.said(JOB_DAYS) else None
    if said is not None:
        return said
    weeks = profile.number(_DEADLINE)
    if weeks is not None and profile.said(_DEADLINE):
        return Answer(weeks * DAYS_PER_WEEK, "assumed", said="until your deadline")
    waits = [profile.number(path) for path in _WAITS if profile.said(path)]
    longest = max((ms for ms in waits if ms is not None), default=0.0)
    if longest >= _LONGEST_WAIT_MS:
        return Answer(longest / (1e3 * SECONDS_PER_DAY), "assumed", said="the time that you named")
    value, low, high = _USUAL_DAYS
    return Answer(value, "assumed", low, high, "nobody said until when: about a week")
