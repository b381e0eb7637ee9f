"""The bill of training and inference over time: its parts, the table, the sentences, what moves it."""

from __future__ import annotations

from typing import Any

from advisor.decide.records import Bill
from advisor.decide.told_cost import is_paid
from advisor.estimate.ledger import Line, month_usd, once_usd, paid_usd, paid_value, resale_usd
from advisor.estimate.sampling import Swing
from advisor.estimate.timeline import MonthBill
from advisor.quantity import Quantity, usd
from advisor.report import figures
from advisor.report.charts import Series, bars, xychart
from advisor.report.crossing_view import crossing_view
from advisor.report.labels import label
from advisor.strategy.ways import Way

SHOWN_MONTHS = (1, 3, 6, 12, 24, 36, 48, 60)
CHART_STEP = 3
PAID = "Paid so far, USD"
MOVES = "Total with one input at its low or high end, USD"


def bill_view(bill: Bill) -> dict[str, Any]:
    """Return the cumulative bill as tables and charts, and the months in which its lines cross."""
    rows = [bill.over_time.month(m) for m in SHOWN_MONTHS if m <= bill.over_time.last]
    return {
        "alternative": bill.alternative_title,
        "rows": [_row(month) for month in rows],
        "parts": _parts(bill),
        "ways": [_way(bill, way) for way in bill.ways],
        "sentences": crossing_sentences(bill),
        "chart": xychart(PAID, "month", chart_months(bill), chart_series(bill)),
        "legend": _legend([series.name for series in chart_series(bill)]),
        "months": bill.over_time.last,
        "swings": [_swing(swing) for swing in bill.swings],
        "tornado": tornado_chart(bill),
        "crossing": crossing_view(bill.crossing) if bill.crossing is not None else None,
    }


def _legend(names: list[str]) -> str:
    """Return what the lines of the chart are, in their order."""
    band = "with its low and its high end behind it"
    if len(names) == 1:
        return f"The line is {names[0]}, {band}."
    return f"The lines, in this order: {names[0]}, {band}; {'; '.join(names[1:])}."


def chart_months(bill: Bill) -> list[int]:
    """Return the months that the chart shows, evenly spaced."""
    return list(range(0, bill.over_time.last + 1, CHART_STEP))


def chart_series(bill: Bill) -> list[Series]:
    """Return the lines of the chart: this plan with its band, its training where there is any, the
    alternative."""
    rows = [bill.over_time.month(month) for month in chart_months(bill)]
    lines = [
        Series(
            "this plan, in total",
            [m.total.value for m in rows],
            [m.total.low for m in rows],
            [m.total.high for m in rows],
        )
    ]
    if bill.trains:
        lines.append(Series("of which training", [m.training.value for m in rows]))
    if bill.alternative_title:
        lines.append(Series(bill.alternative_title, [m.alternative.value for m in rows]))
    return lines


def tornado_chart(bill: Bill) -> Any:
    """Return what moves the bill most as a Mermaid chart; empty where nothing does."""
    if not bill.swings:
        return ""
    return bars(MOVES, [label_of(s.input) for s in bill.swings], [(s.at_low, s.at_high) for s in bill.swings])


def label_of(q: Quantity) -> str:
    """Return the name of an input in words."""
    return label("inputs", q.name)


def crossing_sentences(bill: Bill) -> list[str]:
    """Return in which month inference overtakes training, and either plan becomes the cheaper one."""
    end = figures.months(bill.over_time.last)
    sentences = [_training_sentence(bill, end)]
    if bill.alternative_title:
        sentences.append(_alternative_sentence(bill, end))
    resale = _resale_usd(bill)
    if resale > 0:
        sentences.append(
            f"What was bought still sells for about {usd(resale)} at the end; the figure over the whole time"
            " has that taken off, this table has not."
        )
    return sentences


