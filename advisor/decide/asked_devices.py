"""Which of these machines, or which model on one: the largest current model that each runs at the pace of a
chat, with its price; on one machine the ablest of each class, with its memory."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.catalog.records import LanguageModel
from advisor.decide.asked_model import which_model
from advisor.decide.asked_words import (
    CHAT_TOKENS_S,
    TOKENS_IN,
    TOKENS_OUT,
    bits_words,
    per_second,
    to_buy,
)
from advisor.decide.assess import Assessment
from advisor.decide.records import Answered
from advisor.decide.words import phrases
from advisor.quantity import Quantity, plain_number, usd, usd_range
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.named import named_devices, named_model
from advisor.strategy.on_named import LEAST_CONTEXT, ONE_USER_KINDS, Machine, holds, one_stream, precisions

MACHINES = 3
"""Machines that are told."""
COMPARED = 2
"""Machines that make a comparison."""
FASTER = 1.3
"""From this many times the speed a smaller machine is worth a sentence."""
DESK = ("consumer", "apple", "workstation")
"""Kinds of devices that are bought for a desk."""
Best = tuple[LanguageModel, str, Quantity]
"""A model, its format, and its pace for one person."""


def device_answers(found: Assessment) -> Iterator[Answered]:
    """Yield which of the named machines of one's own runs the largest current model at the pace of a chat,
    or which that can be bought, where somebody asks for one and names none."""
    context, table = found.context, phrases()["which_machine"]
    if named_model(context) is not None:
        return
    rows = [(device_row(context, d), d.count) for d in context.profile.devices("wish.devices")]
    machines = [Machine(row, n) for row, n in rows if row is not None and row.kind in ONE_USER_KINDS]
    if len(machines) >= COMPARED:
        able = _able(context, machines)
        names = table["or"].join(machine.label for machine in machines)
        yield from _which(context, able, table["larger"].format(names=names))
    elif context.profile.flag("wish.which_model") and named_devices(context):
        yield from which_model(context)
    elif not rows and context.profile.flag("wish.which_device"):
        money = context.profile.number("budget.one_off_usd")
        question = table["within"].format(money=usd(money)) if money else table["any"]
        yield from _which(context, _able(context, _to_be_had(context, money)), question)


def _able(context: Context, machines: list[Machine]) -> list[tuple[Machine, Best]]:
    """Return machines with the largest model that each runs, the one with the largest first."""
    tried = ((machine, _largest(context, machine)) for machine in machines)
    able = [(machine, best) for machine, best in tried if best is not None]
    return sorted(able, key=lambda pair: (-pair[1][0].params_b, -pair[1][2].value, pair[0].row.id))


def _to_be_had(context: Context, money: float | None) -> list[Machine]:
    """Return one and two of each device for a desk whose price, computer included, is within a sum."""
    offers = context.supply.offers("purchase")
    rows = [offer.accelerator for offer in offers if offer.accelerator.kind in DESK]
    machines = [
        Machine(row, count) for row in rows for count in (1, 2) if count == 1 or row.kind == "consumer"
    ]
    priced = [(machine, to_buy(context, machine)) for machine in machines]
    return [machine for machine, usd in priced if usd is not None and (money is None or usd.value <= money)]


def _which(context: Context, able: list[tuple[Machine, Best]], question: str) -> Iterator[Answered]:
    if not able:
        return
    table = phrases()["which_machine"]
    machine, (model, precision, pace) = able[0]
    known = {"machine": machine.label, "model": model.name, "bits": bits_words(precision)}
    answer = table["answer"].format(**known, pace=per_second(pace))
    details = [_line(context, one, best) for one, best in able[:MACHINES]]
    fastest = max((one for one, _ in able[:MACHINES]), key=lambda one: one.row.bandwidth_gb_s)
    times = fastest.row.bandwidth_gb_s / machine.row.bandwidth_gb_s
    if times >= FASTER:
        memory = f"{fastest.row.memory_gb * fastest.count:g} GB"
        details.append(
            table["faster"].format(memory=memory, times=plain_number(times, 2), machine=fastest.label)
        )
    yield Answered(question, answer, tuple(details), tuple(best[2] for _, best in able[:MACHINES]))


def _largest(context: Context, machine: Machine) -> Best | None:
    """Return the largest current model that fits in a narrow format and writes at the pace of a chat."""
    for model in sorted(_current(context), key=lambda row: (-row.params_b, row.id)):
        arch = context.supply.architecture(model)
        precision = precisions(model, machine)[-1]
        if not holds(arch, machine, precision, LEAST_CONTEXT):
            continue
        pace = one_stream(arch, machine, precision, TOKENS_IN, TOKENS_OUT)
        if pace.value >= CHAT_TOKENS_S:
            return model, precision, pace
    return None


def _current(context: Context) -> list[LanguageModel]:
    supply = context.supply
    return [
        row
        for tier in {row.tier for row in supply.catalog.models.values()}
        for row in supply.current_models(tier)
    ]


def _line(context: Context, machine: Machine, best: Best) -> str:
    """Return what one machine has, costs and runs."""
    table, price = phrases()["which_machine"], to_buy(context, machine)
    model, precision, pace = best
    line: str = table["line"].format(
        machine=machine.label,
        memory=plain_number(machine.row.memory_gb * machine.count),
        speed=plain_number(machine.row.bandwidth_gb_s),
        cost="" if price is None else table["cost"].format(usd=usd_range(price)),
        model=model.name,
        bits=bits_words(precision),
        pace=per_second(pace),
    )
    return line
