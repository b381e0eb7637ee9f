"""A recommendation as one JSON object, for scripts and checks."""

from __future__ import annotations

from typing import Any

from advisor.decide.crossing import Crossing
from advisor.decide.extra_records import Extra
from advisor.decide.records import Answered, Bill, Comparable, RankedPlan, Recommendation
from advisor.profile.document import to_document
from advisor.report.bill_view import SHOWN_MONTHS, crossing_sentences
from advisor.report.crossing_view import sentence
from advisor.report.evidence import evidence
from advisor.report.plans import refused_of
from advisor.rules.records import Finding
from advisor.strategy.records import Hardware, Plan

SCHEMA_VERSION = 1
COSTS = ("usd_month", "usd_once", "training_usd", "usd_lifetime")
MARKERS = ("scales_with_traffic",)


def recommendation_json(recommendation: Recommendation) -> dict[str, Any]:
    """Return the stable JSON form; figures are ``{value, low, high, unit, formula, sources, as_of}``."""
    return {
        "schema_version": SCHEMA_VERSION,
        "as_of": recommendation.as_of.isoformat(),
        "seed": recommendation.seed,
        "title": recommendation.title,
        "headline": recommendation.headline,
        "answers": [answered_json(a) for a in recommendation.answers],
        "today": answered_json(recommendation.today) if recommendation.today else None,
        "verdict": recommendation.verdict,
        "sureness": recommendation.sureness,
        "unsaid": list(recommendation.unsaid),
        "feasible": recommendation.feasible,
        "hardware_class": recommendation.hardware_class,
        "plans": [plan_json(ranked) for ranked in (*recommendation.plans, *refused_of(recommendation))],
        **_advice(recommendation),
        **_what_it_rests_on(recommendation),
        "roadmap": [{"when": s.when, "do": s.do, "go_on_if": s.go_on_if} for s in recommendation.roadmap],
        "factors": [
            {"name": f.name, "inference": f.inference, "training": f.training, "for_you": f.for_you}
            for f in recommendation.factors
        ],
        **_beside(recommendation),
        "risks": list(recommendation.risks),
        "risk_of_not_acting": recommendation.risk_of_not_acting,
        "relaxations": list(recommendation.relaxations),
        "review_by": recommendation.review_by.isoformat(),
        "review_trigger": recommendation.review_trigger,
        **_remarks(recommendation),
        "profile": to_document(recommendation.profile),
    }


def _advice(recommendation: Recommendation) -> dict[str, Any]:
    """Return the words of the advice and of what it is against, with their reasons."""
    return {
        "advice": [a.word for a in recommendation.advice],
        "advice_against": [a.word for a in recommendation.advice_against],
        "reasons": {
            a.word: {"sentence": a.sentence, "because": a.because, "rule": a.rule}
            for a in (*recommendation.advice_against, *recommendation.advice)
        },
    }


def _beside(recommendation: Recommendation) -> dict[str, Any]:
    """Return the bill of the plan advised, the plans beside it and what comparable cases came to."""
    return {
        "bill": bill_json(recommendation.bill) if recommendation.bill else None,
        "extra": _extra_json(recommendation.extra) if recommendation.extra else None,
        "in_languages": recommendation.in_languages,
        "left": _priced(recommendation.left) if recommendation.left else None,
        "comparable": comparable_json(recommendation.comparable) if recommendation.comparable else None,
    }


def _remarks(recommendation: Recommendation) -> dict[str, Any]:
    """Return what was not priced or read, what does not hold and what is old."""
    return {
        "not_priced": list(recommendation.not_priced),
        "problems": list(recommendation.problems),
        "unread": list(recommendation.unread),
        "forbidden": list(recommendation.forbidden),
        "notes": list(recommendation.notes),
        "corrections": [
            {"claim": c.claim, "said": c.said, "holds": c.holds, "source": c.source}
            for c in recommendation.corrections
        ],
        "old_facts": [
            {"source": fact.source, "as_of": fact.read.isoformat(), "keeps_days": fact.keeps_days}
            for fact in recommendation.old_facts
        ],
    }


def answered_json(answered: Answered) -> dict[str, Any]:
    """Return what was asked by name and its answer, with the figures behind it."""
    return {
        "question": answered.question,
        "answer": answered.answer,
        "details": list(answered.details),
        "figures": {q.name: q.to_json() for q in answered.figures},
    }


def _priced(plan: Plan) -> dict[str, Any]:
    """Return a plan that is not ranked, with its bills."""
    costs = {name: plan.estimates[name].to_json() for name in COSTS if name in plan.estimates}
    return {"id": plan.id, "title": plan.title, "costs": costs}


def _extra_json(extra: Extra) -> dict[str, Any]:
    """Return what the money beyond a far cheaper plan buys."""
    return {
        "plan": _priced(extra.plan),
        "usd": extra.usd,
        "times": extra.times,
        "hangs_on": list(extra.fields),
        "sentences": list(extra.sentences),
    }


def comparable_json(comparable: Comparable) -> dict[str, Any]:
    """Return what judged cases with such answers did to the advice, and what stands behind them."""
    return {
        "cases": comparable.cases,
        "as_of": comparable.as_of.isoformat(),
        "left_out": dict(comparable.left_out),
        "hardware": list(comparable.hardware),
        "unlike": comparable.unlike,
        "instead": _priced(comparable.instead) if comparable.instead else None,
        "sentences": list(comparable.sentences),
    }


