"""The bill over time: inference, training and the alternative, month by month, and where they cross."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from advisor.estimate.ledger import Line, Part, paid_usd, paid_value
from advisor.quantity import Quantity


@dataclass(frozen=True, slots=True)
class MonthBill:
    """Everything paid until the end of one month, in USD; month 0 is what is paid before launch."""

    month: int
    inference: Quantity
    training: Quantity
    alternative: Quantity
    total: Quantity
    """Inference and training together, which share what is unknown of the growth."""


@dataclass(frozen=True)
class BillOverTime:
    """The cumulative bill of a plan beside another one; ranges are worked out for the months asked for."""

    chosen: tuple[Line, ...]
    alternative: tuple[Line, ...]
    growth_per_year: Quantity
    """Traffic in a year against now, as a factor."""
    last: int = 36

    def month(self, month: int) -> MonthBill:
        """Return what has been paid by the end of a month, with ranges."""
        inference, training = of_part(self.chosen, "inference"), of_part(self.chosen, "training")
        return MonthBill(
            month,
            cumulative("inference", inference, self.growth_per_year, month),
            cumulative("training", training, self.growth_per_year, month),
            cumulative("alternative", self.alternative, self.growth_per_year, month),
            cumulative("total", self.chosen, self.growth_per_year, month),
        )

    @cached_property
    def months(self) -> tuple[MonthBill, ...]:
        """Months 0 to the last one, with ranges."""
        return tuple(self.month(month) for month in range(self.last + 1))

    @cached_property
    def expected(self) -> tuple[tuple[float, float, float], ...]:
        """Inference, training and the alternative by month, without ranges."""
        inference, training = of_part(self.chosen, "inference"), of_part(self.chosen, "training")
        growth = self.growth_per_year.value
        parts = (inference, training, self.alternative)
        return tuple(
            (
                paid_value(parts[0], growth, m),
                paid_value(parts[1], growth, m),
                paid_value(parts[2], growth, m),
            )
            for m in range(self.last + 1)
        )

    @cached_property
    def inference_overtakes_training_month(self) -> int | None:
        """First month in which inference has cost more than training; None without training or within the
        months shown."""
        if self.expected[-1][1] <= 0:
            return None
        return next((m for m, row in enumerate(self.expected) if row[0] > row[1]), None)

    @cached_property
    def alternative_overtakes_month(self) -> int | None:
        """First month from which the alternative, dearer until then, is the cheaper one in total."""
        return crossing(self.expected, lambda row: row[2] < row[0] + row[1]) if self.alternative else None

    @cached_property
    def chosen_pays_back_month(self) -> int | None:
        """First month from which the chosen plan, dearer until then, is the cheaper one in total."""
        return crossing(self.expected, lambda row: row[2] > row[0] + row[1]) if self.alternative else None

    @property
    def training_share(self) -> float:
        """Share of everything paid by the last month that is training, from 0 to 1."""
        inference, training, _ = self.expected[-1]
        return training / (inference + training) if inference + training > 0 else 0.0


def cumulative(name: str, lines: Sequence[Line], growth_per_year: Quantity, month: int) -> Quantity:
    """Return what some lines have cost until the end of ``month``, in USD."""
    return paid_usd(f"{name}_usd_by_month_{month}", lines, growth_per_year, month)


def of_part(lines: Sequence[Line], part: Part) -> tuple[Line, ...]:
    """Return the lines of inference or of training."""
    return tuple(line for line in lines if line.part == part)


Row = tuple[float, float, float]


def crossing(rows: Sequence[Row], holds: Callable[[Row], bool]) -> int | None:
    """Return the first month in which ``holds`` becomes true after it was false, if it stays to the end."""
    if not holds(rows[-1]):
        return None
    last_false = max((m for m, row in enumerate(rows) if not holds(row)), default=None)
    return None if last_false is None else last_false + 1
