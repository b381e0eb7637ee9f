"""What would a model of one's own from nothing cost that people can talk with, where nobody named a size."""

from __future__ import annotations

from dataclasses import replace

from advisor.decide.records import Answered
from advisor.decide.words import phrases
from advisor.quantity import Quantity, derive, plain_number, usd, usd_range
from advisor.strategy.at_hand import FROM_NOTHING
from advisor.strategy.context import Context


def to_talk_with(
    context: Context, least: Answered, params_b: float, tokens: float, money: Quantity | None
) -> Answered:
    """Return an answer about the least run from nothing behind what a usable model takes.

    The money for a run grows with its tokens: usd = usd_of_the_least x usable_tokens / tokens_of_the_least.

    Args:
        context: The bundle.
        least: What the run on 20 tokens a parameter takes.
        params_b: Billions of parameters.
        tokens: Tokens of the least run.
        money: Its cost, None where no price is known: the answer stays as it is.
    """
    runs = context.anchors.programme_range(FROM_NOTHING, "runs", params_b)
    if money is None or runs is None:
        return least
    run = _usable_run(money, context.anchors.usable_tokens(), tokens)
    whole = derive(
        "usable_programme_usd",
        "USD",
        "usable_run_usd x runs",
        lambda run, runs: run * runs,
        {"run": run, "runs": runs},
    )
    return _told(context, least, params_b, run, whole)


def _usable_run(money: Quantity, read: Quantity, tokens: float) -> Quantity:
    return derive(
        "usable_run_usd",
        "USD",
        f"least_run_usd x usable_tokens / {tokens:g}",
        lambda money, read: money * read / tokens,
        {"money": money, "read": read},
    )


def _told(context: Context, least: Answered, params_b: float, run: Quantity, whole: Quantity) -> Answered:
    """Return the answer with a usable programme in front of the least run."""
    table, read = phrases()["scratch"], context.anchors.usable_tokens()
    answer = table["answer"].format(
        whole=usd_range(whole),
        share=_share(context, whole),
        tokens=f"{plain_number(read.low)} to {plain_number(read.high)}",
        run=usd_range(run),
        size=f"{params_b:g}",
    )
    return replace(
        least,
        question=table["question"],
        answer=answer,
        details=(table["least"].format(answer=least.answer), *least.details),
        figures=(whole, run, *least.figures),
    )


def _share(context: Context, whole: Quantity) -> str:
    """Return how a programme stands to the money that was named, nothing where none was."""
    profile, table = context.profile, phrases()["scratch"]
    budget = profile.number("budget.one_off_usd") if profile.said("budget.one_off_usd") else None
    if not budget:
        return ""
    times = whole.value / budget
    return str(table["share" if times > 1.0 else "within"]).format(
        times=plain_number(times, 2), budget=usd(budget)
    )
