"""One look at a profile: facts, what the rules say, candidate plans, and what each is worth."""

from __future__ import annotations

from collections.abc import Mapping
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
from advisor.decide.ruled import Earlier, ruled, ruled_again
from advisor.decide.scales import CRITERIA
from advisor.decide.watched import Watched
from advisor.profile import Profile
from advisor.rules.records import Finding
from advisor.strategy.anchors import load_anchors
from advisor.strategy.asked import asked_plans
from advisor.strategy.context import Context
from advisor.strategy.directives import Directives
from advisor.strategy.facts import Facts, needed_tier
from advisor.strategy.generate import possible_plans, within_limits
from advisor.strategy.hosted import reference_usd_month
from advisor.strategy.records import Plan
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
    engine: Engine,
    profile: Profile,
    use_case: UseCase,
    as_of: date,
    *,
    traced: bool = True,
    earlier: Earlier | None = None,
    workload: Workload | None = None,
) -> Assessment:
    """Work out facts, rules, plans and values for a filled profile; nothing in here is random.

    Args:
        engine: Market, options and rules.
        profile: Answers with the assumptions filled in.
        use_case: The kind of project.
        as_of: The day for which it is computed.
        traced: Whether findings keep the values that they compared. What-ifs go without, and take what was
            worked out before for a profile that says the same wherever it matters.
        earlier: What rules said of a profile like this one, for what-ifs.
        workload: The load of the profile, where it was read before.
    """
    watched = Watched(profile)
    context = _context(engine, watched, use_case, as_of, workload or workload_of(watched))
    watched.seen.clear()
    if traced:
        context, facts, values, findings = ruled(engine, context, flat(profile))
        possible, reference = _compared(context)
    else:
        context, facts, values, findings = ruled_again(engine, context, flat(profile), watched, earlier)
        possible, reference = engine.remembered_plans.get(context, watched, _compared)
    plans = within_limits(context, possible)
    about_plans = engine.book.about_plans(
        values, {plan.id: plan_values(plan) for plan in plans}, findings, traced=traced
    )
    every = (*findings, *about_plans)
    out = excluding(every)
    plans = tuple(gated(plan, values, out, engine.needs, engine.schema) for plan in plans)
    ranked, refused = ranking(context, judge(context, plans, reference, every))
    asked = tuple(asked_plans(context)) if traced else ()
    return Assessment(
        context=replace(context, profile=profile),
        facts=facts,
        values=values,
        findings=every,
        ranked=ranked,
        asked=asked,
        refused=refused,
        reference_usd_month=reference,
        unmet=tuple(engine.needs.unmet((ranked or refused)[0].plan, values)) if traced else (),
        reads=frozenset(watched.seen),
    )


def _context(engine: Engine, profile: Profile, use_case: UseCase, as_of: date, workload: Workload) -> Context:
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


def _compared(context: Context) -> tuple[tuple[Plan, ...], float]:
    """Return the possible plans, and the bill that theirs are compared with."""
    return possible_plans(context), reference_usd_month(context) or DEFAULT_REFERENCE_USD_MONTH


def flat(profile: Profile) -> dict[str, object]:
    """Return the answers as rules read them: a value by path, nothing for what is unknown."""
    known = ((path, flat_value(profile, path)) for path in sorted(profile.answers))
    return {path: value for path, value in known if value is not None}


def flat_value(profile: Profile, path: str) -> object:
    """Return one answer as rules read it, None for what is unknown."""
    answer = profile.answers.get(path)
    if answer is None or answer.value is None:
        return None
    if profile.fields[path].kind == "devices":
        return tuple(device.name for device in profile.devices(path))
    if isinstance(answer.value, int) and not isinstance(answer.value, bool):
        return float(answer.value)
    return answer.value


def central_weights(order: tuple[str, ...]) -> dict[str, float]:
    """Return the mean of all weights that respect an order of priorities: the rank-order centroid for the
    named criteria, the rest shared equally among the others."""
    n = len(CRITERIA)
    centroid = [sum(1.0 / k for k in range(place, n + 1)) / n for place in range(1, n + 1)]
    named = [name for name in order if name in CRITERIA]
    rest = [name for name in CRITERIA if name not in named]
    tail = centroid[len(named) :]
    weights = dict(zip(named, centroid, strict=False))
    weights.update({name: sum(tail) / len(rest) for name in rest})
    return weights


def ranking(context: Context, judged: tuple[Judged, ...]) -> tuple[tuple[Judged, ...], tuple[Judged, ...]]:
    """Return the feasible plans, best first, and the others, nearest to feasible first.

    A plan's place follows from its value on average over everything that nobody said: the weights that fit
    the order of priorities, and the range of its bill. The value depends on no other plan, so that a plan
    that is added or dropped never changes which of two others comes first; shares of the draws do not have
    this property, as similar plans split theirs, and only tell how sure the choice is.

    Args:
        context: The bundle.
        judged: Every plan with its values.
    """
    weights = central_weights(context.profile.words("priorities.order"))

    def place(item: Judged) -> tuple[float, str]:
        return -item.total(weights), item.plan.id

    fine = sorted((j for j in judged if j.plan.feasibility != "infeasible"), key=place)
    far = [_compromise(context, item) for item in fine]
    least = min(far, default=0)
    advised = tuple(item for item, steps in zip(fine, far, strict=True) if steps == least)
    set_aside = tuple(item for item, steps in zip(fine, far, strict=True) if steps != least)
    broken = sorted(
        (j for j in judged if j.plan.feasibility == "infeasible"),
        key=lambda j: (_severity(j.plan), *place(j)),
    )
    return advised, (*set_aside, *broken)


def _compromise(context: Context, item: Judged) -> int:
    """Return how far a plan departs from the rules: 0 not at all; 1 it runs where rules advise against, for
    the sake of an adaptation that they require; 2 it leaves such an adaptation out; 3 it does what they
    advise against."""
    barred = [w for w in item.plan.words if context.directives.bars(w)]
    if any(w != item.plan.deployment for w in barred):
        return 3
    if item.missing:
        return 2
    return 1 if barred else 0


def _severity(plan: Plan) -> int:
    """Money and time can be found; physics and rules cannot: plans that break only the former come nearer."""
    soft = {"budget", "deadline"}
    hard = sum(limit.rule not in soft for limit in plan.limits)
    return 10 * hard + len(plan.limits)
