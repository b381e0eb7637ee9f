"""The bill over time: inference, training and the alternative, month by month, and where they cross."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from advisor.estimate.ledger import Line, Part, paid_usd
from advisor.quantity import Quantity


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


def cumulative(name: str, lines: Sequence[Line], growth_per_year: Quantity, month: int) -> Quantity:
    """Return what some lines have cost until the end of ``month``, in USD."""
    return paid_usd(f"{name}_usd_by_month_{month}", lines, growth_per_year, month)


def of_part(lines: Sequence[Line], part: Part) -> tuple[Line, ...]:
    """Return the lines of inference or of training."""
    return tuple(line for line in lines if line.part == part)


def bill_over_time(
    chosen: Sequence[Line],
    alternative: Sequence[Line],
    growth_per_year: Quantity,
    months: int = 36,
) -> BillOverTime:
    """Return months 0..``months`` of the cumulative bill with the months in which lines cross.

    Args:
        chosen: Everything paid for the chosen plan, training apart.
        alternative: Everything paid for the best plan of the other kind, such as its hardware and its tuning.
        growth_per_year: Traffic in a year against now, as a factor.
        months: Last month shown.
    """
    inference, training = of_part(chosen, "inference"), of_part(chosen, "training")
    rows = tuple(
        MonthBill(
            m,
            cumulative("inference", inference, growth_per_year, m),
            cumulative("training", training, growth_per_year, m),
            cumulative("alternative", alternative, growth_per_year, m),
        )
        for m in range(months + 1)
    )
    trains = rows[-1].training.value > 0
    overtakes = _first(rows, lambda r: r.inference.value > r.training.value) if trains else None
    return BillOverTime(
        rows,
        overtakes,
        crossing(rows, lambda r: r.alternative.value < r.inference.value + r.training.value),
        crossing(rows, lambda r: r.alternative.value > r.inference.value + r.training.value),
    )


def _first(rows: Sequence[MonthBill], holds: Callable[[MonthBill], bool]) -> int | None:
    return next((row.month for row in rows if holds(row)), None)


def crossing(rows: Sequence[MonthBill], holds: Callable[[MonthBill], bool]) -> int | None:
    """Return the first month in which ``holds`` becomes true after it was false, if it stays to the end."""
    if not holds(rows[-1]):
        return None
    last_false = max((row.month for row in rows if not holds(row)), default=None)
    return None if last_false is None else last_false + 1
