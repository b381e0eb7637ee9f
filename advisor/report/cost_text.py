"""The money of a profile as plain text: for the command line and the chat, right at 80 columns."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from advisor.estimate.growth import months_until_full
from advisor.estimate.ledger import Line, paid_usd
from advisor.quantity import Quantity, counted, plain_number, usd, usd_range
from advisor.report.cost_compared import against_text, levers_text, others_text, ways_text
from advisor.report.cost_units import units_text
from advisor.report.figures import percent
from advisor.report.text_charts import WIDTH, band_chart, tornado_chart
from advisor.report.text_tables import table, wrapped
from advisor.strategy.pricing import PEOPLE

if TYPE_CHECKING:
    from advisor.decide.cost_records import CostReport, PlanCost

SHOWN = (1, 3, 6, 12, 18, 24, 36, 48, 60, 84, 120)
NO_PROMISE = (
    "Prices are today's lists; nobody promises that they fall, and rents of GPUs rose in 2026."
    " The ranges hold how they may move."
)


def cost_text(report: CostReport) -> str:
    """Return the whole look at the money."""
    first = report.first
    parts = [
        _head(report),
        _parts(report, first),
        _full(report),
        _people(report),
        _cap(report),
        over_time_text(report),
        units_text(first),
        tornado_text(report),
        *(ways_text(report, title, ways) for title, ways in report.ways),
        others_text(report),
        against_text(report),
        levers_text(report),
        wrapped(NO_PROMISE),
        wrapped(_method(report)),
        *(wrapped(f"look at this first: {problem}") for problem in report.problems),
    ]
    return "\n\n".join(part for part in parts if part)


def bill_text(report: CostReport, *, width: int = WIDTH) -> str:
    """Return the short look: the head, the bill over time, what moves it, and where own hardware pays."""
    parts = [
        _head(report, width),
        over_time_text(report, width),
        tornado_text(report, width),
        against_text(report, width),
        *(wrapped(f"look at this first: {problem}", width) for problem in report.problems),
    ]
    return "\n\n".join(part for part in parts if part)


def over_time_text(report: CostReport, width: int = WIDTH) -> str:
    """Return the cumulative bill of the plan in front with its band, and where its lines cross."""
    first = report.first
    over, sold = first.over_time, first.resale
    shown = sorted({*(m for m in SHOWN if m < over.last), over.last})
    rows = [(f"month {m}", over.month(m).total) for m in shown]
    before = ", before anything is sold" if sold is not None else ""
    lines = [band_chart(f"paid by the end of a month, USD{before}", rows, width=width)]
    if sold is not None:
        sentence = (
            f"What was bought still sells for {usd_range(sold)} after {report.months} months;"
            f" with that taken off, the total is {usd(first.total.value)}."
        )
        lines.append(wrapped(sentence, width))
    if over.expected[-1][0] <= 0 < over.expected[-1][1]:
        lines.append(wrapped("All of it is training: nothing is served.", width))
    elif over.expected[-1][1] > 0:
        month = over.inference_overtakes_training_month
        when = f"from month {month} on" if month is not None else f"not within {over.last} months"
        share = percent(over.training_share)
        sentence = f"Training is {share} of what is paid; inference has cost more than training {when}."
        lines.append(wrapped(sentence, width))
    return "\n".join(lines)


def tornado_text(report: CostReport, width: int = WIDTH) -> str:
    """Return what moves the total of the plan in front most."""
    first = report.first
    title = f"what moves the total over {report.months} months most, each alone from low to high"
    if not first.swings:
        return ""
    return tornado_chart(wrapped(title, width), first.swings, first.total.value, width=width)


def _head(report: CostReport, width: int = WIDTH) -> str:
    plan, growth = report.first.plan, report.growth_per_year
    load = f"{plain_number(report.requests_per_day.value)} requests a day now, x{growth.value:g} a year"
    if plan.is_fleet:
        load = f"training all year, busy {plan.estimates['utilisation'].value:.0%} of the time"
    title = plan.title if report.feasible else f"Nothing meets every limit; nearest: {plan.title}"
    sold = ", the resale of what was bought taken off" if report.first.resale is not None else ""
    total = f"{usd_range(report.first.total)} over {report.months} months{sold}"
    return "\n".join(wrapped(line, width) for line in (title, load, total))


def _parts(report: CostReport, cost: PlanCost) -> str:
    rows = [("part", "once", "a month now", f"{report.months} months")]
    rows += [_part(cost, line) for line in cost.lines]
    if cost.resale is not None:
        sold = cost.resale
        rows.append(
            (
                "resale at the end",
                "",
                "",
                f"-{usd(sold.value)} ({plain_number(sold.low)}–{plain_number(sold.high)})",
            )
        )
    once, month = cost.plan.estimates["usd_once"], cost.plan.estimates["usd_month"]
    rows.append(("total", _amount(once), _amount(month), usd_range(cost.total)))
    return table(rows)


def _part(cost: PlanCost, line: Line) -> tuple[str, str, str, str]:
    over = cost.over_time
    total = paid_usd(line.name, (line,), over.growth_per_year, over.last)
    return line.name, _amount(line.once), _amount(line.month), usd_range(total)


def _full(report: CostReport) -> str:
    """Return when the devices are full at the expected growth: more of them are in the bill from then on."""
    growing = [line for line in report.first.lines if line.grows == "when_full"]
    month = min(
        (months_until_full(report.growth_per_year.value, line.headroom) for line in growing), default=math.inf
    )
    if month >= report.months:
        return ""
    return wrapped(
        f"At this growth the devices are full after {counted(round(month), 'month')};"
        " what is added from then on is in these totals."
    )


def _people(report: CostReport) -> str:
    """Return how people are counted, as every plan leaves out those that any plan needs."""
    base = plain_number(report.base_people.value)
    if any(line.name == PEOPLE for cost in report.plans for line in cost.lines):
        return wrapped(
            f"People are counted beyond the {base} of an engineer that any plan needs;"
            " --set cost.engineer_usd_year=0 leaves them out."
        )
    return wrapped(f"No people are in these bills; any plan needs about {base} of an engineer.")


def _cap(report: CostReport) -> str:
    most = report.cap_usd_month
    if most is None:
        return ""
    return wrapped(
        "Each task is broken off at your cap, so that a month at today's load costs"
        f" {usd_range(most)} at most."
    )


def _amount(q: Quantity | None) -> str:
    return usd(q.value) if q is not None and q.high else ""


def _method(report: CostReport) -> str:
    """Return how the ranges come about, and what draws of everything together give for the total."""
    low, middle, high = report.first.drawn
    return (
        "Every range is meant to hold nine times in ten: each input goes alone from its low to its high, and"
        f" the effects are joined as factors of independent causes. For comparison, {report.draws:,} draws of"
        f" all inputs together put the total at {usd(middle)}, and 90% of them between {usd(low)} and"
        f" {usd(high)}."
    )
