"""Plans that call somebody else's endpoint: hosted models and managed endpoints of open ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from advisor.catalog.records import TIERS, ApiModel, Tier
from advisor.estimate.economics import Use, api_request, request_usd, requests_bill, traffic_months
from advisor.estimate.ledger import Line
from advisor.quantity import Quantity, derive, plain_number, usd
from advisor.strategy.assemble import Draft, complete
from advisor.strategy.context import Context
from advisor.strategy.fixed_model import hosted_fixed
from advisor.strategy.jurisdiction import area_of, may_process
from advisor.strategy.latency import answer_limits, of_calls, said_waits_ms
from advisor.strategy.once import once
from advisor.strategy.pricing import token_line
from advisor.strategy.records import Limit, Plan
from advisor.strategy.request_shape import request_shape
from advisor.strategy.supply import classes_from
from advisor.strategy.tuning import least_class, training_for
from advisor.strategy.variants import adaptation_sets, techniques
from advisor.strategy.way_tables import slowest_ms

OPEN_ENDPOINT = "managed_open_endpoint"
HOSTED = ("hosted_api", OPEN_ENDPOINT)


def hosted_plans(context: Context, deployment: str) -> Iterator[Plan]:
    """Yield plans on hosted models: for each set of adaptations the cheapest adequate model, and the
    cheapest one a class above it. Tuned open models stand on dedicated endpoints, see ``dedicated``.

    Args:
        context: The bundle.
        deployment: ``hosted_api`` or ``managed_open_endpoint``.
    """
    for adaptations in adaptation_sets(context, deployment):
        if deployment == OPEN_ENDPOINT and _trains(context, adaptations):
            continue
        words = techniques(context, deployment)
        named = _fixed(context, deployment, adaptations, words)
        if named is not None:
            yield _plan(context, deployment, named, adaptations, words)
            continue
        classes = classes_from(least_class(context, adaptations))
        cheapest = cheapest_of(context, deployment, classes, adaptations, words)
        if cheapest is None:
            continue
        yield _plan(context, deployment, cheapest, adaptations, words)
        above = classes[classes.index(cheapest.tier) + 1 :][:1]
        better = cheapest_of(context, deployment, above, adaptations, words)
        if better is not None:
            yield _plan(context, deployment, better, adaptations, words)


def _fixed(
    context: Context, deployment: str, adaptations: tuple[str, ...], words: tuple[str, ...]
) -> ApiModel | None:
    """Return where the model that must be used is hosted for the least money, whatever its class; None where
    none must be, or nobody hosts it who may see the data."""
    rows = hosted_fixed(context, open_weights=deployment == OPEN_ENDPOINT)
    tuned = context.anchors.tuning_providers if _trains(context, adaptations) else None
    fit = [
        row
        for row in rows
        if _reads(context, row, _context_needed(context)) and (tuned is None or row.provider in tuned)
    ]
    return min(fit, key=lambda r: (hosted_bill(context, r, adaptations, words).value, r.id), default=None)


@once
def api_usd_month(context: Context, tier: Tier) -> tuple[ApiModel, Quantity] | None:
    """Return the cheapest hosted model of a class or above for this job, open or closed, with its bill.

    It carries the documents and techniques that the rules ask for, as every plan does; it comes from the
    catalogue alone, so no plan that is added or dropped moves it.
    """
    found = []
    for deployment in HOSTED:
        sets = adaptation_sets(context, deployment)[0]
        adaptations = tuple(w for w in sets if not context.options[w].trains)
        words = techniques(context, deployment)
        row = cheapest_of(context, deployment, classes_from(tier), adaptations, words)
        if row is not None:
            found.append((row, hosted_bill(context, row, adaptations, words)))
    return min(found, key=lambda one: (one[1].value, one[0].id), default=None)


@once
def reference_usd_month(context: Context) -> float | None:
    """Return what the job costs a month on the cheapest adequate hosted model, averaged over the life."""
    found = api_usd_month(context, context.tier)
    if found is None:
        return None
    work = context.workload
    return found[1].value * traffic_months(work.growth_per_year.value, work.months) / work.months


def _trains(context: Context, adaptations: tuple[str, ...]) -> bool:
    return any(context.options[word].trains for word in adaptations)


@once
def cheapest_of(
    context: Context,
    deployment: str,
    classes: tuple[Tier, ...],
    adaptations: tuple[str, ...],
    words: tuple[str, ...],
) -> ApiModel | None:
    """Return the hosted model of some classes that does this job for the least money, or None.

    Args:
        context: The bundle.
        deployment: ``hosted_api`` or ``managed_open_endpoint``.
        classes: Capability classes that may be taken.
        adaptations: Words that the plan adapts the model with.
        words: Techniques of the plan, for its prices.
    """
    needed, shape = _context_needed(context), request_shape(context, adaptations, words)
    asked = _asked(context, deployment, classes, trains=_trains(context, adaptations))
    tokens = shape.input_tokens.value, shape.output_tokens.value
    cached, written = shape.cached_share.value, shape.written_share.value
    batch, waits = "batch_api" in words, flex_ok(context)

    def rank(row: ApiModel) -> tuple[float, int, str]:
        price = request_usd(row, *tokens, cached=cached, written=written, batch=batch, flex=waits)
        return price, -TIERS.index(row.tier), row.id

    def cheapest() -> ApiModel | None:
        rows = (row for row in _offered(context, asked) if _reads(context, row, needed))
        return min(rows, key=rank, default=None)

    key = ("cheapest", asked, needed, tokens, cached, written, batch, waits)
    return context.supply.remember(key, cheapest)


class Asked(NamedTuple):
    """Which hosted models a plan may use."""

    deployment: str
    classes: tuple[Tier, ...]
    trains: bool
    vision: bool
    without: tuple[str, ...]
    boundary: str
    area: str
    named: bool
    """Whether the area was named for the data."""


def _asked(context: Context, deployment: str, classes: tuple[Tier, ...], *, trains: bool) -> Asked:
    profile, without = context.profile, context.excluded_vendors
    place = profile.text("data.boundary"), area_of(context), profile.said("data.region")
    return Asked(deployment, classes, trains, context.vision, without, *place)


def _offered(context: Context, asked: Asked) -> tuple[ApiModel, ...]:
    """Return the hosted models of some classes that may see the data, tuned ones where weights change."""
    is_open, tuned = asked.deployment == OPEN_ENDPOINT, context.anchors.tuning_providers
    hosted = context.supply.hosted
    return context.supply.remember(
        ("offered", *asked),
        lambda: tuple(
            row
            for tier in asked.classes
            for row in hosted(tier, open_weights=is_open, vision=asked.vision, without=asked.without)
            if may_process(context, row) and (not asked.trains or row.provider in tuned)
        ),
    )


def _reads(context: Context, row: ApiModel, tokens: float) -> bool:
    """Whether a request of this length fits.

    Where the provider says nothing, the open model's length holds, else the longest that anybody names.
    """
    open_model = context.supply.catalog.models.get(row.model)
    longest = row.max_context or (open_model.max_context if open_model else context.supply.longest_context)
    return longest >= tokens


def _context_needed(context: Context) -> float:
    work = context.workload
    return (work.input_tokens.value + work.output_tokens.value) / work.calls_per_request


@once
def hosted_bill(
    context: Context, row: ApiModel, adaptations: tuple[str, ...], words: tuple[str, ...]
) -> Quantity:
    """Return the bill of a hosted model for this job, USD a month."""
    request = _request(context, row, request_shape(context, adaptations, words), batch="batch_api" in words)
    return requests_bill(request, context.workload.requests_per_day, said_cap_usd(context))


def _request(context: Context, row: ApiModel, shape: Use, *, batch: bool) -> Quantity:
    """Return what one request costs; it is remembered for all volumes where nothing in it was worked out."""
    flex = flex_ok(context)

    def request() -> Quantity:
        return api_request(row, shape, batch=batch, flex=flex)

    if any(figure.inputs or figure.function for figure in shape.figures):
        return request()
    return context.supply.remember(("request", row.id, shape, batch, flex), request)


def said_cap_usd(context: Context) -> float | None:
    """Return the most that the user lets one task cost in USD, or None where nobody set a cap."""
    path = "workload.task_cap_usd"
    return context.profile.number(path) if context.profile.said(path) else None


def _cap_limits(context: Context, bill: Quantity) -> tuple[Limit, ...]:
    """Return the cap on a task where even the low end of what a task costs goes beyond it: then tasks are
    broken off before they end."""
    cap = said_cap_usd(context)
    request = next((q for q in bill.inputs if q.name == "usd_per_request"), None)
    if cap is None or request is None or not request.inputs:
        return ()
    whole = request.inputs[0]
    if whole.low <= cap:
        return ()
    need = f"at least {usd(whole.low)} to its end"
    return (Limit("most a task may cost", need, usd(cap), "budget"),)


def flex_ok(context: Context) -> bool:
    """Return whether the user said that answers may take as long as those of a tier on spare capacity."""
    waits = said_waits_ms(context)
    return bool(waits) and min(waits) >= slowest_ms("flex_factor")


def _plan(
    context: Context, deployment: str, row: ApiModel, adaptations: tuple[str, ...], words: tuple[str, ...]
) -> Plan:
    first = context.anchors.first_token_ms(row.tier)
    speed = context.anchors.tokens_per_s(row.tier)
    calls = context.workload.calls_per_request
    tokens = context.workload.output_tokens.value / calls
    total = derive(
        "total_ms",
        "ms",
        of_calls(calls, f"first_token_ms + {plain_number(tokens)} tokens / tokens_per_s"),
        lambda first, speed: calls * (first + 1000.0 * tokens / speed),
        {"first": first, "speed": speed},
    )
    bill = hosted_bill(context, row, adaptations, words)
    limits: tuple[Limit, ...] = (*answer_limits(context, first, total), *_cap_limits(context, bill))
    training = training_for(context, adaptations, row.model or None)
    return complete(
        context,
        Draft(
            deployment=deployment,
            adaptations=adaptations,
            techniques=words,
            model=row.id,
            model_name=row.name,
            tier=row.tier,
            lines=_lines(context, bill, trained=training is not None),
            training=training,
            estimates={"first_token_ms": first, "total_ms": total, "tokens_per_s": speed},
            limits=limits,
        ),
    )


def _lines(context: Context, bill: Quantity, *, trained: bool) -> tuple[Line, ...]:
    tokens = token_line(context, bill)
    return (
        (tokens, Line("tuned model kept ready", month=context.anchors.tuned_hosting))
        if trained
        else (tokens,)
    )
