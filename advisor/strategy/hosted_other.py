"""Plans that buy a task by the unit from a hosted model that is no LLM: transcription, embeddings, images."""

from __future__ import annotations

from advisor.catalog.records import OtherModel
from advisor.estimate.ledger import Line, month_usd
from advisor.estimate.money import DAYS_PER_MONTH
from advisor.quantity import SECONDS_PER_MINUTE, Quantity, derive
from advisor.strategy.assemble import Draft, complete
from advisor.strategy.context import Context
from advisor.strategy.latency import answer_limits
from advisor.strategy.other import SPEECH, units_per_day
from advisor.strategy.pricing import token_line
from advisor.strategy.records import Plan
from advisor.strategy.variants import unit_techniques
from advisor.strategy.voice import hearing_line, talking_lines, voice_name
from advisor.strategy.voice_turn import turn_estimate


def hosted_other_plan(context: Context, row: OtherModel) -> Plan | None:
    """Return the plan that buys the task by the unit, or None where no price is known for it."""
    units = units_per_day(context, row)
    if row.task == SPEECH:
        return _of_speech(context, units)
    price = context.anchors.unit_price(row.task)
    if price is None:
        return None
    month: Quantity = derive(
        "usd_month",
        "USD/month",
        f"{DAYS_PER_MONTH:.2f} days x units_per_day x usd_per_unit",
        lambda units, price: DAYS_PER_MONTH * units * price,
        {"units": units, "price": price},
    )
    return _plan(context, context.anchors.unit_name(row.task), (token_line(context, month),), price)


def _of_speech(context: Context, units: Quantity) -> Plan | None:
    """Return the plan that buys hearing by the minute, with a model and a voice where answers are spoken."""
    heard = hearing_line(context, units)
    if heard is None or heard.month is None:
        return None
    talk = talking_lines(context, units)
    lines = (heard, *talk)
    price = derive(
        "usd_per_unit",
        "USD/minute of audio",
        f"usd_month / ({DAYS_PER_MONTH:.2f} days x units_per_day / 60)",
        lambda month, units: month / max(1.0, DAYS_PER_MONTH * units / SECONDS_PER_MINUTE),
        {"month": month_usd(lines), "units": units},
    )
    return _plan(context, voice_name(context) if talk else "hosted speech recognition", lines, price)


def _plan(context: Context, name: str, lines: tuple[Line, ...], price: Quantity) -> Plan:
    wait = context.anchors.first_token_ms(context.tier)
    wanted = (w for w in ("embeddings", "rag") if context.directives.wants(w))
    return complete(
        context,
        Draft(
            deployment="hosted_api",
            adaptations=tuple(sorted(wanted)),
            techniques=unit_techniques(context, "hosted_api"),
            model="",
            model_name=name,
            tier=context.tier,
            lines=lines,
            estimates={
                "first_token_ms": wait,
                "total_ms": wait.with_name("total_ms"),
                "usd_per_unit": price,
                **turn_estimate(context, wait),
            },
            limits=answer_limits(context, wait, wait),
        ),
    )
