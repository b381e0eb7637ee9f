"""People told of by groups: "220 customers with 30 users each", "two teams of 12"."""

from __future__ import annotations

import re

from advisor.errors import UserError
from advisor.interview.measures import numbers_in
from advisor.interview.reading import Passage, ReadAnswer
from advisor.profile import Answer, Fields
from advisor.profile.bounds import check_bounds
from advisor.profile.numbers import number_at

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
_EACH = re.compile(rf"\s+{_PEOPLE}(?: each| apiece|\b)|\s+each\b", re.IGNORECASE)
_ALONE = re.compile(r"\s*(?:$|[,.;)])")
"""Behind the size of a group whose people have no noun: "two teams of 12"."""


def read_groups(text: Passage, fields: Fields) -> list[ReadAnswer]:
    """Return the people of all groups of a text: their number times the people of each.

    users = groups x people of a group
    """
    for span in numbers_in(text):
        groups = _GROUPS.match(text.text, span.end)
        each = number_at(text.text, groups.end()) if groups is not None else None
        if groups is None or each is None or span.is_range:
            continue
        alone = _ALONE.match(text.text, each.end) if groups["link"].split()[-1] == "of" else None
        end = _EACH.match(text.text, each.end) or alone
        if end is None:
            continue
        words = text.take(span.start, end.end())
        ends = [None if size is None else size * span.value for size in (each.low, each.high)]
        try:
            value = check_bounds(fields[USERS], float(round(span.value * each.value)))
        except UserError as error:
            text.remarks.append(f"{words!r} was not taken: {error}")
            return []
        return [ReadAnswer(USERS, Answer(value, "answered", ends[0], ends[1], words), words, span.start)]
    return []
