"""The calendar of every figure by the day or the month; a month has 730 hours."""

from __future__ import annotations

SECONDS_PER_MINUTE = 60.0
SECONDS_PER_DAY = 86_400.0
DAYS_PER_WEEK = 7.0
DAYS_PER_MONTH = 365 / 12
HOURS_PER_MONTH = 24 * DAYS_PER_MONTH
HOURS_PER_YEAR = 24.0 * 365
HOURS_PER_WEEK = 168.0
HOURS_PER_DAY = 24.0
