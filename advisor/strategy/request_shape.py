"""What one request costs in tokens once the documents are part of it."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.quantity import Quantity, assumed, derive, exact
from advisor.strategy.context import Context
from advisor.strategy.once import once

CACHE_HIT = (0.7, 0.9, 0.98)
"""Share of repeated prompt text that a provider's cache really serves: low, expected, high; it expires
between requests that come minutes apart."""


@dataclass(frozen=True, slots=True)
class RequestShape:
    """Tokens of one request and the share of the input that a cache serves."""

    input_tokens: Quantity
    output_tokens: Quantity
    cached_share: Quantity


@once
def request_shape(
    context: Context, adaptations: tuple[str, ...], techniques: tuple[str, ...]
) -> RequestShape:
    """Return the tokens of one request under a set of adaptations and techniques.

    Documents that are kept whole in the prompt add their tokens to the input, unless the user gave the
    input with them; a cache serves the repeated part at the rate of ``CACHE_HIT``.
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
    return RequestShape(tokens, work.output_tokens, _served(share, cached=cached))


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


def _served(repeated: Quantity, *, cached: bool) -> Quantity:
    """Return the share of the input that a cache serves."""
    if not cached:
        return exact("cached_share", 0.0, "share", "0, because no prompt cache is used")
    low, hit, high = CACHE_HIT
    served = assumed("cache_hit", hit, low, high, "share", "a cache expires between distant requests")
    return derive(
        "cached_share",
        "share",
        f"{repeated.name} x cache_hit",
        lambda a, b: min(1.0, a * b),
        {"a": repeated, "b": served},
    )
