"""Which open model on which devices serves the load for the least money."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from advisor.catalog.records import LanguageModel
from advisor.estimate.fleet import Load, Misfit
from advisor.strategy.beside import beside
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.eligible import (
    FROM_NOTHING,
    chosen_models,
    kept_models,
    proven_models,
    required_models,
)
from advisor.strategy.fleet_loads import BOUGHT, at_todays_load, loads_for
from advisor.strategy.in_use import in_use
from advisor.strategy.named import named_devices
from advisor.strategy.once import once
from advisor.strategy.owned import is_owned, owned_count, owned_offers
from advisor.strategy.rentable import rentable
from advisor.strategy.said_rent import as_said, rented_counts, said_rate
from advisor.strategy.search import Fit, Search, candidates
from advisor.strategy.servers import (
    server_offers,
    serves_a_department,
    with_spare,
    worth_of_eight_bits,
)
from advisor.strategy.supply import Offer, efficient
from advisor.strategy.wanted_formats import asked_bits, barred_bits, published_wide_enough

RENTED_WITHOUT = ("consumer",)
"""Cards whose licence keeps them out of data centres, also when somebody else rents them out."""
RENTED_KINDS = {"managed_open_endpoint": ("datacentre",)}
"""Kinds of devices that a deployment is rented on, where not all are offered."""
BOUGHT_KINDS = {"shared_cluster": ("datacentre",)}
"""The same for what is bought: groups that share a cluster share servers, and no desktop machine."""
NOT_LOADED = ("GB", "tokens")
"""Units of the limits that break before a model serves anything at all."""


def best_fit(
    context: Context, deployment: str, models: Iterable[LanguageModel]
) -> tuple[Fit | None, Search | None]:
    """Return the cheapest fit over some models and the devices that can be had, and the search for today's
    load where it found nothing.

    Room to grow and waiting times that nobody asked for are dropped, in this order, when nothing meets them
    or the money does not reach for what does. Where owned devices do not serve, others are bought.
    """
    rows = list(models)
    best, failed = best_of(context, deployment, rows, offers_for(context, deployment))
    if best is None and deployment in BOUGHT and owned_offers(context):
        more = tuple(o for o in server_offers(context) if not is_owned(context, o))
        best, _ = best_of(context, deployment, rows, more)
    return best, failed


def proven_fit(
    context: Context, deployment: str, adaptations: tuple[str, ...]
) -> tuple[Fit, Search | None] | None:
    """Return the cheapest fit of the model that the user measured to do, as :func:`best_fit` does; None where
    there is none, where they insist on another one or where a plan trains its own."""
    return _fit_of(context, deployment, adaptations, proven_models(context))


def chosen_fit(
    context: Context, deployment: str, adaptations: tuple[str, ...]
) -> tuple[Fit, Search | None] | None:
    """Return the cheapest fit of the model that the user named to be run, as :func:`proven_fit` does."""
    return _fit_of(context, deployment, adaptations, chosen_models(context))


def _fit_of(
    context: Context, deployment: str, adaptations: tuple[str, ...], models: list[LanguageModel]
) -> tuple[Fit, Search | None] | None:
    if required_models(context) or FROM_NOTHING in adaptations or not models:
        return None
    best, failed = best_fit(context, deployment, models)
    return None if best is None else (best, failed)


def kept_fit(
    context: Context, deployment: str, adaptations: tuple[str, ...]
) -> tuple[Fit, Search | None] | None:
    """Return the cheapest fit of the model that runs on what the user owns and is to stay there; None where
    there is none or a plan trains its own."""
    if deployment not in BOUGHT or FROM_NOTHING in adaptations or required_models(context):
        return None
    fit = owned_fit(context, deployment, kept_models(context)) if kept_models(context) else None
    return None if fit is None else (fit, None)


def surely_fit(context: Context, deployment: str, models: Iterable[LanguageModel]) -> bool:
    """Return whether :func:`best_fit` surely finds something for a deployment that is rented, seen at one
    look; False where only a search would tell.

    Args:
        context: The bundle.
        deployment: One where nothing is bought.
        models: As in :func:`best_fit`.
    """
    bits, rows, offers = barred_bits(context), list(models), offers_for(context, deployment)
    if asked_bits(context) > bits:
        bits, rows = asked_bits(context), published_wide_enough(rows)
    loads = loads_for(context, deployment)
    return any(_search(context, deployment, offers, rows, at, bits).leader_serves for at in reversed(loads))


def owned_fit(context: Context, deployment: str, models: Iterable[LanguageModel]) -> Fit | None:
    """Return the cheapest fit on what is owned alone, or None."""
    return best_of(context, deployment, list(models), owned_offers(context))[0]


def best_of(
    context: Context,
    deployment: str,
    rows: list[LanguageModel],
    offers: tuple[Offer, ...],
    classes: frozenset[str] = frozenset(),
) -> tuple[Fit | None, Search | None]:
    """Return the cheapest fit in formats as wide as the user asked for, or where none fits as rules allow,
    and the search that found nothing, as :func:`best_fit` does.

    Args:
        context: The bundle.
        deployment: Where the models run.
        rows: The models.
        offers: The devices.
        classes: Of hardware that alone will do; empty for any.
    """
    wanted, barred = asked_bits(context), barred_bits(context)
    if wanted > barred:
        best, failed = _best_in(context, deployment, published_wide_enough(rows), offers, wanted, classes)
        if best is not None:
            return best, failed
    return _best_in(context, deployment, rows, offers, barred, classes)


def _best_in(
    context: Context,
    deployment: str,
    rows: list[LanguageModel],
    offers: tuple[Offer, ...],
    bits: float,
    classes: frozenset[str],
) -> tuple[Fit | None, Search | None]:
    failed: Search | None = None
    dearest: Fit | None = None
    for load in loads_for(context, deployment):
        search = _search(context, deployment, offers, rows, load, bits, classes)
        best = search.fit
        if best is None:
            failed = search if failed is None or load == context.load() else failed
            continue
        found = _as_bought(context, best, load) if deployment in BOUGHT else best
        if deployment not in BOUGHT or not _too_dear(context, best):
            return found, failed
        dearest = dearest or found
    return dearest, failed


def _as_bought(context: Context, fit: Fit, load: Load) -> Fit:
    """Return a fit with its spare, and with the use that devices with room to grow have today."""
    if is_owned(context, fit.offer):
        return fit
    fleet = at_todays_load(fit.fleet) if load.ahead > 1.0 else fit.fleet
    return replace(fit, fleet=with_spare(context, fit.offer, fleet))


def _too_dear(context: Context, fit: Fit) -> bool:
    """Return whether the money for purchases does not reach for the devices of a fit."""
    once = context.profile.number("budget.one_off_usd")
    if once is None or is_owned(context, fit.offer):
        return False
    return fit.offer.price.low_usd * fit.fleet.devices > once


def _search(
    context: Context,
    deployment: str,
    offers: tuple[Offer, ...],
    rows: list[LanguageModel],
    load: Load,
    bits: float,
    classes: frozenset[str] = frozenset(),
) -> Search:
    """Return the search for the cheapest fit, remembered by all that it depends on."""
    owned = _owned_counts(context) if deployment in BOUGHT else {}
    supply = context.supply
    loss, terms = worth_of_eight_bits(context, deployment), beside(context, bought=deployment in BOUGHT)
    market = (
        loss,
        terms,
        tuple(sorted(owned.items())),
        tuple((o.price.id, o.accelerator.id) for o in offers),
        tuple(row.id for row in rows),
        bits,
    )
    most = context.anchors.most_without_link

    def search() -> Search:
        known = supply.remember(
            ("candidates", *market),
            lambda: candidates(supply, offers, rows, owned=owned, least_bits=bits, loss=loss, terms=terms),
        )
        return Search(supply, owned, load, most, known, rows, classes)

    return supply.remember(("search", load, classes, *market), search)


@once
def _owned_counts(context: Context) -> dict[str, int]:
    return {o.accelerator.id: owned_count(context, o) for o in owned_offers(context)}


@once
def offers_for(context: Context, deployment: str) -> tuple[Offer, ...]:
    """Return the devices worth trying: those owned, else those on the market for the deployment."""
    catalog = context.supply.catalog
    if deployment in BOUGHT:
        return owned_offers(context) or _bought(context, BOUGHT_KINDS.get(deployment))
    steady = context.profile.text("workload.shape") == "around_the_clock"
    offers = []
    for offer in _in_use(context, deployment) or rented(context, RENTED_KINDS.get(deployment)):
        term = steady and said_rate(context, offer.accelerator.id) is None
        reserved = catalog.rental(offer.accelerator.id, "reserved") if term else None
        offers.append(Offer(offer.accelerator, reserved) if reserved else offer)
    return tuple(offers)


def _in_use(context: Context, deployment: str) -> tuple[Offer, ...]:
    """Return the offers of the devices that the user named, where they run on rented ones today."""
    if not in_use(context.profile, deployment):
        return ()
    rows = [device_row(context, device) for device in named_devices(context)]
    named = {row.id for row in rows if row is not None}
    return as_said(context, (offer for offer in rentable(context) if offer.accelerator.id in named))


def _bought(context: Context, kinds: tuple[str, ...] | None) -> tuple[Offer, ...]:
    """Return the devices for sale of some kinds, all of them where none is of these."""
    every = server_offers(context)
    return tuple(o for o in every if kinds is None or o.accelerator.kind in kinds) or every


def rented(context: Context, kinds: tuple[str, ...] | None) -> tuple[Offer, ...]:
    """Return the efficient offers among those whose operators may see the data; for many people, and from a
    provider, of generations on which serving many was benchmarked in public.

    Args:
        context: The bundle.
        kinds: Those of the devices; None for any.
    """
    supply, many = context.supply, serves_a_department(context) or kinds is not None
    without, proven = (RENTED_WITHOUT, context.anchors.department.proven) if many else ((), None)
    some = [
        o
        for o in rentable(context)
        if o.accelerator.kind not in without and (proven is None or o.accelerator.generation in proven)
    ]
    some = [o for o in some if kinds is None or o.accelerator.kind in kinds]
    said = rented_counts(context) if kinds is None else {}
    if any(o.accelerator.id in said and said_rate(context, o.accelerator.id) for o in some):
        return efficient(as_said(context, some))
    names = tuple(o.price.id for o in some)
    wanted = set(names)
    return supply.remember(
        ("rented", names), lambda: efficient(o for o in supply.offers("on_demand") if o.price.id in wanted)
    )


def shortfall(item: tuple[LanguageModel, Misfit]) -> tuple[bool, float, str]:
    """Return how far a model is from fitting: whether it cannot even be loaded, the share that is missing,
    and its id."""
    row, misfit = item
    return (
        misfit.unit in NOT_LOADED,
        abs(misfit.needs_value - misfit.has_value) / max(misfit.has_value, 1e-9),
        row.id,
    )
