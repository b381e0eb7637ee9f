"""Countries in the words that bind data to a place: "recordings can't leave Turkey"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from advisor.interview.reading import ReadAnswer
from advisor.profile import Answer
from advisor.resources import shipped_toml

BOUNDARY, REGION = "data.boundary", "data.region"
_BOUND = ("region", "contract")
"""Boundaries within which a place of processing is named; beside sovereignty the one that is ruled out is."""
_AWAY = re.compile(r"\b(?:go|goes|going|sent|end up|leave for)\b", re.IGNORECASE)
"""In words that name where data may not go."""
_EUROPE = re.compile(r"\bEurope(?:an)?\b(?! (?:Union|Economic Area)\b)", re.IGNORECASE)
"""The continent, which is more than the union."""


def more_than_the_union(region: ReadAnswer | None) -> Iterator[str]:
    """Yield a remark where "Europe" was taken for the EU, which is the narrower of the two.

    Args:
        region: What was read of the place of processing.
    """
    if region is not None and region.answer.value == "eu" and _EUROPE.search(region.span):
        yield str(shipped_toml("interview/places.toml")["europe"]["remark"].format(words=repr(region.span)))


@cache
def countries() -> Mapping[str, str]:
    """Return the key of each country or union, in small letters, by its names as they are written."""
    table: Mapping[str, Any] = shipped_toml("interview/places.toml")["country"]
    found = {name: name.casefold() for name in table["names"]}
    for country, others in table["also"].items():
        found |= dict.fromkeys((country, *others), country.casefold())
    return found


@cache
def country_words() -> str:
    """Return a pattern of any country's name, capitals as they are written, longer names first."""
    names = sorted(countries(), key=len, reverse=True)
    return f"(?-i:{'|'.join(map(re.escape, names))})"


@cache
def sending_words() -> Mapping[str, str]:
    """Return the patterns of sending that is not allowed, and of where to, by their names in phrases."""
    table: Mapping[str, str] = shipped_toml("interview/places.toml")["sending"]
    return table


def region_of_boundary(found: Iterable[ReadAnswer]) -> ReadAnswer | None:
    """Return the region that the words of a boundary name, None where they name none.

    Args:
        found: What a text was read to say.
    """
    boundary = next((hit for hit in found if hit.path == BOUNDARY), None)
    if boundary is None or boundary.answer.value not in _BOUND or _AWAY.search(boundary.span):
        return None
    named = re.search(rf"(?<!\w){country_words()}(?!\w)", boundary.span)
    if named is None:
        return None
    answer = Answer(countries()[named.group()], said=boundary.span)
    return ReadAnswer(REGION, answer, boundary.span, boundary.start)
