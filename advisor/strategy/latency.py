"""The waiting times that a user set, compared with what a plan reaches."""

from __future__ import annotations

from advisor.quantity import Quantity, plain_number
from advisor.strategy.context import Context
from advisor.strategy.records import Limit


def answer_limits(context: Context, first_token_ms: Quantity, total_ms: Quantity) -> tuple[Limit, ...]:
    """Return the waiting times that even the quick end of a plan's range breaks.

    Work that may wait for hours has none, nor have waiting times that we assumed.
    """
    work = context.workload
    if work.nobody_waits or not (work.limits_said or work.speed_said):
        return ()
    found = []
    if work.limits_said and work.first_token_ms is not None and first_token_ms.low > work.first_token_ms:
        found.append(_limit("time to the first words", first_token_ms.low, work.first_token_ms))
    if work.longest_ms is not None and total_ms.low > work.longest_ms:
        found.append(_limit("time to the whole answer", total_ms.low, work.longest_ms))
    return tuple(found)


def said_waits_ms(context: Context) -> tuple[float, ...]:
    """Return the waiting times that the user set, in ms, without those that we assumed."""
    profile = context.profile
    paths = [path for path in ("latency.first_token_ms", "latency.total_ms") if profile.said(path)]
    return tuple(ms for path in paths if (ms := profile.number(path)) is not None)


def of_calls(calls: float, formula: str) -> str:
    """Return the formula of a task that makes several calls, one after another, from that of one call.

    >>> of_calls(1, "first + rest"), of_calls(15, "first + rest")
    ('first + rest', '15 calls x (first + rest)')
    """
    return formula if calls == 1 else f"{plain_number(calls)} calls x ({formula})"


def _limit(name: str, need_ms: float, has_ms: float) -> Limit:
    return Limit(name, f"at least {duration(need_ms)}", duration(has_ms), "latency")


def duration(ms: float) -> str:
    """Return a duration in the unit a person would use: ``"800 ms"``, ``"2.5 s"``, ``"12 h"``."""
    for limit, divisor, unit in (
        (1000.0, 1.0, "ms"),
        (120e3, 1e3, "s"),
        (7.2e6, 60e3, "min"),
        (172.8e6, 3.6e6, "h"),
    ):
        if ms < limit:
            return f"{plain_number(ms / divisor, 2)} {unit}"
    return f"{plain_number(ms / 86.4e6, 2)} days"
