"""What changing the weights takes, for all the tuning words of a plan."""

from __future__ import annotations

from advisor.catalog.records import Accelerator
from advisor.errors import UserError
from advisor.estimate.distillation import Lessons
from advisor.estimate.finetune import FinetuneRequest, estimate_finetune, shape_of, usual_shape
from advisor.estimate.tuning_bill import tuning_bill
from advisor.estimate.tuning_memory import Method
from advisor.estimate.tuning_shape import TuningShape
from advisor.quantity import Quantity, derive, exact, plain_number
from advisor.strategy.assemble import PETTY_USD, Training, option_range
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.named import named_model
from advisor.strategy.once import once
from advisor.strategy.pretraining import CorpusRun, continued_run, pretraining_run, wanted_size_b
from advisor.strategy.pricing import refresh_months, said_cost
from advisor.strategy.records import Limit
from advisor.strategy.small_runs import TuningRun, small_run, training_hardware
from advisor.strategy.tuning_price import managed_open_usd, taught_usd

EPOCHS = 3.0
ENOUGH_EXAMPLES = 500.0
"""Examples that are labelled first when fewer exist; see the tuning anchor."""
TAUGHT = ("distillation",)
"""Words whose examples are the answers of a larger model."""
CORPUS_WORDS = ("pretrain_from_scratch", "continued_pretraining")
COUNTS = (1, 2, 4, 8, 16, 32, 64)
LONGEST_DAYS = 14.0
DEFAULT_SIZE_B = 8.0
"""Size of the model that is tuned when none is named."""


@once
def lifts_class(context: Context, adaptations: tuple[str, ...]) -> bool:
    """Return whether tuning lets a model one class smaller do a narrow task: enough checked examples."""
    tuned = tuple(word for word in adaptations if word in context.anchors.tuning_method)
    count = context.profile.number("examples.count") or 0.0
    return bool(tuned) and count >= context.anchors.enough_examples(tuned)


@once
def training_for(context: Context, adaptations: tuple[str, ...], model: str | None) -> Training | None:
    """Return what the tuning words of a plan take together, or None when no weights change.

    Args:
        context: The bundle.
        adaptations: The words of the plan.
        model: Catalogue id of the model that is changed, where one is named.
    """
    corpus = [(word, _corpus_run(context, word, model)) for word in CORPUS_WORDS if word in adaptations]
    words = [w for w in _narrowest(context, adaptations) if w in context.anchors.tuning_method]
    if not corpus and not words:
        return None
    estimates: dict[str, Quantity] = {}
    hardware = corpus[0][1].hardware if corpus else None
    gpu = [_programme(context, word, "runs", _cost(run)) for word, run in corpus]
    limits: list[Limit] = []
    for word in words:
        run = _tuning_run(context, word, model)
        if run is None:
            limits.append(
                Limit("memory for the tuning run", f"more than {COUNTS[-1]} devices", "none rented", "sizing")
            )
            continue
        gpu.append(_priced(context, word, model, run.usd))
        estimates.setdefault("training_gpu_hours", run.gpu_hours)
        hardware = hardware or run.hardware
    if corpus:
        estimates["training_gpu_hours"] = corpus[0][1].estimate.gpu_hours
        estimates["training_days"] = corpus[0][1].estimate.wall_days
        estimates["training_energy_kwh"] = corpus[0][1].estimate.energy_kwh
    bill = tuning_bill(
        gpu_usd=_sum("gpu_usd", gpu),
        examples_to_label=_missing_examples(context, words),
        eval_setup_usd=context.parameter("eval_setup_usd"),
        engineer_weeks=_sum(
            "engineer_weeks",
            [
                _programme(context, w, "team", option_range(context.options[w], "weeks"))
                for w in adaptations
                if context.options[w].trains
            ],
        ),
        engineer_usd_year=context.parameter("engineer_usd_year"),
        trial_runs=1.0 if corpus else 3.0,
        label_usd=context.parameter("label_usd"),
        data_usd=said_cost(context, "data_usd"),
    )
    estimates["training_usd"] = bill.total
    estimates["training_computing_usd"] = bill.gpu
    every = refresh_months(context, adaptations)
    return Training(bill.total, hardware, estimates, tuple(limits), bill.lines(every))


