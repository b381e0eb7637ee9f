"""One plan as a report shows it: its words, its devices, its figures and how they were computed."""

from __future__ import annotations

from typing import Any

from advisor.catalog.ages import OLD, OldFact, rests_on_old
from advisor.decide.records import RankedPlan
from advisor.decide.told_cost import is_paid
from advisor.decide.words import told_of
from advisor.quantity import Quantity, plain_number, tidied
from advisor.report import figures
from advisor.report.glance import TURN, by_batch, wait_label, wait_words, waited, writes
from advisor.report.labels import label, labels, phrase, word_title
from advisor.strategy.own_time import HOURS
from advisor.strategy.records import Hardware, Plan

PAID = ("usd_month", "usd_once", "usd_lifetime")
DEEPEST = 3
"""How far down the inputs of a figure are shown; the rest stands under evidence."""


def plan_view(ranked: RankedPlan, old: tuple[OldFact, ...] = ()) -> dict[str, Any]:
    """Return a plan in words, with every figure that has a unit; those that rest on old facts are marked."""
    plan = ranked.plan
    return {
        "title": plan.title,
        "deployment": word_title(plan.deployment),
        "adaptations": [word_title(word) for word in told_of(plan, plan.adaptations)],
        "techniques": [word_title(word) for word in plan.techniques],
        "model": "" if plan.is_fleet else plan.model_name,
        "tier": plan.tier if by_batch(plan) or writes(plan) else "",
        "hardware": _fleet_view(plan) or (hardware_view(plan.hardware) if plan.hardware else None),
        "training_hardware": hardware_view(plan.training_hardware)
        if plan.training_hardware and not plan.is_fleet
        else None,
        "figures": [{**figure_row(name, q, plan), "old": mark(q, old)} for name, q in shown_estimates(plan)],
        "steps": arithmetic(plan, old),
        "first_in": figures.percent(ranked.acceptability),
        "why": list(ranked.why),
        "why_not": list(ranked.why_not),
        "limits": [limit.sentence() for limit in plan.limits],
        "broken": broken(ranked),
        "undecided": list(plan.unknown),
        "cost": _cost(plan),
        "cost_old": any(mark(plan.estimates[name], old) for name in PAID if name in plan.estimates),
        "first_words": waited(plan, turn=TURN in plan.estimates)[1],
        "ready": _if_known(plan, "weeks"),
    }


def mark(q: Quantity, old: tuple[OldFact, ...]) -> str:
    """Return the mark of a figure that was computed from an old fact, else an empty string."""
    return OLD if rests_on_old(q, old) else ""


def broken(ranked: RankedPlan) -> str:
    """Return what rules a plan out: its broken limits as sentences, or what speaks against it."""
    if ranked.plan.limits:
        return "; ".join(limit.sentence().rstrip(".") for limit in ranked.plan.limits) + "."
    return " ".join(f"{part.rstrip('.')}." for part in ranked.why_not)


def shown_estimates(plan: Plan) -> list[tuple[str, Quantity]]:
    """Return the estimates that have a unit, in the order of the labels and then by name."""
    order = {name: place for place, name in enumerate(labels("estimates"))}
    twice = () if writes(plan) else ("total_ms", *(("tokens_per_s",) if by_batch(plan) else ()))
    twice += ("people", "people_usd_month") if HOURS in plan.estimates else ()
    items = [(name, q) for name, q in plan.estimates.items() if q.unit and name not in twice]
    return sorted(items, key=lambda item: (order.get(item[0], len(order)), item[0]))


def figure_row(name: str, q: Quantity, plan: Plan) -> dict[str, str]:
    """Return one figure: what it is, its range, its formula and the date of its oldest input."""
    return {
        "name": name,
        "label": wait_label(plan) if name == "first_token_ms" else label("estimates", name),
        "value": wait_words(plan) if name == "first_token_ms" else figures.quantity(q),
        "formula": q.formula,
        "as_of": figures.day(q.as_of),
        "note": q.note,
    }


