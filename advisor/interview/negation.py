"""Whether words are denied: "no need for EU", "don't want to fine-tune", "fine-tuning is not needed"."""

from __future__ import annotations

import re

from advisor.interview.reading import Passage

_NOT = (
    r"no|not|never|without|nor|neither|none of|cannot|can't|don't|doesn't|didn't|won't|wouldn't|isn't|aren't"
    r"|needn't|rather than|instead of|dont|doesnt|hardly|avoid|refuse|against|nobody|no one"
)
_STOPS = "but|yet|only|just|and|so|then|because|since|must|should|shall|will|which|that|who|while"
"""Words that end the reach of a denial."""
_OUT = "leave|leaves|leaving|exit|exiting|escape|outside|beyond"
"""What may not leave a place is in it: "may not leave our data centre" denies no data centre."""
_NEEDED = r"needed|necessary|required|wanted|an option|possible|planned|important|relevant|allowed|a must"
_BEFORE = re.compile(
    rf"\b(?:{_NOT})\b(?! only\b| just\b| sure\b| tried\b)"
    rf"(?:[ -](?!(?:{_STOPS}|{_OUT})\b)[\w'-]+){{0,4}}[ \"'(-]*$",
    re.IGNORECASE,
)
_ITSELF = re.compile(
    r"\b(?:no|not|without|nor|neither|never|none of|\w+n't|dont|doesnt|rather than|instead of)"
    r"(?: (?:any|an?|the|our|its|their|own|such|need|needs|needed|for|have|has|having|want|wants|use|uses"
    r"|using|of|to|be|been|yet|really|much|necessarily|exactly|in|on))*"
    r"(?: (?!let|who|that|which|user)[\w-]+)? ?[\"'(-]*$",
    re.IGNORECASE,
)
"""A denial with nothing between it and the words but small ones and one that describes them."""
_RULED_OUT = r"out of the question|off the table|ruled out|forbidden|prohibited|banned|vetoed|unrealistic"
_NOTHING = re.compile(
    r"\b(?:nothing|none of (?:it|this|that|them|these|those|(?:the|our) \w+))"
    r"(?: (?:here|there|in (?:it|them)|we have|is|are|too|very|really|particularly|especially|overly"
    r"|all that|that))*"
    r"(?: (?:secret|sensitive|confidential|private|personal) (?:or|and))? $",
    re.IGNORECASE,
)
"""In front of what describes a thing that is not there: "nothing sensitive", "nothing in it is secret"."""
_KEPT_IN = re.compile(
    r" (?:may|can|could|must|should|shall|will|ever|leaves?|goes|is (?:to|sent|allowed))\b", re.IGNORECASE
)
"""Behind it: "nothing sensitive may leave" says that there are such things."""
_AFTER = re.compile(
    rf"[\w-]*\s*(?:(?:(?:is|are|was|were)?\s*(?:not|never)|isn't|aren't|wasn't)\s+(?:be\s+)?(?:{_NEEDED})"
    rf"|(?:is|are|was|were)\s+(?:\w+\s+)?(?:{_RULED_OUT}))\b",
    re.IGNORECASE,
)


def denied_itself(text: Passage, start: int, end: int) -> bool:
    """Return whether it is the words between two places that are denied, and not something near them.

    "No documents" is without documents; "no training on our documents" says nothing of whether there are any.
    """
    return bool(_ITSELF.search(text.before(start)) or _AFTER.match(text.text[end : end + 60]))


def denied(text: Passage, start: int, end: int) -> bool:
    """Return whether the words between two places are denied within their clause."""
    before, after = text.before(start), text.text[end : end + 60]
    if _NOTHING.search(before):
        return _KEPT_IN.match(after) is None
    return bool(_BEFORE.search(before) or _AFTER.match(after))
