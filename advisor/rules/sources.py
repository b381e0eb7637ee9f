"""What lint says about the sources of a rule: unknown, undated and old ones."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from pathlib import Path

from advisor.errors import did_you_mean, shown
from advisor.resources import bundled, shipped_toml
from advisor.rules.records import Rule

OLDEST_YEARS = 5
"""A rule whose newest source is older than this should be looked at again, and say when it was."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_OWN = re.compile(r"advisor's own|arithmetic", re.IGNORECASE)
"""Sources that are no document: a threshold of ours, whose reason stands in ``why``, and sums."""
_CLAIM = re.compile(r"Judged claim (\S+) of this catalogue")
_ARXIV = re.compile(r"arXiv:(\d\d)(\d\d)\.\d{4,5}(?!\d)")
_DETAIL = (" (", ":", ",")
"""How a rule goes on after a source, to say what it takes from it."""


@cache
def listed_sources() -> tuple[str, ...]:
    """Return every source that the shipped rules may cite, from ``sources.toml``."""
    return tuple(row["cite"] for row in shipped_toml("rules/sources.toml")["source"])


def source_remarks(rule: Rule, today: date, claims: Collection[str] = ()) -> Iterator[str]:
    """Yield what should be mended in a rule's sources.

    Args:
        rule: The rule.
        today: The day against which their age is measured.
        claims: The judged claims of the catalogue; empty leaves references to them unchecked.
    """
    for source in rule.sources:
        yield from _one(source, claims)
        if rule.file and Path(rule.file).resolve().parent == bundled("rules").resolve():
            yield from _unlisted(source)
    years = [int(year) for source in rule.sources for year in _YEAR.findall(source)]
    looked = [int(rule.checked[:4])] if rule.checked else []
    if rule.checked > f"{today:%Y-%m}":
        yield f"checked: {rule.checked} has not come yet."
    elif years and max(years) > today.year:
        yield f"sources: {max(years)} has not come yet."
    elif years and max([*years, *looked]) < today.year - OLDEST_YEARS:
        ask = f'look whether it still holds and add checked = "{today:%Y-%m}"'
        yield f"the newest source is of {max(years)}; {ask}."


def _one(source: str, claims: Collection[str]) -> Iterator[str]:
    claim, paper, years = _CLAIM.match(source), _ARXIV.search(source), _YEAR.findall(source)
    if claim and claims and claim[1] not in claims:
        yield f"sources: there is no claim {shown(claim[1])!r}.{did_you_mean(claim[1], claims)}"
    if not (years or _OWN.match(source)):
        yield f"sources: {shown(source)!r} has no date."
    elif paper and not 1 <= int(paper[2]) <= 12:
        yield f"sources: {paper[0]} is no number of arXiv, which begins with a year and a month."
    elif paper and max(map(int, years)) < 2000 + int(paper[1]):
        yield f"sources: {paper[0]} came out in 20{paper[1]}-{paper[2]}, after {max(years)}."


def _unlisted(source: str) -> Iterator[str]:
    known = listed_sources()
    told = any(source == cite or source.startswith(tuple(cite + end for end in _DETAIL)) for cite in known)
    if not (told or _OWN.match(source) or _CLAIM.match(source)):
        yield f"sources: {shown(source)!r} does not stand in sources.toml.{did_you_mean(source, known)}"
