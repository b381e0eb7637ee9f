"""Money that is not in US dollars: converted only at a rate that the user gives with it."""

from __future__ import annotations

import re

from advisor.profile.units import FOREIGN_MONEY

RATE = re.compile(
    r"[\s,;(]*(?:at|@)\s*(?:a rate of\s*)?\$?\s?(?P<rate>\d+(?:\.\d+)?|\.\d+)"
    r"(?:\s*(?:us\s?dollars?|usd|us\$|dollars?|\$)(?:\s*(?:/|per|an?|for one|for each)\s*[a-z€£¥]+)?)?\)?",
    re.IGNORECASE,
)
"""``at 1.08``, ``@ 1.08 USD per EUR``: what one unit of the other money is in dollars."""
LEAST, MOST = 1e-5, 100.0
"""Bounds of a rate: a unit of no money is worth less or more dollars."""


def in_dollars(text: str) -> tuple[str, float] | None:
    """Return a text without its foreign money and the rate given with it; None where it gives none.

    >>> in_dollars("3000 EUR a month at 1.08")
    ('3000 a month', 1.08)
    >>> in_dollars("3000 EUR a month") is None
    True
    """
    found = RATE.search(text)
    if found is None or not LEAST <= float(found["rate"]) <= MOST:
        return None
    rest = text[: found.start()] + text[found.end() :]
    return " ".join(FOREIGN_MONEY.sub(" ", rest).split()), float(found["rate"])
