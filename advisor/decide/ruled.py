"""Facts and rules of a profile, each of which reads the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from advisor.decide.engine import Engine
from advisor.decide.watched import Watched
from advisor.rules.book import RuleBook
from advisor.rules.records import Finding
from advisor.strategy.context import Context
from advisor.strategy.directives import directives_of
from advisor.strategy.facts import Facts, compute_facts, with_rules


class Earlier(NamedTuple):
    """What rules said of another profile."""

    values: Mapping[str, object]
    findings: tuple[Finding, ...]
    """Of the rules about the profile, in their order."""


Ruled = tuple[Context, Facts, dict[str, object], tuple[Finding, ...]]


def ruled(engine: Engine, context: Context, said: Mapping[str, object]) -> Ruled:
    """Return the context with what rules say of the profile, the facts, and the values that they read.

    The hosted bills depend on what rules ask for and rules read the bills, so that they are asked twice.
    """
    facts = compute_facts(context)
    first = engine.book.about_profile({**said, **facts.values()})
    facts = with_rules(replace(context, directives=directives_of(first)), facts)
    values = {**said, **facts.values()}
    findings = engine.book.about_profile(values, traced=True)
    return replace(context, directives=directives_of(findings)), facts, values, findings


def ruled_again(
    engine: Engine, context: Context, said: Mapping[str, object], watched: Watched, earlier: Earlier | None
) -> Ruled:
    """Return the same without traces, from what is remembered, asking only rules whose values changed."""
    plain = engine.remembered_facts.get(context, watched, compute_facts)
    before = {**said, **plain.values()}
    first = _asked_again(engine.book, before, earlier)
    ruled = replace(context, directives=directives_of(first))
    bills = engine.remembered_bills.get(ruled, watched, lambda context: with_rules(context, Facts({}, {})))
    facts = Facts({**plain.figures, **bills.figures}, plain.other)
    values = {**said, **facts.values()}
    findings = _asked_again(engine.book, values, Earlier(before, first))
    return replace(context, directives=directives_of(findings)), facts, values, findings


def _asked_again(
    book: RuleBook, values: Mapping[str, object], earlier: Earlier | None
) -> tuple[Finding, ...]:
    if earlier is None:
        return book.about_profile(values)
    changed = [path for path in {**earlier.values, **values} if earlier.values.get(path) != values.get(path)]
    return book.again(earlier.findings, values, changed)
