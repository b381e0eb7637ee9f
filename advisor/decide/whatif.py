"""What a changed answer would bring: worked out anew only where the change can matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from advisor.decide.assess import Assessment, flat, flat_value, opened
from advisor.decide.engine import Engine
from advisor.decide.front import in_front
from advisor.decide.ruled import Earlier, Ruled, ruled_again
from advisor.profile import Answer, Profile
from advisor.profile.watched import Watched, whether_said
from advisor.rules.records import Finding
from advisor.strategy.facts import needed_tier
from advisor.strategy.records import Plan
from advisor.strategy.use_cases import UseCase
from advisor.strategy.workload import Workload, workload_of


class WhatIf:
    """Changed profiles beside one that was assessed.

    An assessment notes which fields it read. Where others changed, rules alone can be moved by them: when
    the same rules speak for and against something, the advice is the same, and nothing is worked out.

    Args:
        engine: Market, options and rules.
        base: What the changes are compared with.
        use_case: The kind of project of a profile.
        as_of: The day for which it is computed.
    """

    def __init__(
        self, engine: Engine, base: Assessment, use_case: Callable[[Profile], UseCase], as_of: date
    ) -> None:
        self._engine = engine
        self._base = base
        self._use_case = use_case
        self._as_of = as_of
        self._earlier = Earlier(base.values, engine.steering.of_profile(base.findings))
        self._steering = _steering(self._earlier.findings)

    def assessed(self, filled: Profile) -> Assessment | None:
        """Return the assessment of a filled profile; that of the base where the advice is surely the same.

        None where every plan breaks a limit, also in the base: which comes nearest then is not worked out.
        Where it is not that of the base, only the plan in front is in it.
        """
        changed = self._changed(filled)
        if changed is None:
            return self._base if self._base.ranked else None
        found = in_front(self._engine, *changed)
        return found if found.ranked else None

    def winner(self, filled: Profile) -> Plan | None:
        """Return the plan in front for a filled profile, None where every plan breaks a limit.

        Args:
            filled: As in :meth:`assessed`.
        """
        found = self.assessed(filled)
        return found.best.plan if found is not None else None

    def _changed(self, filled: Profile) -> tuple[Watched, Ruled] | None:
        """Return what rules say of a profile, None where the advice is surely that of the base."""
        use_case, workload = self._use_case(filled), workload_of(filled)
        if use_case is self._base.context.use_case and self._same(filled, workload):
            return None
        watched = Watched(filled)
        context = opened(self._engine, watched, use_case, self._as_of, workload)
        return watched, ruled_again(self._engine, context, flat(filled), watched, self._earlier)

    def _same(self, filled: Profile, workload: Workload) -> bool:
        before, after = self._base.context.profile.answers, filled.answers
        changed = _changed(before, after)
        now = self._base.context
        if workload != now.workload or needed_tier(filled, now.use_case) != now.tier:
            return False
        if changed & self._engine.steering.read_with_plans or not self._base.reads.isdisjoint(changed):
            return False
        if any(
            whether_said(p) in self._base.reads and filled.said(p) != now.profile.said(p) for p in changed
        ):
            return False
        known = self._base.values
        values = dict(known)
        for path in changed:
            values[path] = flat_value(filled, path)
        findings = self._engine.steering.again(self._earlier.findings, known, values, changed)
        return _steering(findings) == self._steering


def _changed(before: Mapping[str, Answer], after: Mapping[str, Answer]) -> set[str]:
    """Return the paths whose answers differ; most of two profiles beside one another are the same objects."""
    both = [(path, before.get(path), after.get(path)) for path in {**before, **after}]
    return {path for path, old, new in both if old is not new and old != new}


def _steering(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return the codes of the fired rules about the profile that can move the advice."""
    return tuple(
        f.rule.code
        for f in findings
        if f.status == "fired"
        and not f.plan
        and (f.rule.applies_to or f.rule.advise or f.rule.against or f.rule.adjust)
    )
