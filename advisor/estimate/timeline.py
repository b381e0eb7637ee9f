"""The bill over time: inference, training and the alternative, month by month, and where they cross."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from advisor.estimate.economics import months_text, traffic_months
from advisor.quantity import Quantity, derive


@dataclass(frozen=True, slots=True)
class Spending:
    """How one thing is paid: once, by the month, and again at each refresh."""

    once: Quantity | None = None
    """USD at month 0."""
    month: Quantity | None = None
    """USD a month, at today's traffic."""
    fixed_month: Quantity | None = None
    """USD a month that stays the same whatever the traffic, such as the people who run it."""
    scales_with_traffic: bool = False
    price_drift: Quantity | None = None
    """Price of the same service in a year against now, a range and no promise; None keeps it."""
    refresh: Quantity | None = None
    """USD each time that it is repeated, such as retraining."""
    refresh_every_months: int = 0
    """0 means never."""


@dataclass(frozen=True, slots=True)
class MonthBill:
    """Everything paid until the end of one month, in USD; month 0 is what is paid before launch."""

    month: int
    inference: Quantity
    training: Quantity
    alternative: Quantity


@dataclass(frozen=True, slots=True)
class BillOverTime:
    """The cumulative bill and the months in which its lines cross."""

    months: tuple[MonthBill, ...]
    inference_overtakes_training_month: int | None
    """First month in which inference has cost more than training; None without training or within the
    months shown."""
    alternative_overtakes_month: int | None
    """First month from which the alternative, dearer until then, is the cheaper one in total."""
    chosen_pays_back_month: int | None
    """First month from which the chosen plan, dearer until then, is the cheaper one in total."""


def cumulative(name: str, spending: Spending, growth_per_year: Quantity, month: int) -> Quantity:
    """Return what has been paid until the end of ``month``, in USD.

    once + month x sum of growth^(m/12) for m = 0..month-1 + months x fixed + refresh x (refreshes so far).
    """
    inputs: dict[str, Quantity] = {}
    terms: list[str] = []
    refreshes = _refreshes(spending, month)
    if spending.once is not None:
        inputs["once"] = spending.once
        terms.append(spending.once.name)
    if spending.month is not None:
        inputs["month_usd"] = spending.month
        terms.append(f"{spending.month.name} x {_months_text(spending, month)}")
        if spending.scales_with_traffic:
            inputs["growth"] = growth_per_year
        if spending.price_drift is not None:
            inputs["drift"] = spending.price_drift
    if spending.fixed_month is not None:
        inputs["fixed"] = spending.fixed_month
        terms.append(f"{month} x {spending.fixed_month.name}")
    if spending.refresh is not None and refreshes:
        inputs["refresh"] = spending.refresh
        terms.append(f"{refreshes} x {spending.refresh.name}")

    def usd(
        once: float = 0.0,
        month_usd: float = 0.0,
        growth: float = 1.0,
        drift: float = 1.0,
        fixed: float = 0.0,
        refresh: float = 0.0,
    ) -> float:
        running = month_usd * traffic_months(growth * drift, month) + month * fixed
        return once + running + refreshes * refresh

    return derive(
        f"{name}_usd_by_month_{month}", "USD", " + ".join(terms) or "0: nothing is paid", usd, inputs
    )


def _refreshes(spending: Spending, month: int) -> int:
    every = spending.refresh_every_months
    return max(0, month - 1) // every if every > 0 else 0


def _months_text(spending: Spending, month: int) -> str:
    changes = ["growth_per_year"] if spending.scales_with_traffic else []
    changes += ["price_drift"] if spending.price_drift is not None else []
    return months_text(changes, month)


def bill_over_time(
    *,
    inference: Spending,
    training: Spending,
    alternative: Sequence[Spending],
    growth_per_year: Quantity,
    months: int = 36,
) -> BillOverTime:
    """Return months 0..``months`` of the cumulative bill with the months in which lines cross.

    Args:
        inference: Running the chosen plan.
        training: Training or tuning it, empty when nothing is trained.
        alternative: Everything paid for the best plan of the other kind, such as its hardware and its tuning.
        growth_per_year: Traffic in a year against now, as a factor.
        months: Last month shown.
    """
    rows = tuple(
        MonthBill(
            m,
            cumulative("inference", inference, growth_per_year, m),
            cumulative("training", training, growth_per_year, m),
            _sum_of(alternative, growth_per_year, m),
        )
        for m in range(months + 1)
    )
    trains = rows[-1].training.value > 0
    overtakes = _first(rows, lambda r: r.inference.value > r.training.value) if trains else None
    return BillOverTime(
        rows,
        overtakes,
        _crossing(rows, lambda r: r.alternative.value < r.inference.value + r.training.value),
        _crossing(rows, lambda r: r.alternative.value > r.inference.value + r.training.value),
    )


def _sum_of(parts: Sequence[Spending], growth_per_year: Quantity, month: int) -> Quantity:
    if len(parts) == 1:
        return cumulative("alternative", parts[0], growth_per_year, month)
    bills = {f"part_{i}": cumulative(f"part_{i}", p, growth_per_year, month) for i, p in enumerate(parts)}
    formula = " + ".join(q.name for q in bills.values()) or "0: there is no alternative"
    return derive(
        f"alternative_usd_by_month_{month}", "USD", formula, lambda **usd: float(sum(usd.values())), bills
    )


def _first(rows: Sequence[MonthBill], holds: Callable[[MonthBill], bool]) -> int | None:
    return next((row.month for row in rows if holds(row)), None)


def _crossing(rows: Sequence[MonthBill], holds: Callable[[MonthBill], bool]) -> int | None:
    """Return the first month in which ``holds`` becomes true after it was false, if it stays to the end."""
    if not holds(rows[-1]):
        return None
    last_false = max((row.month for row in rows if not holds(row)), default=None)
    return None if last_false is None else last_false + 1
