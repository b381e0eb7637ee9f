"""What lint says about a rule that says something and changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from advisor.rules.records import Rule

OF_PLANS = ("exclude", "adjust", "warn")
"""Kinds of rules that can be about a plan that has been made; the others decide which plans are made."""


def effect_remarks(rule: Rule) -> Iterator[str]:
    """Yield what a rule says without any effect, and what it leaves out."""
    if rule.kind == "prefer" and not (rule.applies_to or rule.advise or rule.against):
        yield "it prefers nothing: give it applies_to, advise or against."
    if rule.kind == "require" and not (rule.advise or rule.against):
        yield "it requires nothing: give it advise or against."
    if rule.reads_plan and rule.kind not in OF_PLANS:
        kinds = ", ".join(OF_PLANS)
        yield f"plans are made before it is judged, as it reads plan fields; use one of {kinds}."
    elif rule.reads_plan and (rule.advise or rule.against):
        yield "advise and against do nothing in a rule that reads plan fields."
    if rule.applies_to and not rule.reads_plan and rule.kind not in ("exclude", "adjust", "prefer"):
        yield f"applies_to does nothing in a rule of kind {rule.kind!r} that reads no plan field."
    if rule.ask and rule.kind != "ask":
        yield f"ask does nothing in a rule of kind {rule.kind!r}."
    if rule.adjust is not None and rule.adjust.by == 0:
        yield "it changes a criterion by nothing; give by another number than 0."
    if not rule.message.rstrip().endswith((".", "?", "!")):
        yield "the message is not a whole sentence."
    for name, times in Counter(test.name for test in rule.tests).items():
        if times > 1:
            yield f"{times} tests are called {name!r}."
