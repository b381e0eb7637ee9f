"""The calendar that every monthly bill uses."""

from __future__ import annotations

DAYS_PER_MONTH = 365 / 12
HOURS_PER_MONTH = 730.0
