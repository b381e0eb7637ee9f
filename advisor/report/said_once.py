"""A reason that stands under "Why" stands there alone: later parts of a report point to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

LONG = 40
"""Characters from which a sentence is worth pointing to instead of saying it again."""
POINTS = "Reason {number} under Why."
TOLD = "Stands under What to do, and what not."


def said_once(context: Mapping[str, Any]) -> dict[str, Any]:
    """Return the variables of a report with every repeated reason in place of its words.

    Plans that are ruled out, advice and rules often rest on one message. Where nothing is possible, what
    breaks stands before "Why" and keeps its words.
    """
    why = context["why"]
    advice = [_pointing(item, "because", why) for item in context["advice"]]
    against = [_pointing(item, "because", why) for item in context["advice_against"]]
    given = (item["because"] for item in (*context["advice"], *context["advice_against"]))
    told = {text for text in given if _long(text)}
    rules = [_pointing(_pointing(row, "message", why), "why", why) for row in context["rules"]]
    rules = [{**row, "message": TOLD} if row["message"] in told else row for row in rules]
    ruled_out = [_pointing(group, "because", why) for group in context["ruled_out"]]
    return {
        **context,
        "advice": advice,
        "advice_against": against,
        "rules": rules,
        "ruled_out": ruled_out if context["feasible"] else context["ruled_out"],
    }


def _pointing(item: Mapping[str, Any], key: str, why: Sequence[str]) -> dict[str, Any]:
    """Return an item whose text names the reasons that it would repeat by their numbers."""
    text = str(item[key])
    for number, reason in enumerate(why, 1):
        core = next(
            (part for part in (reason, reason.partition(": ")[2]) if _long(part) and part in text), ""
        )
        if core:
            text = text.replace(core, POINTS.format(number=number))
    return {**item, key: text}


def _long(text: str) -> bool:
    return len(text) >= LONG
