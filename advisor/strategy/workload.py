"""The load as figures: every number with its range and whether the user said it or we assumed it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

from advisor.estimate.money import DAYS_PER_MONTH
from advisor.profile import Answer, Profile
from advisor.quantity import Quantity, derive, exact, plain_number
from advisor.strategy.connected import answer_seconds, are_connected

JOB_ITEMS = "workload.one_off_items"
"""Field of the items of a job that is done once."""
JOB_DAYS = "workload.one_off_days"
"""Field of the days within which it must be done."""
_EVERY_DAY = ("workload.requests_per_day", "workload.audio_hours_per_day", "workload.images_per_day")
"""Fields that tell of work which goes on."""
JOB_MARGIN = 1.25
"""Speed that a job is given beyond items over days: devices start, fail and wait; ours."""
WAITING_PEAK = 1.5
"""Busiest hour over the average of work that may wait for hours and is spread over the day."""
GUESS_FACTOR = 1.5
"""Range x/÷ of a figure that was given as one rounded number in conversation."""

_KEPT = 2048
"""Figures of answers that are kept: profiles beside one another share most of theirs."""

LOOKED_AT_MS = 200.0
"""Less than a person takes to press a key at a light, so nobody looks before it is used: our own edge."""

SENTENCES_TOKENS = 100.0
"""An answer of so many tokens is no score, label or vector."""


@dataclass(frozen=True, slots=True)
class Workload:
    """What has to be served. Token figures are for one request."""

    requests_per_day: Quantity
    input_tokens: Quantity
    output_tokens: Quantity
    cached_share: Quantity
    """Share of the input that a cache may serve, 0 to 1."""
    growth_per_year: Quantity
    peak_factor: float
    peak_concurrency: float | None
    """Requests in flight at the peak, where the user counted them."""
    calls_per_request: float
    """Model calls that one request makes: more than one for agents."""
    first_token_ms: float | None
    total_ms: float | None
    """For a whole task, over all its calls."""
    tokens_per_s: float | None
    limits_said: bool
    """Whether the user set the waiting times; assumed ones steer the sizing but break no plan."""
    speed_said: bool
    """Whether the user set the writing speed."""
    batch_ok: bool
    months: int
    job_days: float | None = None
    """Days within which a job that is done once must end; None for work that comes every day."""
    connected: float | None = None
    """People with a session open, where those that were called simultaneous cannot all be in flight."""

    @property
    def nobody_waits(self) -> bool:
        """Return whether no single answer is waited for: all of them count together."""
        return self.batch_ok or self.job_days is not None

    @property
    def busiest(self) -> float:
        """Return the speed that must be kept up over the mean of the months: that of the busiest minute, less
        for work that may wait, and all of a job within its days.

        job: months x days per month / job_days x margin
        """
        if self.job_days is not None:
            return max(1.0, self.months * DAYS_PER_MONTH / self.job_days * JOB_MARGIN)
        return WAITING_PEAK if self.batch_ok else self.peak_factor

    @property
    def longest_ms(self) -> float | None:
        """Return the time for a whole task that was set, or that a writing speed which was set gives.

        calls * (first words + output tokens of a call / tokens_per_s)
        """
        if self.total_ms is not None or not self.speed_said or not self.tokens_per_s:
            return self.total_ms
        each = self.output_tokens.value / self.calls_per_request
        return self.calls_per_request * ((self.first_token_ms or 0.0) + 1e3 * each / self.tokens_per_s)

    @property
    def answer_s(self) -> float:
        """Return how long a task is in flight, in seconds, as far as its waiting times are known."""
        return answer_seconds(
            self.output_tokens.value, self.longest_ms, self.first_token_ms, self.tokens_per_s
        )

    @property
    def tokens_per_day(self) -> float:
        """Return tokens in and out on a normal day."""
        return self.requests_per_day.value * (self.input_tokens.value + self.output_tokens.value)


def workload_of(profile: Profile) -> Workload:
    """Read the load from a filled profile.

    So many at once that they would use up a day's requests within minutes are people who are connected: then
    the rate of requests and its busiest minute size the devices.
    """
    work = _as_told(profile)
    at_once, requests = work.peak_concurrency, work.requests_per_day
    if at_once is None or requests.basis != "said":
        return work
    if not are_connected(requests.value, work.answer_s, at_once):
        return work
    return replace(work, peak_concurrency=None, connected=at_once)


def _as_told(profile: Profile) -> Workload:
    return Workload(
        requests_per_day=_requests(profile),
        input_tokens=figure(profile, "workload.input_tokens", 1000.0, 1.25),
        output_tokens=figure(profile, "workload.output_tokens", 300.0, 1.25),
        cached_share=figure(profile, "workload.shared_prefix_share", 0.0, 1.0),
        growth_per_year=figure(profile, "workload.growth_per_year", 2.0, 1.5),
        peak_factor=profile.number("workload.peak_factor") or 4.0,
        peak_concurrency=profile.number("workload.peak_concurrency"),
        calls_per_request=max(1.0, profile.number("workload.steps_per_task") or 1.0),
        first_token_ms=profile.number("latency.first_token_ms"),
        total_ms=profile.number("latency.total_ms"),
        tokens_per_s=profile.number("latency.tokens_per_s"),
        limits_said=profile.said("latency.first_token_ms") or profile.said("latency.total_ms"),
        speed_said=profile.said("latency.tokens_per_s"),
        batch_ok=bool(profile.flag("latency.batch_ok")),
        months=int(profile.number("time.horizon_months") or 36),
        job_days=profile.number(JOB_DAYS) if done_once(profile) else None,
    )


def _requests(profile: Profile) -> Quantity:
    """Return the requests of a day; those of a job told twice are spread over the months of its bills.

    requests = items / (months x days per month)
    """
    told = figure(profile, "workload.requests_per_day", 500.0, GUESS_FACTOR)
    if not (profile.said("workload.requests_per_day") and done_once(profile)):
        return told
    months = max(1, math.ceil((profile.number(JOB_DAYS) or 1.0) / DAYS_PER_MONTH - 1e-9))
    days = exact("days_of_bills", months * DAYS_PER_MONTH, "days", "months x days per month")
    text = "items of the job / days_of_bills"
    spread = derive(told.name, told.unit, text, lambda told, days: told / days, {"told": told, "days": days})
    return replace(spread, basis=told.basis)


def done_once(profile: Profile) -> bool:
    """Return whether the work is a job that ends; items at the start of work that goes on are no such job.

    A number that is told as the items of a job and as those of a day too is the job told twice.
    """
    if not profile.said(JOB_ITEMS):
        return False
    items = profile.number(JOB_ITEMS)
    told = [profile.number(path) for path in _EVERY_DAY if profile.said(path)]
    return not told or items in told


def figure(profile: Profile, path: str, default: float, spread: float) -> Quantity:
    """Return a number of the profile with its range, or the default as an assumption.

    Args:
        profile: The filled profile.
        path: A number field.
        default: Used when the profile has nothing.
        spread: Range x/÷ where the answer carries none of its own; zero stays exact.
    """
    field, given, value = profile.fields[path], profile.get(path), profile.number(path)
    if given is None or value is None:
        value, given = (
            default,
            Answer(default, "assumed", default / 3, default * 3, "nobody said; a wide guess"),
        )
    said = given.state == "answered"
    return _figure(path, field.unit, field.high, value, given.low, given.high, said, given.said, spread)


@lru_cache(maxsize=_KEPT, typed=True)
def _figure(
    path: str,
    unit: str,
    most: float | None,
    value: float,
    low: float | None,
    high: float | None,
    said: bool,
    words: str,
    spread: float,
) -> Quantity:
    low = low if low is not None else value / spread
    high = high if high is not None else value * spread
    if most is not None:
        high = max(value, min(high, most))
    return Quantity(
        path.rpartition(".")[2],
        value,
        min(low, value),
        max(high, value),
        unit,
        formula=f"{'you said' if said else 'assumed'}: {words or plain_number(value)}",
        basis="said" if said else "assumed",
    )


def sentences_said(profile: Profile) -> bool:
    """Return whether the user said that answers are sentences, such as a grade that is explained."""
    return profile.through("workload.output_tokens", _in_sentences)


def _in_sentences(answer: Answer | None) -> bool:
    if answer is None or answer.state != "answered" or not isinstance(answer.value, (int, float)):
        return False
    return float(answer.value) >= SENTENCES_TOKENS
