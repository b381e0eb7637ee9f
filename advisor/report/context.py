"""A recommendation as the variables that templates see: every figure is text by now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import advisor
from advisor.decide.records import Advice, Answered, Assumption, Factor, RankedPlan, Recommendation
from advisor.decide.tipping import kind_of
from advisor.interview.comparable import FOUND
from advisor.quantity import plain_number
from advisor.report import figures
from advisor.report.bill_view import bill_view
from advisor.report.evidence import evidence, oldest_fact
from advisor.report.first_page import first_page
from advisor.report.labels import label, word_title
from advisor.report.markdown import foreign_markdown
from advisor.report.plan_view import broken, plan_view
from advisor.report.plans import refused_of, rivals_of, winner_of
from advisor.rules.records import Compared, Finding

_FIELD = re.compile(r"\b[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*\b")
"""A path in the text of a comparison, which plugins may write without a parsed condition."""

_COMPARES = re.compile(r"\s(?:[<>]=?|[=!]=|not in|in)\s")
_FRACTION = re.compile(r"-?[\d,]+\.\d+")
_SUM = re.compile(r"\s[*/+-]\s")
"""What stands between the sides of a comparison, and between what one side is worked out of."""

FIRST_STEPS = 4
ALTERNATIVES = 6
FIRST_PAGE_ANSWERS = 8


def report_context(recommendation: Recommendation) -> dict[str, Any]:
    """Return the variables of a report.

    Everything is text, a list or a table of text; what templates print is escaped for Markdown unless it
    is marked as Markdown already.
    """
    return {
        **_decision(recommendation),
        **first_page(recommendation),
        **_plans(recommendation),
        **_steps(recommendation),
        **_inputs(recommendation),
        **_grounds(recommendation),
        **_about(recommendation),
    }


def _decision(recommendation: Recommendation) -> dict[str, Any]:
    """Return the decision with the answers in front of it, and when to look at it again."""
    return {
        "title": recommendation.title,
        "verdict": label("verdicts", recommendation.verdict),
        "decision": recommendation.headline,
        "answers": [_answered(a) for a in recommendation.answers],
        "today": _answered(recommendation.today) if recommendation.today else None,
        "feasible": recommendation.feasible,
        "extra": list(recommendation.extra.sentences) if recommendation.extra else [],
        "in_languages": recommendation.in_languages,
        "comparable": list(recommendation.comparable.sentences) if recommendation.comparable else [],
        "review_by": figures.day(recommendation.review_by),
        "review_trigger": recommendation.review_trigger,
    }


def _plans(recommendation: Recommendation) -> dict[str, Any]:
    """Return the plan advised with its bill and its factors, those beside it, and those that are out."""
    winner = winner_of(recommendation)
    refused = [r for r in recommendation.plans if r.plan.feasibility == "infeasible"]
    refused += refused_of(recommendation)
    return {
        "why": list(winner.why) if winner else [],
        "plan": plan_view(winner, recommendation.old_facts) if winner else None,
        "bill": bill_view(recommendation.bill) if recommendation.bill else None,
        "factors": [_factor(factor) for factor in recommendation.factors],
        "alternatives": [
            {
                **plan_view(r, recommendation.old_facts),
                "undecided": _labels(recommendation, r.plan.unknown),
                "same_kind": winner is not None and kind_of(r.plan) == kind_of(winner.plan),
            }
            for r in rivals_of(recommendation)[:ALTERNATIVES]
        ],
        "refused": [plan_view(r) for r in refused],
        "ruled_out": _ruled_out(refused),
        "relaxations": list(recommendation.relaxations),
    }


def _factor(factor: Factor) -> dict[str, str]:
    """Return a row of training against inference."""
    name = label("factors", factor.name)
    return {
        "name": name,
        "inference": factor.inference,
        "training": factor.training,
        "you": factor.for_you,
    }


def _steps(recommendation: Recommendation) -> dict[str, Any]:
    """Return what to do first, and what later."""
    roadmap = [{"when": s.when, "do": s.do, "go_on_if": s.go_on_if} for s in recommendation.roadmap]
    return {"first_steps": roadmap[:FIRST_STEPS], "later_steps": roadmap[FIRST_STEPS:]}


def _answered(answered: Answered) -> dict[str, Any]:
    """Return a question of the user with its answer."""
    return {"question": answered.question, "answer": answered.answer, "details": list(answered.details)}


def _labels(recommendation: Recommendation, paths: Iterable[str]) -> list[str]:
    """Return what some fields are called."""
    fields = recommendation.profile.fields
    return [fields[path].label if path in fields else path for path in paths]


def _ruled_out(refused: Iterable[RankedPlan]) -> list[dict[str, Any]]:
    """Return the plans that are out, gathered by what rules them out."""
    groups: dict[str, list[str]] = {}
    for ranked in refused:
        groups.setdefault(broken(ranked), []).append(ranked.plan.title)
    return [{"titles": titles, "because": because} for because, titles in groups.items()]


def _inputs(recommendation: Recommendation) -> dict[str, Any]:
    """Return what was said and assumed, and what could still be asked."""
    rows = [_assumption(a) for a in recommendation.assumptions]
    said = [row for row in rows if row["state"] == "said"]
    assumed = sorted((r for r in rows if r["state"] == "assumed"), key=_least_askable_last)
    return {
        "assumptions": rows,
        "said": said[:FIRST_PAGE_ANSWERS],
        "assumed": assumed[:FIRST_PAGE_ANSWERS],
        "answers_left": sum(max(0, len(part) - FIRST_PAGE_ANSWERS) for part in (said, assumed)),
        "tipping_points": [
            {
                "label": t.label,
                "now": t.now,
                "threshold": t.threshold,
                "becomes": t.becomes,
                "sentence": t.sentence,
            }
            for t in recommendation.tipping_points
        ],
        "questions": [{"field": q.field, "why": q.why} for q in recommendation.questions_open],
    }


def _least_askable_last(row: Mapping[str, Any]) -> tuple[bool, bool]:
    """Return the place of an assumption: what must be confirmed first, what nobody can answer last."""
    return not row["confirm"], row["field"] in FOUND


def _grounds(recommendation: Recommendation) -> dict[str, Any]:
    """Return advice, rules, risks and evidence."""
    return {
        "advice": [_advice(a.word, a.sentence, a.because, a.rule) for a in recommendation.advice],
        "advice_against": _grouped(recommendation.advice_against),
        "rules": _rules(recommendation.findings),
        "risks": list(recommendation.risks),
        "risk_of_not_acting": recommendation.risk_of_not_acting,
        "not_priced": list(recommendation.not_priced),
        "evidence": evidence(recommendation),
        "corrections": [
            {"claim": c.claim, "said": c.said, "holds": c.holds, "source": c.source}
            for c in recommendation.corrections
        ],
        "old_facts": [fact.sentence(recommendation.as_of) for fact in recommendation.old_facts],
    }


def _about(recommendation: Recommendation) -> dict[str, Any]:
    """Return what was left out, the plugins' sections, and how the report came about."""
    return {
        "problems": list(recommendation.problems),
        "unread": list(recommendation.unread),
        "forbidden": list(recommendation.forbidden),
        "notes": list(recommendation.notes),
        "sections": [(title, foreign_markdown(text)) for title, text in recommendation.sections],
        "as_of": figures.day(recommendation.as_of),
        "oldest_fact": figures.day(oldest_fact(recommendation)),
        "seed": str(recommendation.seed),
        "version": advisor.__version__,
    }


