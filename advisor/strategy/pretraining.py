"""Runs that read a whole corpus: pre-training and continued pre-training, from size to devices and money."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from advisor.catalog.records import Accelerator
from advisor.estimate.memory import GB, usable_bytes
from advisor.estimate.training import TrainEstimate, estimate_train
from advisor.estimate.training_budget import compute_optimal_tokens
from advisor.estimate.training_request import TrainRequest
from advisor.profile import Profile
from advisor.quantity import DAYS_PER_WEEK, Quantity, derive, exact
from advisor.strategy.classes import hardware_class
from advisor.strategy.context import Context
from advisor.strategy.named import bare_size
from advisor.strategy.once import once
from advisor.strategy.records import Hardware
from advisor.strategy.shown_hardware import shown_hardware
from advisor.strategy.usual import larger_than

THERE, DEADLINE = "training.weeks_there", "time.deadline_weeks"
MAKERS, RESEARCHERS = "foundation_model", "research"
"""The use case of who makes a model, and the skill of who has made some."""
DEFAULT_SIZE_B = 7.0
"""Billions of parameters when somebody wants a model of their own and names no size."""
LEAST_DEVICES = 8
"""Devices of a server, by which runs grow that one server does not hold."""
PARTS = (1, 2, 4)
"""Devices of a server that a small run takes alone."""
SPREAD = (2, LEAST_DEVICES)
"""Devices of a server on which a small run is spread where most comparable ones stand on as many."""
LONGEST_RUN_DAYS = {"pretrain": 75.0, "continued": 14.0}
"""A run is spread over enough devices to end in this time."""
SPARE_TOKENS = (1e9, 5e9, 30e9)
"""Tokens of a continued run when nobody counted the text: low, expected, high."""
MOST_TRIES = 6
"""Times that the devices of a run are counted: more of them lose more to their links, so it takes more."""
STATE_BYTES = 16.0
"""Bytes a parameter that plain AdamW in mixed precision keeps: weights, gradients, master copy and two
moments (ZeRO, arXiv:1910.02054)."""
STATE_SHARE = 0.6
"""Share of the devices' memory that these states may take beside activations, gathered layers and buffers:
our assumption; for all weights of 70 billion parameters teams name 32 cards of 80 GB as their least."""
SHARE_OF_FEW = 0.5
"""The same on a part of a server, where what does not shard takes more of each: our assumption; a 3B in plain
mixed precision is told to fill a card of 80 GB."""
TRIALS = 4
"""Runs before the final one that a programme pays for, each over the least text that the size needs: with the
final one the five of the anchors."""
FINAL_SHARE = 1 / (TRIALS + 1)
"""Of the money that the final run takes. Twenty tokens a parameter is a law
of text: models of pictures see theirs many times over, and took 18,000 to 200,000 A100-hours (PixArt-alpha,
arXiv:2310.00426; the model card of Stable Diffusion 2)."""
NO_TEXT = ("image", "audio", "table")
FRONTIER_SIZE_B = 200.0
"""Least billions of parameters of a dense model in the class of GPT-4 and after. Its run at 20 tokens each
takes 5e24 FLOP, between DeepSeek-V3 (3e24, arXiv:2412.19437) and Llama 3.1 405B (4e25, arXiv:2407.21783)."""
BUDGET_TO_SIZE_B = ((5e8, 400.0), (1e8, 200.0), (1e7, 70.0), (1e6, 20.0))
"""From this one-off budget in USD a size in billions whose programme, five times its final run, it covers."""


@dataclass(frozen=True, slots=True)
class CorpusRun:
    """A run over a corpus with the devices that it takes."""

    estimate: TrainEstimate
    hardware: Hardware
    tokens: Quantity
    params_b: float


def corpus_tokens(context: Context) -> Quantity | None:
    """Return the tokens of text that the user holds, or None when nobody counted them."""
    held = context.profile.number("language.corpus_tokens")
    pages = context.profile.number("knowledge.pages") if context.profile.said("knowledge.pages") else None
    if held is not None:
        return exact("corpus_tokens", held, "tokens", "you said")
    if pages is None:
        return None
    each = context.parameter("tokens_per_page")
    return derive(
        "corpus_tokens",
        "tokens",
        f"{pages:g} pages x tokens_per_page",
        lambda each: pages * each,
        {"each": each},
    )


@once
def wanted_size_b(context: Context) -> float:
    """Return the size of the model to train from scratch, in billions of parameters."""
    said = _size_said_b(context)
    if said is not None:
        return said
    budget = context.profile.number("budget.one_off_usd") or 0.0
    covered = next((size for least, size in BUDGET_TO_SIZE_B if budget >= least), DEFAULT_SIZE_B)
    bar = context.profile.text("quality.bar") if context.profile.said("quality.bar") else ""
    return max(covered, FRONTIER_SIZE_B) if bar == "frontier" else covered


@once
def tokens_to_read(context: Context) -> Quantity:
    """Return the tokens that a run from nothing reads: all of the text that there is where the size was said
    and it is more than compute-optimal, as small models are trained far beyond that to be served for less;
    else 20 tokens a parameter."""
    optimal, held = compute_optimal_tokens(wanted_size_b(context)), corpus_tokens(context)
    if _size_said_b(context) is not None and held is not None and held.value > optimal.value:
        return held.with_name("tokens")
    return exact("tokens", optimal.value, "tokens", optimal.formula)


def pretraining_run(context: Context) -> CorpusRun:
    """Return the run of the size wanted, on devices enough to end it in time; what is no text and was not
    counted is read as often as its part of the money pays."""
    size, tokens = wanted_size_b(context), tokens_to_read(context)
    run = _run(context, size, tokens, "pretrain")
    budget, cost = context.profile.number("budget.one_off_usd"), run.estimate.cost_usd
    if not budget or cost is None or corpus_tokens(context) is not None or not _is_no_text(context.profile):
        return run
    most = compute_optimal_tokens(size).high
    paid = min(most, tokens.value * budget * FINAL_SHARE / cost.value)
    if paid <= tokens.value:
        return run
    formula = f"what {FINAL_SHARE:g} of {budget:g} USD pays, at most {most:g}"
    return _run(context, size, exact("tokens", paid, "tokens", formula), "pretrain")


@once
def shortest_run(context: Context) -> CorpusRun:
    """Return a run of the size wanted over the least text that it needs: 20 tokens a parameter."""
    size = wanted_size_b(context)
    least = compute_optimal_tokens(size)
    return _run(context, size, exact("tokens", least.value, "tokens", least.formula), "pretrain")


def weeks_for_a_run(profile: Profile) -> float | None:
    """Return the weeks in which a run must end: while its devices are there, and before it must work."""
    said = [profile.number(path) for path in (THERE, DEADLINE) if profile.said(path)]
    return min((weeks for weeks in said if weeks is not None), default=None)


def is_laid_out(context: Context) -> bool:
    """Return whether researchers told size and text of a run from nothing: their deadline is that of the run,
    and what comes before it is behind them."""
    researchers = context.profile.said("team.skill") and context.profile.text("team.skill") == RESEARCHERS
    return researchers and _size_said_b(context) is not None and corpus_tokens(context) is not None


def continued_run(context: Context, params_b: float, active_b: float | None = None) -> CorpusRun:
    """Return a continued run of an open model over the text that the user holds.

    Args:
        context: The bundle.
        params_b: Parameters, billions.
        active_b: Those that one token passes through, for a mixture of experts.
    """
    held = corpus_tokens(context)
    low, usual, high = SPARE_TOKENS
    tokens = held or Quantity(
        "tokens",
        usual,
        low,
        high,
        "tokens",
        formula="assumed: adaptation corpora run from 1 to 30 billion tokens",
        basis="assumed",
    )
    return _run(context, params_b, tokens, "continued", active_b)


@once
def continued_facts(context: Context) -> dict[str, Quantity]:
    """Return which share of a continued run for a rare language the budget covers, where both are told."""
    budget = context.profile.number("budget.one_off_usd")
    if budget is None or not context.profile.flag("language.rare"):
        return {}
    cost = continued_run(context, _size_said_b(context) or DEFAULT_SIZE_B).estimate.cost_usd
    if cost is None:
        return {}
    share = "continued_budget_share"
    formula = f"{budget:g} USD / cost of a continued run"
    return {share: derive(share, "share", formula, lambda usd: budget / usd, {"usd": cost})}


def _size_said_b(context: Context) -> float | None:
    """Return the size that was said to be trained; what who makes models names by a bare size is one."""
    profile = context.profile
    if profile.said("wish.train_params_b"):
        return profile.number("wish.train_params_b")
    return bare_size(context) if profile.text("use_case.kind") == MAKERS else None


def _is_no_text(profile: Profile) -> bool:
    """Return whether a model is to make or to read what is no text."""
    modality = profile.text("use_case.modality") if profile.said("use_case.modality") else ""
    return profile.said("use_case.makes") or modality in NO_TEXT


def _devices(in_time: float, states: float) -> int:
    """Return a part of a server, or whole servers, that end a run in time and hold its states.

    Args:
        in_time: Devices that end it in time.
        states: Devices whose whole memory its states would fill.
    """
    few = max(in_time, states / SHARE_OF_FEW)
    servers = math.ceil(max(in_time, states / STATE_SHARE, 1.0) / LEAST_DEVICES)
    return next((n for n in PARTS if n >= few), LEAST_DEVICES * servers)


def _most_days(context: Context, kind: str) -> float:
    """Return the days that a run may take: the usual ones, or fewer where the run itself has a deadline."""
    weeks = weeks_for_a_run(context.profile) if kind == "pretrain" and is_laid_out(context) else None
    longest = LONGEST_RUN_DAYS[kind]
    return longest if weeks is None else min(longest, weeks * DAYS_PER_WEEK)


def _run(
    context: Context, params_b: float, tokens: Quantity, kind: str, active_b: float | None = None
) -> CorpusRun:
    catalog = context.supply.catalog
    accelerator: Accelerator = catalog.accelerator(context.anchors.training_device)
    price = catalog.rental(accelerator.id, "on_demand")
    request = TrainRequest(
        params_b=params_b,
        active_params_b=active_b,
        tokens=tokens.value,
        accelerator=accelerator,
        gpus=LEAST_DEVICES,
        kind="pretrain" if kind == "pretrain" else "continued",
        rate=catalog.rate(price) if price else None,
        pue=context.parameter("pue"),
    )
    states, days = params_b * STATE_BYTES * GB / usable_bytes(accelerator), _most_days(context, kind)
    devices, estimate = request.gpus, estimate_train(request)
    for _ in range(MOST_TRIES):
        wanted = _devices(estimate.gpu_hours.value / 24.0 / days, states)
        if wanted == devices:
            break
        devices, estimate = wanted, estimate_train(replace(request, gpus=wanted))
    spread = _spread(context, accelerator, devices)
    if spread > devices:
        devices, estimate = spread, estimate_train(replace(request, gpus=spread))
    return CorpusRun(estimate, shown_hardware(accelerator, devices), tokens, params_b)


def _spread(context: Context, accelerator: Accelerator, devices: int) -> int:
    """Return over how many devices of a server a run is spread: by the hour two cards for a day cost what one
    costs for two days, so it takes as many as most comparable runs do."""
    usual = larger_than(context, hardware_class(accelerator, devices))
    return min((n for n in SPREAD if hardware_class(accelerator, n) in usual), default=devices)
