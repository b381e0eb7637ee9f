"""Plans that buy a task by the unit from a hosted model that is no LLM: transcription, embeddings, images."""

from __future__ import annotations

from advisor.catalog.records import OtherModel
from advisor.estimate.money import DAYS_PER_MONTH
from advisor.quantity import Quantity, derive
from advisor.strategy.assemble import Draft, complete
from advisor.strategy.context import Context
from advisor.strategy.latency import answer_limits
from advisor.strategy.other import units_per_day
from advisor.strategy.pricing import token_line
from advisor.strategy.records import Plan
from advisor.strategy.variants import unit_techniques


def hosted_other_plan(context: Context, row: OtherModel) -> Plan | None:
    """Return the plan that buys the task by the unit, or None where no price is known for it."""
    price = context.anchors.unit_price(row.task)
    if price is None:
        return None
    units = units_per_day(context, row)
    month: Quantity = derive(
        "usd_month",
        "USD/month",
        f"{DAYS_PER_MONTH:.2f} days x units_per_day x usd_per_unit",
        lambda units, price: DAYS_PER_MONTH * units * price,
        {"units": units, "price": price},
    )
    wait = context.anchors.first_token_ms(context.tier)
    wanted = (w for w in ("embeddings", "rag") if context.directives.wants(w))
    return complete(
        context,
        Draft(
            deployment="hosted_api",
            adaptations=tuple(sorted(wanted)),
            techniques=unit_techniques(context, "hosted_api"),
            model="",
            model_name=f"a hosted model for {row.task.replace('_', ' ')}",
            tier=context.tier,
            lines=(token_line(context, month),),
            estimates={
                "first_token_ms": wait,
                "total_ms": wait.with_name("total_ms"),
                "usd_per_unit": price,
            },
            limits=answer_limits(context, wait, wait),
        ),
    )
