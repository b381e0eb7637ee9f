"""Sums of money that are no bill and no budget: of others, of power, of pieces, saved, told in passing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from advisor.interview.reading import Passage
from advisor.interview.sayings import Sayings
from advisor.interview.wages import is_wages
from advisor.profile.numbers import Span

HOURS = ("hour", "h", "hr", "hourly")
"""Periods that are an hour."""
_CAPPED_ONE = re.compile(
    r"\b(?:one|each|every|an?|per) (?:single )?[a-z]+ (?:(?:should|must|may|can|shall|to) )?"
    r"(?:(?:never|not) )?costs?(?: us)?"
    r" (?:(?:no|not|never) more than|more than|less than|at most|under|below|up to|max\.?)"
    r"(?: about)?\s*$",
    re.IGNORECASE,
)
"""In front of what one of what is handled may cost: "one story costs us less than"."""
_NEVER_MORE = re.compile(
    r"\b(?:never|not|n't|no) (?:cost(?: us)? )?more than|(?<!more )(?<!than )(?:less than|at most"
    r"|under|below|up to|max\.?)(?: about)?\s*$",
    re.IGNORECASE,
)
_NEAR = 80
"""Characters in front of a sum that tell what it is for."""
_MOST_OF_ONE = 20.0
"""Dollars above which one of anything is a thing, and no piece of work."""
_KWH = re.compile(r"\s*(?:(?:a|per|each)\s+|/\s*)?kWh\b", re.IGNORECASE)
_BY_OTHERS = re.compile(
    r"\b(?:friends?|competitors?|competition|rivals?|neighbou?rs?|others|peers?|(?:someone|somebody) else"
    r"|(?:another|other|similar|comparable) [a-z]+)(?:'s?)?(?! and I\b)\b[^;.]{0,60}?"
    r"\b(?:spends?|spent|pays?|paid|costs? (?:them|him|her))\b(?: (?!we\b|I\b|us\b|our\b|my\b)[^;.\s]+)*\s*$",
    re.IGNORECASE,
)
"""In front of what other people pay, which is neither our bill nor our budget."""
DEVICE = (
    r"(?:GPUs?|GPU[- ]servers?|cards?|(?<!web )(?<!mail )servers?"
    r"|(?:\d+ ?[x×] ?)?(?:[ABHLV]\d{2,3}S?|[345]0[6-9]0)s?)"
)
"""What is rented where it stands right behind the word or in front of it: "4 H200 reserved at"."""
_POWER = re.compile(r"\s*(?:(?:of|for|in|on) )?(?:the )?(?:power|electricity|energy)\b", re.IGNORECASE)
"""Behind what devices draw, which is a part of a bill and no budget."""
_POWER_BEFORE = re.compile(
    r"\b(?:power|electricity|energy)(?: (?:bills?|costs?|is|of|at|for|about|around))*\W*$", re.IGNORECASE
)
_PRICE_OF_MANY = re.compile(
    r"\s*(?:per|an?|/|for (?:an?|each|every)) ?(?:1 ?)?(?:million|M\b|thousand|1,?000|1k\b)"
)
"""Behind what so many tokens or pages cost."""
_SAVED = re.compile(r"\s*(?:(?:was|were|is|are|has been) )?saved\b", re.IGNORECASE)
_CREDITS = re.compile(r"(?:\s+[\w-]+){0,3}\s+credits?\b", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"\b(?:hir(?:es?|ed|ing)|employs?|employed|rents?|rented|leases?|leased)\b"
    rf"(?: (?!{DEVICE}\b)[\w-]+){{0,3}}?"
    r" (?:people|persons?|staff|admins?|engineers?|developers?|students?|offices?|space|rooms?|desks?"
    r"|buildings?|cars?|vans?|flats?|warehouses?|halls?)\b[^;.$]*$",
    re.IGNORECASE,
)
"""In front of wages and of the rent of rooms, which are no bill for a model and no budget for one."""
_ASIDE = re.compile(r"\((?:~ ?|about )*$")
"""In front of a sum in brackets, which says what something costs in passing."""
CAP = re.compile(
    r"\b(?:cap|limit|at most|max(?:imum)?|up to|budget|no more than"
    r"|under(?=\s*$| (?:about|around|the|our|some|a)\b))\b[^,;]*$",
    re.IGNORECASE,
)
_SAID = Sayings("interview/sums_of_others", lambda: {"device": DEVICE})


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount with its place and the period behind it."""

    span: Span
    start: int
    end: int
    period: str
    remark: str = ""
    """What is said of its conversion where it is taken."""
    foreign: bool = False
    """Whether it was told in other money."""


def is_of_power(text: Passage, amount: Sum, before: str, after: str) -> bool:
    """Return whether a sum is what devices draw."""
    inside = _POWER.search(text.text, amount.start, amount.end)
    return bool(_POWER.match(after) or _POWER_BEFORE.search(before) or inside)


def is_of_others(text: Passage, amount: Sum, before: str, after: str) -> bool:
    """Return whether a sum pays people or rooms, was saved, or is the price of so many pieces."""
    pays = _OF_OTHERS.search(before) or (amount.period and is_wages(before, after))
    return bool(pays or _SAVED.match(after) or _PRICE_OF_MANY.match(text.text, amount.end))


def is_earned(before: str, after: str) -> bool:
    """Return whether a sum is what somebody takes for what they sell, and not what they spend.

    Args:
        before: The words of the clause in front of it.
        after: The words behind it, where what is rented or a vendor tells that it is spent.
    """
    earned = _SAID.under("earned")
    takes = earned.pattern("price").search(before) or earned.pattern("takings").search(before)
    return bool(takes) and not earned.pattern("spent").search(after)


def is_rent_of_rooms(text: Passage, amount: Sum, after: str) -> bool:
    """Return whether a sum is the rent of rooms: it is said so, or no devices are told of that are rented."""
    rent, front = _SAID.under("rent"), text.text[max(0, amount.start - _NEAR) : amount.start]
    if rent.pattern("before").search(front) or rent.pattern("behind").match(after):
        return True
    bare = rent.pattern("bare_before").search(front) or rent.pattern("bare_behind").match(after)
    return bool(bare) and not rent.pattern("things").search(f"{text.text[: amount.start]} {after}")


def is_told_in_passing(text: Passage, amount: Sum, before: str) -> bool:
    """Return whether a sum in brackets says what something costs, no limit and no price by the hour."""
    aside = _ASIDE.search(text.text, 0, amount.start) and not CAP.search(before)
    return bool(aside) and amount.period not in HOURS


def of_something_else(text: Passage, amount: Sum, before: str, after: str) -> str | None:
    """Return the field of credits, of power and of what one piece may cost, an empty one for what
    other people pay, None for any other sum."""
    if _CREDITS.match(after):
        return "budget.credits_usd"
    if _KWH.match(after):
        return "cost.electricity_usd_per_kwh"
    if _BY_OTHERS.search(_sentence(text, amount.start)):
        return ""
    capped = not amount.period and amount.span.value < _MOST_OF_ONE and _is_cap_of_one(before)
    return "workload.task_cap_usd" if capped else None


def _is_cap_of_one(before: str) -> bool:
    """Return whether the words in front of a sum say that one of something may cost no more."""
    return bool(_CAPPED_ONE.search(before) and _NEVER_MORE.search(before))


def _sentence(text: Passage, place: int) -> str:
    """Return the words of the sentence in front of a place, beyond colons."""
    front = text.text[max(0, place - 160) : place]
    return re.split(r"[.!?;](?=\s)|\n", front)[-1]
