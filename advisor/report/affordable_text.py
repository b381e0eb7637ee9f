"""What a sum a month gets, as plain text for the command line and the chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.quantity import plain_number, usd, usd_range
from advisor.report.text_charts import WIDTH
from advisor.report.text_tables import table, wrapped

if TYPE_CHECKING:
    from advisor.decide.affordable import Affordable, Step


SPREAD = (
    "What is paid once is spread over {months} months, and what hardware sells for in the end is taken off;"
    " people stand apart."
)


def affordable_text(found: Affordable, *, width: int = WIDTH) -> str:
    """Return what a sum a month gets, and what the next step costs."""
    best, following = found.best, found.next
    if best is None:
        text = f"{usd(found.usd_month)} a month pays for nothing that can do this at today's load."
    else:
        fits = "" if best.adequate else f", a class below the {found.needed} one that the job needs"
        text = f"For {usd(found.usd_month)} a month the best is {best.title}{fits}: {_month(best)}."
        if found.times_the_load is not None and found.times_the_load >= 1.5:
            text += f" It would pay for {plain_number(found.times_the_load, 2)} times today's requests"
            lasts = found.lasts_months
            text += f", for {lasts:.0f} months of your growth." if lasts is not None else "."
        if found.may_go_over:
            text += " A month at the high end of the range costs more than that."
    if found.advised is not None:
        text += _advised(found, found.advised)
    if following is not None:
        text += f" The next step is {following.title}: {_month(following)}."
    rows = [(step.tier, step.title, usd_range(step.month)) for step in found.steps]
    parts = [wrapped(text, width), table([("class", "what", "a month"), *rows], width)]
    if any(step.people_month is not None for step in found.steps):
        parts.append(wrapped(SPREAD.format(months=found.months), width))
    return "\n\n".join(parts)


def _advised(found: Affordable, advised: Step) -> str:
    """Return what the plan takes that is advised on more than the class of its model."""
    best = found.best
    if best is not None and best.tier == advised.tier and best.month.value == advised.month.value:
        return " It is also the plan that fits the profile best as a whole."
    within = advised.month.value <= found.usd_month
    verdict = "which is within the sum" if within else "which is more than the sum"
    return (
        f" The plan that fits the profile best as a whole is {advised.title}: {_month(advised)}, {verdict}."
    )


def _month(step: Step) -> str:
    people = f", and {usd(step.people_month.value)} of people's time" if step.people_month else ""
    return f"{usd_range(step.month)} a month{people}"