def plan_json(ranked: RankedPlan) -> dict[str, Any]:
    """Return one plan with its place."""
    plan = ranked.plan
    estimates = {name: q.to_json() for name, q in plan.estimates.items() if name not in MARKERS}
    return {
        "rank": ranked.rank,
        "id": plan.id,
        "title": plan.title,
        "deployment": plan.deployment,
        "adaptations": list(plan.adaptations),
        "techniques": list(plan.techniques),
        "model": plan.model_name or plan.model,
        "model_id": plan.model,
        "tier": plan.tier,
        "hardware": hardware_json(plan.hardware) if plan.hardware else None,
        "training_hardware": hardware_json(plan.training_hardware) if plan.training_hardware else None,
        "feasible": plan.feasibility != "infeasible",
        "feasibility": plan.feasibility,
        "limits": [
            {"name": limit.name, "needs": limit.needs, "has": limit.has, "rule": limit.rule}
            for limit in plan.limits
        ],
        "unknown": list(plan.unknown),
        "why": list(ranked.why),
        "why_not": list(ranked.why_not),
        "dominated_by": ranked.dominated_by,
        "acceptability": ranked.acceptability,
        "values": dict(ranked.values),
        "costs": {name: estimates[name] for name in COSTS if name in estimates},
        "estimates": {name: q for name, q in estimates.items() if name not in COSTS},
    }


def hardware_json(hardware: Hardware) -> dict[str, Any]:
    """Return the devices of a plan."""
    return {
        "accelerator": hardware.accelerator,
        "name": hardware.name,
        "count": hardware.count,
        "memory_gb": hardware.memory_gb,
        "per_replica": hardware.per_replica,
        "replicas": hardware.replicas,
        "precision": hardware.precision,
        "hardware_class": hardware.hardware_class,
        "bought": hardware.bought,
        "owned": hardware.owned,
        "sized_for_growth": hardware.ahead,
        "layout": hardware.layout,
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return what one rule said, with the values that it compared."""
    return {
        "code": finding.rule.code,
        "pack": finding.rule.pack,
        "kind": finding.rule.kind,
        "status": finding.status,
        "message": finding.message,
        "plan": finding.plan,
        "plugin": finding.plugin,
        "compared": [
            {"text": c.text, "left": c.left, "right": c.right, "result": c.result} for c in finding.trace
        ],
        "missing": list(finding.missing),
        "sources": list(finding.rule.sources),
        "error": finding.error,
    }


def bill_json(bill: Bill) -> dict[str, Any]:
    """Return the cumulative bill at the months that the report shows, and where its lines cross."""
    return {
        "months": [
            {
                "month": m.month,
                "inference": m.inference.to_json(),
                "training": m.training.to_json(),
                "alternative": m.alternative.to_json(),
                "total": m.total.to_json(),
            }
            for m in (bill.over_time.month(month) for month in SHOWN_MONTHS if month <= bill.over_time.last)
        ],
        "inference_overtakes_training_month": bill.inference_overtakes_training_month,
        "alternative": bill.alternative_title,
        "alternative_overtakes_month": bill.alternative_overtakes_month,
        "pays_back_month": bill.pays_back_month,
        "break_even": break_even_json(bill.crossing) if bill.crossing is not None else None,
        "training_share": bill.over_time.training_share,
        "moves_most": [
            {"input": s.input.name, **s.input.to_json(), "usd_at_low": s.at_low, "usd_at_high": s.at_high}
            for s in bill.swings
        ],
        "sentences": crossing_sentences(bill),
    }


def break_even_json(crossing: Crossing) -> dict[str, Any]:
    """Return the volume at which own devices and a provider cost the same."""
    found = crossing.found
    return {
        "own": crossing.own_title,
        "provider": crossing.provider_title,
        "requests_per_day": found.requests_day,
        "low": found.low,
        "high": found.high,
        "utilisation": found.utilisation,
        "own_usd_per_request_when_full": found.own_usd_when_full,
        "provider_usd_per_request": found.api_usd,
        "sentence": sentence(crossing),
    }


def _what_it_rests_on(recommendation: Recommendation) -> dict[str, Any]:
    """Return assumptions, tipping points, open questions, rules, facts and sources."""
    return {
        "assumptions": [
            {
                "field": a.field,
                "label": a.label,
                "value": a.value,
                "state": a.state,
                "why": a.why,
                "confirm": a.confirm,
            }
            for a in recommendation.assumptions
        ],
        "tipping_points": [
            {
                "field": t.field,
                "label": t.label,
                "now": t.now,
                "threshold": t.threshold,
                "becomes": t.becomes,
                "sentence": t.sentence,
            }
            for t in recommendation.tipping_points
        ],
        "questions_open": [{"field": q.field, "why": q.why} for q in recommendation.questions_open],
        "findings": [finding_json(finding) for finding in recommendation.findings],
        "facts": {name: q.to_json() for name, q in sorted(recommendation.facts.items())},
        "evidence": evidence(recommendation),
    }
