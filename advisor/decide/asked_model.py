"""Which model runs on that machine: the ablest current one that fits, and those of the classes below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from advisor.catalog.records import TIERS, LanguageModel, Tier
from advisor.decide.asked_words import (
    CHAT_TOKENS_S,
    TOKENS_IN,
    TOKENS_OUT,
    bits_words,
    per_second,
    tokens_words,
)
from advisor.decide.records import Answered
from advisor.decide.words import phrases
from advisor.quantity import Quantity, plain_number
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row, is_host_memory
from advisor.strategy.named import named_devices
from advisor.strategy.on_named import LEAST_CONTEXT, Held, Machine, held, one_stream, precisions

MACHINES, CLASSES = 2, 3
"""Machines that are answered for, and classes of models that are told of each."""


class Runs(NamedTuple):
    """A model as a machine holds it, with its pace for one person."""

    model: LanguageModel
    held: Held
    pace: Quantity


def which_model(context: Context) -> Iterator[Answered]:
    """Yield for each named machine the ablest current open model that it holds with room for a talk and
    writes at the pace of a chat, in the widest format that does both, and the same of the classes below."""
    table = phrases()["which_model"]
    named = [device for device in named_devices(context) if not is_host_memory(device)]
    rows = [(row, d.count) for d in named if (row := device_row(context, d)) is not None]
    for row, count in rows[:MACHINES]:
        machine = Machine(row, count)
        able = [found for tier in reversed(TIERS) if (found := _ablest(context, machine, tier)) is not None]
        question = table["question"].format(machine=machine.label)
        if not able:
            yield Answered(question, table["none"], ())
            continue
        first, *rest = (_told(one) for one in able[:CLASSES])
        test = table["test"].format(tried=table[("one", "two", "more")[min(len(rest), 2)]])
        details = (table["below"].format(told="; ".join(rest)), test) if rest else (test,)
        paces = tuple(one.pace for one in able[:CLASSES])
        yield Answered(question, table["answer"].format(told=first), details, paces)


def _ablest(context: Context, machine: Machine, tier: Tier) -> Runs | None:
    """Return the largest current model of a class that runs, in the widest format that does."""
    rows = context.supply.current_models(tier, without=context.left_out)
    for model in sorted(rows, key=lambda row: (-row.params_b, row.id)):
        arch = context.supply.architecture(model)
        for precision in precisions(model, machine):
            one = held(arch, machine, precision, model.max_context)
            if not one.fits(LEAST_CONTEXT):
                continue
            pace = one_stream(arch, machine, precision, TOKENS_IN, TOKENS_OUT)
            if pace.value >= CHAT_TOKENS_S:
                return Runs(model, one, pace)
    return None


def _told(one: Runs) -> str:
    return str(
        phrases()["which_model"]["told"].format(
            model=one.model.name,
            tier=one.model.tier,
            bits=bits_words(one.held.precision),
            needs=plain_number(one.held.needs_gb),
            has=plain_number(one.held.has_gb),
            context=tokens_words(one.held.context),
            pace=per_second(one.pace),
        )
    )
