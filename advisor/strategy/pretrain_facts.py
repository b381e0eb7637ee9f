"""What training from nothing costs beside the money and the text that there are, for rules."""

from __future__ import annotations

from advisor.estimate.training_budget import compute_optimal_tokens
from advisor.quantity import Quantity, derive, exact
from advisor.strategy.at_hand import run_at_hand
from advisor.strategy.context import Context
from advisor.strategy.once import once
from advisor.strategy.pretraining import (
    TRIALS,
    corpus_tokens,
    pretraining_run,
    shortest_run,
    wanted_size_b,
)

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
        return {DAYS_AT_HAND: at_hand.estimate.wall_days.with_name(DAYS_AT_HAND), **_text(context)}
    found = {"pretrain_cost_usd": cost.with_name("pretrain_cost_usd"), **_text(context)}
    return {**found, **_money(context, cost, shortest_run(context).estimate.cost_usd or cost)}


def _money(context: Context, final: Quantity, trial: Quantity) -> dict[str, Quantity]:
    """Return the share of one run and of a whole programme that the budget pays, where one was said."""
    budget = context.profile.number("budget.one_off_usd")
    if budget is None:
        return {}
    run, programme = "pretrain_budget_share", "pretrain_programme_share"
    one, whole = f"{budget:g} USD / pretrain_cost_usd", f"{budget:g} USD / (final + {TRIALS} x trial)"
    costs = {"final": final, "trial": trial}
    return {
        run: derive(run, "share", one, lambda usd: budget / usd, {"usd": final}),
        programme: derive(
            programme, "share", whole, lambda final, trial: budget / (final + TRIALS * trial), costs
        ),
    }


def _text(context: Context) -> dict[str, Quantity]:
    """Return the share of the least text of a run that the user holds, where it was counted."""
    held = corpus_tokens(context)
    if held is None:
        return {}
    least = compute_optimal_tokens(wanted_size_b(context))
    inputs = {"held": held, "need": exact("tokens", least.value, "tokens", least.formula)}
    name, text = "pretrain_data_share", "corpus_tokens / tokens"
    return {name: derive(name, "share", text, lambda held, need: held / need, inputs)}
