"""Work that is done in one's own time: nobody is paid for it, so it stands beside the bill, in hours."""

from __future__ import annotations

from advisor.profile import Profile
from advisor.quantity import Quantity, derive, exact

PATH = "team.own_time"
HOURS = "own_hours_week"
"""The estimate that stands in place of the pay."""
UNPAID = frozenset({"engineer_usd_year", "label_usd", "eval_setup_usd"})
"""Prices of work that people do for themselves: running it, checking examples, writing the test set."""
WORKING_WEEK = 40.0
"""Hours of a full-time week: ILO, Forty-Hour Week Convention, 1935 (No. 47)."""


def in_own_time(profile: Profile) -> bool:
    """Return whether the people who do the work are paid by nobody: a hobby, studies, a school, a club."""
    return profile.flag(PATH) is True


def unpaid(price: Quantity) -> Quantity:
    """Return the price of work that nobody is paid for.

    >>> unpaid(Quantity("label_usd", 2.0, 1.0, 4.0, "USD", formula="assumed")).high
    0.0
    """
    return exact(price.name, 0.0, price.unit, "0: done in your own time", basis="said")


def own_hours(people: Quantity) -> Quantity:
    """Return the hours a week that a plan takes of people who are not paid: ``people x 40 hours``.

    Args:
        people: Full-time equivalents.
    """
    return derive(
        HOURS, "hours/week", "people x 40 hours", lambda people: people * WORKING_WEEK, {"people": people}
    )
