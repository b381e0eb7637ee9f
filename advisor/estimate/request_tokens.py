"""What one request reads and writes in tokens: a turn of a conversation, or a task of an agent.

All figures are plain numbers; the ranges come in where profiles are filled.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from advisor.resources import shipped_toml


@dataclass(frozen=True, slots=True)
class TokenUse:
    """Tokens of one request."""

    input_tokens: float
    output_tokens: float
    repeated_tokens: float
    """Part of the input that some call read before, word for word from its start."""

    @property
    def repeated_share(self) -> float:
        """Return the share of the input that a prompt cache could serve."""
        return self.repeated_tokens / self.input_tokens if self.input_tokens > 0 else 0.0


def turn_tokens(
    *,
    system: float,
    context: float,
    message: float,
    answer: float,
    reasoning: float = 0.0,
    turns: float = 1.0,
) -> TokenUse:
    """Return the tokens of an average turn of a conversation that sends its history along.

    input = system + context + message + (turns - 1) / 2 x (message + answer); output = answer + reasoning.
    Hidden reasoning is billed as output and not sent again. Found passages change with each question, so that
    the system prompt with its tools and the history repeat, and nothing else.

    Args:
        system: Instructions and the descriptions of tools.
        context: Passages that were looked up for this question.
        message: What the user writes.
        answer: What the model writes for the user.
        reasoning: Hidden tokens of thought.
        turns: Questions in one conversation.
    """
    history = max(0.0, turns - 1.0) / 2.0 * (message + answer)
    return TokenUse(system + context + message + history, answer + reasoning, system + history)


def agent_tokens(
    *, start: float, written: float, result: float, steps: int, cap: float | None = None
) -> TokenUse:
    """Return the tokens of one task of an agent, all its calls together.

    Call i, from 0, reads start + i x (written + result), at most ``cap``, where older results are dropped;
    what the call before has read repeats. output = steps x written.

    Args:
        start: Instructions, tools and the task.
        written: What each call writes, thought included.
        result: What a tool gives back.
        steps: Calls of the model for one task.
        cap: Most tokens that are kept in the context; None keeps all.
    """
    reads = [start + i * (written + result) for i in range(steps)]
    kept = [read if cap is None else min(read, max(cap, start)) for read in reads]
    repeated = sum(before if now > before else min(now, start) for before, now in pairwise(kept))
    return TokenUse(sum(kept), steps * written, repeated)


def warm_share(requests_per_day: float, *, kept_s: float = 300.0, busy_s: float = 36_000.0) -> float:
    """Return how often a shared prompt is still in a provider's cache when the next request comes.

    1 - exp(-requests a second x seconds kept), requests coming at random over the busy part of the day.

    >>> round(warm_share(50), 2), round(warm_share(5000), 2)
    (0.34, 1.0)

    Args:
        requests_per_day: Requests with the same beginning.
        kept_s: How long an unused prompt stays; providers keep it for five minutes at least.
        busy_s: Length of the busy part of a day.
    """
    return 1.0 - math.exp(-requests_per_day / busy_s * kept_s)


def language_factor(names: Iterable[str]) -> tuple[float, float, float] | None:
    """Return low, expected and high tokens of a text in some languages over those of the text in English.

    The low end is a current vocabulary, the high end one of 2023, the middle lies near the current one;
    several languages count alike. None for English alone or no language.
    """
    rows = [_language(name) for name in names]
    if not rows:
        return None
    english = _languages()["english"]
    new = sum(row["tokens"] for row in rows) / len(rows) / english["tokens"]
    old = sum(row["before"] for row in rows) / len(rows) / english["before"]
    if new == old == 1.0:
        return None
    low, high = sorted((new, old))
    return low, (low * low * high) ** (1.0 / 3.0), high


@cache
def _languages() -> Mapping[str, Mapping[str, Any]]:
    table: Mapping[str, Mapping[str, Any]] = shipped_toml("estimate/script_tokens.toml")["language"]
    return table


def _language(name: str) -> Mapping[str, Any]:
    word = name.strip().casefold()
    for row in _languages().values():
        if word in row["names"]:
            return row
    return _languages()["other"]
