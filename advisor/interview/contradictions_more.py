"""Answers about money, waiting, places and people that cannot both be true."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.profile import Profile
from advisor.quantity import WEEKS_PER_MONTH, plain_number, usd
from advisor.strategy.inside import INSIDE
from advisor.strategy.workload import LOOKED_AT_MS

HOSTED = ("hosted_api", "managed_open_endpoint")
CHEAPEST_DEVICE_USD = 100.0
"""Less than any device costs on which models are served or trained."""
WATCHED_MS = 60_000.0
"""Nobody waits longer than a minute for something that runs overnight anyway."""
FASTEST_TOKENS_S = 5_000.0
"""More than any hosted model or device writes for one reader in 2026."""
BEYOND = 3.0
"""How far apart two figures for the same thing must be, since people round."""


def money(profile: Profile) -> Iterator[str]:
    """Yield what cannot be paid for."""
    monthly, once = profile.number("budget.monthly_usd"), profile.number("budget.one_off_usd")
    devices, wished = profile.devices("wish.devices"), profile.words("wish.deployments")
    buys = "on_prem" in wished or not monthly
    count = sum(device.count for device in devices)
    if devices and buys and once is not None and once < CHEAPEST_DEVICE_USD * count:
        named = " and ".join(f"{device.count}x {device.name}" for device in devices)
        yield f"You thought of {named}, but only {usd(once)} may be spent once."
    outside = [word for word in wished if word in (*HOSTED, "self_host_rented")]
    credit = profile.number("budget.credits_usd")
    if monthly == 0 and outside and not credit:
        yield f"Nothing may be spent a month, but {_plain(outside[0])} is paid every month."
    scratch = "pretrain_from_scratch" in profile.words("wish.adaptations")
    if scratch and once is not None and once < CHEAPEST_DEVICE_USD and not monthly:
        yield f"You thought of training a model from scratch, but only {usd(once)} may be spent once."


def waiting(profile: Profile) -> Iterator[str]:
    """Yield waits that do not go with each other, or with the length of the answer."""
    total, rate = profile.number("latency.total_ms"), profile.number("latency.tokens_per_s")
    length = profile.number("workload.output_tokens")
    if profile.flag("latency.batch_ok") and total and total < WATCHED_MS:
        yield f"Overnight is fine, yet the whole answer must come within {plain_number(total)} ms."
    if total and rate and length and 1e3 * length / rate > BEYOND * total:
        took = f"{plain_number(length)} tokens at {plain_number(rate)} a second take"
        late = f"but the whole answer may take {plain_number(total)} ms"
        yield f"{took} {plain_number(length / rate)} s, {late}."
    elif total and length and 1e3 * length / total > FASTEST_TOKENS_S:
        yield f"No model writes {plain_number(length)} tokens in {plain_number(total)} ms."
    first = profile.number("latency.first_token_ms")
    if first and first <= LOOKED_AT_MS and profile.flag("quality.human_review"):
        seen = "let people look afterwards at a sample and at what was thrown out"
        yield f"A person is to check it, but it must be there in {plain_number(first)} ms: {seen}."
    weeks, months = profile.number("time.deadline_weeks"), profile.number("time.horizon_months")
    if weeks and months and weeks > months * WEEKS_PER_MONTH:
        ends = f"costs are added up over {plain_number(months)} months only"
        yield f"It must work in {plain_number(weeks)} weeks, but {ends}."


def places(profile: Profile) -> Iterator[str]:
    """Yield places that do not go together."""
    hosted = [word for word in profile.words("wish.deployments") if word in HOSTED]
    boundary, region = profile.text("data.boundary"), profile.text("data.region")
    if profile.flag("hardware.offline") and hosted:
        yield f"It must work without a network, but you thought of {_plain(hosted[0])}."
    if "classified" in profile.words("data.sensitivity") and boundary == "any_cloud":
        yield "The data are classified, yet they may go to any cloud."
    if boundary == "any_cloud" and region:
        yield f"The data may go to any cloud, yet they must be processed in {region}."
    if boundary in INSIDE and profile.number("budget.credits_usd"):
        yield "Data must stay in your network, so cloud credits cannot pay for it."


def people_and_work(profile: Profile) -> Iterator[str]:
    """Yield statements about people, languages and the task that do not go together."""
    users, tenants = profile.number("workload.users"), profile.number("tenants.count")
    if users and tenants and tenants > users:
        yield f"{plain_number(tenants)} customers with behaviour of their own are more than all users."
    if profile.flag("use_case.narrow") and profile.flag("use_case.several_workloads"):
        yield "You said one narrow task, and several different ones."
    scratch = "pretrain_from_scratch" in profile.words("wish.adaptations")
    if profile.text("team.skill") == "none" and scratch:
        yield "You thought of training a model from scratch, but nobody technical will run it."
    if profile.flag("language.rare") and profile.words("language.names") == ("English",):
        yield "You said that one of the languages is rare, and that English is the only one."
    if profile.flag("knowledge.needed") is False and profile.flag("knowledge.citations"):
        yield "Answers need no facts of your own, yet each must name its source."
    whole = profile.number("workload.input_tokens")
    named = ("system_tokens", "context_tokens", "message_tokens")
    parts = sum(profile.number(f"workload.{name}") or 0.0 for name in named)
    if whole and parts > BEYOND * whole:
        yield (
            f"Instructions, passages and message are {plain_number(parts)} tokens, but you also said"
            f" that a request has {plain_number(whole)}."
        )


def _plain(word: str) -> str:
    return word.replace("_", " ").replace("hosted api", "a hosted model")
