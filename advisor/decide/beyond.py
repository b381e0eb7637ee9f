"""What is said of work for which the catalogue holds no model: what to measure, in place of a plan."""

from __future__ import annotations

from advisor.decide.assess import Assessment
from advisor.strategy.made import to_measure, wording
from advisor.strategy.records import Stage


def beyond_decision(found: Assessment) -> str:
    """Return the decision: that no model is named or priced, and what to measure."""
    limit = found.best.plan.limits[0].sentence()
    return wording("decision").format(limit=limit, measure=to_measure(found.context.profile))


def beyond_stages(found: Assessment) -> tuple[Stage, ...]:
    """Return the one step: what to measure."""
    measure = to_measure(found.context.profile)
    return (Stage(wording("when"), f"{measure[:1].upper()}{measure[1:]}.", wording("go_on_if")),)
