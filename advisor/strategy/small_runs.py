"""One training run and its devices; for models that are no LLM on one card, or a server for tables."""

from __future__ import annotations

from dataclasses import dataclass, replace

from advisor.catalog.records import Accelerator, OtherModel
from advisor.estimate.purchase import purchase_usd
from advisor.estimate.small_training import SmallTraining, small_training
from advisor.quantity import Quantity, exact
from advisor.strategy.context import Context
from advisor.strategy.inside import trains_inside
from advisor.strategy.owned import price_like
from advisor.strategy.records import Hardware
from advisor.strategy.rentable import rentable
from advisor.strategy.servers import server_offers
from advisor.strategy.shown_hardware import shown_hardware
from advisor.strategy.supply import Offer

ON_CPU = ("tabular",)
"""Tasks whose models train on ordinary servers."""
WITHOUT_TRAINING = ("cpu", "soc", "npu")
"""Kinds of devices on which such models serve but are not trained, unless the run is short."""
SHORT_RUN_HOURS = 24.0
"""A run that a server without a card ends by the next day, as that of an encoder over some thousand texts, is
no reason to buy a card; our assumption, 2026-11."""
SAME_USD = 25.0
"""Runs whose prices differ by less are of one price, as it is paid a few times; our assumption,
2026-11."""
SERVER_HOURS = "server-hours"


@dataclass(frozen=True, slots=True)
class TuningRun:
    """One run on the cheapest devices that surely hold it."""

    usd: Quantity
    gpu_hours: Quantity
    hardware: Hardware
    wall_hours: Quantity | None = None
    purchase: Quantity | None = None
    """What devices cost that are bought for it, USD; None where they are rented or there already."""
    whole: bool = False
    """Whether the answers that it learns from are written within it."""


@dataclass(frozen=True, slots=True)
class Site:
    """The devices that a plan has of its own."""

    accelerator: Accelerator
    count: int


def small_run(
    context: Context, model: OtherModel, examples: float, tokens_each: float, site: Site | None = None
) -> TuningRun | None:
    """Return one training run of a model that is no LLM, or None where nothing to train it on is known.

    Data that may not leave are trained on inside: on the plan's own cards, else on one that is bought. A clip
    of sound fills a window of the models that read in windows.

    Args:
        context: The bundle.
        model: The model.
        examples: Labelled examples.
        tokens_each: Length of one example in tokens, for models whose unit is a token.
        site: The devices that a plan has of its own.
    """
    units = max(1.0, tokens_each) if "token" in model.unit else model.window_units
    devices = _devices(context, model, site, examples * units)

    def cheapest() -> TuningRun | None:
        return _smallest_of_a_price([run_on(offer, rate) for offer, rate in devices])

    def run_on(offer: Offer, rate: Quantity) -> TuningRun:
        device = offer.accelerator
        run = _run(
            small_training(model, device, examples=examples, units_per_example=units, rate=rate), device
        )
        if not trains_inside(context):
            return run
        theirs = model.task in ON_CPU or (site is not None and site.accelerator == device)
        kept = replace(run, hardware=replace(run.hardware, bought=True))
        return kept if theirs else bought_for_it(context, offer, 1, run)

    if trains_inside(context):
        return cheapest()
    rented = tuple((offer.price.id, offer.accelerator.id, rate.value) for offer, rate in devices)
    return context.supply.remember(("small run", model.id, examples, units, rented), cheapest)


def _smallest_of_a_price(runs: list[TuningRun]) -> TuningRun | None:
    """Return the cheapest run, or one of about its price that ends by the next day on a smaller card: a few
    dollars are no reason to rent one for large models."""
    best = min(runs, key=_money, default=None)
    if best is None:
        return None
    near = [run for run in runs if _money(run) <= _money(best) + SAME_USD and _by_tomorrow(run)]
    return min((best, *near), key=lambda run: (run.hardware.memory_gb, _money(run)))


def _by_tomorrow(run: TuningRun) -> bool:
    return run.wall_hours is not None and run.wall_hours.value <= SHORT_RUN_HOURS


def _money(run: TuningRun) -> float:
    return run.usd.value + (run.purchase.value if run.purchase else 0.0)


def bought_for_it(context: Context, offer: Offer, count: int, run: TuningRun) -> TuningRun:
    """Return a run with what its devices cost to buy, the machine around them included."""
    price, factor = context.supply.catalog.rate(offer.price), context.parameter("server_factor")
    once = purchase_usd(price, offer.accelerator, count, factor).with_name("training_hardware_usd_once")
    return replace(run, purchase=once, hardware=replace(run.hardware, bought=True))


def _devices(
    context: Context, model: OtherModel, site: Site | None, units: float
) -> list[tuple[Offer, Quantity]]:
    catalog, inside = context.supply.catalog, trains_inside(context)
    free = exact("owned_usd_per_hour", 0.0, "USD/h", "the hardware is one's own")
    if model.task in ON_CPU:
        rate = free if inside else context.anchors.cpu_usd_per_hour
        rows = [row for row in catalog.accelerators.values() if row.kind == "cpu"]
        own = [site.accelerator] if site is not None and inside and site.accelerator.kind == "cpu" else rows
        return [(Offer(row, price_like(context, row)), rate) for row in own]
    if not inside:
        return [(o, catalog.rate(o.price)) for o in rentable(context) if o.accelerator.kind != "cpu"]
    if site is not None and (site.accelerator.kind not in WITHOUT_TRAINING or _is_short(model, site, units)):
        return [(Offer(site.accelerator, price_like(context, site.accelerator)), free)]
    return [
        (offer, free) for offer in server_offers(context) if offer.accelerator.kind not in WITHOUT_TRAINING
    ]


def _is_short(model: OtherModel, site: Site, units: float) -> bool:
    """Return whether a server without a card ends a run over some units by the next day."""
    if site.accelerator.kind != "cpu":
        return False
    return small_training(model, site.accelerator, examples=units).wall_hours.value <= SHORT_RUN_HOURS


def _run(found: SmallTraining, device: Accelerator) -> TuningRun:
    usd = found.cost_usd or exact("cost_usd", 0.0, "USD", "no price is known")
    hours = replace(found.gpu_hours, unit=SERVER_HOURS) if device.kind == "cpu" else found.gpu_hours
    return TuningRun(usd, hours, shown_hardware(device, 1), found.wall_hours)
