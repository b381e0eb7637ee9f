"""People told of by groups: "220 customers with 30 users each", "two teams of 12"."""

from __future__ import annotations

import re

from advisor.interview.measures import numbers_in
from advisor.interview.reading import Passage, ReadAnswer
from advisor.profile import Answer, Fields
from advisor.profile.numbers import Span, number_at

USERS = "workload.users"
_PEOPLE = (
    r"(?:\w+ )?(?:users?|people|persons|employees|staff|colleagues|students|pupils|children|members|seats"
    r"|agents|analysts|lawyers|doctors|nurses|clinicians|teachers|engineers|developers|workers|clerks|salespeople"
    r"|operators|technicians|players|residents)"
)
_GROUPS = re.compile(
    r"\s+(?:\w+ )?(?:teams?|groups?|crews?|shifts?|classes|courses|offices|branches|sites|stores|shops"
    r"|schools|clinics|hospitals|practices|departments|units|customers|clients|companies|firms|tenants|wards|plants"
    r"|hotels|restaurants|agencies|banks|libraries|labs|squads|families|households)"
    r"(?P<link>,? (?:each )?(?:with|of|having|counting|at)(?: each)?(?: about| around| some| roughly| ~)* ?)",
    re.IGNORECASE,
)
_KINDS = re.compile(
    r"\s+(?:[\w-]+ )?(?!(?:hours|days|weeks|months|years|tokens|pages)\b)[a-z-]+s(?P<link>,? "
    r"(?:(?:and|with|having|at|of|each) )*(?:(?:about|around|some|roughly|on average) )*~?)",
    re.IGNORECASE,
)
"""Groups of any name, where the size of each is told "per customer"."""
_PER_GROUP = re.compile(
    rf"\s+{_PEOPLE} (?:per|at each|in each|for each|from each|at every|in every)"
    r" (?!day\b|week\b|month\b|hour\b|year\b|second\b|minute\b)[a-z-]+",
    re.IGNORECASE,
)
_EACH = re.compile(rf"\s+{_PEOPLE}(?: each| apiece|\b)|\s+each\b", re.IGNORECASE)
_ALONE = re.compile(r"\s*(?:$|[,.;)])")
"""Behind the size of a group whose people have no noun: "two teams of 12"."""


def read_groups(text: Passage, fields: Fields) -> list[ReadAnswer]:
    """Return the people of all groups of a text: their number times the people of each.

    users = groups x people of a group
    """
    for span in numbers_in(text):
        found = None if span.is_range else _sized(text, span.end)
        if found is None:
            continue
        each, end = found
        words = text.take(span.start, end)
        ends = [None if size is None else size * span.value for size in (each.low, each.high)]
        value = float(round(span.value * each.value))
        if not text.fits(fields[USERS], words, value):
            return []
        return [ReadAnswer(USERS, Answer(value, "answered", ends[0], ends[1], words), words, span.start)]
    return []


def _sized(text: Passage, start: int) -> tuple[Span, int] | None:
    """Return the size of each of the groups named at a place and where its words end, None without any.

    "teams of 12", "sites with 30 users each", "manufacturers, about 50 users per customer"
    """
    named, kinds = _GROUPS.match(text.text, start), _KINDS.match(text.text, start)
    if named is not None and (each := number_at(text.text, named.end())) is not None:
        alone = _ALONE.match(text.text, each.end) if named["link"].split()[-1] == "of" else None
        end = _EACH.match(text.text, each.end) or alone
        if end is not None:
            per = _PER_GROUP.match(text.text, each.end)
            return each, (per or end).end()
    if kinds is not None and (each := number_at(text.text, kinds.end())) is not None:
        per = _PER_GROUP.match(text.text, each.end)
        return None if per is None else (each, per.end())
    return None
