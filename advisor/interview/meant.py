"""What a sum of money means: a budget, what is paid today, a price by the hour, or nothing of ours."""

from __future__ import annotations

import re

from advisor.interview.paid_for import months_paid_for, told_of
from advisor.interview.per_unit import PATH as UNIT
from advisor.interview.per_unit import is_for_one_unit
from advisor.interview.reading import Passage
from advisor.interview.so_far import tells_of_today
from advisor.interview.sums_of_others import (
    CAP,
    DEVICE,
    HOURS,
    Sum,
    is_earned,
    is_of_others,
    is_of_power,
    is_rent_of_rooms,
    is_told_in_passing,
    of_something_else,
)
from advisor.profile.units import PER_MONTH

CURRENT = "budget.current_usd_month"
NO_MEANING = ("", 1.0)
"""Of a sum that answers no field."""
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
_NOT_MORE = re.compile(
    r"\b(?:not|never|no|nothing|\w+n't)\b[^,;.]{0,30}\b(?:more than|above|over|beyond|higher than|exceed)"
    r"(?: about)?\W*$",
    re.IGNORECASE,
)
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
_MOST_USD_HOUR = 30.0
"""No single device is rented for more: a higher price is that of a whole server."""
_SPENT_AFTER = re.compile(
    r"\s*(?:of |in |on |for |to )?(?:(?:the|our|its|model|cloud|hosted|monthly|LLM|AI|GPU|OpenAI|premium) )*"
    r"(?:APIs?|bills?|invoices?|spend(?:ing)?|subscriptions?)\b",
    re.IGNORECASE,
)
"""Behind what is paid today, wherever it stands in the sentence."""
_TODAY = re.compile(
    r"\b(?:spend(?:s|ing)?|spent|pay(?:s|ing)?|paid|bill(?:ed)?|invoiced?|burn(?:s|t|ed|ing)?"
    r"|costs? us|costs?|costing|charged|charges us|(?<!to )rents?|rented|renting)\b[^,;]*$",
    re.IGNORECASE,
)
_RENTED = re.compile(
    r"\b(?:rents?|rented|renting|rental of|leases?|leased|leasing|reserved|reserve|hired?|hiring)\b"
    r"(?: (?!(?:for|to|near|by|beside|next|behind|around|at|in|on|with|from|and|or|who|that)\b)"
    r"[^\s,;.$]+){0,4}? "
    rf"{DEVICE}\b[^;.$]*$"
    rf"|\b{DEVICE} (?:(?:is|are|we have|that are|that we|on an?(?: \w+)?|on) )?"
    r"(?:rented|leased|reserved|hired|rent|lease)\b[^;.$]*$",
    re.IGNORECASE,
)
"""In front of the bill of devices that somebody has by the month: they are what is rented."""
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
    r"\b(?:can|could|may|might|will|would|should|must|shall|has to|have to|want to|willing to|able to|plan to"
    r"|up to) (?:only |not |never )?(?:spend|pay|cost)\b",
    re.IGNORECASE,
)
_CAP_AFTER = re.compile(r"^[^,;]*\b(?:at most|max(?:imum)?|cap|limit|or less)\b", re.IGNORECASE)
_ONCE = re.compile(
    r"\b(?:altogether|set aside|put aside|earmarked"
    r"|total|in total|once|one[- ](?:off|time)|up ?front|capex|grant|funding|invest(?:ment)?|hardware|gpu"
    r"|cluster|server|box|cards?|to buy|purchase|from scratch|raised|budget|has|have)\b",
    re.IGNORECASE,
)


def meaning(text: Passage, amount: Sum) -> tuple[str, float]:
    """Return the field that a sum answers and what it is multiplied by; an empty field when unclear."""
    before, after = text.before(amount.start), text.after(amount.end)
    told = of_something_else(text, amount, before, after)
    if told is not None:
        return told, 1.0
    if is_of_power(text, amount, before, after) or is_of_others(text, amount, before, after):
        return NO_MEANING
    if is_rent_of_rooms(text, amount, after) or is_earned(before, after):
        return NO_MEANING
    if _TASK.match(text.text, amount.end):
        capped = CAP.search(before) or _CAP_AFTER.search(after)
        return ("workload.task_cap_usd", 1.0) if capped else NO_MEANING
    if is_told_in_passing(text, amount, before) or _SOLD.search(before):
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
