"""What lint says about the sources of a rule: undated ones, and rules that rest on old ones alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from advisor.errors import shown
from advisor.rules.records import Rule

OLDEST_YEARS = 5
"""A rule whose newest source is older than this should be looked at again, and say when it was."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_OWN = re.compile(r"advisor's own|arithmetic", re.IGNORECASE)
"""Sources that are no document: a threshold of ours, whose reason stands in ``why``, and sums."""


def source_remarks(rule: Rule, today: date) -> Iterator[str]:
    """Yield what should be mended in a rule's sources.

    Args:
        rule: The rule.
        today: The day against which their age is measured.
    """
    years = [int(year) for text in (*rule.sources, rule.checked) for year in _YEAR.findall(text)]
    for source in rule.sources:
        if not (_YEAR.search(source) or _OWN.match(source)):
            yield f"sources: {shown(source, 60)!r} has no date."
    late = [year for year in years if year > today.year]
    if late:
        yield f"sources: {max(late)} has not come yet."
    elif years and max(years) < today.year - OLDEST_YEARS:
        ask = f'look whether it still holds and add checked = "{today:%Y-%m}"'
        yield f"the newest source is of {max(years)}; {ask}."
