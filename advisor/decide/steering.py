"""The rules that can change which plan comes in front: all others only add words to the advice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from advisor.rules.records import Rule
from advisor.strategy.records import Option


def steering(rules: Iterable[Rule], options: Mapping[str, Option]) -> tuple[Rule, ...]:
    """Return the rules that exclude, weigh or ask for a part of plans, and those that set such rules aside.

    Args:
        rules: Rules with unique codes.
        options: The words that plans are made of; those for behaviour are in no plan.
    """
    known = {rule.code: rule for rule in rules}
    found = {code for code, rule in known.items() if _steers(rule, options)}
    more = found
    while more:
        more = {code for code, rule in known.items() if not more.isdisjoint(rule.overrides)} - found
        found |= more
    return tuple(rule for code, rule in known.items() if code in found)


def _steers(rule: Rule, options: Mapping[str, Option]) -> bool:
    words = (*rule.advise, *rule.against)
    return (
        rule.adjust is not None
        or bool(rule.applies_to)
        or rule.kind == "exclude"
        or any(word in options and options[word].kind != "behaviour" for word in words)
    )
