"""For how many hours of a month rented devices are paid: all, or as the day's load and patience allow."""

from __future__ import annotations

import math

from advisor.estimate.money import HOURS_PER_MONTH
from advisor.quantity import HOURS_PER_WEEK, Quantity

BATCH_BUSY_SHARE = 0.6
"""Load while rented devices run for work that may wait: they are given back in between."""
LEAST_HOURS = 30.0
"""Hours a month in which even little work that may wait keeps a device, with its start and its loading."""
OFFICE_HOURS_PER_WEEK = 60.0
"""Hours of a week, five long days, in which a service of office hours needs all its copies."""
JOB_LEAST_HOURS = 4.0
"""Hours for which a device is kept for a job that is done once: half a day with its start and a trial."""
QUIET_SHARE = 0.2
"""Load outside office hours over the load within them."""


def rented_hours(
    replicas: int,
    utilisation: Quantity,
    *,
    work_may_wait: bool,
    shape: str = "",
    done_once: bool = False,
) -> float:
    """Return the hours a month that each rented device is paid for, averaged over all of them.

    Work that may wait keeps devices only while they are busy. A service of office hours gives copies back
    at night and keeps as many as the quiet load needs, one at least; without such a shape all copies stay.

    Args:
        replicas: Copies of the model at the busiest hour.
        utilisation: Share of the time that they are busy.
        work_may_wait: Whether results may come hours later.
        shape: When it is busy, ``office_hours`` or anything else.
        done_once: Whether the work is one job, which keeps a device for fewer hours than work of every month.
    """
    if work_may_wait:
        busy = min(1.0, utilisation.value / BATCH_BUSY_SHARE)
        return max(JOB_LEAST_HOURS if done_once else LEAST_HOURS, HOURS_PER_MONTH * busy)
    if shape != "office_hours" or replicas < 2:
        return HOURS_PER_MONTH
    quiet = max(1, math.ceil(replicas * QUIET_SHARE)) / replicas
    busy_share = OFFICE_HOURS_PER_WEEK / HOURS_PER_WEEK
    return HOURS_PER_MONTH * (busy_share + (1.0 - busy_share) * quiet)
