"""Rules in the order of their findings, ready to be evaluated again and again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from advisor.rules.guards import Readers, guard_of
from advisor.rules.judge import Judge, targets
from advisor.rules.overrides import Overrides
from advisor.rules.records import KIND_ORDER, Finding, Rule, any_of_plan
from advisor.rules.schema import Schema
from advisor.rules.values import PLACEHOLDER, Values


class RuleBook:
    """The rules of a library, sorted and told apart by what they read.

    Args:
        rules: Rules with unique codes and overrides without a circle.
        schema: Units for the numbers in messages.
    """

    def __init__(self, rules: Iterable[Rule], schema: Schema) -> None:
        self.rules = tuple(sorted(rules, key=_rank))
        self._judge = Judge(schema)
        self._overrides = Overrides(self.rules)
        self._profile = [rule for rule in self.rules if not rule.reads_plan]
        self._plan = [rule for rule in self.rules if rule.reads_plan]
        self._places = {rule.code: place for place, rule in enumerate(self._profile)}
        self._weaker = [self._places[code] for code in self._overrides.weaker if code in self._places]
        self._readers = Readers()
        for number, rule in enumerate(self._profile):
            read, guard = rule.check.fields if rule.check else (), guard_of(rule)
            for path in (*read, *PLACEHOLDER.findall(rule.message)):
                self._readers.add(path, number, guard)

    def once(self, values: Values, *, traced: bool = False) -> tuple[Finding, ...]:
        """Return one finding for each rule, those that read plans too."""
        return self._overrides.applied([self._judge.finding(r, values, traced=traced) for r in self.rules])

    @cached_property
    def read(self) -> frozenset[str]:
        """The fields that any rule reads, in its condition or its message."""
        checks = (path for rule in self.rules if rule.check for path in rule.check.fields)
        return frozenset((*checks, *self._readers))

    @cached_property
    def asked_whether_known(self) -> frozenset[str]:
        """The fields of which a rule asks whether they are known."""
        return frozenset(path for rule in self.rules if rule.check for path in rule.check.known_fields)

    @cached_property
    def read_with_plans(self) -> frozenset[str]:
        """The fields that rules about plans read beside those of the plan."""
        return frozenset(path for rule in self._plan if rule.check for path in rule.check.fields)

    @property
    def of_plans(self) -> Sequence[Rule]:
        """The rules that read plans."""
        return self._plan

    def of_profile(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """Return those of some findings that ``about_profile`` gives, in its order."""
        return tuple(finding for finding in findings if finding.rule.code in self._places)

    def about_profile(self, values: Values, *, traced: bool = False) -> tuple[Finding, ...]:
        """Return one finding for each rule that reads no plan."""
        found = [self._judge.finding(rule, values, traced=traced) for rule in self._profile]
        return self._overrides.settle(found, self._places)

    def any_waits(self, about_profile: Sequence[Finding], paths: frozenset[str]) -> bool:
        """Return whether a rule about the profile is undecided while one of some fields is unknown.

        Args:
            about_profile: What ``about_profile`` gave.
            paths: The fields.
        """
        readers = set[int]().union(*(self._readers.of(path) for path in paths))
        return any(
            about_profile[n].status == "undetermined" and not paths.isdisjoint(about_profile[n].missing)
            for n in readers
        )

    def again(
        self,
        earlier: Sequence[Finding],
        before: Values,
        values: Values,
        changed: Iterable[str],
        *,
        traced: bool = False,
    ) -> tuple[Finding, ...]:
        """Return the findings of ``about_profile`` after some values changed.

        Args:
            earlier: What ``about_profile`` gave before.
            before: What was known then.
            values: What is known now.
            changed: The paths whose values differ.
            traced: Whether findings carry their trace, as the earlier ones do then.
        """
        stale = {number for number in self._weaker if earlier[number].status == "waived"}
        stale.update(*(rules for path in changed for rules in self._readers.moved(path, before, values)))
        said = {number: self._judge.finding(self._profile[number], values, traced=traced) for number in stale}
        moved = {number: finding for number, finding in said.items() if finding != earlier[number]}
        if not moved:
            return tuple(earlier)
        found = list(earlier)
        for number, finding in moved.items():
            found[number] = finding
        return self._overrides.settle(found, self._places)

    def about_plans(
        self,
        values: Values,
        plans: Mapping[str, Values],
        about_profile: Sequence[Finding],
        *,
        traced: bool = False,
    ) -> tuple[Finding, ...]:
        """Return what the rules that read plans say.

        Args:
            values: What is known beside the plans.
            plans: ``plan.*`` values by the id of the plan.
            about_profile: What the other rules said, which may override these.
            traced: Whether findings carry their trace.
        """
        if not self._plan:
            return ()
        merged = {key: {**values, **own} for key, own in sorted(plans.items())}
        found = [f for rule in self._plan for f in self._over_plans(rule, values, merged, traced)]
        return self._overrides.applied(found, [f for f in about_profile if f.rule.overrides])

    def _over_plans(
        self, rule: Rule, values: Values, plans: Mapping[str, Values], traced: bool
    ) -> Iterator[Finding]:
        judge, check = self._judge, rule.check
        whole = judge.finding(rule, values, traced=traced)
        if check is None or (whole.status == "not_fired" and not any_of_plan(check.known_fields)):
            yield whole
            return
        spoken = 0
        for key, merged in plans.items():
            if not targets(rule, merged):
                continue
            finding = judge.finding(rule, merged, key, traced=traced)
            if finding.status != "not_fired":
                spoken += 1
                yield finding
        if not spoken:
            yield Finding(rule, "not_fired", "", whole.trace, plugin=rule.plugin)


def place(finding: Finding) -> tuple[int, str, str]:
    """Return the key by which findings are sorted: kind, strongest first, then code, then plan."""
    return *_rank(finding.rule), finding.plan


def _rank(rule: Rule) -> tuple[int, str]:
    return KIND_ORDER.index(rule.kind), rule.code
