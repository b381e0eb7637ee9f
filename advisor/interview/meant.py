"""What a sum of money means: a budget, what is paid today, a price by the hour, or nothing of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass

from advisor.interview.paid_for import months_paid_for, told_of
from advisor.interview.per_unit import PATH as UNIT
from advisor.interview.per_unit import is_for_one_unit
from advisor.interview.reading import Passage
from advisor.interview.so_far import tells_of_today
from advisor.interview.wages import is_wages
from advisor.profile.numbers import Span
from advisor.profile.units import PER_MONTH

CURRENT = "budget.current_usd_month"
NO_MEANING = ("", 1.0)
"""Of a sum that answers no field."""
HOURS = ("hour", "h", "hr", "hourly")
"""Periods that are an hour."""
_TASK = re.compile(
    r"\s*(?:/|a|an|per|each|for each)\s*(?:task|run|job|ticket|conversation|request)\b", re.IGNORECASE
)
_UNIT_PRICE = re.compile(
    r"\s*(?:each\b|apiece\b"
    r"|(?:per|for each|for every|a) (?:seat|card|box|GPU|node|machine|server|model|endpoint)\b"
    r"|(?:/ ?|(?:per|for each|for every|each|every|an?) (?:[\w-]+ )?)"
    r"(?:answer|question|repl(?:y|ies)|call|query|document|page|file|item|image|photo|picture|scan|frame|essay|message|mail|e-?mail|post|comment|listing"
    r"|record|row|case|claim|invoice|order|minute|second|word|token|summary|translation|transcript|session"
    r"|turn|label|example|check|review|report|user|customer|student|patient|lead|product|title|test)\b)",
    re.IGNORECASE,
)
"""Behind the price of one of many things, which is no budget."""
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
_NOT_MORE = re.compile(r"\b(?:not|never|\w+n't)\b[^,;.]{0,30}\bmore than(?: about)?\W*$", re.IGNORECASE)
"""In front of a sum that something must not cost more than."""
FALLS = re.compile(
    r"\b(?:get|go|stay|come|be|remain|(?:bring|cut|keep|push|get) (?:it|this|that))(?: to)?"
    r" (?:below|under|down to)(?: about)?\s*$",
    re.IGNORECASE,
)
"""In front of a bare number to which a sum by the month that was told before shall fall."""
_GRANTED = re.compile(
    r"\b(?:grants?|donors?|foundations?|funds?|funders?|sponsors?|ministry|programme|program|award|stipend"
    r"|scholarship)(?: \w+){0,2} (?:pays?|gives?|covers?|provides?|funds?)\b[^;.]*$",
    re.IGNORECASE,
)
"""In front of what somebody gives."""
_LEAST_BUDGET_USD = 1.0
"""Less than this is the price of a piece, whatever stands behind it."""
_OF_ONE = re.compile(
    r"\s*(?:(?:per|for (?:each|every)|each|every|an?)\s+|/\s*)"
    r"(?!(?:\w+ )?(?:months?|mo|years?|yr|annum|quarter|weeks?|fortnight|days?|nights?|hours?|hr?|minutes?"
    r"|seconds?|time|total|budget|grant|couple|few|while|lot|bit|maximum|minimum|most|cap|limit|one|single"
    r"|half|third|million|thousand|developer|person|team|company)\b)"
    r"(?P<one>[A-Za-z][a-z]+(?:-[a-z]+)?)\b(?! (?:ago|earlier|before|later|can|could|would|will|is|was)\b)",
    re.IGNORECASE,
)
"""Behind the price of one of what is handled: "300 euros a cow", "0.40 USD an appeal"."""
_GPU_HOUR = re.compile(
    r"\s*(?:per|an?|/|for (?:an?|each|every))?\s*(?:GPU|card|accelerator|[ABH]\d{2,3}\w*)[- ]?"
    r"(?:hours?|hr?)\b",
    re.IGNORECASE,
)
"""Behind what an hour of one device costs."""
_AN_HOUR = re.compile(r"\s*/\s*hr?\b", re.IGNORECASE)
_OF_DEVICES = re.compile(
    r"\b(?:GPUs?|cards?|accelerators?|cloud|AWS|Azure|GCP|rent(?:ed|al|ing)?|leas(?:ed?|ing)|reserved"
    r"|(?:\d+ ?[x×] ?)?(?:[ABHLV]\d{2,3}S?|[345]0[6-9]0)s?)\b",
    re.IGNORECASE,
)
"""Near a price by the hour that is one of devices, and no wage."""
_DEVICE = (
    r"(?:GPUs?|GPU[- ]servers?|cards?|(?<!web )(?<!mail )servers?"
    r"|(?:\d+ ?[x×] ?)?(?:[ABHLV]\d{2,3}S?|[345]0[6-9]0)s?)"
)
"""What is rented where it stands right behind the word or in front of it: "4 H200 reserved at"."""
_MOST_USD_HOUR = 30.0
"""No single device is rented for more: a higher price is that of a whole server."""
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
_SPENT_AFTER = re.compile(
    r"\s*(?:of |in |on |for |to )?(?:(?:the|our|its|model|cloud|hosted|monthly|LLM|AI|GPU|OpenAI|premium) )*"
    r"(?:APIs?|bills?|invoices?|spend(?:ing)?|subscriptions?)\b",
    re.IGNORECASE,
)
"""Behind what is paid today, wherever it stands in the sentence."""
_CREDITS = re.compile(r"(?:\s+[\w-]+){0,3}\s+credits?\b", re.IGNORECASE)
_TODAY = re.compile(
    r"\b(?:spend(?:s|ing)?|spent|pay(?:s|ing)?|paid|bill(?:ed)?|invoiced?|burn(?:s|t|ed|ing)?"
    r"|costs? us|costs?|costing|charged|(?<!to )rents?|rented|renting)\b[^,;]*$",
    re.IGNORECASE,
)
_RENTED = re.compile(
    r"\b(?:rents?|rented|renting|rental of|leases?|leased|leasing|reserved|reserve|hired?|hiring)\b"
    r"(?: (?!(?:for|to|near|by|beside|next|behind|around|at|in|on|with|from|and|or|who|that)\b)"
    r"[^\s,;.$]+){0,4}? "
    rf"{_DEVICE}\b[^;.$]*$"
    rf"|\b{_DEVICE} (?:(?:is|are|we have|that are|that we|on an?(?: \w+)?|on) )?"
    r"(?:rented|leased|reserved|hired|rent|lease)\b[^;.$]*$",
    re.IGNORECASE,
)
"""In front of the bill of devices that somebody has by the month: they are what is rented."""
_OF_OTHERS = re.compile(
    r"\b(?:hir(?:es?|ed|ing)|employs?|employed|rents?|rented|leases?|leased)\b"
    rf"(?: (?!{_DEVICE}\b)[\w-]+){{0,3}}?"
    r" (?:people|persons?|staff|admins?|engineers?|developers?|students?|offices?|space|rooms?|desks?"
    r"|buildings?|cars?|vans?|flats?|warehouses?|halls?)\b[^;.$]*$",
    re.IGNORECASE,
)
"""In front of wages and of the rent of rooms, which are no bill for a model and no budget for one."""
_ONLY_OFFERED = re.compile(
    r"\b(?:to|could|can|would|should|might|may|if|whether|vendors?|providers?|suppliers?|resellers?|quot\w+"
    r"|offer\w*)\b[^,;.]*$",
    re.IGNORECASE,
)
"""In front of a rent that nobody pays yet."""
_RUNS_ON = re.compile(
    r"(?:\b(?:on|by|with|through)|\b(?:sends?|sent|goes|go)\b[^.;]* to) (?:an? |the )?(?:\w+ )?"
    r"(?:hosted|GPT|OpenAI|Claude|Gemini|Bedrock|frontier|API|per-second|premium|managed|mid-tier)\b[^;]*$",
    re.IGNORECASE,
)
"""In front of what a service costs on which something runs."""
_RUNS_AT = re.compile(
    r"(?P<at>\b(?:at|for|costing))(?: (?:about|around|some|roughly|nearly|over))*\s*$", re.IGNORECASE
)
"""In front of what something costs that is told to run."""
_NOT_OURS = re.compile(
    r"\b(?:would (?:only )?cost|could cost|replac(?:es|ed|ing)|offered|offers|quot(?:es|ed)|leas(?:es|ed)"
    r"|the same (?:recall|quality|result|accuracy)s?)\b"
    r"[^;]*$",
    re.IGNORECASE,
)
"""In front of what an offer costs."""
_ASIDE = re.compile(r"\((?:~ ?|about )*$")
"""In front of a sum in brackets, which says what something costs in passing."""
_SOLD = re.compile(r"\b(?:sold|sells|retails?|priced)\b[^,;]*$", re.IGNORECASE)
"""In front of the price of what somebody sells."""
_AFTERWARDS = re.compile(
    r"(?:\b(?:fell|falls|cuts?|drop(?:s|ped)|down|brought|brings|mov(?:es|ed))\b[^.;]*"
    r"|[$€£] ?[\d.,]+[kKmM]?)\bto(?: (?:about|some|only))?\s*$",
    re.IGNORECASE,
)
"""In front of what a bill fell to, which is the end of a story and no budget."""
_ROSE = re.compile(
    r"\b(?:went|gone|goes|grew|grown|rose|risen|jumped|climbed|up) (?:from )?[^.;]*$", re.IGNORECASE
)
_WILLING = re.compile(
    r"\b(?:can|could|may|might|will|would|want to|willing to|able to|plan to|up to) (?:only )?"
    r"(?:spend|pay|cost)\b",
    re.IGNORECASE,
)
CAP = re.compile(
    r"\b(?:cap|limit|at most|max(?:imum)?|up to|budget|no more than"
    r"|under(?=\s*$| (?:about|around|the|our|some|a)\b))\b[^,;]*$",
    re.IGNORECASE,
)
_CAP_AFTER = re.compile(r"^[^,;]*\b(?:at most|max(?:imum)?|cap|limit|or less)\b", re.IGNORECASE)
_ONCE = re.compile(
    r"\b(?:altogether|set aside|put aside|earmarked"
    r"|total|in total|once|one[- ](?:off|time)|up ?front|capex|grant|funding|invest(?:ment)?|hardware|gpu"
    r"|cluster|server|box|cards?|to buy|purchase|from scratch|raised|budget|has|have)\b",
    re.IGNORECASE,
)


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


def meaning(text: Passage, amount: Sum) -> tuple[str, float]:
    """Return the field that a sum answers and what it is multiplied by; an empty field when unclear."""
    before, after = text.before(amount.start), text.after(amount.end)
    told = _of_something_else(text, amount, before, after)
    if told is not None:
        return told, 1.0
    if _is_of_power(text, amount, before, after) or _is_of_others(text, amount, before, after):
        return NO_MEANING
    if _TASK.match(text.text, amount.end):
        capped = CAP.search(before) or _CAP_AFTER.search(after)
        return ("workload.task_cap_usd", 1.0) if capped else NO_MEANING
    if _is_told_in_passing(text, amount, before) or _SOLD.search(before):
        return NO_MEANING
    return _bill(text, amount, before, after)


def _bill(text: Passage, amount: Sum, before: str, after: str) -> tuple[str, float]:
    """Return what a sum means that is a bill, a price or a budget."""
    rented = _is_rent(amount, before)
    front = before if amount.period else told_of(text, amount.start)
    paid = _is_paid(amount, text, front) if rented is None else rented
    offered = _NOT_OURS.search(before) is not None and not rented
    months = months_paid_for(text, amount.start, amount.end) if paid and not offered else 0.0
    if months and not amount.period:
        return CURRENT, 1 / months
    if _GPU_HOUR.match(after) or _AN_HOUR.match(after) or amount.period in HOURS:
        return _by_the_hour(amount, before, after), 1.0
    one = unit_of(text, amount)
    if not amount.period and is_for_one_unit(text, amount.start, amount.end, one):
        return UNIT, 1.0
    if one or _UNIT_PRICE.match(after) or (not amount.period and amount.span.value < _LEAST_BUDGET_USD):
        return NO_MEANING
    if amount.period:
        return _by_period(amount, before, paid=paid, offered=offered)
    if not paid and (_ONCE.search(before[-60:]) or _ONCE.search(after[:40])):
        return "budget.one_off_usd", 1.0
    return NO_MEANING


def _by_period(amount: Sum, before: str, *, paid: bool, offered: bool) -> tuple[str, float]:
    """Return what a sum of each period means: what is paid today or may be spent; nothing where it is only
    offered, or is what a bill fell to."""
    elsewhere = offered and not _TODAY.search(before)
    changed = _AFTERWARDS.search(before) is not None
    if elsewhere or (changed and not _ROSE.search(before)):
        return NO_MEANING
    paid = paid or (changed and not CAP.search(before))
    return (CURRENT if paid else "budget.monthly_usd"), PER_MONTH.get(amount.period, 1.0)


def _is_of_power(text: Passage, amount: Sum, before: str, after: str) -> bool:
    """Return whether a sum is what devices draw."""
    inside = _POWER.search(text.text, amount.start, amount.end)
    return bool(_POWER.match(after) or _POWER_BEFORE.search(before) or inside)


def _is_of_others(text: Passage, amount: Sum, before: str, after: str) -> bool:
    """Return whether a sum pays people or rooms, was saved, or is the price of so many pieces."""
    pays = _OF_OTHERS.search(before) or (amount.period and is_wages(before, after))
    return bool(pays or _SAVED.match(after) or _PRICE_OF_MANY.match(text.text, amount.end))


def _is_told_in_passing(text: Passage, amount: Sum, before: str) -> bool:
    """Return whether a sum in brackets says what something costs, no limit and no price by the hour."""
    aside = _ASIDE.search(text.text, 0, amount.start) and not CAP.search(before)
    return bool(aside) and amount.period not in HOURS


def _of_something_else(text: Passage, amount: Sum, before: str, after: str) -> str | None:
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


def unit_of(text: Passage, amount: Sum) -> str:
    """Return the thing of which one costs or brings a sum; empty for a sum of a period and of all else."""
    found = None if amount.period else _OF_ONE.match(text.text, amount.end)
    return found["one"] if found else ""


def _is_rent(amount: Sum, before: str) -> bool | None:
    """Return whether a sum by the month is what devices cost that somebody rents, or are only offered; None
    where it is no rent of devices."""
    rented = _RENTED.search(before) if amount.period else None
    if rented is None:
        return None
    return not (_ONLY_OFFERED.search(before[: rented.start()]) or CAP.search(before))


def _is_paid(amount: Sum, text: Passage, before: str) -> bool:
    """Return whether a sum is what is paid today: by its verb, by its bill, or by what something runs on."""
    if _WILLING.search(before) or _GRANTED.search(before) or FALLS.search(before):
        return False
    if amount.period and _NOT_MORE.search(before):
        return False
    if _TODAY.search(before):
        return True
    if CAP.search(before):
        return False
    runs_at = _RUNS_AT.search(before) if amount.period else None
    if runs_at is not None and tells_of_today(before[: runs_at.end("at")]):
        return True
    return bool(_RUNS_ON.search(before) or (amount.period and _SPENT_AFTER.match(text.after(amount.end))))


def _by_the_hour(amount: Sum, before: str, after: str) -> str:
    """Return the field of a price by the hour: the rent of one device; none for wages and whole servers."""
    of_devices = _GPU_HOUR.match(after) or _OF_DEVICES.search(f"{before} | {after[:40]}")
    return "cost.gpu_usd_hour" if of_devices and amount.span.value <= _MOST_USD_HOUR else ""
