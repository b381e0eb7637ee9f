"""What a recommendation rests on: the sources of its figures and rules, with their dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from advisor.catalog.ages import OLD, OldFact
from advisor.decide.records import Recommendation
from advisor.quantity import Quantity
from advisor.report import figures
from advisor.report.plans import rivals_of, winner_of


def evidence(recommendation: Recommendation) -> list[dict[str, str]]:
    """Return each source once, with the oldest date at which it was read and what it supports.

    Only the plans that the report compares count, the winner first, then the facts and the rules that
    fired.
    """
    dates: dict[str, date] = {}
    supports: dict[str, dict[str, None]] = {}
    for q in _figures(recommendation):
        for source in q.sources:
            supports.setdefault(source, {})[q.name.replace("_", " ")] = None
            if q.as_of is not None:
                dates[source] = min(q.as_of, dates.get(source, q.as_of))
    for finding in recommendation.findings:
        if finding.status == "fired":
            for source in finding.rule.sources:
                supports.setdefault(source, {})[f"rule {finding.rule.code}"] = None
    old = {(fact.source, fact.read): fact for fact in recommendation.old_facts}
    return [
        {
            "source": source,
            "as_of": figures.day(dates.get(source)),
            "old": _age(old.get((source, read)), recommendation.as_of) if (read := dates.get(source)) else "",
            "supports": _few(list(names)),
        }
        for source, names in supports.items()
    ]


def _age(fact: OldFact | None, as_of: date) -> str:
    """Return the mark of an old fact: its age beside what it keeps, empty where it is fresh."""
    return f"{OLD}: {(as_of - fact.read).days} days, keeps {fact.keeps_days}" if fact else ""


def oldest_fact(recommendation: Recommendation) -> date | None:
    """Return the date of the oldest dated fact that the compared plans rest on."""
    dates = [q.as_of for q in _figures(recommendation) if q.as_of]
    return min(dates, default=None)


def compared_figures(recommendation: Recommendation) -> Iterator[Quantity]:
    """Yield every figure of the compared plans, the winner's first, and of the facts."""
    winner = winner_of(recommendation)
    for ranked in ([winner] if winner else []) + rivals_of(recommendation)[:3]:
        yield from ranked.plan.estimates.values()
    yield from (q for _, q in sorted(recommendation.facts.items()))


def _figures(recommendation: Recommendation) -> Iterator[Quantity]:
    """Yield every figure of the compared plans and of the facts, with everything that went into it."""
    for figure in compared_figures(recommendation):
        yield from (part for _, part in figure.walk())


def _few(names: list[str], most: int = 4) -> str:
    """Return a few names and how many more there are."""
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
