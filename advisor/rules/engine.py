"""Evaluate rules over what is known, once for the profile and once for each plan where a rule reads plans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from advisor.rules.book import RuleBook, place
from advisor.rules.judge import targets
from advisor.rules.records import Finding, Rule
from advisor.rules.schema import Schema, standard_schema
from advisor.rules.values import Values

__all__ = ["evaluate", "targets"]


def evaluate(
    rules: Iterable[Rule],
    values: Values,
    *,
    plan_values: Mapping[str, Values] | None = None,
    schema: Schema | None = None,
    traced: bool = True,
) -> tuple[Finding, ...]:
    """Return what every rule says, sorted by kind (strongest first), code and plan.

    A rule that reads ``plan.*`` gives one finding for each plan on which it fires, is undetermined or
    fails, and a single one without a plan when it fires on none. With ``applies_to`` it looks only at
    the plans that it applies to. A fired rule that another fired rule overrides becomes ``waived``.

    Args:
        rules: Rules of a library, so that codes are unique and overrides have no circle.
        values: What is known, flat by path; a missing path and None mean unknown.
        plan_values: ``plan.*`` values by the id of the plan. Without it every rule is evaluated once
            on ``values``, which may hold the plan's fields.
        schema: Units for the numbers in messages; the shipped fields when left out.
        traced: Whether findings carry their trace; leaving it out is several times faster.
    """
    book = RuleBook(rules, schema or standard_schema())
    if plan_values is None:
        return book.once(values, traced=traced)
    first = book.about_profile(values, traced=traced)
    more = book.about_plans(values, plan_values, first, traced=traced)
    return tuple(sorted((*first, *more), key=place))
