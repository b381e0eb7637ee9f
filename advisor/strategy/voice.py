"""Conversations by voice: what hears, the model between, and what speaks, each with its bill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from advisor.catalog.records import ApiModel, AudioPrice
from advisor.estimate.economics import api_bill
from advisor.estimate.ledger import Line
from advisor.estimate.money import DAYS_PER_MONTH
from advisor.estimate.voice import (
    Talk,
    hearing_usd_minute,
    speaking_usd_minute,
    talking_usd_minute,
    turns_per_minute,
)
from advisor.quantity import SECONDS_PER_MINUTE, Quantity, derive, plain_number
from advisor.strategy.context import Context
from advisor.strategy.hosted import HOSTED, cheapest_of
from advisor.strategy.jurisdiction import may_process
from advisor.strategy.once import once
from advisor.strategy.pricing import follows_lists, token_line
from advisor.strategy.request_shape import request_shape
from advisor.strategy.supply import classes_from
from advisor.strategy.variants import adaptation_sets, techniques

HEARS, SPEAKS = "speech in", "speech out"
"""Names of the lines of a bill."""


def talks_back(context: Context) -> bool:
    """Return whether answers are spoken, so that hearing is a part of the work only."""
    return bool(context.profile.flag("use_case.speaks"))


def hearing_line(context: Context, units: Quantity) -> Line | None:
    """Return the bill of turning speech into text at hosted prices, or None where no service may be used.

    Args:
        context: The bundle.
        units: Seconds of audio on a normal day.
    """
    live = not context.workload.batch_ok
    price = hearing_usd_minute(row for row in _services(context) if row.live or not live)
    return None if price is None else _minutes_line(context, HEARS, units, price)


@once
def talking_lines(context: Context, units: Quantity) -> tuple[Line, ...]:
    """Return the bills of the model and of the voice that answer what was heard, at hosted prices.

    Empty where answers are not spoken, or where no hosted model may be used.

    Args:
        context: The bundle.
        units: Seconds of audio on a normal day.
    """
    row = _model(context) if talks_back(context) else None
    talk = _talk(context)
    price = speaking_usd_minute(_services(context), talk.words_per_minute.value)
    if row is None or price is None:
        return ()
    spoken = _minutes_line(context, SPEAKS, units, price, talk.spoken_share)
    return replace(token_line(context, _model_month(context, row, units)), name="model"), spoken


def model_behind(context: Context) -> str:
    """Return the name of the hosted model that answers what was heard; empty where none may be used."""
    row = _model(context)
    return row.name if row is not None else ""


def voice_name(context: Context) -> str:
    """Return what the hosted parts of a conversation are called, with the model's name."""
    row = _model(context)
    between = row.name if row is not None else "a hosted model"
    return f"hosted speech recognition, {between} and a hosted voice"


def speech_to_speech(context: Context, units: Quantity) -> Iterator[tuple[str, Quantity]]:
    """Yield the services that hear, think and speak in one, with their bills in USD a month."""
    if not talks_back(context):
        return
    talk, calls = _talk(context), max(1.0, context.workload.requests_per_day.value)
    minutes = units.value / SECONDS_PER_MINUTE / calls
    share = talk.spoken_share
    turns = turns_per_minute(talk, context.workload.output_tokens)
    for row in _services(context):
        if row.does != "talks" or row.model_apart:
            continue
        yield row.name, _talking_month(row, units, share, turns, minutes)


def _talking_month(
    row: AudioPrice, units: Quantity, share: Quantity, turns: Quantity, minutes: float
) -> Quantity:
    price = derive(
        "talking_usd_minute",
        "USD/minute",
        f"heard + spoken + again, calls of {plain_number(minutes)} minutes",
        lambda share, turns: talking_usd_minute(row, share, turns, minutes),
        {"share": share, "turns": turns},
        sources=(row.source,),
    )
    return _minutes_month("talking_usd_month", units, price, None)


@once
def _services(context: Context) -> tuple[AudioPrice, ...]:
    """Return the hosted audio services that may be used."""
    barred = {name.casefold() for name in context.excluded_vendors}
    rows = context.supply.catalog.audio_prices.values()
    return tuple(r for r in rows if r.provider.casefold() not in barred and may_process(context, r))


@once
def _model(context: Context) -> ApiModel | None:
    """Return the cheapest hosted model of the class that the talk needs, or None where none may be used."""
    for deployment in HOSTED:
        if context.directives.bars(deployment):
            continue
        plain = tuple(w for w in adaptation_sets(context, deployment)[0] if not context.options[w].trains)
        row = cheapest_of(
            context, deployment, classes_from(context.tier), plain, techniques(context, deployment)
        )
        if row is not None:
            return row
    return None


def _talk(context: Context) -> Talk:
    names = ("spoken_share", "words_per_minute", "tokens_per_word")
    return Talk(*(context.parameter(name) for name in names))


def _model_month(context: Context, row: ApiModel, units: Quantity) -> Quantity:
    """Return the bill of the model: an answer a turn, at the tokens of a request."""
    words = techniques(context, HOSTED[0])
    turns = derive(
        "turns_per_day",
        "answers/day",
        "units_per_day / 60 x turns_per_minute",
        lambda units, turns: units / SECONDS_PER_MINUTE * turns,
        {"units": units, "turns": turns_per_minute(_talk(context), context.workload.output_tokens)},
    )
    shape = request_shape(context, ("prompt_engineering",), words)
    return api_bill(row, turns, shape, batch=False).with_name("model_usd_month")


def _minutes_line(
    context: Context, name: str, units: Quantity, price: Quantity, share: Quantity | None = None
) -> Line:
    month = _minutes_month(f"{name.replace(' ', '_')}_usd_month", units, price, share)
    return follows_lists(context, name, month)


def _minutes_month(name: str, units: Quantity, price: Quantity, share: Quantity | None) -> Quantity:
    """Return a bill by the minute of audio: 365 / 12 days x seconds / 60 x share x price."""
    inputs = {"units": units, "price": price}
    if share is not None:
        inputs["share"] = share
    part = "spoken_share x " if share is not None else ""
    text = f"{DAYS_PER_MONTH:.2f} days x units_per_day / 60 x {part}{price.name}"

    def usd(units: float, price: float, share: float = 1.0) -> float:
        return DAYS_PER_MONTH * units / SECONDS_PER_MINUTE * share * price

    return derive(name, "USD/month", text, usd, inputs)
