"""Figures with their range, unit and origin: how they are made, computed from one another and written."""

from __future__ import annotations

from advisor.quantity.calendar import (
    DAYS_PER_MONTH,
    DAYS_PER_WEEK,
    HOURS_PER_DAY,
    HOURS_PER_MONTH,
    HOURS_PER_WEEK,
    HOURS_PER_YEAR,
    SECONDS_PER_DAY,
    SECONDS_PER_MINUTE,
)
from advisor.quantity.derived import derive
from advisor.quantity.figure import Basis, Quantity, assumed, exact, sourced
from advisor.quantity.written import AMOUNTS, LEAST, counted, plain_number, tidied, usd, usd_price, usd_range

__all__ = [
    "AMOUNTS",
    "DAYS_PER_MONTH",
    "DAYS_PER_WEEK",
    "HOURS_PER_DAY",
    "HOURS_PER_MONTH",
    "HOURS_PER_WEEK",
    "HOURS_PER_YEAR",
    "LEAST",
    "SECONDS_PER_DAY",
    "SECONDS_PER_MINUTE",
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
