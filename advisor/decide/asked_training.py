"""What would that training run take: device-hours, days and money, whatever is advised."""

from __future__ import annotations

import math
from collections.abc import Iterator

from advisor.decide.asked_scratch import to_talk_with
from advisor.decide.asked_tuning import tuning_answer
from advisor.decide.assess import Assessment
from advisor.decide.records import Answered
from advisor.decide.words import phrase
from advisor.estimate.training import TRAINED_ON, TrainEstimate, estimate_train
from advisor.estimate.training_budget import TOKENS_PER_PARAMETER
from advisor.estimate.training_request import TrainRequest
from advisor.interview.outcomes import PATH as WORKED
from advisor.quantity import Quantity, exact, plain_number, usd_range
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.granted import granted_hours
from advisor.strategy.made import made
from advisor.strategy.named import named_devices, named_model, size_said
from advisor.strategy.on_named import Machine
from advisor.strategy.pretraining import (
    LONGEST_RUN_DAYS,
    CorpusRun,
    continued_run,
    corpus_tokens,
    pretraining_run,
)
from advisor.strategy.tuning import CORPUS_WORDS
from advisor.strategy.tuning_runs import DEFAULT_SIZE_B

SCRATCH = "pretrain_from_scratch"
NODE = 8
"""Devices of a usual training server, by which runs grow."""
ROUNDS = 6
"""Times that servers are added: more of them train a little less each."""


def training_answers(found: Assessment) -> Iterator[Answered]:
    """Yield what the training that was named takes: a run over a corpus, else a tuning run.

    What is reported to have worked was trained already: nobody asks for its price.
    """
    context = found.context
    done = context.profile.words(WORKED)
    words = [word for word in context.profile.words("wish.adaptations") if word not in done]
    corpus = [word for word in words if word in CORPUS_WORDS]
    tuned = [word for word in words if word in context.anchors.tuning_method]
    if corpus or (not tuned and _named_size(context) and corpus_tokens(context) is not None):
        yield _corpus(context, SCRATCH if SCRATCH in corpus or not corpus else corpus[0])
        return
    if tuned and (_named_size(context) or named_model(context) is not None):
        yield from tuning_answer(context, tuned[0])


def _named_size(context: Context) -> float | None:
    profile = context.profile
    return profile.number("wish.train_params_b") if profile.said("wish.train_params_b") else None


def _corpus(context: Context, word: str) -> Answered:
    """Return the answer about a run over a corpus, on the devices that were named where there are any."""
    run = _usual_run(context, word)
    held = corpus_tokens(context)
    tokens = held.value if held is not None else run.tokens.value
    machine = _machine(context) or Machine(context.supply.catalog.accelerator(run.hardware.accelerator), 0)
    days = LONGEST_RUN_DAYS["pretrain" if word == SCRATCH else "continued"]
    found, count = _estimated(context, word, run.params_b, tokens, machine, days)
    what, money = _what(context, word, run), found.cost_usd
    question = phrase("training", "question", what=what, tokens=plain_number(tokens))
    cost = phrase("training", "no_price" if money is None else "cost", usd=usd_range(money) if money else "")
    taken = {"hours": _hours(found), "days": plain_number(found.wall_days.value, 2)}
    answer = phrase("training", "answer", device=machine.row.name, cost=cost, count=count, **taken)
    details = [
        *(_granted(context, word, run, found) or _on_owned(context, found)),
        *_programme(context, word, run, found),
        *([_ratio(run.params_b, tokens)] if word == SCRATCH else []),
    ]
    figures = [found.gpu_hours, found.wall_days, *([money] if money is not None else [])]
    least = Answered(question, answer, tuple(details), tuple(figures))
    if word == SCRATCH and held is None and _is_for_talk(context):
        return to_talk_with(context, least, run.params_b, tokens, money)
    return least


def _is_for_talk(context: Context) -> bool:
    """Return whether a model from nothing is one of language of which neither size nor a grant is named."""
    text = context.profile.text("use_case.modality") in ("", "text") and not made(context.profile)
    return text and not _named_size(context) and granted_hours(context) <= 0.0


def _what(context: Context, word: str, run: CorpusRun) -> str:
    """Return what is trained: the model that was named, a size that was, or one that we guess."""
    model = named_model(context)
    if model is not None and word != SCRATCH and not _named_size(context):
        return phrase("training", "further", model=model.name)
    if _named_size(context):
        return phrase("training", "sized", size=size_said(context.profile))
    return phrase("training", "guessed", size=run.params_b)