def _priced(context: Context, word: str, model: str | None, usd: Quantity) -> Quantity:
    """Return what a run costs: the hire of devices, a provider's price, or a teacher's answers beside it."""
    managed = _managed(context, word, model)
    if managed is not None:
        return managed
    work, examples = context.workload, _examples(context)
    if word in context.anchors.tuning_price:
        tokens = examples * _tokens_each(context) * EPOCHS
        return managed_open_usd(tokens, _shape(context, model).params) or usd
    if word in TAUGHT:
        lessons = Lessons(examples, max(1.0, work.input_tokens.value), max(1.0, work.output_tokens.value))
        return taught_usd(context, usd, lessons) or _times(context, word, usd)
    return _times(context, word, usd)


def _managed(context: Context, word: str, model: str | None) -> Quantity | None:
    """Return what a provider takes for a run on its closed model, by the tokens that it reads; None for
    open models, whose price goes with the computing."""
    price = context.anchors.training_price(word)
    if price is None or model is not None or named_model(context) is not None:
        return None
    tokens = _examples(context) * _tokens_each(context) * EPOCHS
    return derive(
        "managed_training_usd",
        "USD",
        f"{plain_number(tokens)} tokens x usd_per_m_training_tokens / 1e6",
        lambda price: tokens * price / 1e6,
        {"price": price},
    )


def _examples(context: Context) -> float:
    """Return the examples that a run reads: those that exist, or those that are enough."""
    return max(context.profile.number("examples.count") or 0.0, ENOUGH_EXAMPLES)


def _tokens_each(context: Context) -> float:
    """Return the tokens of one example, in and out."""
    work = context.workload
    return max(16.0, min(8192.0, work.input_tokens.value + work.output_tokens.value))


def _narrowest(context: Context, adaptations: tuple[str, ...]) -> list[str]:
    """Return the words without those that another one of them is a form of: QLoRA is a LoRA."""
    wider = {parent for word in adaptations for parent in context.options[word].parents}
    return [word for word in adaptations if word not in wider]


def tuning_limits(context: Context, word: str, device: Accelerator, count: int) -> tuple[Limit, ...]:
    """Return the memory limit that a tuning word breaks on some devices, if it surely does."""
    row = context.anchors.tuning_method.get(word)
    if row is None:
        return ()
    request = FinetuneRequest(_shape(context, None), row["method"], device, count)
    found = estimate_finetune(request)
    peak = found.peak_memory_gb_per_gpu
    if peak.low <= found.offered_gb:
        return ()
    need = f"{plain_number(peak.value, 2)} GB ({plain_number(peak.low, 2)}–{plain_number(peak.high, 2)})"
    return (
        Limit(
            "memory of the device while tuning", need, f"{plain_number(found.offered_gb, 2)} GB", "as asked"
        ),
    )


def _tuning_run(context: Context, word: str, model: str | None) -> TuningRun | None:
    method = context.anchors.tuning_method[word]["method"]
    count, per_example = _examples(context), _tokens_each(context)
    tokens = count * per_example * EPOCHS
    other = context.supply.catalog.others.get(model or "")
    if other is not None:
        return small_run(context, other, count, per_example)
    shape = _shape(context, model)
    owned = _owned_run(context, method, shape, tokens, per_example)
    if owned is not None:
        return owned
    return context.supply.remember(
        ("tuning", method, shape, tokens, per_example),
        lambda: _cheapest_run(context, method, shape, tokens, per_example),
    )


def _owned_run(
    context: Context, method: Method, shape: TuningShape, tokens: float, length: float
) -> TuningRun | None:
    """Return the run on hardware that is there already, when it fits and ends in time; it costs no hire."""
    free = exact("owned_usd_per_hour", 0.0, "USD/h", "the hardware is there already")
    for device in context.profile.devices("hardware.owned"):
        row = device_row(context, device)
        if row is None or row.kind == "cpu":
            continue
        request = _request(method, shape, row, device.count, tokens, length, free)
        found = estimate_finetune(request)
        if not found.fits or found.gpu_hours is None or found.wall_hours is None or found.cost_usd is None:
            continue
        if found.wall_hours.value <= 24 * LONGEST_DAYS:
            return TuningRun(found.cost_usd, found.gpu_hours, training_hardware(row, device.count))
    return None


