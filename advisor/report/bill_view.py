"""The bill of training and inference over time: the table, the sentences and the series of the chart."""

from __future__ import annotations

from typing import Any

from advisor.decide.records import Bill, Month
from advisor.quantity import usd
from advisor.report import figures
from advisor.report.charts import Series, xychart

SHOWN_MONTHS = (1, 3, 6, 12, 24, 36, 48, 60)
CHART_STEP = 3


def bill_view(bill: Bill) -> dict[str, Any]:
    """Return the cumulative bill as a table, a chart and the months in which its lines cross."""
    rows = [month for month in bill.months if month.month in SHOWN_MONTHS]
    return {
        "alternative": bill.alternative_title,
        "rows": [_row(month) for month in rows],
        "sentences": crossing_sentences(bill),
        "chart": xychart("Paid so far, USD", "month", chart_months(bill), chart_series(bill)),
        "legend": [series.name for series in chart_series(bill)],
    }


def chart_months(bill: Bill) -> list[int]:
    """Return the months that the chart shows, evenly spaced."""
    return [month.month for month in bill.months if month.month % CHART_STEP == 0]


def chart_series(bill: Bill) -> list[Series]:
    """Return the lines of the chart: this plan in total, its training where there is any, the alternative."""
    rows = [month for month in bill.months if month.month % CHART_STEP == 0]
    lines = [Series("this plan, in total", [m.inference.value + m.training.value for m in rows])]
    if any(m.training.value for m in rows):
        lines.append(Series("of which training", [m.training.value for m in rows]))
    if bill.alternative_title:
        lines.append(Series(bill.alternative_title, [m.alternative.value for m in rows]))
    return lines


def crossing_sentences(bill: Bill) -> list[str]:
    """Return in which month inference overtakes training and the alternative becomes the cheaper one."""
    end = figures.months(bill.months[-1].month) if bill.months else "the time shown"
    sentences = [_training_sentence(bill, end)]
    if bill.alternative_title:
        month = bill.alternative_overtakes_month
        sentences.append(
            f"{bill.alternative_title} becomes the cheaper one in total in month {month}."
            if month is not None
            else f"{bill.alternative_title} does not become the cheaper one in total within {end}."
        )
    return sentences


def _training_sentence(bill: Bill, end: str) -> str:
    """Return how inference compares with training."""
    if not any(month.training.value for month in bill.months):
        return "Nothing is trained, so the whole bill is inference from the first month."
    month = bill.inference_overtakes_training_month
    if month is None:
        return f"Training stays the larger part of the bill for {end}."
    return f"Inference has cost more than training from month {month} on."


def _row(month: Month) -> dict[str, str]:
    """Return one line of the table."""
    return {
        "month": str(month.month),
        "inference": figures.money(month.inference),
        "training": figures.money(month.training),
        "total": usd(month.inference.value + month.training.value),
        "alternative": figures.money(month.alternative),
    }
