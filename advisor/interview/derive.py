"""What follows from what the user said: people times uses are requests, a night's wait is a batch."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace

from advisor.estimate.money import DAYS_PER_MONTH
from advisor.interview.derive_job import job
from advisor.interview.derive_tokens import request_tokens
from advisor.profile import Answer, Profile
from advisor.quantity import plain_number
from advisor.resources import shipped_toml
from advisor.strategy.inside import INSIDE
from advisor.strategy.use_cases import load_use_cases

BATCH_MS = 3.6e6
"""Who can wait an hour can wait for a batch queue."""
DAY_MS = 86.4e6
_PEAKS = {"office_hours": (4.0, 3.0, 6.0), "around_the_clock": (2.0, 1.2, 4.0), "bursty": (10.0, 5.0, 50.0)}
"""Busiest minute over the average, value, low and high, by the shape of the day."""
_AUDIO_HOURS = (1 / 6, 1 / 30, 1 / 2)
"""Length of one recording or call in hours: ten minutes, from two to thirty."""
_TURN_HOURS = (1 / 240, 1 / 720, 1 / 60)
"""Length of one spoken turn in hours: fifteen seconds, from five to sixty."""
LIVE_MS = 3000.0
"""Who must be answered within this is in a conversation, where a request is a turn and not a recording."""

SHORT_TOKENS = 100.0
"""A result of so few tokens is used when it is complete where the kind of work allows."""

_BILLED_USD_PER_MILLION = (4.0, 1.0, 12.0)
"""What people pay for a million tokens, in and out together, who have a bill already: strong hosted models at
list prices of 2026 ($2 in and $10 out, three tokens in for one out), from small ones to the dearest."""
_USUAL_PAGES = (500.0, 50.0, 50000.0)

Derivation = Callable[[Profile, Profile], Mapping[str, Answer]]


def derived(profile: Profile, filled: Profile) -> dict[str, Answer]:
    """Return the assumed answers that follow from the user's own.

    Args:
        profile: What the user said.
        filled: The same with the defaults of the use case, for the other half of a product.
    """
    found = job(profile)
    if found:
        told = {path: replace(answer, state="answered") for path, answer in found.items()}
        profile, filled = profile.with_answers(told), filled.with_answers(found)
    for derivation in _DERIVATIONS:
        for path, answer in derivation(profile, filled).items():
            if not profile.said(path):
                found.setdefault(path, answer)
    return found


def _bounds(answer: Answer) -> tuple[float, float, float]:
    """Return value, low and high of a number answer; a bare number is its own range."""
    value = float(answer.value) if isinstance(answer.value, (int, float)) else 0.0
    low = value if answer.low is None else answer.low
    return value, low, value if answer.high is None else answer.high


def product(profile: Profile, path: str, factors: tuple[Answer, ...], why: str) -> dict[str, Answer]:
    """Return the product of answers as an assumption about a field, nothing when it is out of bounds.

    The ends join as value * exp(±sqrt(sum ln(end_i / value_i)²)), as independent factors do.
    """
    value, up, down = 1.0, 0.0, 0.0
    for middle, low, high in map(_bounds, factors):
        if middle <= 0 or low <= 0:
            return {}
        value *= middle
        up += math.log(high / middle) ** 2
        down += math.log(middle / low) ** 2
    field = profile.fields[path]
    if field.high is not None and value > field.high:
        return {}
    low, high = value * math.exp(-math.sqrt(down)), value * math.exp(math.sqrt(up))
    high = high if field.high is None else min(high, field.high)
    return {path: Answer(value, "assumed", low, high, why)}


def _inverse(answer: Answer) -> Answer:
    value, low, high = _bounds(answer)
    return Answer(1 / value, "assumed", 1 / high, 1 / low) if low > 0 else Answer(0.0, "assumed")


def _requests(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """People times uses; or all tokens of a day over the tokens of a request; or images."""
    path = "workload.requests_per_day"
    users, uses = profile.get("workload.users"), filled.get("workload.uses_per_user_day")
    if profile.said("workload.users") and users and uses:
        why = f"{plain_number(_bounds(users)[0])} users times {plain_number(_bounds(uses)[0])} uses a day"
        return product(profile, path, (users, uses), why)
    tokens = profile.get("workload.tokens_per_day")
    if profile.said("workload.tokens_per_day") and tokens:
        each = (filled.number("workload.input_tokens") or 0.0) + (
            filled.number("workload.output_tokens") or 0.0
        )
        why = f"{plain_number(_bounds(tokens)[0])} tokens a day over {plain_number(each)} tokens a request"
        return product(profile, path, (tokens, _inverse(Answer(each))), why)
    images = profile.get("workload.images_per_day")
    if profile.said("workload.images_per_day") and images:
        return product(profile, path, (images,), "one request for each image")
    if profile.said("budget.current_usd_month") and filled.text("use_case.modality", "text") == "text":
        return _behind_the_bill(profile, filled)
    hours = profile.get("workload.audio_hours_per_day")
    if profile.said("workload.audio_hours_per_day") and hours:
        each_way = _inverse(Answer(_AUDIO_HOURS[0], "assumed", *_AUDIO_HOURS[1:]))
        return product(profile, path, (hours, each_way), "recordings of about ten minutes")
    return {}


def _behind_the_bill(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """Return the requests that today's bill pays for.

    requests_per_day = bill / days per month / (tokens of a request x price of a token)
    """
    bill = profile.get("budget.current_usd_month")
    tokens = sum(filled.number(f"workload.{end}_tokens") or 0.0 for end in ("input", "output"))
    if bill is None or tokens <= 0:
        return {}
    price, low, high = _BILLED_USD_PER_MILLION
    each = Answer(price * tokens / 1e6, "assumed", low * tokens / 1e6, high * tokens / 1e6)
    a_day = Answer(1 / DAYS_PER_MONTH)
    why = f"your bill of ${plain_number(_bounds(bill)[0])} a month at about ${price:g} a million tokens"
    return product(profile, "workload.requests_per_day", (bill, a_day, _inverse(each)), why)


def _units(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """Images or hours of audio from requests, where the input is pictures or sound."""
    requests = profile.get("workload.requests_per_day")
    if requests is None or not profile.said("workload.requests_per_day"):
        return {}
    modality = filled.text("use_case.modality")
    if modality == "image":
        return product(profile, "workload.images_per_day", (requests,), "one image for each request")
    if modality == "audio":
        live = profile.said("latency.first_token_ms") and (
            (profile.number("latency.first_token_ms") or LIVE_MS) < LIVE_MS
        )
        hours = _TURN_HOURS if live else _AUDIO_HOURS
        each = Answer(hours[0], "assumed", *hours[1:])
        why = "about fifteen seconds for each turn" if live else "about ten minutes for each request"
        minutes = profile.number("workload.audio_minutes")
        if minutes is not None:
            each, why = Answer(minutes / 60.0), f"{plain_number(minutes)} minutes for each"
        return product(profile, "workload.audio_hours_per_day", (requests, each), why)
    return {}


def _knowledge(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    said = [p for p in ("knowledge.pages", "knowledge.freshness", "knowledge.citations") if profile.said(p)]
    if not said or profile.number("knowledge.pages") == 0:
        return {}
    return {"knowledge.needed": Answer(True, "assumed", said="you spoke of documents or facts of your own")}


def _pages(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """Documents that were spoken of and not counted are some hundreds of pages, whatever the work."""
    if not profile.flag("knowledge.needed") or filled.get("knowledge.pages") is not None:
        return {}
    value, low, high = _USUAL_PAGES
    return {
        "knowledge.pages": Answer(value, "assumed", low, high, "unknown collections: a few hundred pages")
    }


def _review(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    """Where a mistake can harm somebody, a person is taken to decide until it is said otherwise."""
    if not profile.flag("use_case.harm"):
        return {}
    return {"quality.human_review": Answer(True, "assumed", said="a mistake could harm somebody")}


def _waiting(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """A wait of an hour makes a batch, a batch makes a day; the first words come within the whole."""
    first, total = profile.number("latency.first_token_ms"), profile.number("latency.total_ms")
    longest = max(first or 0.0, total or 0.0)
    if longest:
        batch = longest >= BATCH_MS
        why = "you can wait an hour or more" if batch else "you named a time within the hour"
        found = {"latency.batch_ok": Answer(batch, "assumed", said=why)}
        short = (filled.number("workload.output_tokens") or math.inf) <= SHORT_TOKENS
        if total is None and not batch and short and _taken_whole(filled):
            found["latency.total_ms"] = Answer(first, "assumed", said="a short result is used when complete")
        default = filled.number("latency.first_token_ms") or longest
        if first is None and (total or 0.0) < default:
            found["latency.first_token_ms"] = Answer(total, "assumed", said="no later than the whole answer")
        return found
    if profile.flag("latency.batch_ok"):
        return {
            "latency.first_token_ms": Answer(DAY_MS, "assumed", 0.5 * DAY_MS, DAY_MS, "overnight is fine")
        }
    return {}


def _taken_whole(filled: Profile) -> bool:
    use_case = load_use_cases().get(filled.text("use_case.kind"))
    return use_case is not None and use_case.taken_whole


def _peak(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    shape = profile.text("workload.shape")
    if not profile.said("workload.shape") or shape not in _PEAKS:
        return {}
    value, low, high = _PEAKS[shape]
    return {
        "workload.peak_factor": Answer(value, "assumed", low, high, f"usual for {shape.replace('_', ' ')}")
    }


def _fixed(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """Who asks to run or tune a named model on named devices asks how to do that, not which one to take."""
    devices = profile.devices("wish.devices") or profile.devices("hardware.owned")
    kind = filled.text("use_case.kind")
    asks = kind == "finetune_project" or (
        kind == "open_weight_adaptation" and profile.devices("wish.devices")
    )
    if profile.text("wish.model") and devices and asks:
        why = "you named the model and the machine"
        return {"wish.fixed_model": Answer(True, "assumed", said=why)}
    return {}


def _boundary(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """Classified data and offline work stay inside; a contract is ruled in or out by the boundary."""
    found: dict[str, Answer] = {}
    if not profile.said("data.boundary"):
        if "classified" in profile.words("data.sensitivity"):
            found["data.boundary"] = Answer("own_network", "assumed", said="classified data stays inside")
        elif profile.flag("hardware.offline") and "hybrid" not in profile.words("wish.deployments"):
            found["data.boundary"] = Answer("own_network", "assumed", said="it must work without a network")
        elif profile.flag("data.contract_obtainable"):
            found["data.boundary"] = Answer("contract", "assumed", said="a processor contract can be had")
        elif profile.said("data.region"):
            found["data.boundary"] = Answer("region", "assumed", said="you named a region")
    place = (found.get("data.boundary") or filled.get("data.boundary") or Answer("")).value
    closed = place in INSIDE
    why = "data stays in your own network" if closed else "assumed: confirm with legal"
    found["data.contract_obtainable"] = Answer(not closed, "assumed", said=why)
    return found


def _home(profile: Profile, _: Profile) -> Mapping[str, Answer]:
    """Data bound to a region that nobody named stays where the team's languages are spoken."""
    spoken = set(profile.words("language.names"))
    if not spoken or profile.text("data.boundary") not in ("region", "sovereign"):
        return {}
    for region, languages in shipped_toml("interview/homes.toml").items():
        if spoken <= set(languages):
            return {"data.region": Answer(region, "assumed", said="your languages are spoken there")}
    return {}


_DERIVATIONS: tuple[Derivation, ...] = (
    request_tokens,
    _requests,
    _units,
    _knowledge,
    _pages,
    _review,
    _waiting,
    _peak,
    _fixed,
    _boundary,
    _home,
)
