"""The whole decision: assess, draw, look for tipping points, and put it into words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from advisor.decide.advice import advice_against, advice_for
from advisor.decide.asked import answers
from advisor.decide.assess import Assessment, assess
from advisor.decide.assumptions import assumptions, open_questions
from advisor.decide.baseline import baseline
from advisor.decide.baseline_words import title_of, today_answer
from advisor.decide.bill import bill
from advisor.decide.collecting import collected_later
from advisor.decide.comparable_cases import comparable_cases
from advisor.decide.contradicted import contradicting
from advisor.decide.draws import acceptability
from advisor.decide.engine import Engine
from advisor.decide.extra_money import extra_money
from advisor.decide.factors import factors
from advisor.decide.fixed import binding, nothing_gives
from advisor.decide.headline import headline
from advisor.decide.implied import implied, then_advised
from advisor.decide.in_languages import in_languages
from advisor.decide.judge import Judged, material_of
from advisor.decide.kinds import kinds_of, though_rarer
from advisor.decide.left import left_for_what_works
from advisor.decide.on_demand import OnDemand
from advisor.decide.outlook import not_priced, relaxations, review, risk_of_not_acting, risks
from advisor.decide.plan_class import class_of, verdict_of
from advisor.decide.reasons import dominated_by, why_not, why_winner
from advisor.decide.records import Answered, RankedPlan, Recommendation, TippingPoint
from advisor.decide.roadmap import roadmap
from advisor.decide.sureness import sureness, unsaid
from advisor.decide.tipping import kind_of, tipping_points
from advisor.decide.whatif import WhatIf
from advisor.decide.words import title
from advisor.profile import Profile
from advisor.strategy.records import Plan
from advisor.strategy.use_cases import UseCase
from advisor.strategy.variants import FROM_SCRATCH

DRAWS = 2000
INFEASIBLE = "infeasible"
"""Stands in place of a class of hardware where nothing that may be used does what was asked."""
DRAWN_PLANS = 8
"""Plans that enter the draws, best first; those behind them never win."""


def recommend(
    engine: Engine,
    profile: Profile,
    use_case: UseCase,
    refill: Callable[[Profile], Profile],
    *,
    seed: int,
    as_of: date,
    draws: int = DRAWS,
    problems: tuple[str, ...] = (),
) -> Recommendation:
    """Return the recommendation for a filled profile; its tipping points are searched for when they are read.

    Args:
        engine: Market, options and rules.
        profile: Answers with the assumptions filled in.
        use_case: The kind of project.
        refill: Fills in what follows from a changed answer, for the tipping points.
        seed: Seed of the draws.
        as_of: The day for which it is computed.
        draws: Number of draws.
        problems: What was set aside, to be shown.
    """
    with collected_later(engine.answered):
        found = assess(engine, profile, use_case, as_of)
        what_if = WhatIf(engine, found, lambda _: use_case, as_of)

        def winner(changed: Profile) -> Plan | None:
            return what_if.winner(refill(changed))

        kinds = kinds_of(found, _shares(found, seed, draws))
        told = _explained(_decided(found, kinds, seed=seed, as_of=as_of), found)
        told = _beside(told, found, winner)
        told = replace(told, comparable=comparable_cases(found, what_if.winner), problems=problems)
    return _changing(told, engine, found, winner)


def _decided(
    found: Assessment, kinds: list[tuple[Judged, float]], *, seed: int, as_of: date
) -> Recommendation:
    """Return the decision alone: the plans, each with the share of draws that it wins, and how sure it is."""
    review_by, trigger = review(found, as_of)
    broken = [plan for plan in found.asked if plan.limits]
    best, runs = found.best.plan, baseline(found)
    bound = binding(found.context, best, broken)
    never = bool(bound) and nothing_gives(found.context, broken)
    return Recommendation(
        as_of=as_of,
        seed=seed,
        profile=found.context.profile,
        title=title(found.context, best, bool(found.ranked), title_of(found, runs)),
        verdict=verdict_of(found.context, best),
        headline=headline(found, runs),
        sureness=sureness(kinds[0][1] if kinds else 0.0, len(unsaid(found.context.profile))),
        hardware_class=INFEASIBLE if never else hardware_class_of(found),
        feasible=bool(found.ranked) and not bound and not contradicting(found.findings),
        plans=_ranked(found, kinds),
        refused=tuple(_refused(found, broken)),
        findings=found.findings,
        review_by=review_by,
        review_trigger=trigger,
    )


def _changing(
    told: Recommendation, engine: Engine, found: Assessment, winner: Callable[[Profile], Plan | None]
) -> Recommendation:
    """Return a recommendation that searches for its tipping points when they are read."""

    def searched() -> tuple[TippingPoint, ...]:
        if not found.ranked:
            return ()
        with collected_later(engine.answered):
            return tipping_points(found, winner)

    points = OnDemand(searched)
    return replace(told, changes=points, steps=OnDemand(lambda: roadmap(found, points())))


def _explained(decided: Recommendation, found: Assessment) -> Recommendation:
    """Return a decision with what it rests on and what it takes."""
    return replace(
        decided,
        facts=dict(found.facts.figures),
        unsaid=unsaid(found.context.profile),
        advice=advice_for(found),
        advice_against=advice_against(found),
        assumptions=assumptions(found),
        questions_open=open_questions(found),
        factors=factors(found),
        bill=bill(found),
        risks=risks(found),
        risk_of_not_acting=risk_of_not_acting(found),
        not_priced=not_priced(found),
        relaxations=relaxations(found),
    )


def _beside(
    told: Recommendation, found: Assessment, winner: Callable[[Profile], Plan | None]
) -> Recommendation:
    """Return a recommendation with what stands beside the advice: what runs today, what would have been
    advised otherwise, and the answers to what was asked."""
    return replace(
        told,
        today=today_answer(found, baseline(found)),
        left=left_for_what_works(found, winner),
        extra=extra_money(found, winner),
        in_languages=in_languages(found, winner),
        answers=_with_the_load(found, answers(found), winner),
    )


def _with_the_load(
    found: Assessment, told: tuple[Answered, ...], winner: Callable[[Profile], Plan | None]
) -> tuple[Answered, ...]:
    """Return the answers, that about the bill with what the load that it implies would do to the advice."""
    load = implied(found)
    then = then_advised(found, load, winner) if load is not None else ""
    if load is None or not then:
        return told
    about_bill = load.paid.name
    return tuple(
        replace(a, details=(*a.details, then)) if any(q.name == about_bill for q in a.figures) else a
        for a in told
    )


def hardware_class_of(found: Assessment) -> str:
    """Return the class of hardware that the winner needs, ``infeasible`` where nothing meets the limits."""
    return class_of(found.context, found.best.plan) if found.ranked else INFEASIBLE


def settled(found: Assessment | None) -> tuple[object, ...]:
    """Return what an interview is to settle: who runs it, how the model is adapted, on which hardware.

    Nothing of it where every plan breaks a limit, as what comes nearest is no advice.

    Args:
        found: An assessment; None for one in which every plan breaks a limit.
    """
    if found is None or not found.ranked:
        return ()
    plan = found.best.plan
    adapted = tuple(w for w in plan.adaptations if w != FROM_SCRATCH)
    return kind_of(plan), adapted, hardware_class_of(found)


def _shares(found: Assessment, seed: int, draws: int) -> list[float]:
    drawn = found.ranked[:DRAWN_PLANS]
    work = found.context.workload
    order = found.context.profile.words("priorities.order")
    reference, material = found.reference_usd_month, material_of(found.context)
    return acceptability(drawn, order, work.months, reference, seed=seed, draws=draws, material=material)


def _ranked(found: Assessment, kinds: list[tuple[Judged, float]]) -> tuple[RankedPlan, ...]:
    return tuple(
        RankedPlan(
            rank=place,
            plan=item.plan,
            acceptability=share,
            values=item.values,
            why=(*why_winner(found), *though_rarer(kinds)) if place == 1 else (),
            why_not=() if place == 1 else why_not(found, item),
            dominated_by=found.best.plan.id if dominated_by(found.best, item) else "",
        )
        for place, (item, share) in enumerate(kinds, start=1)
    )


def _refused(found: Assessment, asked: list[Plan]) -> list[RankedPlan]:
    start = len(found.ranked)
    rows = [
        RankedPlan(
            start + 1 + i, plan, 0.0, {}, (), tuple(f"Breaks a limit: {x.sentence()}" for x in plan.limits)
        )
        for i, plan in enumerate(asked)
    ]
    for item in found.refused:
        rows.append(RankedPlan(start + 1 + len(rows), item.plan, 0.0, item.values, (), why_not(found, item)))
    return rows
