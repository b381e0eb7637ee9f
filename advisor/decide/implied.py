"""The load that a bill implies, held against the load that we assume: where they lie far apart, one is wrong.

A bill by use is requests x tokens x price. Who pays many times what our guess of the tokens costs sends more
of them, or pays for a dearer model: before that is known, no saving may be promised.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from advisor.catalog.records import TIERS, ApiModel
from advisor.decide.assess import Assessment
from advisor.decide.baseline import BILL
from advisor.decide.tipping import kind_of
from advisor.decide.words import phrases, short
from advisor.errors import UserError
from advisor.estimate.money import DAYS_PER_MONTH
from advisor.profile import Answer, Profile
from advisor.quantity import Quantity, derive, exact, plain_number, usd_price
from advisor.strategy.context import Context
from advisor.strategy.generate import OWN
from advisor.strategy.hosted import api_usd_month, hosted_bill
from advisor.strategy.in_use import SERVED, TUNED
from advisor.strategy.named import named_model
from advisor.strategy.records import Plan
from advisor.strategy.request_shape import request_shape

REQUESTS = "workload.requests_per_day"
FAR = 3.0
"""From this many times, up or down, what a bill implies is another load than ours; our convention."""
_COUNTED = (
    "input_tokens",
    "output_tokens",
    "tokens_per_day",
    "tokens_in_per_day",
    "system_tokens",
    "context_tokens",
    "message_tokens",
    "reasoning_tokens",
)
"""Fields of the workload with which somebody has counted their tokens."""


@dataclass(frozen=True, slots=True)
class Implied:
    """What a bill says of the tokens of a request, far from what we assume."""

    model: ApiModel
    """The model at whose price the tokens are counted."""
    named: bool
    """Whether the user named it: else a dearer model may explain the bill too."""
    paid: Quantity
    """USD a request, by the bill."""
    ours: Quantity
    """USD a request, by the tokens that we assume."""
    tokens: tuple[float, float]
    """Tokens in and out that we assume."""
    dearest: tuple[str, float]
    """The dearest current model with what these tokens cost on it, USD a request."""

    @property
    def times(self) -> float:
        """Return how many times the load that we assume the bill pays for: ``paid / ours``."""
        return self.paid.value / self.ours.value


def implied(found: Assessment) -> Implied | None:
    """Return the load that today's bill implies; None where it is not paid by use, where requests were not
    said or tokens were, or where it lies within ``FAR`` of ours."""
    context, profile = found.context, found.context.profile
    bill = profile.number(BILL) if profile.said(BILL) and profile.said(REQUESTS) else None
    counted = any(profile.said(f"workload.{name}") for name in _COUNTED)
    if not bill or counted or context.workload.job_days is not None or not found.ranked:
        return None
    if set(profile.words(SERVED)) & set(OWN) or _for_devices(context):
        return None
    row, named = _paid_for(found)
    if row is None:
        return None
    best = found.best.plan
    month = hosted_bill(context, row, best.adaptations, best.techniques)
    requests = context.workload.requests_per_day
    each = {"month": exact("bill_usd_month", bill, "USD/month", "you said"), "requests": requests}
    ours = {"month": month, "requests": requests}
    use = request_shape(context, best.adaptations, best.techniques)
    result = Implied(
        row,
        named,
        _a_request("paid_usd_request", each),
        _a_request("assumed_usd_request", ours),
        (use.input_tokens.value, use.output_tokens.value),
        _dearest(found),
    )
    return result if result.times > FAR or result.times < 1.0 / FAR else None


def _for_devices(context: Context) -> bool:
    """Return whether a bill is for devices, which bill no tokens: somebody named or tuned an open model, and
    the devices or the rent of an hour, and said of no provider that the model runs there."""
    profile = context.profile
    of_theirs = profile.said(TUNED) or named_model(context) is not None
    if not of_theirs or set(profile.words(SERVED)) - set(OWN):
        return False
    return bool(profile.devices("wish.devices")) or profile.said("cost.gpu_usd_hour")


def implied_sentence(found: Implied) -> str:
    """Return both figures with what may explain them, and the question that settles it."""
    table = phrases()["implied"]
    in_, out = found.tokens
    ratio = max(found.times, 1.0 / found.times)
    dear, dear_usd = found.dearest
    form = "more" if found.paid.value <= FAR * dear_usd else "beyond"
    form = "less" if found.times < 1.0 else "named" if found.named else form
    return str(
        table[form].format(
            paid=usd_price(found.paid.value),
            ours=usd_price(found.ours.value),
            model=found.model.name,
            tokens_in=plain_number(in_, 2),
            tokens_out=plain_number(out, 2),
            implied_in=plain_number(in_ * found.times, 2),
            implied_out=plain_number(out * found.times, 2),
            times=plain_number(ratio, 2),
            dearest=dear,
            dearest_usd=usd_price(dear_usd),
        )
    )


def then_advised(found: Assessment, load: Implied, winner: Callable[[Profile], Plan | None]) -> str:
    """Return what would be advised under the load that the bill implies, where that is another plan.

    Args:
        found: The assessment of all plans.
        load: What the bill implies.
        winner: Gives the plan in front for a profile, with what follows from its answers filled in.
    """
    profile, field = found.context.profile, found.context.profile.fields[REQUESTS]
    now = profile.number(REQUESTS) or 0.0
    many = min(now * load.times, field.high or now * load.times)
    said = profile.only_said().with_answer(REQUESTS, Answer(many, "answered", said="what the bill implies"))
    plan = winner(said)
    table = phrases()["implied"]
    if plan is None or plan.feasibility == "infeasible":
        return str(table["nothing"])
    if kind_of(plan) == kind_of(found.best.plan):
        return ""
    return str(table["then"].format(plan=short(plan)))


def _dearest(found: Assessment) -> tuple[str, float]:
    """Return the dearest current hosted model with what a request costs on it."""
    context, best = found.context, found.best.plan
    rows = (row for tier in TIERS for row in context.supply.hosted(tier))
    bills = {row.name: hosted_bill(context, row, best.adaptations, best.techniques).value for row in rows}
    name = max(sorted(bills), key=lambda one: bills[one], default="")
    return name, bills.get(name, 0.0) / (DAYS_PER_MONTH * context.workload.requests_per_day.value)


def _a_request(name: str, of: dict[str, Quantity]) -> Quantity:
    formula = f"month / ({DAYS_PER_MONTH:.2f} days x requests)"
    return derive(
        name,
        "USD",
        formula,
        lambda month, requests: month / (DAYS_PER_MONTH * requests) if requests else 0.0,
        of,
    )


def _paid_for(found: Assessment) -> tuple[ApiModel | None, bool]:
    """Return the hosted model at whose price a bill is counted, and whether it was named: the named one, that
    of the plan advised, or the cheapest that would do."""
    context: Context = found.context
    catalog = context.supply.catalog
    for name, named in ((context.profile.text("wish.model"), True), (found.best.plan.model, False)):
        try:
            if name:
                return catalog.api(name), named
        except UserError:
            continue
    cheapest = api_usd_month(context, context.tier)
    return (cheapest[0], False) if cheapest is not None else (None, False)
