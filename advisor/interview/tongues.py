"""Names of languages in small letters, written as names: "from polish into czech"."""

from __future__ import annotations

import re
from functools import cache

from advisor.interview.sayings import Sayings
from advisor.resources import shipped_toml


def language_names() -> tuple[str, ...]:
    """Return the names of the languages that are known by name."""
    return tuple(sorted(shipped_toml("interview/phrases.toml")["language.names"]))


@cache
def _names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return a row of names behind words of language, and a name alone."""
    names = "|".join(name.lower() for name in language_names())
    behind = Sayings("interview/spoken").text("behind")
    some = rf"(?:{names})\b"
    row = rf"{behind}(?:(?:{some}|[a-z]+)(?:, | and |, and | or | to | into | & |/))*?{some}"
    more = rf"(?:(?:,| and|, and| or| to| into| &|/) ?{some})*"
    return re.compile(f"{row}{more}", re.IGNORECASE), re.compile(rf"\b{some}")


def as_names(text: str) -> str:
    """Return a text in which languages that are spoken of in small letters are written as names.

    >>> as_names("Letters in polish, czech or german; we polish them.")
    'Letters in Polish, Czech or German; we polish them.'
    """
    row, name = _names()
    return row.sub(lambda found: name.sub(lambda one: one.group().capitalize(), found.group()), text)
