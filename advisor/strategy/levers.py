"""What would lower a bill: caches, routing, a cascade; each with the bill that it would give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from advisor.catalog.records import TIERS, ApiModel
from advisor.estimate.economics import request_usd
from advisor.quantity import Quantity, derive
from advisor.strategy.context import Context
from advisor.strategy.hosted import HOSTED, cheapest_of, flex_ok
from advisor.strategy.records import Plan
from advisor.strategy.request_shape import request_shape

WORTH = 0.97
"""A lever that leaves more than this share of the bill is not worth a line."""


@dataclass(frozen=True, slots=True)
class Lever:
    """Something that would lower the bill, with the bill that it would give."""

    name: str
    month: Quantity
    """USD a month."""
    condition: str
    """When it works, in words."""


def levers(context: Context, plan: Plan) -> tuple[Lever, ...]:
    """Return what would lower the monthly bill of a plan, the largest saving first."""
    found = list(_hosted(context, plan) if plan.deployment in HOSTED else ())
    now = plan.estimates["usd_month"].value
    return tuple(sorted((x for x in found if x.month.value < WORTH * now), key=lambda x: x.month.value))


def _hosted(context: Context, plan: Plan) -> Iterator[Lever]:
    row = context.supply.catalog.api_models.get(plan.model)
    if row is None or plan.hardware is not None:
        return
    words, now = plan.techniques, plan.estimates["usd_month"]
    base = _call(context, plan, row, words)
    if base <= 0:
        return
    if "prompt_caching" not in words and context.workload.cached_share.value > 0:
        with_cache = _call(context, plan, row, (*words, "prompt_caching"))
        yield _times(
            "prompt caching", now, with_cache / base, "the start of each prompt is the same word for word"
        )
    small = _class_below(context, plan, row)
    if small is not None:
        share, cheap = context.anchors.local_share, _call(context, plan, small, words) / base
        yield _routed(now, share, cheap, small.name)
        yield _cascade(now, share, cheap, small.name)


def _call(context: Context, plan: Plan, row: ApiModel, words: tuple[str, ...]) -> float:
    use = request_shape(context, plan.adaptations, words)
    return request_usd(
        row,
        use.input_tokens.value,
        use.output_tokens.value,
        cached=use.cached_share.value,
        written=use.written_share.value,
        batch="batch_api" in words,
        flex=flex_ok(context),
    )


def _class_below(context: Context, plan: Plan, row: ApiModel) -> ApiModel | None:
    place = TIERS.index(row.tier)
    if place == 0:
        return None
    return cheapest_of(context, plan.deployment, (TIERS[place - 1],), plan.adaptations, plan.techniques)


def _times(name: str, now: Quantity, factor: float, condition: str) -> Lever:
    month = derive("usd_month", "USD/month", f"usd_month x {factor:.3g}", lambda m: m * factor, {"m": now})
    return Lever(name, month, condition)


def _routed(now: Quantity, share: Quantity, cheap: float, name: str) -> Lever:
    month = derive(
        "usd_month",
        "USD/month",
        f"usd_month x ((1 - share) + share x {cheap:.3g})",
        lambda m, share: m * (1.0 - share + share * cheap),
        {"m": now, "share": share},
    )
    part = f"{share.low:.0%} to {share.high:.0%} of the requests"
    text = f"{part} are easy enough for {name} and can be told apart"
    return Lever(f"routing easy requests to {name}", month, text)


def _cascade(now: Quantity, share: Quantity, cheap: float, name: str) -> Lever:
    month = derive(
        "usd_month",
        "USD/month",
        f"usd_month x ({cheap:.3g} + 1 - share)",
        lambda m, share: m * (cheap + 1.0 - share),
        {"m": now, "share": share},
    )
    return Lever(f"asking {name} first", month, "a program or a score can tell when its answer will not do")
