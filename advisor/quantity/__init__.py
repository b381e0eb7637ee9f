"""Figures with their range, unit and origin: how they are made, computed from one another and written."""

from __future__ import annotations

from advisor.quantity.calendar import (
    DAYS_PER_MONTH,
    DAYS_PER_WEEK,
    DAYS_PER_YEAR,
    HOURS_PER_DAY,
    HOURS_PER_MONTH,
    HOURS_PER_WEEK,
    HOURS_PER_YEAR,
    MONTHS_PER_YEAR,
    SECONDS_PER_DAY,
    SECONDS_PER_MINUTE,
    WEEKS_PER_MONTH,
    WEEKS_PER_YEAR,
)
from advisor.quantity.derived import derive
from advisor.quantity.figure import Basis, Quantity, assumed, exact, sourced
from advisor.quantity.written import AMOUNTS, LEAST, counted, plain_number, tidied, usd, usd_price, usd_range

__all__ = [
    "AMOUNTS",
    "DAYS_PER_MONTH",
    "DAYS_PER_WEEK",
    "DAYS_PER_YEAR",
    "HOURS_PER_DAY",
    "HOURS_PER_MONTH",
    "HOURS_PER_WEEK",
    "HOURS_PER_YEAR",
    "LEAST",
    "MONTHS_PER_YEAR",
    "SECONDS_PER_DAY",
    "SECONDS_PER_MINUTE",
    "WEEKS_PER_MONTH",
    "WEEKS_PER_YEAR",
    "Basis",
    "Quantity",
    "assumed",
    "counted",
    "derive",
    "exact",
    "plain_number",
    "sourced",
    "tidied",
    "usd",
    "usd_price",
    "usd_range",
]
