"""Claims from articles that a text repeats and that are wrong, dated or doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterable

from advisor.catalog.records import Claim
from advisor.interview.reading import Passage


def repeated_claims(text: Passage, claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return the ids of judged claims of which every keyword stands in the text.

    Sound claims are left out: there is nothing to correct. Claims with a single keyword are left out
    too, as one word repeats nothing.
    """
    found = []
    for claim in claims:
        if claim.verdict == "sound" or len(claim.keywords) < 2:
            continue
        if all(re.search(rf"(?<!\w){re.escape(k)}", text.text, re.IGNORECASE) for k in claim.keywords):
            found.append(claim.id)
    return tuple(found)
