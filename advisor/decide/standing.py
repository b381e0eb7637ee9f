"""A quick ranking for the side of a conversation: no draws, a row for each kind of plan."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.decide.asked import answers
from advisor.decide.assess import Assessment
from advisor.decide.extra_money import difference
from advisor.decide.headline import headline
from advisor.decide.judge import Judged
from advisor.decide.plan_class import class_of
from advisor.decide.ranking import central_weights
from advisor.decide.reasons import why_winner
from advisor.decide.told_cost import told_cost
from advisor.decide.words import short
from advisor.interview.comparable import HARDWARE


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One kind of plan."""

    title: str
    value: float
    """From 0 to 1 with what rules add, against the best where that passes 1; 0 for a plan that breaks a
    limit."""
    cost_label: str
    feasible: bool
    note: str
    """The limit that it breaks; empty when it breaks none."""
    deployment: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What a side panel shows."""

    rows: tuple[StandingRow, ...]
    hardware: str
    headline: str
    why: tuple[str, ...]
    cost_label: str
    answers: tuple[tuple[str, str], ...] = ()
    """What was asked by name: the question with its answer, and the details behind it."""
    extra: str = ""
    """What the best plan costs beyond a far cheaper one that meets every limit too; empty where none is."""
    on_hardware: bool = True
    """Whether the best plan runs on hardware that the user rents or owns."""


def standing(found: Assessment) -> Standing:
    """Return the best plan of each deployment, best first, with the infeasible ones behind."""
    weights = central_weights(found.context.profile.words("priorities.order"))
    rows: dict[str, StandingRow] = {}
    for item in (*found.ranked, *found.refused):
        rows.setdefault(item.plan.deployment, _row(found, item, weights))
    best = found.best.plan
    hardware = best.hardware.label() if best.hardware else "no hardware of your own"
    if not found.ranked:
        hardware = "nothing meets every limit"
    return Standing(
        rows=tuple(rows.values()),
        hardware=hardware,
        headline=headline(found),
        why=why_winner(found),
        cost_label=_cost(found, found.best),
        answers=tuple((f"{a.question} {a.answer}", " ".join(a.details)) for a in answers(found)),
        extra=difference(found),
        on_hardware=best.hardware is not None,
    )


def _row(found: Assessment, item: Judged, weights: dict[str, float]) -> StandingRow:
    feasible = item in found.ranked
    value = item.total(weights) / max(1.0, found.best.total(weights))
    note = _first_sentence(item.plan.limits[0].sentence()) if item.plan.limits else ""
    if not feasible and not note:
        note = _advised_against(found, item)
    return StandingRow(
        title=found.context.options[item.plan.deployment].title,
        value=max(0.0, min(1.0, value)) if feasible else 0.0,
        cost_label=_cost(found, item),
        feasible=feasible,
        note=note or _about(found, item),
        deployment=item.plan.deployment,
    )


def _about(found: Assessment, item: Judged) -> str:
    """Return what a plan does, and where it stands on hardware that is rare among comparable cases, that."""
    usual = found.context.profile.words(HARDWARE)
    if not usual or class_of(found.context, item.plan) in usual:
        return short(item.plan)
    return f"{short(item.plan)}; comparable cases rarely run on such hardware"


def _advised_against(found: Assessment, item: Judged) -> str:
    against = found.context.directives.against
    finding = next((against[word] for word in item.plan.words if word in against), None)
    if finding is None:
        return "it leaves out what your case calls for"
    return _first_sentence(finding.message)


def _first_sentence(text: str) -> str:
    return text.split(". ", maxsplit=1)[0].rstrip(".")


def _cost(found: Assessment, item: Judged) -> str:
    if not item.plan.priced:
        return "does not fit"
    return told_cost(found.context, item.plan)
