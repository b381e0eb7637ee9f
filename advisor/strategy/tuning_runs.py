"""On which devices a language model is tuned, and what one run takes: one's own, rented, or bought for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from advisor.catalog.records import Accelerator
from advisor.errors import UserError
from advisor.estimate.finetune import (
    FinetuneEstimate,
    FinetuneRequest,
    estimate_finetune,
    peak_memory,
    shape_of,
    usual_shape,
)
from advisor.estimate.memory import GB, usable_bytes
from advisor.estimate.tuning_shape import TuningShape
from advisor.quantity import Quantity, exact
from advisor.strategy.assemble import PETTY_USD
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.inside import trains_inside
from advisor.strategy.reinforced import LONGEST_HOURS, by_rollouts
from advisor.strategy.rentable import rentable
from advisor.strategy.servers import HOME_KINDS, server_offers
from advisor.strategy.shown_hardware import shown_hardware
from advisor.strategy.small_runs import (
    WITHOUT_TRAINING,
    Site,
    TuningRun,
    bought_for_it,
    small_run,
)
from advisor.strategy.supply import Offer
from advisor.strategy.tuning_held import held
from advisor.strategy.usual import MOST_DEARER, larger_than

EPOCHS = 3.0
ENOUGH_EXAMPLES = 500.0
"""Examples that are labelled first when fewer exist; see the tuning anchor."""
COUNTS = (1, 2, 4, 8, 16, 32, 64)
MOST_IN_ONE_ROOM = 8
"""Devices that are bought for tuning at most: one server."""
ONLY_WHERE_THERE = (*WITHOUT_TRAINING, "apple")
"""Kinds of devices that may tune where they are there, but are bought for it by nobody: tuning software for
several devices runs on none of them, and for one on few."""
IN_ONE_MACHINE = (*HOME_KINDS, "workstation")
"""Kinds of cards for desks, whose machines have no network between them over which one model is trained."""
DEFAULT_SIZE_B = 8.0
"""Size of the model that is tuned when none is named."""


def tuning_run(context: Context, word: str, model: str | None, site: Site | None) -> TuningRun | None:
    """Return one run of a tuning word, or None where no devices hold it.

    Data that may not leave are trained on inside: on the plan's own devices where they hold it, else on
    devices that are bought for it.

    Args:
        context: The bundle.
        word: The tuning word.
        model: Catalogue id of the model that is changed, where one is named.
        site: The devices that a plan has of its own.
    """
    other = context.supply.catalog.others.get(model or "")
    if other is not None:
        return small_run(context, other, examples_read(context), tokens_each(context), site)
    job = tuning_job(context, word, model)
    run = _on_owned(context, job) or (_inside(context, job, site) if trains_inside(context) else None)
    if run is None and not trains_inside(context):
        run = _rented(context, word, job)
    return by_rollouts(context, word, model, run)


def examples_read(context: Context) -> float:
    """Return the examples that a run reads: those that exist, or those that are enough."""
    return max(context.profile.number("examples.count") or 0.0, ENOUGH_EXAMPLES)


def tokens_each(context: Context) -> float:
    """Return the tokens of one example, in and out."""
    work = context.workload
    return max(16.0, min(8192.0, work.input_tokens.value + work.output_tokens.value))


def shape_to_tune(context: Context, model: str | None) -> TuningShape:
    """Return the shape of a model by its id, of the one that the user named, or a usual one of its size."""
    catalog = context.supply.catalog
    name = model or context.profile.text("wish.model")
    try:
        return shape_of(catalog.model(name))
    except UserError:
        return usual_shape(context.profile.number("wish.train_params_b") or DEFAULT_SIZE_B)


def tuning_job(context: Context, word: str, model: str | None) -> FinetuneRequest:
    """Return the job on one device of any kind; device, number and price are filled in as they are tried.

    Args:
        context: The bundle.
        word: The tuning word.
        model: Catalogue id of the model that is changed, where one is named.
    """
    length, catalog = tokens_each(context), context.supply.catalog
    how = context.anchors.tuning_method[word]
    own = usual_shape(float(how["size_b"])) if "size_b" in how else None
    return FinetuneRequest(
        own or shape_to_tune(context, model),
        how["method"],
        catalog.accelerator(context.anchors.training_device),
        seq_len=int(max(128.0, min(4096.0, length))),
        tokens=examples_read(context) * length * EPOCHS,
    )


def _tried(
    job: FinetuneRequest, device: Accelerator, gpus: int, rate: Quantity
) -> tuple[FinetuneEstimate, TuningRun] | None:
    """Return a job on some devices with its run, None where its hours are not known."""
    found = estimate_finetune(replace(job, accelerator=device, gpus=gpus, rate=rate))
    run = _run(found, device, gpus)
    return None if run is None else (found, run)


def _run(found: FinetuneEstimate, device: Accelerator, gpus: int) -> TuningRun | None:
    if found.cost_usd is None or found.gpu_hours is None or found.wall_hours is None:
        return None
    return TuningRun(found.cost_usd, found.gpu_hours, shown_hardware(device, gpus), found.wall_hours)


def _in_time(run: TuningRun) -> bool:
    return run.wall_hours is None or run.wall_hours.value <= LONGEST_HOURS


def _free() -> Quantity:
    return exact("owned_usd_per_hour", 0.0, "USD/h", "the hardware is there already")


def _on_owned(context: Context, job: FinetuneRequest) -> TuningRun | None:
    """Return the run on hardware that is there already, when it fits and ends in time; it costs no hire."""
    for device in context.profile.devices("hardware.owned"):
        row = device_row(context, device)
        if row is None or row.kind == "cpu":
            continue
        run = _there(context, job, row, device.count)
        if run is not None:
            return replace(run, hardware=replace(run.hardware, owned=True))
    return None


def _there(context: Context, job: FinetuneRequest, device: Accelerator, gpus: int) -> TuningRun | None:
    """Return the run on devices that are there, in the mildest form that fits and ends in time."""
    on = replace(job, accelerator=device, gpus=gpus, rate=_free())
    found = context.supply.remember(("held", on), lambda: held(on))
    run = None if found is None else _run(found[0], device, gpus)
    if found is None or run is None or not _in_time(run):
        return None
    return replace(run, hardware=replace(run.hardware, layout=found[1]))


def _inside(context: Context, job: FinetuneRequest, site: Site | None) -> TuningRun | None:
    """Return the run on the devices that serve, in a lighter form where they are short, else on the cheapest
    ones that are bought for it."""
    if site is not None:
        run = _there(context, job, site.accelerator, site.count)
        if run is not None:
            return replace(run, hardware=replace(run.hardware, bought=True))
    runs = list(_bought(context, job))
    return min(runs, key=lambda run: run.purchase.value if run.purchase else 0.0, default=None)


def _bought(context: Context, job: FinetuneRequest) -> Iterator[TuningRun]:
    offers = _bought_to_tune(context)
    key = ("inside", job.method, job.shape, job.tokens, job.seq_len, tuple(o.price.id for o in offers))
    held = context.supply.remember(key, lambda: tuple(_held(job, offers)))
    for offer, gpus, run in held:
        yield bought_for_it(context, offer, gpus, run)


def _bought_to_tune(context: Context) -> tuple[Offer, ...]:
    """Return the offers of devices that are bought for tuning, those that the user thinks of among them."""
    named, offers = _thought_of(context), server_offers(context)
    return tuple(o for o in offers if o.accelerator.kind not in ONLY_WHERE_THERE or o.accelerator.id in named)


def _thought_of(context: Context) -> frozenset[str]:
    """Return the ids of the devices that the user thinks of."""
    rows = (device_row(context, device) for device in context.profile.devices("wish.devices"))
    return frozenset(row.id for row in rows if row is not None)


def _counts(job: FinetuneRequest) -> Callable[[Accelerator], Iterator[int]]:
    """Return what tells the numbers of devices of a kind that surely hold a job, fewest first: of cards for
    desks no more than stand in one machine.

    What a job takes on one of so many devices does not depend on their kind, and is worked out once.
    """

    @cache
    def peak_gb(gpus: int) -> float:
        return peak_memory(job.shape, replace(job, gpus=gpus).setting())[0].high

    def counts(device: Accelerator) -> Iterator[int]:
        offered = usable_bytes(device) / GB
        most = device.devices_per_node if device.kind in IN_ONE_MACHINE else COUNTS[-1]
        return (gpus for gpus in COUNTS if gpus <= most and peak_gb(gpus) <= offered)

    return counts


def _held(job: FinetuneRequest, offers: tuple[Offer, ...]) -> Iterator[tuple[Offer, int, TuningRun]]:
    """Yield the fewest devices of each kind that surely hold a job and end it in time, with its run."""
    counts = _counts(job)
    for offer in offers:
        for gpus in counts(offer.accelerator):
            if gpus > MOST_IN_ONE_ROOM:
                break
            tried = _tried(job, offer.accelerator, gpus, _free())
            if tried is not None and _in_time(tried[1]):
                yield offer, gpus, tried[1]
                break


def _rented(context: Context, word: str, job: FinetuneRequest) -> TuningRun | None:
    """Return the cheapest rented run. One that changes all weights takes as many devices as most comparable
    cases do where that costs little more: by the hour two cards for a day cost what one does for two."""
    offers = tuple(o.price.id for o in rentable(context))
    key = ("tuning", job.method, job.shape, job.tokens, job.seq_len, offers, _thought_of(context))
    run = context.supply.remember(key, lambda: _cheapest_rented(context, job))
    if run is None or not context.options[word].trains_all:
        return run
    usual = larger_than(context, run.hardware.hardware_class)
    if not usual:
        return run
    more = context.supply.remember((*key, usual), lambda: _cheapest_rented(context, job, usual))
    return more if more is not None and more.usd.value <= MOST_DEARER * run.usd.value else run


def _cheapest_rented(
    context: Context, job: FinetuneRequest, classes: frozenset[str] = frozenset()
) -> TuningRun | None:
    """Return the cheapest run on hardware of some classes, of any where none is given; among those of petty
    cost, one on a device that the user thinks of, else the one on the least memory."""
    best: TuningRun | None = None
    counts, named = _counts(job), _thought_of(context)

    def dear(run: TuningRun) -> tuple[float, bool, float, float]:
        usd, hardware = run.usd.value, run.hardware
        return (
            max(PETTY_USD, usd),
            hardware.accelerator not in named,
            hardware.memory_gb * hardware.count,
            usd,
        )

    for offer in rentable(context):
        rate = context.supply.catalog.rate(offer.price)
        for gpus in counts(offer.accelerator):
            tried = _tried(job, offer.accelerator, gpus, rate)
            if tried is None:
                continue
            if not _in_time(tried[1]) and gpus != COUNTS[-1]:
                continue
            if classes and tried[1].hardware.hardware_class not in classes:
                continue
            best = tried[1] if best is None else min(best, tried[1], key=dear)
            break
    return best
