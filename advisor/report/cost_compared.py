"""A bill beside others as plain text: ways to buy, other plans, where they cross, what would lower it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.quantity import plain_number, usd, usd_range
from advisor.report.cost_units import of_requests
from advisor.report.figures import percent
from advisor.report.text_charts import WIDTH
from advisor.report.text_tables import table, wrapped

if TYPE_CHECKING:
    from advisor.decide.cost_records import Against, CostReport, WayCost
    from advisor.strategy.records import Limit


def against_sentence(found: Against, months: int) -> str:
    """Return when devices beat the provider: the volume, the use, the month, and how sure that is."""
    own, api = found.own.plan.title, found.hosted.plan.model_name
    parts = [f"{own} against {api}:"]
    volume = found.volume
    if volume is not None and volume.requests_day is None:
        many, mine, there = of_requests(volume.own_usd_when_full, volume.api_usd)
        parts.append(
            f"no volume pays it back, as the price of {many} on full devices is {mine} and there {there};"
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


def ways_text(report: CostReport, title: str, ways: tuple[WayCost, ...]) -> str:
    """Return the ways to buy what a plan needs as a table."""
    rows = [("ways to buy it", "a month now", f"{report.months} months", "what it asks")]
    rows += [_way(one) for one in ways]
    other = "" if title == report.first.plan.title else f"{wrapped(title)}\n"
    return f"{other}{table(rows)}"


def _way(one: WayCost) -> tuple[str, str, str, str]:
    way = one.way
    return way.label, usd(way.month.value), usd_range(one.total), way.asks


def others_text(report: CostReport) -> str:
    """Return the cheapest plan of every other way as a table."""
    if len(report.plans) < 2:
        return ""
    rows = [("the other ways", "a month now", f"{report.months} months", "breaks")]
    for cost in report.plans[1:]:
        broken = "; ".join(_limit(limit) for limit in cost.plan.limits)
        month = usd(cost.plan.estimates["usd_month"].value)
        rows.append((cost.plan.title, month, usd_range(cost.total), broken))
    return table(rows)


def _limit(limit: Limit) -> str:
    """Return a limit in a few words; that of a rule by what it asks for, with its code."""
    return f"{limit.needs} ({limit.rule})" if limit.message and limit.rule in limit.name else limit.name


def against_text(report: CostReport, width: int = WIDTH) -> str:
    """Return where plans on devices meet the cheapest provider, a line each."""
    lines = [against_sentence(found, report.months) for found in report.against]
    return "\n".join(wrapped(f"- {line}", width, indent="  ") for line in lines)


def levers_text(report: CostReport) -> str:
    """Return what would lower the bill, a line each."""
    if not report.levers:
        return ""
    return "\n".join(["what would lower the bill", *_lever_lines(report)])


def _lever_lines(report: CostReport) -> Iterator[str]:
    now = report.first.plan.estimates["usd_month"].value
    for lever in report.levers:
        text = f"- {lever.name}: {usd_range(lever.month)} a month instead of {usd(now)}, if {lever.condition}"
        yield wrapped(text, indent="  ")
