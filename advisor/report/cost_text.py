"""The money of a profile as plain text: for the command line and the chat, right at 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.estimate.ledger import Line, paid_usd
from advisor.quantity import Quantity, plain_number, usd, usd_range, usd_sum
from advisor.report.cost_units import units_text
from advisor.report.figures import percent
from advisor.report.text_charts import WIDTH, band_chart, tornado_chart
from advisor.report.text_tables import table, wrapped

if TYPE_CHECKING:
    from advisor.decide.cost_records import Against, CostReport, PlanCost, WayCost
    from advisor.strategy.records import Limit

SHOWN = (1, 3, 6, 12, 18, 24, 36, 48, 60, 84, 120)
PEOPLE = "people"
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
        _people(report),
        _cap(report),
        over_time_text(report),
        units_text(first),
        tornado_text(report),
        *(_ways(report, title, ways) for title, ways in report.ways),
        _others(report),
        _against_text(report),
        _levers(report),
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
        _against_text(report, width),
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
    if over.expected[-1][1] > 0:
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


def _head(report: CostReport, width: int = WIDTH) -> str:
    plan, growth = report.first.plan, report.growth_per_year
    load = f"{plain_number(report.requests_per_day.value)} requests a day now, x{growth.value:g} a year"
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
    return usd_sum(q.value) if q is not None and q.high else ""


def _ways(report: CostReport, title: str, ways: tuple[WayCost, ...]) -> str:
    rows = [("ways to buy it", "a month now", f"{report.months} months", "what it asks")]
    rows += [_way(one) for one in ways]
    other = "" if title == report.first.plan.title else f"{wrapped(title)}\n"
    return f"{other}{table(rows)}"


def _way(one: WayCost) -> tuple[str, str, str, str]:
    way = one.way
    name = f"{way.name} (as priced)" if way.taken else way.name
    asks = f"{way.condition}; {way.against}" if way.against else way.condition
    return name, usd(way.month.value), usd_range(one.total), asks


def _others(report: CostReport) -> str:
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


def _against_text(report: CostReport, width: int = WIDTH) -> str:
    lines = [against_sentence(found, report.months) for found in report.against]
    return "\n".join(wrapped(f"- {line}", width, indent="  ") for line in lines)


def _levers(report: CostReport) -> str:
    if not report.levers:
        return ""
    return "\n".join(["what would lower the bill", *_lever_lines(report)])


def _lever_lines(report: CostReport) -> Iterator[str]:
    now = report.first.plan.estimates["usd_month"].value
    for lever in report.levers:
        text = f"- {lever.name}: {usd_range(lever.month)} a month instead of {usd(now)}, if {lever.condition}"
        yield wrapped(text, indent="  ")


def _method(report: CostReport) -> str:
    """Return how the ranges come about, and what draws of everything together give for the total."""
    low, middle, high = report.first.drawn
    return (
        "Every range is meant to hold nine times in ten: each input goes alone from its low to its high, and"
        f" the effects are joined as factors of independent causes. For comparison, {report.draws:,} draws of"
        f" all inputs together put the total at {usd(middle)}, and 90% of them between {usd(low)} and"
        f" {usd(high)}."
    )
