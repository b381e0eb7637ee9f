"""Words for answers about models on machines: formats, tokens, prices."""

from __future__ import annotations

import re

from advisor.catalog.lookup import fold, names_of
from advisor.catalog.records import LanguageModel
from advisor.decide.words import phrases
from advisor.errors import shown
from advisor.estimate.purchase import purchase_usd
from advisor.quantity import Quantity, plain_number, usd, usd_range
from advisor.strategy.context import Context
from advisor.strategy.named import SIZE
from advisor.strategy.on_named import Machine

CHAT_TOKENS_S = 15.0
"""Pace of an answer where nobody named one: text runs ahead of its reader, who reads about five a second."""
TOKENS_IN, TOKENS_OUT = 1000.0, 300.0
"""Lengths of a request for which models are compared: a page with instructions, some paragraphs."""
_NAME = re.compile(r"[a-z]{3,}")
"""A word of a model's name, beside its size."""


def called(context: Context, model: LanguageModel) -> str:
    """Return the name of a model, or the size that was named with the model that stands for it."""
    named = context.profile.text("wish.model")
    size = SIZE.search(named)
    if size is None or fold(named) in map(fold, names_of(model)):
        return model.name
    if _NAME.search(SIZE.sub("", named).replace("model", "")):
        return f"{shown(named)} (sized as {model.name})"
    return f"{article(size.group(1))} {size.group(1)}B model (sized as {model.name})"


def article(number: str) -> str:
    """Return the article before a number as it is spoken.

    >>> article("8"), article("70"), article("11")
    ('an', 'a', 'an')
    """
    with_vowel = number.startswith("8") or number.partition(".")[0] in ("11", "18")
    return "an" if with_vowel else "a"


def bits_words(precision: str) -> str:
    """Return how a format reads: ``"4 bits (Q4_K_M)"``."""
    words: dict[str, str] = phrases()["precision"]
    return words.get(precision, precision.upper())


def tokens_words(tokens: float) -> str:
    """Return a number of tokens of context: ``"32,000 tokens"``."""
    return f"{plain_number(tokens, 2)} tokens"


def per_second(q: Quantity) -> str:
    """Return a pace with its range: ``"15 tokens a second (12–18)"``."""
    return f"{plain_number(q.value, 2)} tokens a second ({plain_number(q.low, 2)}–{plain_number(q.high, 2)})"


def about(q: Quantity) -> str:
    """Return a count with its range: ``"about 420 (300–560)"``."""
    value, low, high = (plain_number(max(0.0, end), 2) for end in (q.value, q.low, q.high))
    return f"about {value}" if low == high else f"about {value} ({low}–{high})"


def to_buy(context: Context, machine: Machine) -> Quantity | None:
    """Return what a machine costs to buy, the computer around its cards included; None without a price."""
    price = context.supply.catalog.rental(machine.row.id, "purchase")
    if price is None:
        return None
    rate, factor = context.supply.catalog.rate(price), context.parameter("server_factor")
    return purchase_usd(rate, machine.row, machine.count, factor)


def bought(context: Context, machine: Machine) -> str:
    """Return a machine with its purchase price: ``"2x RTX 3090 (24 GB), $2,600 (2,100–3,400) to buy"``."""
    price = to_buy(context, machine)
    return machine.label if price is None else f"{machine.label}, {usd_range(price)} to buy"


def rented(context: Context, machine: Machine) -> str:
    """Return a machine with its price by the hour: ``"1x H100 (80 GB), $2.40 an hour"``."""
    price = context.supply.catalog.rental(machine.row.id, "on_demand")
    if price is None:
        return machine.label
    return f"{machine.label}, {usd(price.usd * machine.count)} an hour"
