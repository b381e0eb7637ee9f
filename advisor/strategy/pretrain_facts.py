"""What training from nothing costs beside the money and the text that there are, for rules."""

from __future__ import annotations

from advisor.quantity import Quantity, derive
from advisor.strategy.at_hand import run_at_hand
from advisor.strategy.context import Context
from advisor.strategy.once import once
from advisor.strategy.pretraining import CorpusRun, corpus_tokens, pretraining_run

DAYS_AT_HAND = "pretrain_days_at_hand"
"""Days of the run on devices that are there: then it costs no rent."""


@once
def pretrain_facts(context: Context) -> dict[str, Quantity]:
    """Return what pre-training the wanted size costs, and the shares of it that budget and text cover."""
    wished = "pretrain_from_scratch" in context.profile.words("wish.adaptations")
    if not wished and context.profile.number("wish.train_params_b") is None:
        return {}
    at_hand = run_at_hand(context)
    run = at_hand or pretraining_run(context)
    cost = run.estimate.cost_usd
    if cost is None:
        return {}
    if at_hand is not None:
        return {DAYS_AT_HAND: at_hand.estimate.wall_days.with_name(DAYS_AT_HAND), **_text(context, run)}
    found = {"pretrain_cost_usd": cost.with_name("pretrain_cost_usd"), **_text(context, run)}
    budget = context.profile.number("budget.one_off_usd")
    if budget is not None:
        found["pretrain_budget_share"] = derive(
            "pretrain_budget_share",
            "share",
            f"{budget:g} USD / pretrain_cost_usd",
            lambda usd: budget / usd,
            {"usd": cost},
        )
    return found


def _text(context: Context, run: CorpusRun) -> dict[str, Quantity]:
    """Return the share of the text that a run needs which the user holds, where it was counted."""
    held = corpus_tokens(context)
    if held is None:
        return {}
    share = derive(
        "pretrain_data_share",
        "share",
        "corpus_tokens / tokens",
        lambda held, need: held / need,
        {"held": held, "need": run.tokens},
    )
    return {share.name: share}
