"""The lines of a plan's bill, and what has been paid by any month: the one cost model behind every figure.

Every line is paid once, by the month, or both. A monthly line stays, follows the traffic, or grows from the
month in which what is there is full. ``derive`` carries the ranges; inside stand plain numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Literal

from advisor.estimate.growth import Grows, months_paid, size_by
from advisor.quantity import Quantity, derive, exact, plain_number

Part = Literal["inference", "training"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a bill."""

    name: str
    """What is paid for, in a word or two: ``"tokens"``, ``"people"``, ``"labels"``."""
    once: Quantity | None = None
    """USD at month 0."""
    month: Quantity | None = None
    """USD a month at today's traffic."""
    part: Part = "inference"
    grows: Grows = "never"
    headroom: float = 1.0
    """Traffic that it carries over today's before more of it is needed, for a line that grows when full."""
    drift: Quantity | None = None
    """Price of the same thing in a year against now, a range and no promise; None keeps it."""
    again: Quantity | None = None
    """USD each time that it is repeated, such as retraining."""
    again_every_months: int = 0
    """0 means never."""
    residual: Quantity | None = None
    """What it sells for after the months of the bill, USD."""

    @property
    def free(self) -> bool:
        """Whether nothing is ever paid on it."""
        parts = (self.once, self.month, self.again)
        return all(q is None or q.high == 0 for q in parts)


def month_usd(lines: Iterable[Line], name: str = "usd_month") -> Quantity:
    """Return what some lines cost in a month at today's traffic."""
    return _sum(name, "USD/month", [line.month for line in lines])


def once_usd(lines: Iterable[Line], name: str = "usd_once") -> Quantity:
    """Return what some lines cost at the start."""
    return _sum(name, "USD", [line.once for line in lines])


def paid_usd(
    name: str,
    lines: Sequence[Line],
    growth_per_year: Quantity,
    months: int,
    *,
    resale: bool = False,
) -> Quantity:
    """Return what some lines have cost by the end of ``months``, in USD, as one figure.

    sum over lines of once x size + month x months_paid + again x repetitions - residual x size; see
    :func:`months_paid` and :func:`size_by`. Nothing sells for more than was paid for it: a residual above its
    ``once`` counts as that.

    Args:
        name: Name of the figure.
        lines: Lines of one bill.
        growth_per_year: Traffic in a year against now, as a factor.
        months: End of the time; 0 is what is paid before launch.
        resale: Whether what was bought is sold at the end.
    """
    inputs: dict[str, Quantity] = {}
    texts: list[str] = []
    for place, line in enumerate(lines):
        texts += _line_inputs(inputs, place, line, months, resale=resale)
    if any(line.grows != "never" for line in lines):
        inputs["growth"] = growth_per_year
    return derive(name, "USD", " + ".join(texts) or "0: nothing is paid", _payer(lines, months), inputs)


def resale_usd(lines: Sequence[Line], growth_per_year: Quantity, months: int) -> Quantity | None:
    """Return what was bought sells for after ``months``, in USD, as :func:`paid_usd` takes it off; None where
    nothing is."""
    sold = [
        Line(line.name, once=line.residual, grows=line.grows, headroom=line.headroom)
        for line in lines
        if line.residual is not None
    ]
    return paid_usd("resale_usd", sold, growth_per_year, months) if sold else None


def paid_value(lines: Sequence[Line], growth_per_year: float, months: int, *, resale: bool = False) -> float:
    """Return the expected value of :func:`paid_usd` as a plain number."""
    total = 0.0
    for line in lines:
        bought = line.once.value if line.once is not None else 0.0
        if resale and line.residual is not None:
            bought -= line.residual.value
        if bought:
            total += bought * size_by(line.grows, growth_per_year, line.headroom, months)
        if line.month is not None and months > 0:
            drift = line.drift.value if line.drift is not None else 1.0
            total += line.month.value * months_paid(line.grows, growth_per_year, drift, line.headroom, months)
        if line.again is not None:
            total += line.again.value * repetitions(line, months)
    return total


