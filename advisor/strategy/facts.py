"""Facts that rules may read: figures worked out from the profile before any plan is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from advisor.catalog.records import TIERS, Tier
from advisor.estimate.ledger import month_usd
from advisor.estimate.money import DAYS_PER_MONTH
from advisor.profile import Profile
from advisor.quantity import SECONDS_PER_DAY, Quantity, derive, exact
from advisor.strategy.assemble import extra_people
from advisor.strategy.connected import day_seconds
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row, is_host_memory
from advisor.strategy.eligible import models_of
from advisor.strategy.fitting import best_fit
from advisor.strategy.heard import heard_facts
from advisor.strategy.hosted import api_usd_month
from advisor.strategy.jurisdiction import area_of
from advisor.strategy.named import named_facts
from advisor.strategy.pretrain_facts import pretrain_facts
from advisor.strategy.pretraining import continued_facts
from advisor.strategy.pricing import people_line, rented_lines
from advisor.strategy.supply import tier_index
from advisor.strategy.training_fleet import training_fleet
from advisor.strategy.tuning_fits import whole_tuning_facts
from advisor.strategy.use_cases import UseCase, at_once
from advisor.strategy.workload import LOOKED_AT_MS, sentences_said

CARDS = frozenset(("consumer", "workstation", "datacentre"))
"""Kinds of devices with a memory of their own, beside that of the computer."""
GRAVE = frozenset({"health", "classified"})
"""Kinds of data whose outputs must be as good as a trained person's."""

BUSIEST = "requests_per_day x peak_factor / 86400"
FRONTIER_BILL = "api_frontier_usd_month"
BILLS = ("api_usd_month", FRONTIER_BILL)
"""Facts about hosted models; they follow from what rules ask for."""
RENTED = ("gpu_usd_month", "gpu_utilisation", "gpu_count")
"""Facts about rented devices, for which these must be sized."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Figures by name, and the few facts that are words or yes-or-no."""

    figures: Mapping[str, Quantity]
    other: Mapping[str, object]

    def values(self) -> dict[str, object]:
        """Return the flat form that rules read: ``facts.NAME`` to a value."""
        found: dict[str, object] = {f"facts.{name}": q.value for name, q in self.figures.items()}
        found.update({f"facts.{name}": value for name, value in self.other.items()})
        return found


def needed_tier(profile: Profile, use_case: UseCase) -> Tier:
    """Return the least capable class of model that the use case needs at the user's quality bar.

    Where a mistake can harm, the bar is that of trained staff at least. Hard reasoning needs one class
    more, and so do real examples on which today's models reason wrongly. A few words at once, such as a
    completion, take a smaller model, as use cases say; answers in sentences take one that writes them, where
    the work itself needs none.
    """
    answers = sentences_said(profile)
    place = tier_index(use_case.tier(profile.text("quality.bar", "good"), answers=answers))
    if at_once(profile, use_case):
        place = min(place, tier_index(use_case.at_once))
    if profile.flag("use_case.harm") or GRAVE & set(profile.words("data.sensitivity")):
        place = max(place, tier_index(use_case.tier("staff", answers=answers)))
    if profile.flag("use_case.hard_reasoning"):
        place += 1
    if profile.text("quality.failure") == "reasoning":
        place += 1
    return TIERS[min(place, len(TIERS) - 1)]


def compute_facts(context: Context) -> Facts:
    """Return every fact that can be worked out; those that cannot are absent, which is unknown."""
    plain, rented = plain_facts(context), rented_facts(context)
    return Facts({**plain.figures, **rented.figures}, plain.other)


def plain_facts(context: Context, bills: Iterable[str] = BILLS) -> Facts:
    """Return the facts that take no sizing of devices.

    Args:
        context: The bundle.
        bills: The hosted bills that are asked for.
    """
    figures = _tokens(context)
    figures.update(_knowledge(context))
    figures.update(hosted_bills(context, bills).figures)
    figures.update(_owned(context))
    figures.update(_connected(context))
    figures.update(heard_facts(context))
    if training_fleet(context) is None or context.profile.said("wish.train_params_b"):
        figures.update(pretrain_facts(context))
    figures.update(continued_facts(context))
    figures.update(named_facts(context))
    figures.update(whole_tuning_facts(context))
    return Facts(figures, _other(context))


