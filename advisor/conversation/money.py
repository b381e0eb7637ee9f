"""Questions about money in the chat: what a sum a month gets, and what it all costs over time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from advisor.conversation.engine import Engine
from advisor.errors import UserError, shown
from advisor.profile import Profile
from advisor.profile.document import set_answers
from advisor.report.affordable_text import affordable_text
from advisor.report.cost_text import bill_text

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTH = 62
"""Columns of a message in the chat, on a screen of 80 and beside the ranking on one of 120."""
_BUDGET = "budget.monthly_usd"
_PERIOD = re.compile(r"\b(?:a|per|each|every)\s+(?:month|year|week|day)\b|/\s?(?:mo|month|yr|year)\b", re.I)


def gets(engine: Engine, profile: Profile, words: str) -> str:
    """Return what a sum a month gets, as text.

    Raises:
        UserError: When the words hold no sum in dollars.
    """
    text = affordable_text(engine.affordable(profile, sum_a_month(engine, words)), width=WIDTH)
    heard = engine.read(f"budget {words}")
    return "\n".join((*heard.notes, *heard.unread, text))


def sum_a_month(engine: Engine, words: str) -> float:
    """Return the sum that words name, in USD a month; a sum without a period is one a month.

    Raises:
        UserError: When there is none, or it is in other money.
    """
    text = words.strip().rstrip("?!. ")
    said = text if _PERIOD.search(text) else f"{text} a month"
    reading = engine.read(f"budget {said}")
    found: Mapping[str, object] = {item.path: item.answer.value for item in reading.answers}
    value = found.get(_BUDGET)
    if isinstance(value, (int, float)) and value > 0:
        return float(value)
    try:
        plain = set_answers(Profile(fields=engine.fields), {_BUDGET: text}).number(_BUDGET)
    except UserError as error:
        raise UserError(str(error).partition(f"{_BUDGET}: ")[2] or str(error)) from None
    if not plain:
        raise UserError(f'I found no sum in {shown(text)!r}; ask "what can I get for $2k a month?".')
    return plain


def bill(engine: Engine, profile: Profile) -> str:
    """Return the bill over time with its chart, what moves it, and where own hardware pays."""
    return bill_text(engine.cost(profile), width=WIDTH)