def _payer(lines: Sequence[Line], months: int) -> Callable[..., float]:
    """Return the function that adds up the lines from their figures by key; lines that grow alike share
    their months."""
    alike: dict[tuple[Grows, float, str], list[int]] = {}
    for place, line in enumerate(lines):
        drift = line.drift.name if line.drift is not None else ""
        alike.setdefault((line.grows, line.headroom, drift), []).append(place)
    groups = [(key, *_keys(lines, places, months)) for key, places in alike.items()]

    def usd(**values: float) -> float:
        get, total = values.get, 0.0
        growth = get("growth", 1.0)
        for (grows, headroom, drift), bought, sold, monthly, again in groups:
            month = sum(map(values.__getitem__, monthly))
            if month:
                total += month * months_paid(grows, growth, get(drift, 1.0), headroom, months)
            if bought or sold:
                net = sum(map(values.__getitem__, bought))
                net -= sum(min(get(key, 0.0), get(new, inf)) for key, new in sold)
                total += net * size_by(grows, growth, headroom, months)
            for key, times in again:
                total += values[key] * times
        return total

    return usd


def _keys(
    lines: Sequence[Line], places: Sequence[int], months: int
) -> tuple[list[str], list[tuple[str, str]], list[str], list[tuple[str, int]]]:
    """Return the keys of what some lines cost once, sell for, cost a month, and cost when repeated."""
    bought = [f"once{i}" for i in places if lines[i].once is not None]
    sold = [(f"residual{i}", f"once{i}") for i in places if lines[i].residual is not None]
    monthly = [f"month{i}" for i in places if lines[i].month is not None and months > 0]
    times = [(i, repetitions(lines[i], months)) for i in places if lines[i].again is not None]
    return bought, sold, monthly, [(f"again{i}", n) for i, n in times if n]


def _line_inputs(
    inputs: dict[str, Quantity], place: int, line: Line, months: int, *, resale: bool
) -> list[str]:
    """Add what a line is computed from to the inputs, and return its terms as text."""
    texts: list[str] = []
    if line.once is not None:
        inputs[f"once{place}"] = line.once
        texts.append(f"{line.once.name}{_size_text(line, months)}")
    if line.month is not None and months > 0:
        inputs[f"month{place}"] = line.month
        if line.drift is not None:
            inputs[line.drift.name] = line.drift
        texts.append(f"{line.month.name} x {_months_text(line, months)}")
    times = repetitions(line, months)
    if line.again is not None and times:
        inputs[f"again{place}"] = line.again
        texts.append(f"{times} x {line.again.name}")
    if resale and line.residual is not None:
        inputs[f"residual{place}"] = line.residual
        texts.append(f"-{line.residual.name}{_size_text(line, months)}")
    return texts


def repetitions(line: Line, months: int) -> int:
    """Return how often a line has been repeated by the end of ``months``."""
    every = line.again_every_months
    return max(0, months - 1) // every if every > 0 else 0


def _size_text(line: Line, months: int) -> str:
    """Return the factor by which what was bought has grown by the end of ``months``, as text."""
    if line.grows == "never" or months < 1:
        return ""
    grown = f"growth in {months - 1} months"
    if line.grows == "with_traffic":
        return f" x {grown}"
    return f" x max(1, {grown} / {plain_number(line.headroom)})"


def _months_text(line: Line, months: int) -> str:
    drift = [line.drift.name] if line.drift is not None else []
    if line.grows == "when_full":
        grown = f"max(1, growth^(m/12) / {plain_number(line.headroom)})"
        return f"sum of {' x '.join([grown, *(f'{d}^(m/12)' for d in drift)])} for m = 0..{months - 1}"
    changes = [*(["growth_per_year"] if line.grows == "with_traffic" else []), *drift]
    if not changes:
        return f"{months}"
    return f"sum of ({' x '.join(changes)})^(m/12) for m = 0..{months - 1}"


def _sum(name: str, unit: str, figures: Sequence[Quantity | None]) -> Quantity:
    known = [q for q in figures if q is not None]
    if not known:
        return exact(name, 0.0, unit, "0: nothing is paid")
    if len(known) == 1:
        return known[0].with_name(name)
    inputs = {f"part{i}": q for i, q in enumerate(known)}
    text = " + ".join(q.name for q in known)
    return derive(name, unit, text, lambda **parts: float(sum(parts.values())), inputs)
