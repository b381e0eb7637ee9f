"""The load of a day from what was said of it: people, tokens, images, audio or today's bill."""

from __future__ import annotations

import math
from collections.abc import Mapping

from advisor.estimate.money import DAYS_PER_MONTH
from advisor.profile import Answer, Profile
from advisor.quantity import plain_number
from advisor.strategy.generate import OWN
from advisor.strategy.in_use import SERVED
from advisor.strategy.own_time import in_own_time

REQUESTS, _PICTURES = "workload.requests_per_day", "workload.images_per_request"
_AUDIO_HOURS = (1 / 6, 1 / 30, 1 / 2)
"""Length of one recording or call in hours: ten minutes, from two to thirty."""
_TURN_HOURS = (1 / 240, 1 / 720, 1 / 60)
"""Length of one spoken turn in hours: fifteen seconds, from five to sixty."""
LIVE_MS = 3000.0
"""Who must be answered within this is in a conversation, where a request is a turn and not a recording."""
_OWN_REQUESTS = (50.0, 5.0, 500.0)
"""Requests of a day of what is done in one's own time, value, low and high, from one to a club; a guess."""
_OWN_USES = (20.0, 5.0, 60.0)
"""Uses of a day by one who builds it for himself, value, low and high: our guess."""
_FEW = 2.0
"""People up to whom a thing is for oneself."""
_BILLED_USD_PER_MILLION = (4.0, 1.0, 12.0)
"""What people pay for a million tokens, in and out together, who have a bill already: strong hosted models at
list prices of 2026 ($2 in and $10 out, three tokens in for one out), from small ones to the dearest."""


