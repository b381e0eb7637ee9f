"""How often something comes: "a day", "/month", "daily", "TPS"."""

from __future__ import annotations

import re

from advisor.profile.units import PER_DAY

_PERIODS = "|".join(sorted((re.escape(p) for p in PER_DAY if len(p) > 1), key=len, reverse=True))
_SORTS = "(?:working|work|business|normal|usual|ordinary|typical|average|school|sitting|market|trading)"
"""Sorts of days that a count may be told of."""
PER = (
    rf"(?:(?:\s*/\s*|\s+(?:a|an|per|each|every|on an?)\s+(?:{_SORTS}(?=\s+(?:day|night|week|month)))?\s*"
    rf"|\s+in a\s+|\s+p\.)"
    rf"(?P<period>{_PERIODS})s?\b(?!(?<=quarter) of\b)(?!\s+(?:ago|earlier|before|later)\b)"
    r"|\s+(?P<often>daily|monthly|weekly|hourly|nightly|yearly|annually)\b|\s*(?P<rate>TPS|RPS|QPS)\b)"
)
"""The pattern, with the period in one of three groups."""
PER_UNNAMED = re.sub(r"\?P<\w+>", "?:", PER)
"""The same without names, for where it stands a second time in a pattern."""


def per_day(match: re.Match[str]) -> float:
    """Return what the period in a match makes of a count, 1 where there is none."""
    groups = match.groupdict()
    if groups.get("rate"):
        return PER_DAY["second"]
    period = groups.get("period") or groups.get("often")
    return PER_DAY[period.lower()] if period else 1.0
