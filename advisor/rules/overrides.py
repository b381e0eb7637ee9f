"""Rules that set others aside: a fired rule waives what it overrides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from graphlib import TopologicalSorter

from advisor.rules.records import Finding, Rule


class Overrides:
    """Which rule overrides which, in the order in which that is settled.

    Args:
        rules: Rules whose overrides lead nowhere in a circle.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        stronger: dict[str, list[str]] = {}
        for rule in rules:
            for weaker in rule.overrides:
                stronger.setdefault(weaker, []).append(rule.code)
        order = TopologicalSorter(stronger).static_order()
        self._stronger = {code: stronger[code] for code in order if code in stronger}

    def applied(self, findings: Sequence[Finding], others: Sequence[Finding] = ()) -> tuple[Finding, ...]:
        """Return the findings in their order; a fired one that a fired one overrides becomes ``waived``.

        Args:
            findings: What is looked at.
            others: Findings that may override these, and are settled already.
        """
        fired = {f.rule.code for f in (*findings, *others) if f.status == "fired" and f.rule.overrides}
        if not fired:
            return tuple(findings)
        found = list(findings)
        for code, names in self._stronger.items():
            if fired.isdisjoint(names):
                continue
            by = [f for f in (*found, *others) if f.status == "fired" and f.rule.code in names]
            found = [_waive(f, by) if f.rule.code == code else f for f in found]
        return tuple(found)

    def settle(self, found: list[Finding], places: Mapping[str, int]) -> tuple[Finding, ...]:
        """Return what ``applied`` gives for one finding of each rule, looking only at rules that override.

        Args:
            found: A finding for each rule; changed in place.
            places: Where that of a rule stands, by its code.
        """
        for code, names in self._stronger.items():
            place = places.get(code)
            if place is None or found[place].status != "fired":
                continue
            by = [found[places[name]] for name in names if name in places]
            found[place] = _waive(found[place], [other for other in by if other.status == "fired"])
        return tuple(found)

    @property
    def weaker(self) -> Iterable[str]:
        """The codes of the rules that others override."""
        return self._stronger.keys()


def _waive(finding: Finding, stronger: Sequence[Finding]) -> Finding:
    if finding.status != "fired":
        return finding
    for other in stronger:
        if other.plan in ("", finding.plan):
            return replace(finding, status="waived", error=f"overridden by {other.rule.code}")
    return finding
