"""Runs over a corpus that devices which are there finish by themselves: nothing is rented for them."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from advisor.catalog.records import Accelerator
from advisor.estimate.memory import GB, usable_bytes
from advisor.estimate.training import estimate_train
from advisor.estimate.training_budget import compute_optimal_tokens
from advisor.estimate.training_request import TrainRequest
from advisor.quantity import DAYS_PER_WEEK, Quantity, derive, exact
from advisor.strategy.classes import hardware_class
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.once import once
from advisor.strategy.own_time import in_own_time
from advisor.strategy.pretraining import (
    LONGEST_RUN_DAYS,
    STATE_BYTES,
    STATE_SHARE,
    CorpusRun,
    continued_run,
    corpus_tokens,
    tokens_to_read,
    wanted_size_b,
    weeks_for_a_run,
)
from advisor.strategy.records import Hardware, Option

Kind = Literal["pretrain", "continued"]

FROM_NOTHING = "pretrain_from_scratch"
LEAST_TEXT_SHARE = 0.5
"""Of 20 tokens a parameter: with less a model wastes its size, and the text is better looked up."""
TRAINERS = ("datacentre", "workstation", "consumer")
"""Kinds of devices on which models are trained from nothing."""


@once
def run_at_hand(context: Context) -> CorpusRun | None:
    """Return the run of a model whose size was said on the devices that the user has, the quickest; or None.

    They must hold its states and end within the deadline, and there must be text for it, or a wish to learn
    from the run itself: who counts no text and works for pay wants its answers, not its training.

    Args:
        context: The bundle.
    """
    profile = context.profile
    if FROM_NOTHING not in profile.words("wish.adaptations") or not profile.said("wish.train_params_b"):
        return None
    size, held = wanted_size_b(context), corpus_tokens(context)
    if not (in_own_time(profile) if held is None else held.value >= _least_text(size)):
        return None
    return _quickest(context, size, tokens_to_read(context), "pretrain")


@once
def continued_at_hand(context: Context, params_b: float, active_b: float | None = None) -> CorpusRun | None:
    """Return a continued run of an open model on the devices that the user has, where they hold its states
    and end it in the usual time; else None.

    Args:
        context: The bundle.
        params_b: Parameters, billions.
        active_b: Those that one token passes through, for a mixture of experts.
    """
    return _quickest(
        context, params_b, continued_run(context, params_b, active_b).tokens, "continued", active_b
    )


def _quickest(
    context: Context, size: float, tokens: Quantity, kind: Kind, active_b: float | None = None
) -> CorpusRun | None:
    devices = context.profile.devices("hardware.owned")
    named = ((device_row(context, device), device.count) for device in devices)
    held_by = [(row, count) for row, count in named if row is not None and _holds(row, count, size)]
    runs = (_run(row, count, size, tokens, kind, active_b) for row, count in held_by)
    in_time = (run for run in runs if run.estimate.wall_days.value <= _most_days(context, kind))
    return min(in_time, key=lambda run: run.estimate.wall_days.value, default=None)


def option_of(context: Context, word: str) -> Option:
    """Return an option with the weeks and people that it takes here: a run from nothing on devices that are
    there is a small programme, which takes the weeks to prepare it and ``wall_days / 7``.

    Args:
        context: The bundle.
        word: Its word.
    """
    option = context.options[word]
    run = run_at_hand(context) if word == FROM_NOTHING else None
    if run is None:
        return option
    takes, people = context.anchors.at_hand("weeks"), context.anchors.at_hand("people")
    inputs = {"prepare": takes, "days": run.estimate.wall_days}
    weeks = derive("weeks", "weeks", "prepare + wall_days / 7", _weeks, inputs)
    return replace(option, weeks=_ends(weeks), people=_ends(people))


def _weeks(prepare: float, days: float) -> float:
    return prepare + days / DAYS_PER_WEEK


def _ends(figure: Quantity) -> tuple[float, float, float]:
    return figure.low, figure.value, figure.high


def _most_days(context: Context, kind: Kind) -> float:
    weeks = weeks_for_a_run(context.profile)
    longest = LONGEST_RUN_DAYS[kind]
    return longest if weeks is None else min(longest, weeks * DAYS_PER_WEEK)


def _least_text(size: float) -> float:
    return LEAST_TEXT_SHARE * compute_optimal_tokens(size).value


def _holds(row: Accelerator, count: int, size: float) -> bool:
    room_gb = STATE_SHARE * count * usable_bytes(row) / GB
    return row.kind in TRAINERS and size * STATE_BYTES <= room_gb


def _run(
    row: Accelerator, count: int, size: float, tokens: Quantity, kind: Kind, active_b: float | None
) -> CorpusRun:
    estimate = estimate_train(
        TrainRequest(size, tokens.value, accelerator=row, gpus=count, active_params_b=active_b, kind=kind)
    )
    free = exact("cost_usd", 0.0, "USD", "0: the devices are there", basis="said")
    hardware = Hardware(
        accelerator=row.id,
        name=row.name,
        count=count,
        memory_gb=row.memory_gb,
        hardware_class=hardware_class(row, count),
        bought=True,
        owned=True,
    )
    return CorpusRun(replace(estimate, cost_usd=free), hardware, tokens.with_name("tokens"), size)
