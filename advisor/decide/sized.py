"""What stands in for the model that was named: its name is told beside that of the one that was sized."""

from __future__ import annotations

from advisor.catalog.lookup import fold, names_of
from advisor.decide.words import phrases
from advisor.errors import shown
from advisor.strategy.context import Context
from advisor.strategy.named import model_of_size, named_model, size_said
from advisor.strategy.records import Plan

NAMED, SIZE = "wish.model", "wish.train_params_b"


def sized_as(context: Context, *plans: Plan) -> str:
    """Return which model stands in for the one that was named, where a plan rests on it; empty where
    the catalogue has the named one, or where none was named.

    Args:
        context: The bundle.
        plans: The plan advised, and what it is compared with.
    """
    profile = context.profile
    said, size = profile.text(NAMED), profile.number(SIZE)
    if profile.said(NAMED) and said:
        row, name = named_model(context), shown(said)
    elif profile.said(SIZE) and size:
        row, name = model_of_size(context, size), f"{size_said(profile)}B"
    else:
        return ""
    if row is None or fold(name) in map(fold, names_of(row)):
        return ""
    if not any(plan.model == row.id for plan in plans):
        return ""
    return str(phrases()["today"]["sized"].format(named=name, model=row.name))