def _resale_usd(bill: Bill) -> float:
    """Return what the chosen plan's devices sell for at the end of the bill."""
    over = bill.over_time
    paid = [
        paid_value(over.chosen, over.growth_per_year.value, over.last, resale=sold) for sold in (False, True)
    ]
    return paid[0] - paid[1]


def _alternative_sentence(bill: Bill, end: str) -> str:
    """Return which of the two plans is the cheaper one in total, and from when on."""
    other, back = bill.alternative_overtakes_month, bill.pays_back_month
    inference, training, alternative = bill.over_time.expected[-1]
    if other is not None and other > 1:
        return f"{bill.alternative_title} becomes the cheaper one in total in month {other}."
    if back is not None and back > 1:
        return f"This plan is dearer at first and the cheaper one in total from month {back} on."
    if alternative < inference + training:
        return (
            f"{bill.alternative_title} would be the cheaper one in total from the first month to the last;"
            ' "Alternatives, and why not" says what speaks against it.'
        )
    if alternative > inference + training:
        return f"This plan is the cheaper one in total from the first month on, and stays so for {end}."
    return f"Both cost the same in total by the end of {end}."


def _training_sentence(bill: Bill, end: str) -> str:
    """Return how inference compares with training."""
    if not bill.trains:
        return "Nothing is trained, so the whole bill is inference from the first month."
    month = bill.inference_overtakes_training_month
    if bill.over_time.expected[-1][0] <= 0:
        return "Nothing is served, so the whole bill is training from the first month."
    share = figures.percent(bill.over_time.training_share)
    if month is None:
        return f"Training stays the larger part of the bill for {end}: {share} of it."
    return (
        f"Inference has cost more than training from month {month} on; over {end} training is {share} of"
        " the bill."
    )


def _row(month: MonthBill) -> dict[str, str]:
    """Return one line of the table."""
    return {
        "month": str(month.month),
        "inference": figures.money(month.inference),
        "training": figures.money(month.training),
        "total": figures.money(month.total),
        "alternative": figures.money(month.alternative),
    }


def _parts(bill: Bill) -> list[dict[str, str]]:
    """Return the parts of the bill, what hardware sells for in the end, and the total of them all."""
    over = bill.over_time
    rows = [_part(bill, line) for line in over.chosen if not line.free]
    sold = resale_usd(over.chosen, over.growth_per_year, over.last)
    if sold is not None and sold.high > 0:
        rows.append(_row_of("resale at the end", total=f"-{figures.money(sold)}"))
    whole = paid_usd("total", over.chosen, over.growth_per_year, over.last, resale=True)
    once, month = once_usd(over.chosen), month_usd(over.chosen)
    return [*rows, _row_of("total", once, month, figures.money(whole))]


def _part(bill: Bill, line: Line) -> dict[str, str]:
    """Return one part of the bill: once, a month, and over its whole time."""
    over = bill.over_time
    total = paid_usd(line.name, (line,), over.growth_per_year, over.last)
    return _row_of(line.name, line.once, line.month, figures.money(total))


def _row_of(
    name: str, once: Quantity | None = None, month: Quantity | None = None, total: str = ""
) -> dict[str, str]:
    return {
        "name": name,
        "once": figures.money(once) if once and is_paid(once) else "–",
        "month": figures.money(month) if month and is_paid(month) else "–",
        "total": total,
    }


def _way(bill: Bill, way: Way) -> dict[str, str]:
    """Return one way to buy what the plan needs, with the plan's whole bill."""
    over = bill.over_time
    total = paid_usd("total", way.lines, over.growth_per_year, over.last, resale=True)
    return {
        "name": way.label,
        "month": figures.money(way.month),
        "total": figures.money(total),
        "asks": way.asks,
    }


def _swing(swing: Swing) -> dict[str, str]:
    q = swing.input
    return {
        "name": label_of(q),
        "range": figures.between(q),
        "at_low": usd(swing.at_low),
        "at_high": usd(swing.at_high),
    }