def _other(context: Context) -> dict[str, object]:
    """Return the facts that are words or yes-or-no; those that do not hold are often absent."""
    other: dict[str, object] = {"needed_tier": context.tier}
    owned = context.profile.devices("hardware.owned")
    if owned:
        rows = [None if is_host_memory(device) else device_row(context, device) for device in owned]
        kinds = {
            "cpu" if is_host_memory(device) else row.kind if row is not None else ""
            for device, row in zip(owned, rows, strict=True)
        }
        other["owned_is_cpu"] = kinds == {"cpu"}
        other["owned_is_card"] = any(row is not None and row.kind in CARDS for row in rows)
    if context.profile.text("data.region"):
        other["eu_law"] = area_of(context) == "eu"
    if not context.profile.said("examples.count"):
        other["examples_unsaid"] = True
    wait = context.profile.number("latency.first_token_ms")
    if wait is not None and wait <= LOOKED_AT_MS:
        other["nobody_looks"] = True
    return other


def _tokens(context: Context) -> dict[str, Quantity]:
    """Return the tokens that are served, none where devices only train."""
    if training_fleet(context) is not None:
        return {}
    work = context.workload
    load = {
        "requests": work.requests_per_day,
        "tokens_in": work.input_tokens,
        "tokens_out": work.output_tokens,
    }
    day = derive(
        "tokens_per_day",
        "tokens/day",
        "requests_per_day x (input_tokens + output_tokens)",
        lambda requests, tokens_in, tokens_out: requests * (tokens_in + tokens_out),
        load,
    )
    month = derive(
        "tokens_per_month",
        "tokens/month",
        f"{DAYS_PER_MONTH:.2f} x tokens_per_day",
        lambda day: DAYS_PER_MONTH * day,
        {"day": day},
    )
    return {"tokens_per_day": day, "tokens_per_month": month}


def _connected(context: Context) -> dict[str, Quantity]:
    """Return the people who are connected and the time in which they would use up the requests of a day,
    where they were given as requests at the same time."""
    work = context.workload
    if work.connected is None:
        return {}
    rate = work.requests_per_day.value / SECONDS_PER_DAY
    seconds = day_seconds(work.requests_per_day.value, work.answer_s, work.connected)
    told = "requests_per_day x seconds in flight / connected"
    return {
        "connected": exact("connected", work.connected, "people", "simultaneous, as you said"),
        "connected_day_s": exact("connected_day_s", seconds, "s", told),
        "busiest_requests_s": exact("busiest_requests_s", rate * work.busiest, "requests/s", BUSIEST),
    }


def _knowledge(context: Context) -> dict[str, Quantity]:
    pages = context.profile.number("knowledge.pages")
    if pages is None:
        return {}
    per_page = context.parameter("tokens_per_page")
    tokens = derive(
        "knowledge_tokens",
        "tokens",
        f"{pages:g} pages x tokens_per_page",
        lambda each: pages * each,
        {"each": per_page},
    )
    return {"knowledge_tokens": tokens}


def with_rules(context: Context, facts: Facts) -> Facts:
    """Return the facts with the hosted bills of the job as rules shape it: documents, caching, batches."""
    return Facts({**facts.figures, **hosted_bills(context).figures}, facts.other)


def hosted_bills(context: Context, names: Iterable[str] = BILLS) -> Facts:
    """Return what the job costs a month on the cheapest hosted model that is able enough, and on the ablest;
    nothing where devices only train.

    Args:
        context: The bundle.
        names: The bills that are asked for.
    """
    found: dict[str, Quantity] = {}
    for name in names if training_fleet(context) is None else ():
        hosted = api_usd_month(context, "frontier" if name == FRONTIER_BILL else context.tier)
        if hosted is not None:
            found[name] = hosted[1].with_name(name)
    return Facts(found, {})


def rented_facts(context: Context) -> Facts:
    """Return what the cheapest rented devices that serve the load cost with their people."""
    if training_fleet(context) is not None:
        return Facts({}, {})
    best, _ = best_fit(context, "self_host_rented", models_of(context, context.tier))
    if best is None:
        return Facts({}, {})
    people = people_line(context, extra_people(context, "self_host_rented", ()))
    lines = (*rented_lines(context, best.offer, best.fleet), people)
    devices = f"{best.model.name} on {best.offer.accelerator.name}"
    usd_month, utilisation, count = RENTED
    return Facts(
        {
            usd_month: month_usd(lines, usd_month),
            utilisation: best.fleet.utilisation.with_name(utilisation),
            count: exact(count, best.fleet.devices, "devices", devices),
        },
        {},
    )


def _owned(context: Context) -> dict[str, Quantity]:
    """Return the memory of owned devices, in all and of the largest; that of a computer is no device's."""
    sizes: list[float] = []
    for device in context.profile.devices("hardware.owned"):
        row = None if is_host_memory(device) else device_row(context, device)
        if row is not None:
            sizes += [row.memory_gb] * min(device.count, 10_000)
    if not sizes:
        return {}
    return {
        "owned_memory_gb": exact("owned_memory_gb", sum(sizes), "GB", "sum over owned devices"),
        "owned_largest_gb": exact("owned_largest_gb", max(sizes), "GB", "largest owned device"),
    }
