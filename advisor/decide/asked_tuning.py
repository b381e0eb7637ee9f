"""What would tuning that model take: devices, how it fits them, hours and money, whatever is advised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from advisor.decide.asked_tuning_fit import spoken, tuning_fits
from advisor.decide.asked_words import article
from advisor.decide.records import Answered
from advisor.decide.words import phrases
from advisor.quantity import Quantity, plain_number, usd_range
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.named import named_model, size_said
from advisor.strategy.records import Hardware
from advisor.strategy.small_runs import TuningRun
from advisor.strategy.tuning import by_usual_factor
from advisor.strategy.tuning_runs import examples_read, tuning_run


def tuning_answer(context: Context, word: str) -> Iterator[Answered]:
    """Yield the answer about a tuning run on what is there, else the cheapest devices that surely hold it.

    Where a provider tunes by its own price nobody has to size devices, and nothing is yielded.

    Args:
        context: The bundle, in which a model or its size was named.
        word: The tuning word.
    """
    model = named_model(context)
    run = tuning_run(context, word, model.id if model is not None else None, None)
    if run is None or run.wall_hours is None or word in context.anchors.tuning_price:
        return
    named = model.name if model is not None else _of_size(context)
    words = {"what": context.options[word].inline, "model": named, "examples": _examples(context)}
    usual = (run.wall_hours, run.usd, run.gpu_hours)
    hours, usd, gpu_hours = usual if run.whole else (by_usual_factor(context, word, q) for q in usual)
    table, owned, where = phrases()["tuning"], run.hardware.owned, run.hardware.label()
    details = [
        *_laid_out(run.hardware),
        *(_not_needed(context) if owned else ()),
        *((table["plainly"],) if not owned and run.purchase is None else ()),
        table["plan"],
    ]
    where = table["yours"].format(hardware=where) if owned else where
    thought_of = bool(context.profile.devices("wish.devices"))
    fits = (
        []
        if owned
        else list(
            tuning_fits(context, word, model.id if model is not None else None, words, owned=not thought_of)
        )
    )
    if fits:
        surely = table["surely"].format(where=where, time=spoken(hours), money=_money(run, usd))
        why = (table["plainly"],) if run.purchase is None else ()
        fits[-1] = replace(fits[-1], details=(*fits[-1].details, surely, *why, table["plan"]))
        yield from fits
        return
    question = table["question"].format(**words)
    answer = table["answer"].format(where=where, time=spoken(hours), money=_money(run, usd))
    yield Answered(question, answer, tuple(details), (usd, gpu_hours, hours))


def _money(run: TuningRun, usd: Quantity) -> str:
    """Return what the devices cost: nothing where they are there, a purchase, or the rent of each run."""
    table: Mapping[str, str] = phrases()["tuning"]
    if run.hardware.owned:
        return table["no_rent"]
    if run.purchase is not None:
        return table["to_buy"].format(usd=usd_range(run.purchase))
    return table["a_run"].format(usd=usd_range(usd))


def _examples(context: Context) -> str:
    """Return how many examples are read, and that it is a guess where they were not counted."""
    form = "examples" if context.profile.said("examples.count") else "examples_assumed"
    return str(phrases()["tuning"][form].format(count=plain_number(examples_read(context))))


def _of_size(context: Context) -> str:
    """Return how a model is called that was named by its size alone."""
    size = size_said(context.profile)
    return str(phrases()["tuning"]["model"].format(article=article(size), size=size))


def _laid_out(hardware: Hardware) -> list[str]:
    """Return the settings by which a run fits, where the usual ones do not."""
    return [phrases()["tuning"]["fits"].format(layout=hardware.layout)] if hardware.layout else []


def _not_needed(context: Context) -> list[str]:
    """Return that devices which were thought of beside those that are there are not needed for it."""
    rows = [(device_row(context, device), device.count) for device in context.profile.devices("wish.devices")]
    named = [f"{count} x {row.name}" for row, count in rows if row is not None]
    return [phrases()["tuning"]["not_needed"].format(devices=" or ".join(named))] if named else []