def requests(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """Return the requests of a day: people times uses, or all tokens over those of a request, or images, or
    what today's bill pays for, or recordings.

    Args:
        profile: What the user said.
        filled: The same with the defaults of the use case.

    Returns:
        What the first way gives that knows: None says that it knows nothing and the next is asked, an empty
        mapping that nothing can be told.
    """
    ways = (_by_people, _by_tokens, _by_images, _behind_the_bill, _by_audio, _in_own_time)
    return next((found for way in ways if (found := way(profile, filled)) is not None), {})


def _by_people(profile: Profile, filled: Profile) -> Mapping[str, Answer] | None:
    users, uses = _said(profile, "workload.users"), _uses(profile, filled)
    if users is None or uses is None:
        return None
    why = f"{plain_number(_bounds(users)[0])} users times {plain_number(_bounds(uses)[0])} uses a day"
    return _product(profile, REQUESTS, (users, uses), why)


def _by_tokens(profile: Profile, filled: Profile) -> Mapping[str, Answer] | None:
    tokens, each = _said(profile, "workload.tokens_per_day"), _request_tokens(filled)
    if tokens is None:
        return None
    why = f"{plain_number(_bounds(tokens)[0])} tokens a day over {plain_number(each)} tokens a request"
    return _product(profile, REQUESTS, (tokens, _inverse(Answer(each))), why)


def _by_images(profile: Profile, _: Profile) -> Mapping[str, Answer] | None:
    images, each = _said(profile, "workload.images_per_day"), _said(profile, _PICTURES)
    if images is None:
        return None
    if each is not None:
        why = f"one request for {plain_number(_bounds(each)[0])} images"
        return _product(profile, REQUESTS, (images, _inverse(each)), why)
    return _product(profile, REQUESTS, (images,), "one request for each image")


def _by_audio(profile: Profile, _: Profile) -> Mapping[str, Answer] | None:
    hours = _said(profile, "workload.audio_hours_per_day")
    an_hour = _inverse(Answer(_AUDIO_HOURS[0], "assumed", *_AUDIO_HOURS[1:]))
    return _product(profile, REQUESTS, (hours, an_hour), "recordings of about ten minutes") if hours else None


def _in_own_time(profile: Profile, _: Profile) -> Mapping[str, Answer] | None:
    if not in_own_time(profile) or profile.said("workload.users"):
        return None
    value, low, high = _OWN_REQUESTS
    return {REQUESTS: Answer(value, "assumed", low, high, "done in your own time: some tens a day")}


def _said(profile: Profile, path: str) -> Answer | None:
    """Return an answer that the user gave, None where it is assumed or unknown."""
    return profile.get(path) if profile.said(path) else None


def _uses(profile: Profile, filled: Profile) -> Answer | None:
    """Return the uses of a day by each user; one or two who build it for themselves ask tens of times."""
    few = (profile.number("workload.users") or math.inf) <= _FEW
    if few and in_own_time(profile) and not profile.said("workload.uses_per_user_day"):
        return Answer(_OWN_USES[0], "assumed", *_OWN_USES[1:], said="you build it for yourself")
    return filled.get("workload.uses_per_user_day")


def _behind_the_bill(profile: Profile, filled: Profile) -> Mapping[str, Answer] | None:
    """Return the requests that today's bill for text pays for; an empty mapping, so that no other way is
    asked, where it is a rent of devices, billed by no token, or a request has no tokens.

    requests_per_day = bill / days per month / (tokens of a request x price of a token)
    """
    bill, tokens = _said(profile, "budget.current_usd_month"), _request_tokens(filled)
    if bill is None or filled.text("use_case.modality", "text") != "text":
        return None
    served = set(profile.words(SERVED))
    if tokens <= 0 or (served and served <= set(OWN)):
        return {}
    price, low, high = _BILLED_USD_PER_MILLION
    each = Answer(price * tokens / 1e6, "assumed", low * tokens / 1e6, high * tokens / 1e6)
    a_day = Answer(1 / DAYS_PER_MONTH)
    why = f"your bill of ${plain_number(_bounds(bill)[0])} a month at about ${price:g} a million tokens"
    return _product(profile, REQUESTS, (bill, a_day, _inverse(each)), why)


def units(profile: Profile, filled: Profile) -> Mapping[str, Answer]:
    """Return the images or hours of audio of a day from its requests, where pictures or sound go in; the
    requests are those that were said or that people of whom each was told so many make together.

    Args:
        profile: What the user said.
        filled: The same with the defaults of the use case.
    """
    number = _said(profile, REQUESTS) or (_by_people(profile, filled) or {}).get(REQUESTS)
    if number is None:
        return {}
    modality = filled.text("use_case.modality")
    if modality == "image":
        pictures = _said(profile, _PICTURES) or Answer(1.0)
        count = _bounds(pictures)[0]
        why = f"{'one image' if count == 1 else f'{plain_number(count)} images'} for each request"
        return _product(profile, "workload.images_per_day", (number, pictures), why)
    if modality == "audio":
        live = profile.said("latency.first_token_ms") and (
            (profile.number("latency.first_token_ms") or LIVE_MS) < LIVE_MS
        )
        hours = _TURN_HOURS if live else _AUDIO_HOURS
        each = Answer(hours[0], "assumed", *hours[1:])
        why = "about fifteen seconds for each turn" if live else "about ten minutes for each request"
        minutes = profile.get("workload.audio_minutes")
        if minutes is not None and minutes.state != "unknown":
            value, low, high = _bounds(minutes)
            each = Answer(value / 60.0, "assumed", low / 60.0, high / 60.0)
            why = f"{plain_number(value)} minutes for each"
        return _product(profile, "workload.audio_hours_per_day", (number, each), why)
    return {}


def _request_tokens(filled: Profile) -> float:
    """Return the tokens of a request, in and out together."""
    return sum(filled.number(f"workload.{end}_tokens") or 0.0 for end in ("input", "output"))


def _bounds(answer: Answer) -> tuple[float, float, float]:
    """Return value, low and high of a number answer; a bare number is its own range."""
    value = float(answer.value) if isinstance(answer.value, (int, float)) else 0.0
    low = value if answer.low is None else answer.low
    return value, low, value if answer.high is None else answer.high


def _product(profile: Profile, path: str, factors: tuple[Answer, ...], why: str) -> dict[str, Answer]:
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
