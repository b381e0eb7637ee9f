"""What one request costs in tokens once the documents are part of it."""

from __future__ import annotations

from functools import cache

from advisor.estimate.economics import Use
from advisor.estimate.request_tokens import warm_share
from advisor.quantity import Quantity, assumed, derive, exact
from advisor.strategy.context import Context
from advisor.strategy.once import once
from advisor.strategy.pricing import said_cost

CACHE_HIT = (0.7, 0.9, 0.98)
"""Share of repeated prompt text that a provider's cache serves while it is kept: low, expected, high."""


@once
def request_shape(context: Context, adaptations: tuple[str, ...], techniques: tuple[str, ...]) -> Use:
    """Return the tokens of one request under a set of adaptations and techniques.

    Documents that are kept whole in the prompt add their tokens to the input, unless the user gave the
    input with them; a cache serves the repeated part at the rate of ``CACHE_HIT``, less often where requests
    come minutes apart, and what it misses is written to it again.
    """
    work = context.workload
    tokens, share = work.input_tokens, work.cached_share
    if "long_context_cached" in adaptations:
        documents = _documents(context)
        if tokens.basis != "said" or tokens.value < documents.value:
            tokens = derive(
                "input_tokens",
                "tokens",
                "input_tokens + document_tokens",
                lambda a, b: a + b,
                {"a": tokens, "b": documents},
            )
        repeated = min(0.98, documents.value / tokens.value) if tokens.value else 0.0
        if repeated > share.value:
            share = exact("repeated_share", repeated, "share", "document_tokens / input_tokens")
    cached = "prompt_caching" in techniques or "long_context_cached" in adaptations
    served, written = _cached(context, share) if cached else (_unused("cached"), _unused("written"))
    return Use(tokens, work.output_tokens, served, written, context.parameter("retry_share"))


@once
def _documents(context: Context) -> Quantity:
    pages = context.profile.number("knowledge.pages") or 0.0
    return derive(
        "document_tokens",
        "tokens",
        f"{pages:g} pages x tokens_per_page",
        lambda each: pages * each,
        {"each": context.parameter("tokens_per_page")},
    )


@cache
def _unused(name: str) -> Quantity:
    return exact(f"{name}_share", 0.0, "share", "0, because no prompt cache is used")


def _cached(context: Context, repeated: Quantity) -> tuple[Quantity, Quantity]:
    """Return the shares of the input that a cache serves, and that are written to it."""
    hit = _hit(context)
    served = derive(
        "cached_share",
        "share",
        f"{repeated.name} x cache_hit",
        lambda repeated, hit: min(1.0, repeated * hit),
        {"repeated": repeated, "hit": hit},
    )
    written = derive(
        "written_share",
        "share",
        f"{repeated.name} x (1 - cache_hit)",
        lambda repeated, hit: repeated * (1.0 - hit),
        {"repeated": repeated, "hit": hit},
    )
    return served, written


def _hit(context: Context) -> Quantity:
    """Return how often the repeated text is found in the cache: what the user measured, else from the rate of
    requests."""
    said = said_cost(context, "cache_hit")
    if said is not None:
        return said
    low, hit, high = CACHE_HIT
    kept = assumed(
        "hit_while_kept", hit, low, high, "share", "servers change and caches are dropped under load"
    )
    work = context.workload
    calls = work.calls_per_request
    return derive(
        "cache_hit",
        "share",
        "hit_while_kept x (1 - exp(-requests_per_day x calls / 36,000 s x 300 s))",
        lambda kept, requests: kept * warm_share(requests * calls),
        {"kept": kept, "requests": work.requests_per_day},
    )
