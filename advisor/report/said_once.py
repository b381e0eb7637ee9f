"""A reason that a template gives once stands there alone: later parts of its report point to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

LONG = 40
"""Characters from which a sentence is worth pointing to instead of saying it again."""


def said_once(context: Mapping[str, Any], pointers: Mapping[str, str]) -> dict[str, Any]:
    """Return the variables of a report with a pointer in place of every reason that is repeated.

    Plans that are ruled out, advice and rules often rest on one message. Where nothing is possible, what
    breaks stands before the reasons and keeps its words.

    Args:
        context: The variables.
        pointers: The template's own sentences: ``reason`` points to a reason by its ``{number}``, ``advice``
            to what to do and what not. What it has no sentence for is said again.
    """
    why = [(reason, pointers["reason"]) for reason in context["why"]] if "reason" in pointers else []
    advice = [_pointing(item, "because", why) for item in context["advice"]]
    against = [_pointing(item, "because", why) for item in context["advice_against"]]
    given = (item["because"] for item in (*context["advice"], *context["advice_against"]))
    told = {text for text in given if _long(text)}
    rules = [_pointing(_pointing(row, "message", why), "why", why) for row in context["rules"]]
    if "advice" in pointers:
        rules = [{**row, "message": pointers["advice"]} if row["message"] in told else row for row in rules]
    ruled_out = [_pointing(group, "because", why) for group in context["ruled_out"]]
    comparable = [_pointing({"said": text}, "said", why)["said"] for text in context["comparable"]]
    return {
        **context,
        "advice": advice,
        "advice_against": against,
        "rules": rules,
        "comparable": comparable,
        "ruled_out": ruled_out if context["feasible"] else context["ruled_out"],
    }


def _pointing(item: Mapping[str, Any], key: str, why: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return an item whose text names the reasons that it would repeat by their numbers.

    Args:
        item: The item.
        key: Where its text stands.
        why: The reasons in their order, each with the sentence that points to it.
    """
    text = str(item[key])
    for number, (reason, pointer) in enumerate(why, 1):
        core = next(
            (part for part in (reason, reason.partition(": ")[2]) if _long(part) and part in text), ""
        )
        if core:
            text = text.replace(core, pointer.replace("{number}", str(number)))
    return {**item, key: text}


def _long(text: str) -> bool:
    return len(text) >= LONG
