"""The country in which those sit who ask: "we are a charity in Leeds", "a British law firm"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from advisor.interview.places import countries
from advisor.interview.reading import Passage, ReadAnswer
from advisor.interview.sayings import Sayings
from advisor.profile import Answer, Fields

COUNTRY = "team.country"
_SAID = Sayings("interview/home")


def read_home(text: Passage, fields: Fields) -> list[ReadAnswer]:
    """Return the country that a text tells of those who ask; a place that is only spoken of tells none.

    Args:
        text: What was written; its words stay for others, as a country may also bind data.
        fields: The fields of a profile.
    """
    if COUNTRY not in fields:
        return []
    for name, places in (("place", _places()), ("people", _table("adjective"))):
        found = _pattern(name).search(text.text)
        if found is not None:
            words = found.group().strip(" ,")
            return [ReadAnswer(COUNTRY, Answer(places[found["place"]], said=words), words, found.start())]
    return []


@cache
def _places() -> Mapping[str, str]:
    """Return the key of the country of each city and country, by its name."""
    return {**_table("city"), **countries()}


@cache
def _table(name: str) -> Mapping[str, str]:
    return {word: country.casefold() for country, words in _SAID.table(name).items() for word in words}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of a place or of an adjective, whose capitals are as they are written."""
    words = _places() if name == "place" else _table("adjective")
    names = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return _SAID.pattern("told", name, one=f"(?-i:{names})")
