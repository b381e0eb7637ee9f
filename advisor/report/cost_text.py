"""The money of a profile as plain text: for the command line and the chat, right at 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from advisor.estimate.ledger import Line, paid_usd
from advisor.quantity import Quantity, plain_number, usd, usd_range
from advisor.report.figures import percent
from advisor.report.text_charts import WIDTH, band_chart, tornado_chart

if TYPE_CHECKING:
    from advisor.decide.affordable import Affordable, Step
    from advisor.decide.cost_records import Against, CostReport, PlanCost

SHOWN = (1, 3, 6, 12, 18, 24, 36, 48, 60, 84, 120)
NARROWEST = 14
"""Columns of a table that is broken into lines."""
UNITS = {
    "usd_per_request": "a request",
    "usd_per_user_month": "a user and month",
    "usd_per_million_tokens": "a million tokens in and out",
    "usd_per_million_written_now": "a million tokens written, devices as busy as now",
    "usd_per_million_written_usual": "... as busy as such cards usually are",
    "usd_per_million_written_full": "... always busy",
    "lead_weeks": "from order to rack",
    "serving_kwh_month": "electricity of serving a month",
    "serving_co2_kg_month": "carbon of serving a month",
    "training_kwh": "electricity of training, once",
    "training_co2_kg": "carbon of training, once",
}
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
        over_time_text(report),
        _units(first),
        tornado_text(report),
        _others(report),
        _against_text(report),
        _levers(report),
        _wrap(NO_PROMISE),
        *(_wrap(f"look at this first: {problem}") for problem in report.problems),
    ]
    return "\n\n".join(part for part in parts if part)


def bill_text(report: CostReport, *, width: int = WIDTH) -> str:
    """Return the short look: the head, the bill over time, what moves it, and where own hardware pays."""
    parts = [
        _head(report, width),
        over_time_text(report, width),
        tornado_text(report, width),
        _against_text(report, width),
        *(_wrap(f"look at this first: {problem}", width) for problem in report.problems),
    ]
    return "\n\n".join(part for part in parts if part)


def over_time_text(report: CostReport, width: int = WIDTH) -> str:
    """Return the cumulative bill of the plan in front with its band, and where its lines cross."""
    over = report.first.over_time
    shown = sorted({*(m for m in SHOWN if m < over.last), over.last})
    rows = [(f"month {m}", over.month(m).total) for m in shown]
    lines = [band_chart("paid so far, USD", rows, width=width)]
    if over.expected[-1][1] > 0:
        month = over.inference_overtakes_training_month
        when = f"from month {month} on" if month is not None else f"not within {over.last} months"
        share = percent(over.training_share)
        lines.append(
            _wrap(f"Training is {share} of the total; inference has cost more than training {when}.", width)
        )
    return "\n".join(lines)


def tornado_text(report: CostReport, width: int = WIDTH) -> str:
    """Return what moves the total of the plan in front most."""
    first = report.first
    title = f"what moves the total over {report.months} months most, each alone from low to high"
    if not first.swings:
        return ""
    return tornado_chart(_wrap(title, width), first.swings, first.total.value, width=width)


def affordable_text(found: Affordable, *, width: int = WIDTH) -> str:
    """Return what a sum a month gets, and what the next step costs."""
    best, following = found.best, found.next
    if best is None:
        text = f"{usd(found.usd_month)} a month pays for nothing that can do this at today's load."
    else:
        fits = "" if best.adequate else f", a class below the {found.needed} one that the job needs"
        text = f"For {usd(found.usd_month)} a month the best is {best.title}{fits}: {_month(best)}."
        if found.times_the_load is not None and found.times_the_load >= 1.5:
            text += f" It would pay for {plain_number(found.times_the_load, 2)} times today's requests."
    if following is not None:
        text += f" The next step is {following.title}: {_month(following)}."
    rows = [(step.tier, step.title, usd_range(step.month)) for step in found.steps]
    return f"{_wrap(text, width)}\n\n{_table([('class', 'what', 'a month'), *rows], width)}"


def _month(step: Step) -> str:
    people = f", and {usd(step.people_month.value)} of people's time" if step.people_month else ""
    return f"{usd_range(step.month)} a month{people}"


def _head(report: CostReport, width: int = WIDTH) -> str:
    plan, growth = report.first.plan, report.growth_per_year
    load = f"{plain_number(report.requests_per_day.value)} requests a day now, x{growth.value:g} a year"
    title = plan.title if report.feasible else f"Nothing meets every limit; nearest: {plan.title}"
    low, _, high = report.first.drawn
    total = (
        f"{usd(report.first.total.value)} over {report.months} months; in 90% of {report.draws:,} draws"
        f" {usd(low)} to {usd(high)}"
    )
    return "\n".join(_wrap(line, width) for line in (title, load, total))


def _parts(report: CostReport, cost: PlanCost) -> str:
    rows = [("part", "once", "a month now", f"{report.months} months")]
    rows += [_part(cost, line) for line in cost.lines]
    once, month = cost.plan.estimates["usd_once"], cost.plan.estimates["usd_month"]
    rows.append(("total", _amount(once), _amount(month), usd_range(cost.total)))
    return _table(rows)


def _part(cost: PlanCost, line: Line) -> tuple[str, str, str, str]:
    over = cost.over_time
    total = paid_usd(line.name, (line,), over.growth_per_year, over.last, resale=True)
    return line.name, _amount(line.once), _amount(line.month), usd_range(total)


def _amount(q: Quantity | None) -> str:
    return usd(q.value) if q is not None and q.high else ""


def _units(cost: PlanCost) -> str:
    rows = [
        (UNITS.get(name, name), usd_range(q) if q.unit.startswith("USD") else _physical(q))
        for name, q in cost.units.items()
    ]
    return _table(rows) if rows else ""


def _physical(q: Quantity) -> str:
    unit = q.unit.removesuffix("/month")
    return f"{plain_number(q.value)} {unit} ({plain_number(q.low)}–{plain_number(q.high)})"


def _others(report: CostReport) -> str:
    if len(report.plans) < 2:
        return ""
    rows = [("the other ways", "a month now", f"{report.months} months", "breaks")]
    for cost in report.plans[1:]:
        broken = "; ".join(limit.name for limit in cost.plan.limits)
        month = usd(cost.plan.estimates["usd_month"].value)
        rows.append((cost.plan.title, month, usd_range(cost.total), broken))
    return _table(rows)


def _against_text(report: CostReport, width: int = WIDTH) -> str:
    lines = [against_sentence(found, report.months) for found in report.against]
    return "\n".join(_wrap(f"- {line}", width, indent="  ") for line in lines)


def against_sentence(found: Against, months: int) -> str:
    """Return when devices beat the provider: the volume, the use, the month, and how sure that is."""
    own, api = found.own.plan.title, found.hosted.plan.model_name
    parts = [f"{own} against {api}:"]
    volume = found.volume
    if volume is not None and volume.requests_day is None:
        parts.append(
            f"no volume pays it back, as a request on full devices costs {usd(volume.own_usd_when_full)}"
            f" and there {usd(volume.api_usd)};"
        )
    elif volume is not None and volume.requests_day is not None:
        high = plain_number(volume.high) if volume.high is not None else "never"
        low = plain_number(volume.low) if volume.low is not None else "?"
        busy = f", devices {percent(volume.utilisation)} busy" if volume.utilisation is not None else ""
        parts.append(
            f"cheaper from {plain_number(volume.requests_day)} requests a day ({low} to {high}){busy};"
        )
    if found.month is None:
        parts.append(f"within {months} months not the cheaper one in total")
    else:
        parts.append(
            "the cheaper one from the start" if found.month == 0 else f"pays back in month {found.month}"
        )
    return " ".join([*parts, f"({percent(found.cheaper_share)} of the draws)."])


def _levers(report: CostReport) -> str:
    if not report.levers:
        return ""
    now = report.first.plan.estimates["usd_month"].value
    lines = [
        f"- {lever.name}: {usd_range(lever.month)} a month instead of {usd(now)}, if {lever.condition}"
        for lever in report.levers
    ]
    return "\n".join(["what would lower the bill", *(_wrap(line, indent="  ") for line in lines)])


def _table(rows: Sequence[tuple[str, ...]], width: int = WIDTH) -> str:
    """Return rows as columns; where they are too wide, the widest columns are broken into lines."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    over = sum(widths) + 2 * (len(widths) - 1) - width
    while over > 0 and max(widths) > NARROWEST:
        widest = max(range(len(widths)), key=lambda i: widths[i])
        second = max((w for i, w in enumerate(widths) if i != widest), default=0)
        less = min(over, max(1, widths[widest] - max(NARROWEST, second)))
        widths[widest] -= less
        over -= less
    lines = [line for row in rows for line in _broken(row, widths)]
    return "\n".join(lines)


def _broken(row: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    cells = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
    for place in range(max(map(len, cells))):
        texts = [cell[place] if place < len(cell) else "" for cell in cells]
        yield "  ".join(f"{text:<{width}}" for text, width in zip(texts, widths, strict=True)).rstrip()


def _wrap(text: str, width: int = WIDTH, *, indent: str = "") -> str:
    return textwrap.fill(text, width, subsequent_indent=indent)
