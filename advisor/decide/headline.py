"""The decision in a few sentences, as it stands on the first page and beside the chat."""

from __future__ import annotations

from advisor.decide.asked_bill import saves_little
from advisor.decide.assess import Assessment
from advisor.decide.baseline import Baseline, baseline
from advisor.decide.baseline_words import begun
from advisor.decide.beyond import beyond_decision
from advisor.decide.contradicted import contradicting
from advisor.decide.failed import warned
from advisor.decide.roadmap import held_out
from advisor.decide.sized import sized_as
from advisor.decide.too_slow import too_slow
from advisor.decide.words import NO_TASK, decision, phrases
from advisor.strategy.own_time import in_own_time
from advisor.strategy.records import BEYOND

MEASURE_FIRST = "Measure for a month in how many hours the devices train before you sign."


def headline(found: Assessment, runs: Baseline | None = None) -> str:
    """Return the decision in a few sentences: what to do, what to do first, what not to do.

    Args:
        found: The assessment of all plans.
        runs: What runs today; looked up where it is not given.
    """
    if found.best.plan.form == BEYOND:
        return beyond_decision(found)
    if not found.ranked:
        limits = "; ".join(dict.fromkeys(limit.sentence().rstrip(".") for limit in found.best.plan.limits))
        return f"Nothing meets every limit. Nearest: {decision(found.best.plan)} It breaks: {limits}."
    if found.best.plan.is_fleet:
        there = found.best.plan.hardware is not None and found.best.plan.hardware.owned
        return decision(found.best.plan) if there else f"{decision(found.best.plan)} {MEASURE_FIRST}"
    directives = found.context.directives
    runs = runs or baseline(found)
    before = _before(found, runs)
    first = (
        f" Evaluate on {held_out(found)} of your own examples {before}."
        if "evals_first" in directives.required or "evals_first" in directives.preferred
        else ""
    )
    dont = _dont(found)
    sized = sized_as(found.context, found.best.plan) if runs is None else ""
    beside = f"{f' {sized}' if sized else ''}{too_slow(found)}{warned(found.context, found.best.plan)}"
    task, start = _task_first(found), _start(found, runs)
    start = f"{start[:1].lower()}{start[1:]}" if task else start
    return _if_contradicted(found, f"{task}{start}{beside}{first}{dont}")


def _if_contradicted(found: Assessment, decided: str) -> str:
    """Return the decision, told as what is possible instead where the wish itself cannot be had."""
    if not contradicting(found.findings):
        return decided
    return str(phrases()["contradicted"]["lead"].format(decision=f"{decided[:1].lower()}{decided[1:]}"))


def _start(found: Assessment, runs: Baseline | None) -> str:
    """Return the decision; where it saves too little of today's bill, that what runs may stay."""
    told = begun(found, runs)
    if runs is not None or not saves_little(found):
        return told
    return str(phrases()["bill"]["decision"].format(plan=f"{told[:1].lower()}{told[1:]}"))


def _before(found: Assessment, runs: Baseline | None) -> str:
    """Return when the test comes: what runs is launched already."""
    if in_own_time(found.context.profile):
        return "first"
    return "before launch" if runs is None else "before anything moves"


def _task_first(found: Assessment) -> str:
    """Return what comes before everything where no task is named yet."""
    finding = found.context.directives.required.get(NO_TASK)
    return f"{finding.message} {phrases()['no_task']['try']} " if finding else ""


def _dont(found: Assessment) -> str:
    plan, wishes = found.best.plan, found.context.profile
    parts = []
    if plan.hardware is None:
        parts.append("Don't rent or buy GPUs")
    if not plan.trains:
        parts.append("don't fine-tune" if parts else "Don't fine-tune")
    wished = [
        w
        for w in wishes.words("wish.adaptations")
        if found.context.directives.bars(w)
        and w in found.context.options
        and (plan.trains or w not in phrases()["dont"]["tuned"])
    ]
    if wished:
        against = ", ".join(found.context.options[w].inline for w in wished)
        parts.append(f"{'not' if parts else 'Not'} advised: {against}")
    return f" {'; '.join(parts)}." if parts else ""
