"""Facts and rules of a profile, each of which reads the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from advisor.decide.engine import Engine
from advisor.profile.watched import Watched
from advisor.rules.records import Finding
from advisor.strategy.context import Context
from advisor.strategy.directives import directives_of
from advisor.strategy.facts import RENTED, Facts, compute_facts, rented_facts, with_rules
from advisor.strategy.rented_bounds import rented_bounds
from advisor.strategy.watched_directives import WatchedDirectives

RENTED_PATHS = frozenset(f"facts.{name}" for name in RENTED)


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
    before = {**said, **facts.values()}
    first = engine.book.about_profile(before, traced=True)
    facts = with_rules(replace(context, directives=directives_of(first)), facts)
    values = {**said, **facts.values()}
    changed = [path for path in values if values[path] != before.get(path)]
    findings = engine.book.again(first, before, values, changed, traced=True)
    return replace(context, directives=directives_of(findings)), facts, values, findings


def ruled_again(
    engine: Engine, context: Context, said: Mapping[str, object], watched: Watched, earlier: Earlier | None
) -> Ruled:
    """Return the same without traces, from what is remembered, asking only rules whose values changed.

    Only rules that can change which plan comes in front are asked. Facts that none of them reads are left
    out, and devices are sized only where a rule hangs on what they cost and bounds do not settle it.
    """
    asking = _Asking(engine, context, watched, said, earlier)
    asking.told(engine.remembered_facts.get(context, watched, engine.plain_facts, "plain"))
    before = asking.of_devices()
    ruled = replace(context, directives=WatchedDirectives(directives_of(before), watched))
    asking.told(engine.remembered_facts.get(ruled, watched, engine.hosted_bills, "bills"))
    findings = asking.of_devices()
    directives = ruled.directives.plain if findings is before else directives_of(findings)
    if directives.words != ruled.directives.plain.words:
        ruled = replace(context, directives=WatchedDirectives(directives, watched))
    return ruled, asking.facts, asking.values, findings


class _Asking:
    """Rules asked again and again as facts come in.

    Args:
        engine: The rules.
        context: Before any rule was asked.
        watched: The profile of the context.
        said: The answers.
        earlier: What rules said of another profile.
    """

    def __init__(
        self,
        engine: Engine,
        context: Context,
        watched: Watched,
        said: Mapping[str, object],
        earlier: Earlier | None,
    ) -> None:
        self._engine, self._context, self._watched = engine, context, watched
        self._earlier, self._begun = earlier, False
        self._sizes = earlier is None or engine.sizes_always
        self.facts = Facts({}, {})
        self.values = dict(said)

    def told(self, facts: Facts) -> tuple[Finding, ...]:
        """Return what the rules about the profile say with some more facts."""
        self.facts = Facts({**self.facts.figures, **facts.figures}, {**self.facts.other, **facts.other})
        return self._asked(facts.values())

    def of_devices(self) -> tuple[Finding, ...]:
        """Return what they say with the facts about rented devices, as far as these may matter: nothing, what
        they are at least and at most, or themselves. Where others are compared with them, they matter."""
        known, context, watched = self._engine.remembered_facts, self._context, self._watched
        if not self._sizes and self._waits():
            self._asked(self._engine.remembered_bounds.get(context, watched, rented_bounds))
        if self._sizes or self._waits():
            return self.told(known.get(context, watched, rented_facts, "rented"))
        return self._said

    def _waits(self) -> bool:
        return self._engine.steering.any_waits(self._said, RENTED_PATHS)

    def _asked(self, more: Mapping[str, object]) -> tuple[Finding, ...]:
        earlier, book = self._earlier, self._engine.steering
        self.values = {**self.values, **more}
        if earlier is None:
            findings = self._engine.steered(self.values)
        else:
            paths = more if self._begun else {**earlier.values, **self.values}
            changed = [path for path in paths if earlier.values.get(path) != self.values.get(path)]
            findings = book.again(earlier.findings, earlier.values, self.values, changed)
        self._begun = True
        self._said = findings
        self._earlier = Earlier(self.values, findings)
        return findings
