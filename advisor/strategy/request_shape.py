"""What one request costs in tokens once the documents are part of it."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.quantity import Quantity, derive
from advisor.strategy.assemble import exact
from advisor.strategy.context import Context

CACHE_HIT = (0.7, 0.9, 0.98)
"""Share of repeated prompt text that a provider's cache really serves: low, expected, high; it expires
between requests that come minutes apart."""


@dataclass(frozen=True, slots=True)
class RequestShape:
    """Tokens of one request and the share of the input that a cache serves."""

    input_tokens: Quantity
    output_tokens: Quantity
    cached_share: Quantity


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
        pages = context.profile.number("knowledge.pages") or 0.0
        per_page = context.supply.catalog.parameter("tokens_per_page")
        documents = derive(
            "document_tokens",
            "tokens",
            f"{pages:g} pages x tokens_per_page",
            lambda each: pages * each,
            {"each": per_page},
        )
        if work.input_tokens.basis != "said" or work.input_tokens.value < documents.value:
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
    if "prompt_caching" in techniques or "long_context_cached" in adaptations:
        low, hit, high = CACHE_HIT
        served = Quantity(
            "cache_hit",
            hit,
            low,
            high,
            "share",
            formula="assumed: a cache expires between distant requests",
            basis="assumed",
        )
        cached = derive(
            "cached_share",
            "share",
            f"{share.name} x cache_hit",
            lambda a, b: min(1.0, a * b),
            {"a": share, "b": served},
        )
    else:
        cached = exact("cached_share", 0.0, "share", "0, because no prompt cache is used")
    return RequestShape(tokens, work.output_tokens, cached)
