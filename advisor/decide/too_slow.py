"""What is expected slower than somebody said, or than was assumed, though quick cases are in time."""

from __future__ import annotations

from advisor.decide.assess import Assessment
from advisor.decide.values import waiting
from advisor.decide.words import phrases
from advisor.profile import Profile
from advisor.quantity import plain_number
from advisor.strategy.context import Context
from advisor.strategy.records import Plan

_WAITS = ("latency.first_token_ms", "latency.total_ms")
FAR = 3.0
"""Times the wait that was assumed, above which it is worth a remark: our view."""


def too_slow(found: Assessment) -> str:
    """Return that the plan is expected slower than the user said, to its first words, to the whole or in
    writing, or far slower than was assumed; empty where it is not."""
    context, plan = found.context, found.best.plan
    if context.workload.nobody_waits:
        return ""
    if pace := _slow_pace(context, plan):
        return pace
    for path in _WAITS:
        wish, wait = context.profile.number(path), _wait(plan, path)
        said = context.profile.said(path)
        if wish is None or wait is None or wait <= wish * (1.0 if said else FAR):
            continue
        words = phrases()["slow"]["said" if said else "assumed"]
        what = phrases()["slow"]["of"][_what(plan, path)]
        return f" {words.format(wait=waiting(wait), what=what, wish=waiting(wish))}"
    return ""


def later_than_said(profile: Profile, plan: Plan) -> bool:
    """Return whether a plan is expected to keep people waiting longer than somebody said."""
    if profile.flag("latency.batch_ok"):
        return False
    wishes = {path: profile.number(path) for path in _WAITS if profile.said(path)}
    waits = ((wish, _wait(plan, path)) for path, wish in wishes.items())
    return any(wish is not None and wait is not None and wait > wish for wish, wait in waits)


def _wait(plan: Plan, path: str) -> float | None:
    found = plan.estimates.get(path.partition(".")[2])
    return found.value if found is not None else None


def _what(plan: Plan, path: str) -> str:
    """Return what is waited for: a model that does not write gives its result at once."""
    known = plan.estimates
    if "total_ms" in known and not {"tokens_per_s", "tpot_ms"} & set(known):
        return "result"
    return "first" if path == _WAITS[0] else "whole"


def _slow_pace(context: Context, plan: Plan) -> str:
    """Return that answers are written more slowly than was said; empty where they are not, or nobody said."""
    known = plan.estimates
    said = context.profile.said("latency.tokens_per_s")
    wish = context.profile.number("latency.tokens_per_s") if said else None
    pace = known["tokens_per_s"].value if "tokens_per_s" in known else None
    if "tpot_ms" in known:
        pace = 1e3 / known["tpot_ms"].value
    if pace is None or wish is None or pace >= wish:
        return ""
    words = phrases()["slow"]["pace"]
    return f" {words.format(pace=plain_number(pace, 2), wish=plain_number(wish, 2))}"
