"""Does tuning fit on the devices that were named, and how long does it take there, whatever is advised?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from advisor.catalog.records import Accelerator
from advisor.decide.records import Answered
from advisor.decide.words import phrases
from advisor.errors import UserError
from advisor.estimate.finetune import FinetuneEstimate, FinetuneRequest
from advisor.estimate.tuning_layout import most_frugal
from advisor.quantity import Quantity, exact, plain_number, usd_range
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.reinforced import by_rollouts
from advisor.strategy.shown_hardware import shown_hardware
from advisor.strategy.small_runs import WITHOUT_TRAINING, TuningRun
from advisor.strategy.tuning import by_usual_factor
from advisor.strategy.tuning_held import held, memory_words
from advisor.strategy.tuning_runs import tuning_job

MINUTES, HOURS_A_DAY = 60.0, 24.0
LONG_HOURS = 48.0
"""From here on a time is told in days."""
MACHINES = 2
"""Groups of devices that are answered for."""


def tuning_fits(
    context: Context, word: str, model: str | None, words: dict[str, str], *, owned: bool
) -> Iterator[Answered]:
    """Yield for each group of named devices whether the tuning fits there, how, and in what time.

    Args:
        context: The bundle.
        word: The tuning word.
        model: Catalogue id of the model that is tuned; None for one of a size.
        words: What the question calls the work (``what``), the ``model`` and the ``examples``.
        owned: Whether the devices are those that are there, else those that are thought of.
    """
    devices = context.profile.devices("hardware.owned" if owned else "wish.devices")
    rows = [(row, d.count) for d in devices if (row := device_row(context, d)) is not None]
    for row, count in [pair for pair in rows if pair[0].kind not in WITHOUT_TRAINING][:MACHINES]:
        yield _on(context, word, model, words, row, count, owned=owned)


def spoken(hours: Quantity) -> str:
    """Return a time with its range: minutes below an hour, days from two days on."""
    times, unit = (
        (MINUTES, "minutes")
        if hours.value < 1.0
        else (1.0 / HOURS_A_DAY, "days")
        if hours.value >= LONG_HOURS
        else (1.0, "hours")
    )
    low, value, high = (plain_number(end * times, 2) for end in (hours.low, hours.value, hours.high))
    return f"{value} {unit} ({low}–{high})"


def _on(
    context: Context,
    word: str,
    model: str | None,
    words: dict[str, str],
    row: Accelerator,
    count: int,
    *,
    owned: bool,
) -> Answered:
    table = phrases()["tuning"]
    label = shown_hardware(row, count).label()
    question = table["fit_question"].format(hardware=label, **words)
    rate = _rate(context, row, owned=owned)
    job = replace(tuning_job(context, word, model), accelerator=row, gpus=count, rate=rate)
    found = held(job)
    if found is None:
        return Answered(question, _short(job), (), ())
    estimate, layout = found
    run = _run(context, word, model, estimate, row, count)
    how = layout or f"as it is usually run: {memory_words(row, estimate)}"
    form = "fit_yes" if estimate.surely_fits else "fit_just"
    if run is None or run.wall_hours is None:
        return Answered(question, table["fit_alone"].format(how=how), ())
    money = table["no_rent"] if owned else table["a_run"].format(usd=usd_range(run.usd))
    priced = owned or rate.value > 0.0
    answer = table[form].format(time=spoken(run.wall_hours), how=how)
    cost = table["fit_money"].format(money=money if priced else table["no_price"])
    return Answered(question, answer, (cost,), (run.wall_hours, run.gpu_hours))


def _rate(context: Context, row: Accelerator, *, owned: bool) -> Quantity:
    """Return the price of an hour: none for what is there, else as said or of the catalogue."""
    said = context.profile.number("cost.gpu_usd_hour")
    if owned:
        return exact("owned_usd_per_hour", 0.0, "USD/h", "the hardware is there already")
    if said:
        return exact("said_usd_per_hour", said, "USD/h", "you said")
    price = context.supply.catalog.rental(row.id, "on_demand")
    unknown = exact("unknown_usd_per_hour", 0.0, "USD/h", "no price of an hour is known")
    return context.supply.catalog.rate(price) if price is not None else unknown


def _run(
    context: Context, word: str, model: str | None, found: FinetuneEstimate, row: Accelerator, count: int
) -> TuningRun | None:
    if found.gpu_hours is None or found.wall_hours is None or found.cost_usd is None:
        return None
    plain = TuningRun(found.cost_usd, found.gpu_hours, shown_hardware(row, count), found.wall_hours)
    run = by_rollouts(context, word, model, plain)
    if run is None or run.whole or run.wall_hours is None:
        return run
    usd, hours, wall = (by_usual_factor(context, word, q) for q in (run.usd, run.gpu_hours, run.wall_hours))
    return replace(run, usd=usd, gpu_hours=hours, wall_hours=wall)


def _short(job: FinetuneRequest) -> str:
    """Return the memory that even the most frugal form takes, and what the devices have."""
    lighter = replace(job, method="qlora") if job.method == "lora" else job
    try:
        least = most_frugal(lighter)
    except UserError as error:
        return f"No: {error}"
    return str(phrases()["tuning"]["fit_no"].format(memory=memory_words(job.accelerator, least)))
