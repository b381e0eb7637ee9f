"""One look at a profile: facts, what the rules say, candidate plans, and what each is worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from advisor.decide.engine import Engine
from advisor.decide.gate import excluding, gated
from advisor.decide.judge import (
    DEFAULT_REFERENCE_USD_MONTH,
    Judged,
    judge,
)
from advisor.decide.plan_fields import plan_values
from advisor.decide.ranking import ranking
from advisor.decide.ruled import Ruled, ruled, ruled_again
from advisor.profile import Profile
from advisor.profile.watched import Watched
from advisor.rules.records import Finding
from advisor.strategy.anchors import load_anchors
from advisor.strategy.asked import asked_plans
from advisor.strategy.context import Context
from advisor.strategy.directives import Directives
from advisor.strategy.facts import Facts, needed_tier
from advisor.strategy.fleet_plans import fleet_reference_usd_month
from advisor.strategy.fleet_terms import fleet_terms
from advisor.strategy.generate import possible_plans, ways, within_limits
from advisor.strategy.hosted import reference_usd_month
from advisor.strategy.records import Plan
from advisor.strategy.training_fleet import only_trains
from advisor.strategy.use_cases import UseCase
from advisor.strategy.workload import Workload, workload_of

NOTHING = Directives({}, {}, {}, {}, (), ())


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything known about one profile before anything is drawn at random."""

    context: Context
    facts: Facts
    values: Mapping[str, object]
    findings: tuple[Finding, ...]
    ranked: tuple[Judged, ...]
    """Feasible plans, best first."""
    asked: tuple[Plan, ...]
    """What the user named, taken literally, with the limits that it breaks."""
    refused: tuple[Judged, ...]
    """Plans that break a limit, nearest to feasible first."""
    reference_usd_month: float
    unmet: tuple[tuple[str, str], ...]
    """Words of the winner that do not have what they need, each with the sentence that says what."""
    reads: frozenset[str]
    """Paths of the profile that facts, plans and values were worked out from, beside the workload and the
    class of model, which are compared by themselves."""

    @property
    def best(self) -> Judged:
        """Return the winner, or the nearest plan when nothing is feasible."""
        return (self.ranked or self.refused)[0]


def assess(
    engine: Engine, profile: Profile, use_case: UseCase, as_of: date, *, traced: bool = True
) -> Assessment:
    """Work out facts, rules, plans and values for a filled profile; nothing in here is random.

    Args:
        engine: Market, options and rules.
        profile: Answers with the assumptions filled in.
        use_case: The kind of project.
        as_of: The day for which it is computed.
        traced: Whether every rule is asked and findings keep the values that they compared; else only the
            rules that can change which plan comes in front are.
    """
    watched = Watched(profile)
    context, said = opened(engine, watched, use_case, as_of, workload_of(profile)), flat(profile)
    watched.seen.clear()
    if traced:
        return assessed(engine, watched, ruled(engine, context, said), traced=True)
    return assessed(engine, watched, ruled_again(engine, context, said, watched, None), traced=False)


def opened(engine: Engine, profile: Profile, use_case: UseCase, as_of: date, workload: Workload) -> Context:
    """Return the context of a filled profile before any rule was asked.

    Args:
        engine: Market and options.
        profile: Answers with the assumptions filled in.
        use_case: The kind of project.
        as_of: The day for which it is computed.
        workload: The load of the profile.
    """
    return Context(
        profile=profile,
        workload=workload,
        supply=engine.supply,
        options=engine.options,
        anchors=load_anchors(),
        directives=NOTHING,
        use_case=use_case,
        tier=needed_tier(profile, use_case),
        as_of=as_of,
    )