def hardware_view(hardware: Hardware) -> dict[str, str]:
    """Return the devices of a plan and the sentence that counts them."""
    ownership = phrase("hardware", _owner(hardware))
    known = {"copies": _copies(hardware), "precision": hardware.precision}
    return {
        "label": hardware.label(),
        "class": hardware.hardware_class,
        "ownership": ownership,
        "precision": hardware.precision,
        "layout": phrase("hardware", "layout", layout=hardware.layout) if hardware.layout else "",
        "count": phrase("hardware", "count", ownership=ownership, grown=_grown(hardware), **known),
    }


def _owner(hardware: Hardware) -> str:
    """Return the name of the wording that says whose devices they are."""
    if hardware.hands == "built":
        return "built"
    if hardware.owned:
        return "users" if hardware.hands == "users" else "owned"
    return "bought" if hardware.bought else "rented"


def _grown(hardware: Hardware) -> str:
    """Return which growth the devices are sized for, and with them the waits; empty where it is none."""
    if hardware.ahead == 1.0:
        return ""
    return phrase("hardware", "grown", times=plain_number(hardware.ahead, 2))


def _fleet_view(plan: Plan) -> dict[str, str]:
    """Return the devices of a plan that only trains, which hold no model to be served; empty for others."""
    if plan.hardware is None or not plan.is_fleet:
        return {}
    view = hardware_view(plan.hardware)
    count = phrase("hardware", "training", count=plan.hardware.count, ownership=view["ownership"])
    return {**view, "count": count}


def _copies(hardware: Hardware) -> str:
    """Return how many devices there are and how they share the model out."""
    if hardware.per_replica > 1:
        form = "split_once" if hardware.replicas == 1 else "split"
        known = {"each": hardware.per_replica, "copies": hardware.replicas, "count": hardware.count}
        return phrase("hardware", form, **known)
    return phrase("hardware", "whole" if hardware.count > 1 else "one", count=hardware.count)


def arithmetic(plan: Plan, old: tuple[OldFact, ...] = ()) -> list[dict[str, Any]]:
    """Return every computed figure of a plan with the inputs that it was computed from, indented by depth."""
    lines: list[dict[str, Any]] = []
    seen: set[tuple[str, float]] = set()
    for name, q in shown_estimates(plan):
        if not q.inputs:
            continue
        for depth, part in q.walk():
            key = (part.name, part.value)
            if depth > DEEPEST or (depth and key in seen):
                continue
            seen.add(key)
            title = figure_row(name, q, plan)["label"] if depth == 0 else part.name.replace("_", " ")
            lines.append({"indent": "  " * depth, "title": title, **_line(part), "old": mark(part, old)})
    return lines


def _line(q: Quantity) -> dict[str, str]:
    """Return one figure of the arithmetic: its value, and its formula or where it is from."""
    words = q.formula.removeprefix("you said:").strip()
    assumption = q.formula.removeprefix("assumed: ") if q.basis == "assumed" else ""
    said = phrase("plan", "said", words=words).strip() if q.basis == "said" else ""
    return {
        "value": figures.quantity(q),
        "formula": "" if assumption or said else tidied(q.formula),
        "assumed": assumption,
        "said": said,
        "source": q.sources[0] if q.sources and not q.formula else "",
        "as_of": figures.day(q.as_of) if q.as_of else "",
    }


def _cost(plan: Plan) -> str:
    """Return the monthly bill and what is paid once, or a dash for a plan that was not priced."""
    month, once = plan.estimates.get("usd_month"), plan.estimates.get("usd_once")
    if month is None or plan.feasibility == "infeasible":
        return "–"
    beside = phrase("plan", "once", once=figures.money(once)) if once and is_paid(once) else ""
    return figures.money(month) + beside


def _if_known(plan: Plan, name: str) -> str:
    """Return an estimate in words, or a dash."""
    q = plan.estimates.get(name)
    return figures.quantity(q) if q else "–"
