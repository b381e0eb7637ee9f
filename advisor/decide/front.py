"""The plan in front for a changed profile, found without making the plans that surely come behind it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from advisor.decide.assess import Assessment, flat, judged_of, opened, reference_of, touching
from advisor.decide.engine import Engine
from advisor.decide.hopes import Hope, KnownWays, at_most, hopes, known_of
from advisor.decide.judge import Judged
from advisor.decide.ranking import central_weights, compromise, ranking
from advisor.decide.ruled import Ruled, ruled_again
from advisor.profile import Profile
from advisor.profile.watched import Watched
from advisor.rules.records import Finding
from advisor.strategy.context import Context
from advisor.strategy.generate import Way, splits, ways
from advisor.strategy.records import Plan
from advisor.strategy.use_cases import UseCase
from advisor.strategy.withheld import LookedAtError, without_load
from advisor.strategy.workload import workload_of

ANY = Hope(0, -math.inf)
"""The best that there is."""
Place = tuple[int, float, str]
"""What plans are compared by: departures from the rules, value with its sign turned, id."""


def leading(engine: Engine, profile: Profile, use_case: UseCase, as_of: date) -> Assessment:
    """Return the same as :func:`in_front` for a filled profile that was not looked at yet.

    Args:
        engine: Market, options and rules.
        profile: Answers with the assumptions filled in.
        use_case: The kind of project.
        as_of: The day for which it is computed.
    """
    watched = Watched(profile)
    context = opened(engine, watched, use_case, as_of, workload_of(profile))
    watched.seen.clear()
    return in_front(engine, watched, ruled_again(engine, context, flat(profile), watched, None))


def in_front(engine: Engine, profile: Watched, ruled: Ruled) -> Assessment:
    """Return an assessment in which the best feasible plan stands alone; no plan where none is feasible.

    Ways to run the job are looked at in the order of the best that they can be. Once the plan in front beats
    that, the others cannot pass it. A plan that splits the work hangs on all others, so that all are made.

    Args:
        engine: Options, rules, and what is remembered.
        profile: That of the context.
        ruled: What the rules say of it.
    """
    context, facts, values, findings = ruled
    weights = central_weights(context.profile.words("priorities.order"))
    reference = engine.remembered_references.get(context, profile, reference_of)
    front: tuple[Place, Judged, tuple[Finding, ...]] | None = None
    of_plans = touching(findings)
    hopeful = _hopeful(engine, context, profile, of_plans, weights, reference)
    every = [(ANY, tuple(way for _, way in hopeful))] if splits(context) else [(h, (w,)) for h, w in hopeful]
    for hope, together in every:
        if front is not None and hope > front[0][:2]:
            break
        possible = _made(engine, context, profile, together)
        if not possible:
            continue
        about, judged = judged_of(engine, context, possible, values, of_plans, reference, traced=False)
        for item in ranking(context, judged)[0][:1]:
            place = compromise(context, item), -item.total(weights), item.plan.id
            if front is None or place < front[0]:
                front = place, item, about
    best, about = ((front[1],), front[2]) if front is not None else ((), ())
    return Assessment(
        context=replace(
            context,
            profile=Profile(profile.answers, profile.fields),
            directives=context.directives.plain,
        ),
        facts=facts,
        values=values,
        findings=(*findings, *about),
        ranked=best,
        asked=(),
        refused=(),
        reference_usd_month=reference,
        unmet=(),
        reads=profile.reads,
    )


def _made(engine: Engine, context: Context, profile: Watched, every: Iterable[Way]) -> tuple[Plan, ...]:
    """Return the plans of some ways, at least those that may be feasible."""
    plans = engine.remembered_plans
    return tuple(plan for way in every for plan in plans.get(context, profile, way.fitting, way.name))


def _hopeful(
    engine: Engine,
    context: Context,
    profile: Watched,
    findings: tuple[Finding, ...],
    weights: Mapping[str, float],
    reference: float,
) -> list[tuple[Hope, Way]]:
    """Return the ways whose plans may be feasible, those with the best hope first."""
    fired = [f.rule for f in findings if f.status == "fired"]
    more = at_most((*fired, *engine.steering.of_plans))

    def known(context: Context) -> KnownWays:
        return tuple((way, known_of(context, way, weights, more)) for way in ways(context))

    name = tuple(weights.items()), tuple(more.items())
    try:
        found = engine.remembered_ways.get(without_load(context), profile, known, name)
    except LookedAtError:
        found = known(context)
    return hopes(context, found, weights, more, reference)