def _usual_run(context: Context, word: str) -> CorpusRun:
    if word == SCRATCH:
        return pretraining_run(context)
    model = named_model(context)
    if model is not None and not _named_size(context):
        return continued_run(context, model.params_b, model.active_params_b)
    return continued_run(context, _named_size(context) or DEFAULT_SIZE_B)


def _machine(context: Context) -> Machine | None:
    """Return the devices that were named for it, None where nobody trains on such.

    A count of 0 stands for as many as the run takes: one device alone is a kind, not a number.
    """
    for device in named_devices(context):
        row = device_row(context, device)
        if row is not None and row.kind in TRAINED_ON:
            return Machine(row, device.count if device.count > 1 else 0)
    return None


def _estimated(
    context: Context, word: str, params_b: float, tokens: float, machine: Machine, days: float
) -> tuple[TrainEstimate, int]:
    """Return the run on the devices named, or on as many whole servers as end it in the usual time."""
    catalog = context.supply.catalog
    price = catalog.rental(machine.row.id, "on_demand")

    def on(count: int) -> TrainEstimate:
        return estimate_train(
            TrainRequest(
                params_b=params_b,
                tokens=tokens,
                accelerator=machine.row,
                gpus=count,
                kind="pretrain" if word == SCRATCH else "continued",
                rate=catalog.rate(price) if price else None,
                pue=context.parameter("pue"),
            )
        )

    if machine.count:
        return on(machine.count), machine.count
    count = NODE
    for _ in range(ROUNDS):
        found = on(count)
        nodes = math.ceil(count / NODE * found.wall_days.value / days)
        if nodes * NODE <= count:
            return found, count
        count = nodes * NODE
    return on(count), count


def _hours(found: TrainEstimate) -> str:
    hours = found.gpu_hours
    value, low, high = (plain_number(number, 2) for number in (hours.value, hours.low, hours.high))
    return phrase("training", "hours", hours=value, low=low, high=high)


def _granted(context: Context, word: str, run: CorpusRun, found: TrainEstimate) -> list[str]:
    """Return how often what was granted holds the run, and whether trial runs fit into it."""
    granted, hours = granted_hours(context), found.gpu_hours
    if granted <= 0.0:
        return []
    runs = context.anchors.programme_range(word, "runs", run.params_b)
    form = "granted_run"
    if granted < hours.high:
        form = "granted_short"
    elif runs is None or granted >= hours.high * runs.high:
        form = "granted_all"
    times = plain_number(granted / hours.value, 2)
    return [phrase("training", form, granted=plain_number(granted), times=times)]


def _on_owned(context: Context, found: TrainEstimate) -> list[str]:
    """Return what the power costs where the devices are there already: no rent is due."""
    if not context.profile.said("hardware.owned"):
        return []
    kwh = found.energy_kwh
    price = context.parameter("electricity_usd_per_kwh")
    power = exact("power_usd", kwh.value * price.value, "USD", "energy_kwh x electricity_usd_per_kwh")
    return [phrase("training", "power", usd=usd_range(power))]


def _programme(context: Context, word: str, run: CorpusRun, found: TrainEstimate) -> list[str]:
    """Return what comes on top of the final run: trial runs, and the people."""
    runs = context.anchors.programme_range(word, "runs", run.params_b)
    team = context.anchors.programme_range(word, "team", run.params_b)
    if runs is None or team is None or found.cost_usd is None:
        return []
    money = found.cost_usd
    low, value, high = money.low * runs.low, money.value * runs.value, money.high * runs.high
    whole = Quantity(
        "programme_usd", value, low, high, "USD", formula="cost_usd x runs", inputs=(money, runs)
    )
    people = {"low": plain_number(team.low), "high": plain_number(team.high)}
    return [phrase("training", "programme", usd=usd_range(whole), **people)]


def _ratio(params_b: float, tokens: float) -> str:
    """Return how the tokens stand to the size: 20 a parameter give the most for the computing."""
    each = tokens / (params_b * 1e9)
    form = "ratio_usual"
    if each >= 2 * TOKENS_PER_PARAMETER:
        form = "ratio_many"
    elif each <= TOKENS_PER_PARAMETER / 2:
        form = "ratio_few"
    return phrase("training", form, each=plain_number(each, 2), most=TOKENS_PER_PARAMETER)