def _assumption(assumption: Assumption) -> dict[str, Any]:
    """Return one input of the advice."""
    return {
        "field": assumption.field,
        "label": assumption.label,
        "value": assumption.value,
        "state": assumption.state,
        "why": "" if assumption.why == assumption.value else assumption.why,
        "confirm": assumption.confirm,
    }


def _compared(finding: Finding) -> str:
    """Return the values that a rule looked at, each field once: ``"examples.count = 0"``; what was worked out
    of several stands under what was worked out."""
    seen: dict[str, str] = {}
    for compared in finding.trace:
        found = _FIELD.search(compared.text)
        if found is not None:
            seen.setdefault(_worked_out(compared.text) or found[0], _value(compared, found[0]))
    return "; ".join(f"{field} = {_rounded(value)}" for field, value in seen.items() if value != "unknown")


def _worked_out(text: str) -> str:
    """Return the left side of a comparison that is worked out of fields, else nothing."""
    left = _COMPARES.split(text, maxsplit=1)[0].strip()
    return left if _SUM.search(left) and left != text and _FIELD.search(left) else ""


def _rounded(value: str) -> str:
    """Return a number with a fraction as a person would write it, anything else as it is."""
    return plain_number(float(value.replace(",", ""))) if _FRACTION.fullmatch(value) else value


def _value(compared: Compared, field: str) -> str:
    """Return what a field held: it stands on the right in ``"personal" in data.sensitivity``."""
    return compared.right if compared.text.rstrip(") ").endswith(f" {field}") else compared.left


def _rules(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return the rules that fired, one row for what a rule says of several plans."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for finding in findings:
        if finding.status != "fired":
            continue
        row = rows.setdefault(
            (finding.rule.code, finding.message),
            {
                "code": finding.rule.code,
                "kind": finding.rule.kind,
                "message": finding.message,
                "why": finding.rule.why,
                "compared": "",
            },
        )
        values = dict.fromkeys(part for part in (row["compared"], _compared(finding)) if part)
        row["compared"] = "; or ".join(values)
    return list(rows.values())


def _grouped(against: Iterable[Advice]) -> list[dict[str, Any]]:
    """Return what not to do, gathered by the reason."""
    groups: dict[tuple[str, str], list[str]] = {}
    for item in against:
        groups.setdefault((item.because, item.rule), []).append(word_title(item.word))
    return [
        {"titles": titles, "because": because, "rule": rule} for (because, rule), titles in groups.items()
    ]


def _advice(word: str, sentence: str, because: str, rule: str) -> dict[str, str]:
    """Return one piece of advice."""
    return {"word": word, "title": word_title(word), "sentence": sentence, "because": because, "rule": rule}
