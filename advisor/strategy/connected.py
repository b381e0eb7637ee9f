"""People who are connected at the same time, told from requests that are being answered."""

from __future__ import annotations

MANY = 100.0
"""Up to so many may all press the button together, as a class does; ours. One card answers them all."""
A_WHOLE_DAY_S = 300.0
"""No day has all its requests within so short a time; ours."""
PACE_TOKENS_S = 20.0
"""Pace at which an answer is written where nobody set one: a little ahead of its reader."""
FIRST_MS = 2000.0
"""Wait for the first words where nobody set one."""


def answer_seconds(
    output_tokens: float, longest_ms: float | None, first_ms: float | None, tokens_per_s: float | None
) -> float:
    """Return how long a request is in flight, in seconds.

    longest, or first words + output tokens / tokens a second

    Args:
        output_tokens: Of the whole task.
        longest_ms: Time for the whole of it, where it was set.
        first_ms: Wait for the first words, where one is known.
        tokens_per_s: Pace of writing, where one is known.
    """
    if longest_ms is not None:
        return longest_ms / 1e3
    return (first_ms or FIRST_MS) / 1e3 + output_tokens / (tokens_per_s or PACE_TOKENS_S)


def day_seconds(requests_per_day: float, answer_s: float, at_once: float) -> float:
    """Return how long it takes to answer all requests of a day with so many in flight, by Little's law.

    in flight = rate x time in flight, so seconds = requests_per_day / (at_once / answer_s)
    (J. D. C. Little, A proof for the queuing formula L = lambda W, Operations Research 9, 1961)

    >>> day_seconds(16_000_000, 0.2, 100_000)
    32.0
    """
    return requests_per_day * answer_s / at_once


def are_connected(requests_per_day: float, answer_s: float, at_once: float) -> bool:
    """Return whether so many at once can only be people with a session open: with so many requests in flight
    all those of a day would be answered within minutes.

    Args:
        requests_per_day: As the user gave them.
        answer_s: How long a request is in flight.
        at_once: How many the user gave as simultaneous.
    """
    return at_once >= MANY and 0.0 < day_seconds(requests_per_day, answer_s, at_once) < A_WHOLE_DAY_S
