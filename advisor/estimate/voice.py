"""What a minute of a spoken conversation costs: hearing, the model's turns and speaking, or all in one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from advisor.catalog.records import AudioPrice
from advisor.estimate.sampling import quantile
from advisor.quantity import SECONDS_PER_MINUTE, Quantity, derive

CHARACTERS_PER_WORD = 6.0
"""Letters of an English word with the space behind it: 4.7 letters and punctuation."""
FEW_QUOTES = 1.5
"""Range x/÷ of a market of which one price is known."""


@dataclass(frozen=True, slots=True)
class Talk:
    """How people and the machine share a minute."""

    spoken_share: Quantity
    """Share of the minutes in which the machine speaks."""
    words_per_minute: Quantity
    tokens_per_word: Quantity


def turns_per_minute(talk: Talk, answer_tokens: Quantity) -> Quantity:
    """Return how often a model answers in a minute of a call.

    spoken_share x words_per_minute x tokens_per_word / answer_tokens: what is spoken in a minute, in answers.
    """
    return derive(
        "turns_per_minute",
        "answers/minute",
        "spoken_share x words_per_minute x tokens_per_word / output_tokens",
        lambda share, words, tokens, answer: share * words * tokens / max(1.0, answer),
        {
            "share": talk.spoken_share,
            "words": talk.words_per_minute,
            "tokens": talk.tokens_per_word,
            "answer": answer_tokens,
        },
    )


def hearing_usd_minute(rows: Iterable[AudioPrice]) -> Quantity | None:
    """Return the market price of a minute of a call turned into text, in USD, or None without any row."""
    prices = [(row, row.usd_per_minute) for row in rows if row.does == "hears" and row.usd_per_minute]
    return _market("hearing_usd_minute", prices)


def speaking_usd_minute(rows: Iterable[AudioPrice], words_per_minute: float) -> Quantity | None:
    """Return the market price of a minute of synthetic speech in USD, or None without any row.

    Per minute as listed; by characters, words_per_minute x 6 x price / 1e6; by tokens, 60 x tokens a second x
    price / 1e6.
    """
    prices = [(row, _speech(row, words_per_minute)) for row in rows if row.does == "speaks"]
    return _market("speaking_usd_minute", [(row, usd) for row, usd in prices if usd > 0])


def talking_usd_minute(row: AudioPrice, spoken_share: float, turns_a_minute: float, minutes: float) -> float:
    """Return what a minute of a call costs at a service that hears, thinks and speaks, in USD.

    By the minute as listed; by tokens, heard + spoken + again, where each turn reads the audio of the turns
    before: tokens a minute x turns of the call / 2 x price.

    Args:
        row: A service that talks.
        spoken_share: Share of the minutes in which it speaks.
        turns_a_minute: Its answers in a minute.
        minutes: Length of a call.
    """
    if row.usd_per_minute is not None:
        return row.usd_per_minute
    heard = SECONDS_PER_MINUTE * (1.0 - spoken_share) * (row.tokens_per_s_heard or 0.0)
    spoken = SECONDS_PER_MINUTE * spoken_share * (row.tokens_per_s_spoken or 0.0)
    again = (heard + spoken) * turns_a_minute * minutes / 2.0
    prices = row.usd_per_m_heard or 0.0, row.usd_per_m_spoken or 0.0
    repeat = row.usd_per_m_again if row.usd_per_m_again is not None else prices[0]
    return (heard * prices[0] + spoken * prices[1] + again * repeat) / 1e6


def _speech(row: AudioPrice, words_per_minute: float) -> float:
    if row.usd_per_minute is not None:
        return row.usd_per_minute
    if row.usd_per_m_characters is not None:
        return words_per_minute * CHARACTERS_PER_WORD * row.usd_per_m_characters / 1e6
    return SECONDS_PER_MINUTE * (row.tokens_per_s_spoken or 0.0) * (row.usd_per_m_spoken or 0.0) / 1e6


def _market(name: str, prices: list[tuple[AudioPrice, float]]) -> Quantity | None:
    """Return the median of some prices with their 10th and 90th percentile."""
    if not prices:
        return None
    usd = sorted(price for _, price in prices)
    low, middle, high = (quantile(usd, at) for at in (0.1, 0.5, 0.9))
    if len(usd) == 1:
        low, high = middle / FEW_QUOTES, middle * FEW_QUOTES
    rows = [row for row, _ in prices]
    return Quantity(
        name,
        middle,
        low,
        high,
        "USD/minute",
        formula=f"median of {len(rows)} price lists: {', '.join(row.name for row in rows)}",
        sources=tuple(dict.fromkeys(row.source for row in rows)),
        as_of=min(row.as_of for row in rows),
        basis="sourced",
    )