def assessed(engine: Engine, profile: Watched, ruled: Ruled, *, traced: bool) -> Assessment:
    """Return an assessment with every plan.

    Args:
        engine: Options and rules.
        profile: That of the context.
        ruled: What the rules say of it.
        traced: Whether findings keep the values that they compared.
    """
    context, facts, values, findings = ruled
    possible, reference = (
        (possible_plans(context), reference_of(context)) if traced else _remembered(engine, context, profile)
    )
    about_plans, judged = judged_of(engine, context, possible, values, findings, reference, traced=traced)
    ranked, refused = ranking(context, judged)
    asked = tuple(asked_plans(context)) if traced else ()
    return Assessment(
        context=replace(
            context,
            profile=Profile(profile.answers, profile.fields),
            directives=context.directives.plain,
        ),
        facts=facts,
        values=values,
        findings=(*findings, *about_plans),
        ranked=ranked,
        asked=asked,
        refused=refused,
        reference_usd_month=reference,
        unmet=tuple(engine.needs.unmet((ranked or refused)[0].plan, values)) if traced else (),
        reads=profile.reads,
    )


def _remembered(engine: Engine, context: Context, profile: Watched) -> tuple[tuple[Plan, ...], float]:
    """Return the possible plans and the bill that theirs are compared with, as far as they are remembered."""
    reference = engine.remembered_references.get(context, profile, reference_of)
    plans = engine.remembered_plans
    found = (plan for way in ways(context) for plan in plans.get(context, profile, way.made, way.name_of_all))
    return tuple(found), reference


def reference_of(context: Context) -> float:
    """Return the bill a month that those of plans are compared with."""
    found = fleet_reference_usd_month(context) or reference_usd_month(context)
    return found or DEFAULT_REFERENCE_USD_MONTH


def judged_of(
    engine: Engine,
    context: Context,
    possible: Iterable[Plan],
    values: Mapping[str, object],
    findings: tuple[Finding, ...],
    reference: float,
    *,
    traced: bool,
) -> tuple[tuple[Finding, ...], tuple[Judged, ...]]:
    """Return what rules say about some plans, and the plans with their limits and values.

    Args:
        engine: Options and rules.
        context: With what the rules say.
        possible: Plans before money, time, rules and the user take any out.
        values: What is known of the profile.
        findings: Of the rules about the profile, at least those that ``touching`` gives.
        reference: The bill a month that theirs are compared with.
        traced: Whether findings keep the values that they compared.
    """
    plans = within_limits(context, possible)
    models = context.supply.catalog.models
    known = {plan.id: plan_values(plan, models) for plan in plans}
    book = engine.book if traced else engine.steering
    about_plans = book.about_plans(values, known, findings, traced=traced)
    every = touching((*findings, *about_plans))
    out = excluding(every)
    plans = tuple(gated(plan, values, out, engine.needs, engine.schema) for plan in plans)
    return about_plans, judge(context, plans, reference, every)


def touching(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that can take plans out, change what they are worth, or set such rules aside."""
    return tuple(
        f
        for f in findings
        if f.status != "not_fired"
        and (f.rule.kind == "exclude" or f.rule.adjust is not None or f.rule.overrides)
    )


def flat(profile: Profile) -> dict[str, object]:
    """Return the answers as rules read them: a value by path, nothing for what is unknown."""
    trains = only_trains(profile)
    known = ((path, _flat(profile, path, trains=trains)) for path in sorted(profile.answers))
    return {path: value for path, value in known if value is not None}


def flat_value(profile: Profile, path: str) -> object:
    """Return one answer as rules read it, None for what is unknown.

    Where devices only train, what is assumed of a load that is served is unknown too.
    """
    return _flat(profile, path, trains=only_trains(profile))


def _flat(profile: Profile, path: str, *, trains: bool) -> object:
    answer = profile.answers.get(path)
    if answer is None or answer.value is None:
        return None
    if trains and answer.state != "answered" and not fleet_terms().judges(path):
        return None
    if profile.fields[path].kind == "devices":
        return tuple(device.name for device in profile.devices(path))
    if isinstance(answer.value, int) and not isinstance(answer.value, bool):
        return float(answer.value)
    return answer.value
