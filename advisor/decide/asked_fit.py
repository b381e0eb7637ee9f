"""Does that model run on those devices, how fast, for how many, and what is the cheapest that holds it?"""

from __future__ import annotations

import math
from collections.abc import Iterator

from advisor.catalog.records import LanguageModel
from advisor.decide.asked_crowd import for_many, instead, machines_for
from advisor.decide.asked_words import (
    CHAT_TOKENS_S,
    bits_words,
    bought,
    called,
    per_second,
    rented,
    tokens_words,
)
from advisor.decide.assess import Assessment
from advisor.decide.records import Answered
from advisor.estimate.architecture import Architecture
from advisor.estimate.formats import format_named
from advisor.estimate.load import Load
from advisor.quantity import Quantity, plain_number
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.named import named_devices, named_model
from advisor.strategy.on_named import (
    LEAST_CONTEXT,
    Crowd,
    Held,
    Machine,
    cheapest,
    crowd,
    held,
    one_stream,
    precisions,
)

READING_TOKENS_S = 5.0
"""Pace at which people read, four words a second: slower writing is a wait."""
FIRST_WORDS_MS = 5000.0
"""Wait for the first words that people of a busy service put up with."""
PATIENT_MS = 20_000.0
"""Wait for the first words that people put up with who share a machine of their own."""
MACHINES = 2
"""Machines that are compared."""
WIDE_BITS = 12.0
"""Formats with more bits take twice the memory and time for nothing that can be measured."""


def fit_answers(found: Assessment) -> Iterator[Answered]:
    """Yield whether the named model runs on each of the named machines; without a machine, what it needs."""
    context = found.context
    model = named_model(context)
    if model is None or context.profile.said("wish.train_params_b"):
        return
    rows = [(row, d.count) for d in named_devices(context) if (row := device_row(context, d)) is not None]
    for row, count in rows[:MACHINES]:
        yield _on(found, model, Machine(row, count))
    if not rows:
        yield _anywhere(context, model)


def _on(found: Assessment, model: LanguageModel, machine: Machine) -> Answered:
    context = found.context
    arch, need = context.supply.architecture(model), _needed_context(context)
    named = context.profile.text("wish.precision")
    names = (named,) if named else precisions(model, machine)
    tried = [held(arch, machine, name, model.max_context) for name in names]
    fine = [one for one in tried if one.fits(need)]
    question = f"Does {called(context, model)} run on {machine.label}?"
    if not fine:
        return Answered(question, _no(tried[-1], need), _would_hold(context, model, need))
    pace = context.workload.tokens_per_s or CHAT_TOKENS_S
    load = _load(context, pace)
    each = [(one, _alone(context, model, machine, one, load)) for one in fine]
    best, alone = next((pair for pair in each if _in_few_bits(pair[0]) and pair[1].value >= pace), each[-1])
    wish = context.profile.number("latency.tokens_per_s") or 0.0
    if context.profile.said("latency.tokens_per_s") and alone.high < wish:
        fits = f"it fits in {bits_words(best.precision)}"
        answer = f"No: {fits}, but writes {per_second(alone)}, not {plain_number(wish)}."
        return Answered(question, answer, _would_hold(context, model, need, wish), (alone,))
    many, load, pace = _crowd(context, arch, machine, best, pace)
    machines = machines_for(context, many)
    details = [
        f"One person alone gets {per_second(alone)}.",
        *for_many(context, machine, many, machines, load, pace),
        *instead(found, machine, max(1, math.ceil(machines.value)) if machines else 1),
    ]
    figures = tuple(q for q in (alone, many.requests_per_day if many else None, machines) if q is not None)
    return Answered(question, _yes(tried, best, need), tuple(details), figures)


def _crowd(
    context: Context, arch: Architecture, machine: Machine, one: Held, pace: float
) -> tuple[Crowd | None, Load, float]:
    """Return what a machine carries for many with the load and the pace that it keeps: the pace asked for,
    else that at which people read."""
    load = _load(context, pace)
    many = crowd(arch, machine, one.precision, load)
    if many is not None or pace <= READING_TOKENS_S:
        return many, load, pace
    load = _load(context, READING_TOKENS_S, PATIENT_MS)
    return crowd(arch, machine, one.precision, load), load, READING_TOKENS_S


