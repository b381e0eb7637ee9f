"""The devices for a model that is no LLM, or for a smaller one of its task where it breaks a limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from advisor.catalog.records import Accelerator, OtherModel
from advisor.estimate.classical import Pace, fleet_at, pace_on
from advisor.estimate.fleet import Fleet, Misfit
from advisor.estimate.load import count_misfit
from advisor.quantity import SECONDS_PER_DAY
from advisor.strategy.beside import beside
from advisor.strategy.built_in import is_built_in
from advisor.strategy.classes import hardware_class
from advisor.strategy.context import Context
from advisor.strategy.cpu_servers import KIND as CPU
from advisor.strategy.cpu_servers import cpu_offers, cpu_servers_are_bought
from advisor.strategy.edge_device import edge_accelerator, edge_is_bought
from advisor.strategy.fitting import offers_for
from advisor.strategy.fleet_loads import BOUGHT
from advisor.strategy.night import within_a_night
from advisor.strategy.owned import is_owned, owned_count, owned_offers, price_like
from advisor.strategy.servers import desk_offers, server_offers, with_spare
from advisor.strategy.supply import Offer
from advisor.strategy.within_money import is_beyond, is_modest
from advisor.strategy.wordings import wording

EDGE = "on_device_edge"
ON_SITE = "on_prem"
RENTED = "self_host_rented"
ON_CPU = "on_cpu"
MOST_DEVICES = 64
BOARDS = ("soc", "apple")
"""Kinds of devices that work where they stand, outside a server room."""
BOARD, SEES, SMALL = "soc", "vision", "int8"
"""What sees on a board is computed in 8 bits where the board has arithmetic for them, as rules advise."""
STRICT = ("near_zero_error", "certified")
"""Quality bars at which a service that stands still does harm."""


@dataclass(frozen=True, slots=True)
class Sized:
    """A model on the cheapest devices that carry its load."""

    row: OtherModel
    offer: Offer
    fleet: Fleet
    in_place_of: str = ""
    """Which model was wanted and what it breaks; empty where it is the one that was wanted."""


def sized_on(context: Context, row: OtherModel, deployment: str, units: float) -> Sized | Misfit | None:
    """Return a model on the cheapest devices of a deployment.

    Where a device is too small or too slow for it, or it takes more devices than anybody would run for it,
    the largest smaller model of the same task and unit that fits takes its place; where none does on what
    is owned, others are bought; else the answer is the limit that the wanted model breaks. Where the money
    does not reach for what an office would buy, desktop machines within it take its place.

    Args:
        context: What is asked for.
        row: The model that is wanted.
        deployment: Where it runs.
        units: Units of work on a normal day.

    Returns:
        The devices, the limit that breaks, or None where nothing is offered.
    """
    offers = offers_of(context, row, deployment)
    first = cheapest(context, row, deployment, units, offers)
    if isinstance(first, Sized):
        return _within_money(context, row, deployment, units, first) or first
    if first is None:
        return None
    return _smaller_sized(context, row, deployment, units, offers, first) or _bought_sized(
        context, row, deployment, units, first
    )


def _within_money(
    context: Context, row: OtherModel, deployment: str, units: float, first: Sized
) -> Sized | None:
    """Return a model on desktop machines that the money buys, where it does not reach for the cheapest
    devices that an office would buy."""
    if deployment != ON_SITE or not is_beyond(context, first.offer, first.fleet):
        return None
    found = cheapest(context, row, deployment, units, desk_offers(context))
    return found if isinstance(found, Sized) and is_modest(context, found.offer, found.fleet) else None


def _smaller_sized(
    context: Context, row: OtherModel, deployment: str, units: float, offers: tuple[Offer, ...], first: Misfit
) -> Sized | None:
    """Return the largest smaller model that fits, with what the wanted one breaks."""
    needs = f"{first.needs} devices" if first.unit == "devices" else first.needs
    told = wording("title")["in_place_of"].format(model=row.name, needs=needs)
    for smaller in _smaller(context, row, _edge_kind(context, deployment)):
        load = min(units, SECONDS_PER_DAY) if smaller.as_it_comes else units
        found = cheapest(context, smaller, deployment, load, offers)
        if isinstance(found, Sized):
            return replace(found, in_place_of=told)
    return None


def _bought_sized(
    context: Context, row: OtherModel, deployment: str, units: float, first: Misfit
) -> Sized | Misfit:
    """Return the wanted model on devices that are bought where those that are owned do not do."""
    if deployment not in BOUGHT or not owned_offers(context):
        return first
    more = tuple(offer for offer in server_offers(context) if not is_owned(context, offer))
    return cheapest(context, row, deployment, units, more) or first


def _edge_kind(context: Context, deployment: str) -> str:
    """Return the kind of device at hand that was said, empty where the work runs elsewhere."""
    return context.profile.text("hardware.edge_device") if deployment == EDGE else ""


def _smaller(context: Context, row: OtherModel, kind: str) -> Iterator[OtherModel]:
    """Yield the models that do the same work with fewer operations in the languages that were said, the
    largest first; those that were made for one kind of device only there."""
    spoken, rare = set(context.profile.words("language.names")), context.profile.flag("language.rare")
    alike = (
        one
        for one in context.supply.catalog.others.values()
        if (one.task, one.unit) == (row.task, row.unit)
        and one.gflops_per_unit < row.gflops_per_unit
        and one.fits in ("", kind)
        and (not one.languages or (spoken <= set(one.languages) and not rare))
    )
    yield from sorted(alike, key=lambda one: (-one.gflops_per_unit, one.id))


def cheapest(
    context: Context,
    row: OtherModel,
    deployment: str,
    units: float,
    offers: Iterable[Offer],
    classes: frozenset[str] = frozenset(),
) -> Sized | Misfit | None:
    """Return a model on the cheapest of some devices, of some classes where these are given; else the limit
    that the last of them broke, None without any."""
    fits: list[tuple[float, int, str, Offer, Pace]] = []
    misfit: Misfit | None = None
    terms = beside(context, bought=not _rented(context, deployment))
    for offer in offers:
        pace = _pace(context, row, offer.accelerator)
        if isinstance(pace, Misfit):
            misfit = pace
            continue
        count, most = pace.devices(units, _peak(context)), _most(context, offer)
        if count > most:
            misfit = count_misfit(count, most)
            continue
        if classes and hardware_class(offer.accelerator, count) not in classes:
            continue
        usd = terms.usd(offer.accelerator, offer.price.usd, count, 1)
        fits.append((usd, count, offer.accelerator.id, offer, pace))
    if not fits:
        return misfit
    _, count, _, offer, pace = min(fits, key=lambda one: one[:3])
    best = Sized(row, offer, fleet_at(row, offer.accelerator, pace, units, count))
    return replace(best, fleet=within_a_night(context, deployment, with_standby(context, deployment, best)))


def _most(context: Context, offer: Offer) -> int:
    """Return how many devices of a kind there may be: of cards that are there no more than there are; nobody
    counts the servers of a hall before they are asked to."""
    there = 0 if offer.accelerator.kind == CPU else owned_count(context, offer)
    return min(there, MOST_DEVICES) or MOST_DEVICES


def _pace(context: Context, row: OtherModel, device: Accelerator) -> Pace | Misfit:
    latency_ms = None if row.as_it_comes else _latency_ms(context)
    together = _together(context, row)
    precision = SMALL if device.kind == BOARD and row.task == SEES and device.int8_tops else ""
    key = ("pace", row.id, context.supply.sizes.name(device), latency_ms, together, precision)
    return context.supply.remember(key, lambda: pace_on(row, device, latency_ms, together, precision))


def _together(context: Context, row: OtherModel) -> float:
    """Return the units of one request, where its length was said: somebody waits for a whole text, not for
    one of its tokens."""
    if "token" not in row.unit or not context.profile.said("workload.input_tokens"):
        return 1.0
    return max(1.0, context.workload.input_tokens.value)


def with_standby(context: Context, deployment: str, sized: Sized) -> Fleet:
    """Return the devices with one more where somebody waits for the result and one may fail: always for what
    is bought, and for what is rented where a mistake or a gap is dear. What people carry has none.

    Args:
        context: What is asked for.
        deployment: Where it runs.
        sized: The devices that carry the load.
    """
    alone = deployment == EDGE and (not edge_is_bought(context) or is_built_in(context.profile))
    if context.workload.nobody_waits or alone:
        return sized.fleet
    if _rented(context, deployment) and context.profile.text("quality.bar") not in STRICT:
        return sized.fleet
    return with_spare(context, sized.offer, sized.fleet)


def _rented(context: Context, deployment: str) -> bool:
    return deployment == RENTED or (deployment == ON_CPU and not cpu_servers_are_bought(context))


def offers_of(context: Context, row: OtherModel, deployment: str) -> tuple[Offer, ...]:
    """Return the devices of a deployment that are worth trying for a model."""
    if deployment == RENTED:
        rented = tuple(o for o in offers_for(context, deployment) if o.accelerator.kind != CPU)
        return rented if _better_on_cards(context, row) else ()
    if deployment == ON_SITE:
        every = offers_for(context, deployment)
        if _better_on_cards(context, row):
            return every
        return tuple(o for o in every if o.accelerator.kind == CPU or is_owned(context, o))
    if deployment == ON_CPU:
        return cpu_offers(context)
    device = edge_accelerator(context)
    if device is not None:
        return (Offer(device, price_like(context, device)),)
    return tuple(o for o in owned_offers(context) if o.accelerator.kind in BOARDS)


def _better_on_cards(context: Context, row: OtherModel) -> bool:
    """Return whether a card may do the work of a model any better than an ordinary server: trees over rows of
    numbers gain nothing by one, so none is rented or bought for them unless somebody has it in mind."""
    services = context.anchors.service.values()
    return context.profile.said("wish.devices") or all(s.on_cards for s in services if s.task == row.task)


def _peak(context: Context) -> float:
    return context.workload.busiest


def _latency_ms(context: Context) -> float | None:
    work = context.workload
    return None if work.nobody_waits else work.total_ms or work.first_token_ms