def _request(
    method: Method,
    shape: TuningShape,
    device: Accelerator,
    count: int,
    tokens: float,
    length: float,
    rate: Quantity,
) -> FinetuneRequest:
    seq_len = int(max(128.0, min(4096.0, length)))
    return FinetuneRequest(shape, method, device, count, seq_len=seq_len, tokens=tokens, rate=rate)


def _cheapest_run(
    context: Context, method: Method, shape: TuningShape, tokens: float, length: float
) -> TuningRun | None:
    """Return the cheapest run; among those of petty cost, the one on the least memory."""
    best: TuningRun | None = None
    for offer in context.supply.offers("on_demand"):
        rate = context.supply.catalog.rate(offer.price)
        for gpus in COUNTS:
            found = estimate_finetune(_request(method, shape, offer.accelerator, gpus, tokens, length, rate))
            if (
                not found.surely_fits
                or found.cost_usd is None
                or found.gpu_hours is None
                or found.wall_hours is None
            ):
                continue
            if found.wall_hours.value > 24 * LONGEST_DAYS and gpus != COUNTS[-1]:
                continue
            run = TuningRun(found.cost_usd, found.gpu_hours, training_hardware(offer.accelerator, gpus))
            best = run if best is None else min(best, run, key=_dear)
            break
    return best


def _dear(run: TuningRun) -> tuple[float, float, float]:
    """Return what runs are compared by: cost, where it is more than a petty sum, then memory."""
    usd, hardware = run.usd.value, run.hardware
    return max(PETTY_USD, usd), hardware.memory_gb * hardware.count, usd


def _shape(context: Context, model: str | None) -> TuningShape:
    catalog = context.supply.catalog
    name = model or context.profile.text("wish.model")
    try:
        return shape_of(catalog.model(name))
    except UserError:
        return usual_shape(context.profile.number("wish.train_params_b") or DEFAULT_SIZE_B)


def _corpus_run(context: Context, word: str, model: str | None) -> CorpusRun:
    if word == "pretrain_from_scratch":
        return pretraining_run(context)
    row = context.supply.catalog.models.get(model or "")
    said = context.profile.number("wish.train_params_b")
    if said or row is None:
        return continued_run(context, said or DEFAULT_SIZE_B)
    return continued_run(context, row.params_b, row.active_params_b)


def _cost(run: CorpusRun) -> Quantity:
    return run.estimate.cost_usd or exact("cost_usd", 0.0, "USD", "no rental price is known")


def _programme(context: Context, word: str, what: str, one: Quantity) -> Quantity:
    """Return what a whole training programme takes of something that one run, or one person, takes."""
    times = context.anchors.programme_range(word, what, wanted_size_b(context))
    if times is None:
        return one
    inputs = {"one": one, "times": times}
    text = f"{one.name} x {what}"
    return derive(f"{one.name}_of_programme", one.unit, text, lambda one, times: one * times, inputs)


def _times(context: Context, word: str, usd: Quantity) -> Quantity:
    low, factor, high = context.anchors.tuning_method[word]["factor"]
    if high == 1:
        return usd
    source = context.anchors.tuning_method["source"]
    times = Quantity("rollouts", factor, low, high, "x", sources=(str(source),))
    return derive(
        "gpu_usd",
        "USD",
        f"{usd.name} x rollouts",
        lambda usd, times: usd * times,
        {"usd": usd, "times": times},
    )


def _missing_examples(context: Context, words: list[str]) -> Quantity:
    have = context.profile.number("examples.count") or 0.0
    taught = {"distillation", "rl_ft"} & set(words) or not words
    missing = 0.0 if taught else max(0.0, ENOUGH_EXAMPLES - have)
    text = f"max(0, {plain_number(ENOUGH_EXAMPLES)} - {plain_number(have)} that exist)"
    return exact("examples_to_label", missing, "examples", text)


def _sum(name: str, parts: list[Quantity]) -> Quantity:
    inputs = {f"part{i}": q for i, q in enumerate(parts)}
    unit = parts[0].unit if parts else ""
    text = " + ".join(q.name for q in parts) or "0"
    return derive(name, unit, text, lambda **values: float(sum(values.values())), inputs)
