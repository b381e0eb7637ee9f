"""Whether a model that must be used is still hosted, where only what replaced it is."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.decide.asked_bill import load_words
from advisor.decide.assess import Assessment
from advisor.decide.records import Answered
from advisor.decide.words import phrases
from advisor.quantity import usd_range
from advisor.strategy.fixed_model import fixed_ids, successor_of
from advisor.strategy.hosted import HOSTED, hosted_bill
from advisor.strategy.named import named_model

PLAIN = ("prompt_engineering",)
"""How it is used: as it is sold."""


def successor_answers(found: Assessment) -> Iterator[Answered]:
    """Yield what replaced the model that must be used with its bill, where nobody hosts that one any more."""
    context = found.context
    hosted = any(place not in context.directives.excluded for place in HOSTED)
    model = named_model(context) if hosted and fixed_ids(context) else None
    newer = successor_of(context, model.id) if model is not None else None
    if model is None or newer is None:
        return
    table, bill = phrases()["successor"], hosted_bill(context, newer, PLAIN, ())
    answer = table["answer"].format(
        model=newer.name, provider=newer.provider, usd=usd_range(bill), load=load_words(found)
    )
    yield Answered(table["question"].format(model=model.name), answer, (table["test"],), (bill,))
