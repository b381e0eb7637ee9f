"""Rules that say that what was asked for cannot all be had: something has to give way, whatever the plan."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.rules.records import Finding

NEGOTIATE = "negotiate_constraints"


def contradicting(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the fired findings that require that a constraint gives way.

    Args:
        findings: All of an assessment.
    """
    return tuple(
        f for f in findings if f.status == "fired" and f.rule.kind == "require" and NEGOTIATE in f.rule.advise
    )