def _in_few_bits(one: Held) -> bool:
    """Return whether nobody would take a smaller format for the sake of speed alone: 8 bits lose nothing
    that can be measured, and 16 take twice the time."""
    return format_named(one.precision).bits < WIDE_BITS


def _alone(context: Context, model: LanguageModel, machine: Machine, one: Held, load: Load) -> Quantity:
    arch = context.supply.architecture(model)
    return one_stream(arch, machine, one.precision, load.input_tokens, load.answer_tokens)


def _yes(tried: list[Held], best: Held, need: int) -> str:
    """Return in which format it fits, with the memory that decides it, and what the next wider one takes."""
    room = f"{plain_number(best.needs_gb)} of {plain_number(best.has_gb)} GB"
    wider = tried[: tried.index(best)]
    only = ", but only" if wider and not wider[-1].fits(need) else ","
    text = (
        f"Yes{only} in {bits_words(best.precision)}: {room}, with room for"
        f" {tokens_words(best.context)} of context"
    )
    if not wider:
        return f"{text}."
    takes = f"{bits_words(wider[-1].precision)} {{}} {plain_number(wider[-1].needs_gb)} GB"
    return f"{text}; {takes.format('fit too, slower, in' if wider[-1].fits(need) else 'would take')}."


def _no(narrowest: Held, need: int) -> str:
    needs = f"{plain_number(narrowest.needs_gb)} GB"
    has = f"there are {plain_number(narrowest.has_gb)} GB for it"
    if narrowest.context > 0:
        room = f"leaves room for {tokens_words(narrowest.context)} of context, not {tokens_words(need)}"
        return f"No: in {bits_words(narrowest.precision)} it {room}."
    return f"No: even in {bits_words(narrowest.precision)} it needs {needs}, and {has}."


def _would_hold(context: Context, model: LanguageModel, need: int, pace: float = 0.0) -> tuple[str, ...]:
    """Return the cheapest machines that would hold a model and keep a pace, to buy and by the hour."""
    ways = []
    for kind, words in (("purchase", bought), ("on_demand", rented)):
        found = cheapest(context, model, kind, need, pace)
        if found is not None:
            ways.append(f"{words(context, found[0])}, in {bits_words(found[1])}")
    does = "holds it at that pace" if pace else "holds it"
    return (f"The cheapest that {does}: {'; or rented: '.join(ways)}.",) if ways else ()


def _anywhere(context: Context, model: LanguageModel) -> Answered:
    """Return the memory that a model takes in each usual format, and the cheapest machines with it."""
    arch, need = context.supply.architecture(model), _needed_context(context)
    found = cheapest(context, model, "purchase", need) or cheapest(context, model, "on_demand", need)
    question = f"What does {called(context, model)} need to run?"
    if found is None:
        return Answered(question, "More than any machine in the catalogue has.")
    tried = [held(arch, found[0], name, model.max_context) for name in precisions(model, found[0])]
    each = ", ".join(f"{plain_number(one.needs_gb)} GB in {bits_words(one.precision)}" for one in tried)
    answer = f"Memory for weights, runtime and {tokens_words(need)} of context: {each}."
    return Answered(question, answer, _would_hold(context, model, need))


def _needed_context(context: Context) -> int:
    """Return the tokens that must fit: those that were named, else those of a request, at least a talk's."""
    profile = context.profile
    named = profile.number("wish.context_tokens")
    if named is not None:
        return int(named)
    said = profile.said("workload.input_tokens") or profile.said("workload.output_tokens")
    load = context.load()
    return max(LEAST_CONTEXT, int(load.input_tokens + load.output_tokens) if said else 0)


def _load(context: Context, pace: float, wait_ms: float = FIRST_WORDS_MS) -> Load:
    """Return one request of the load at a pace, for as many people as a machine carries."""
    load, work = context.load(), context.workload
    first = max(work.first_token_ms or 0.0, wait_ms)
    return Load(
        requests_per_day=1.0,
        input_tokens=load.input_tokens,
        output_tokens=load.output_tokens,
        peak_factor=work.peak_factor,
        first_token_ms=first,
        total_ms=first + 1e3 * load.answer_tokens / pace,
        shared_prefix_share=load.shared_prefix_share,
    )
