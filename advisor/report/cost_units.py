"""What one of something costs, and its electricity, as plain text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from advisor.quantity import Quantity, plain_number, usd_price, usd_range
from advisor.report.text_tables import table

if TYPE_CHECKING:
    from advisor.decide.cost_records import PlanCost

UNITS = {
    "usd_per_request": "a request",
    "usd_per_user_month": "a user and month",
    "usd_per_million_tokens": "a million tokens in and out",
    "usd_per_audio_hour": "an hour of audio",
    "usd_per_thousand_images": "1,000 images",
    "usd_per_million_written_now": "a million tokens written, devices as busy as now",
    "usd_per_million_written_usual": "... as busy as such cards usually are",
    "usd_per_million_written_full": "... always busy",
    "lead_weeks": "from order to rack",
    "serving_kwh_month": "electricity of serving a month",
    "serving_co2_kg_month": "carbon of serving a month",
    "training_kwh": "electricity of training, once",
    "training_co2_kg": "carbon of training, once",
}
REQUEST = "usd_per_request"
SCALES = ((0.01, 1.0, "a request"), (1e-5, 1e3, "1,000 requests"), (0.0, 1e6, "a million requests"))
"""From which price of a request so many of them are told together."""


def of_requests(*usd_each: float) -> tuple[str, ...]:
    """Return for how many requests prices are told, then the prices of so many.

    >>> of_requests(0.0102, 0.024), of_requests(0.0000102, 0.0000045)
    (('a request', '$0.0102', '$0.024'), ('a million requests', '$10', '$4.50'))
    """
    times, told = next((times, told) for least, times, told in SCALES if min(usd_each) >= least)
    return told, *(usd_price(times * usd) for usd in usd_each)


def units_text(cost: PlanCost) -> str:
    """Return what one of each thing costs over the months of the bill; what is not known is said to be so."""
    rows = [_row(name, q) for name, q in cost.units.items()]
    rows += [(UNITS[name], why) for name, why in cost.unknown.items()]
    return table(rows) if rows else ""


def _row(name: str, q: Quantity) -> tuple[str, str]:
    if name == REQUEST:
        times, told = next((times, told) for least, times, told in SCALES if q.value >= least)
        some = replace(q, value=times * q.value, low=times * q.low, high=times * q.high)
        return told, usd_range(some)
    return UNITS.get(name, name), usd_range(q) if q.unit.startswith("USD") else _physical(q)


def _physical(q: Quantity) -> str:
    unit = q.unit.removesuffix("/month")
    return f"{plain_number(q.value)} {unit} ({plain_number(q.low)}–{plain_number(q.high)})"
