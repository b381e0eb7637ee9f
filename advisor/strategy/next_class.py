"""Whether the next class of models is weighed beside the least that will do."""

from __future__ import annotations

from advisor.strategy.context import Context
from advisor.strategy.eligible import required_models
from advisor.strategy.named import passed_model
from advisor.strategy.owned import owned_offers
from advisor.strategy.servers import serves_a_department, serves_an_organisation, works_inside
from advisor.strategy.supply import classes_from, lower_class, tier_index
from advisor.strategy.use_cases import at_once


def wants_the_next_class(context: Context, tier: str) -> bool:
    """Return whether a class of models is the least that will do for work that deserves the next one: that of
    an organisation with nothing better to turn to, which named no model of its own.

    Args:
        context: The bundle.
        tier: A class of models.
    """
    return weighs_the_next_class(context, tier) and serves_an_organisation(context)


def weighs_the_next_class(context: Context, tier: str) -> bool:
    """Return whether the next class of models is weighed beside the least that will do: by an organisation,
    and by a department that has still to buy, where they may turn to no better one for open-ended work and
    named no model of their own, nor one that passed their test. A completion is no such work.

    Args:
        context: The bundle.
        tier: A class of models.
    """
    least = {context.tier, lower_class(context.tier)}
    known = tier in least and len(classes_from(tier)) > 1
    within = tier_index(tier) < tier_index(context.anchors.department.up_to)
    buys = within and works_inside(context) and serves_a_department(context) and not owned_offers(context)
    named = required_models(context) or passed_model(context)
    few_words = at_once(context.profile, context.use_case)
    return known and not named and not few_words and (buys or serves_an_organisation(context))
