"""Vendors that somebody does not use, which is no ban: "we use Google, not OpenAI" is asked back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.interview.phrases import load_phrases
from advisor.interview.reading import Passage
from advisor.interview.sayings import Sayings
from advisor.interview.unless import taken_back

_PATH = "exclusions.vendors"


def not_ruled_out(text: Passage) -> Iterator[str]:
    """Yield a remark for each vendor that is only told as what somebody does not use."""
    said = Sayings("interview/unheard")
    for vendor in dict.fromkeys(phrase.raw for phrase in load_phrases("phrases")[_PATH]):
        named = re.compile(rf"\bnot (?:with |on )?{re.escape(vendor)}\b", re.IGNORECASE)
        for match in named.finditer(text.text):
            if taken_back(_PATH, vendor, text, *match.span()):
                yield said.sentence("not_banned", words=match.group(), vendor=vendor)
                break
