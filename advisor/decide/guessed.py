"""What a rule says of a figure that nobody gave: told with the remark that it is our guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from advisor.decide.assess import Assessment
from advisor.decide.far import FAR
from advisor.decide.implied import implied
from advisor.decide.values import field_value
from advisor.decide.words import joined, phrases
from advisor.rules.records import Finding
from advisor.rules.values import PLACEHOLDER

TOKENS_BILL = "facts.api_usd_month"
"""The bill of a language model by the token: of a voice it is the smallest part."""
TOKENS = "tokens"
"""The line of a bill for them."""


def told(found: Assessment, finding: Finding) -> str:
    """Return the message of a rule; where a figure in it is our own guess, that too.

    It is empty where the message tells a bill that is none of this work: of the tokens alone, where most of
    the plan's bill is for something else.

    Args:
        found: The assessment of all plans.
        finding: What the rule says.
    """
    context, table = found.context, phrases()["guessed"]
    profile, in_it = context.profile, PLACEHOLDER.findall(finding.rule.message)
    if TOKENS_BILL in in_it:
        if _is_little_of(found):
            return ""
        if implied(found) is not None:
            return f"{finding.message} {phrases()['implied']['guess']}"
    plain: Sequence[str] = table["fields"]
    if any(path in in_it and not profile.said(path) for path in plain):
        return f"{finding.message} {table['plain']}"
    rests: Mapping[str, str] = phrases()["rests_on"]
    paths = [path for fact, path in rests.items() if fact in finding.rule.when and not profile.said(path)]
    if not paths:
        return finding.message
    named = joined([f"{profile.fields[path].label}: {field_value(context, path)}" for path in paths])
    return f"{finding.message} {table['named'].format(named=named)}"


def _is_little_of(found: Assessment) -> bool:
    """Return whether the bill of the tokens is a small part of what the hosted plan advised costs."""
    best, tokens = found.best.plan, found.facts.figures.get(TOKENS_BILL.removeprefix("facts."))
    if best.hardware is not None or best.trains or tokens is None:
        return False
    of_tokens = sum(line.month.value for line in best.lines if line.name == TOKENS and line.month is not None)
    return best.estimates["usd_month"].value > FAR * tokens.value and not of_tokens
