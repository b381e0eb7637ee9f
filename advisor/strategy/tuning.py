"""What changing the weights takes, for all the tuning words of a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from advisor.catalog.records import Tier
from advisor.estimate.distillation import Lessons
from advisor.estimate.ledger import Line
from advisor.estimate.tuning_bill import tuning_bill
from advisor.quantity import Quantity, derive, exact, plain_number
from advisor.strategy.assemble import Training, option_range
from advisor.strategy.at_hand import FROM_NOTHING, continued_at_hand, option_of, run_at_hand
from advisor.strategy.context import Context
from advisor.strategy.granted import rent_due
from advisor.strategy.in_use import is_tuned
from advisor.strategy.inside import trains_inside
from advisor.strategy.named import named_model
from advisor.strategy.once import once
from advisor.strategy.pretraining import (
    CorpusRun,
    continued_run,
    pretraining_run,
    shortest_run,
    wanted_size_b,
)
from advisor.strategy.pricing import refresh_months, said_cost
from advisor.strategy.records import Limit
from advisor.strategy.small_runs import Site, TuningRun
from advisor.strategy.supply import lower_class
from advisor.strategy.tuned_already import tuned_already
from advisor.strategy.tuning_price import managed_open_usd, taught_usd
from advisor.strategy.tuning_runs import (
    COUNTS,
    DEFAULT_SIZE_B,
    ENOUGH_EXAMPLES,
    EPOCHS,
    MOST_IN_ONE_ROOM,
    examples_read,
    shape_to_tune,
    tokens_each,
    tuning_run,
)

TAUGHT = ("distillation",)
"""Words whose examples are the answers of a larger model."""
AGAIN = ("scheduled_retraining",)
"""Words for training again what was trained before, whatever kind of model it is."""
CORPUS_WORDS = (FROM_NOTHING, "continued_pretraining")


@once
def lifts_class(context: Context, adaptations: tuple[str, ...]) -> bool:
    """Return whether tuning lets a model one class smaller do a narrow task: enough checked examples."""
    tuned = tuple(word for word in adaptations if word in context.anchors.tuning_method)
    count = context.profile.number("examples.count") or 0.0
    return bool(tuned) and count >= context.anchors.enough_examples(tuned)


@once
def least_class(context: Context, adaptations: tuple[str, ...]) -> Tier:
    """Return the least capable class of language model that does the work with some adaptations. What a small
    model beside it learns, trees or an encoder, makes it no abler.

    Args:
        context: The bundle.
        adaptations: Those of a plan.
    """
    its_own = tuple(word for word in adaptations if word not in context.anchors.service)
    return lower_class(context.tier) if lifts_class(context, its_own) else context.tier


@once
def training_for(
    context: Context, adaptations: tuple[str, ...], model: str | None, site: Site | None = None
) -> Training | None:
    """Return what the tuning words of a plan take together, or None when no weights change.

    Args:
        context: The bundle.
        adaptations: The words of the plan.
        model: Catalogue id of the model that is changed, where one is named.
        site: The devices that the plan has of its own, on which data that may not leave are trained on.
    """
    corpus = [(word, _corpus_run(context, word, model)) for word in CORPUS_WORDS if word in adaptations]
    words = [w for w in _narrowest(context, adaptations) if w in context.anchors.tuning_method]
    if not corpus and not words:
        return None
    runs = [(word, tuning_run(context, word, model, site)) for word in words]
    held = [(word, run) for word, run in runs if run is not None]
    gpu = [_corpus_rent(context, word, run) for word, run in corpus]
    gpu += [_tuning_rent(context, word, model, run) for word, run in held]
    bill = tuning_bill(
        gpu_usd=_sum("gpu_usd", gpu),
        examples_to_label=_missing_examples(context, words),
        eval_setup_usd=context.parameter("eval_setup_usd"),
        engineer_weeks=_engineer_weeks(context, adaptations),
        engineer_usd_year=context.parameter("engineer_usd_year"),
        trial_runs=1.0 if corpus else 3.0,
        label_usd=context.parameter("label_usd"),
        data_usd=said_cost(context, "data_usd"),
    )
    bought = (run.purchase for _, run in held if run.purchase is not None)
    dearest = max(bought, key=lambda q: q.value, default=None)
    lines = (*bill.lines(refresh_months(context, adaptations)), *_purchase(dearest))
    usd = _with_purchase(bill.total, dearest)
    ours = [(word, run) for word, run in held if word not in context.anchors.tuning_price]
    estimates = {**_taken(corpus, ours), "training_usd": usd, "training_computing_usd": bill.gpu}
    if dearest is not None:
        estimates["training_hardware_usd"] = dearest
    done_on = (*(run.hardware for _, run in corpus), *(run.hardware for _, run in ours))
    hardware = done_on[0] if done_on else None
    limits = tuple(_nowhere(context) for _, run in runs if run is None)
    whole = Training(usd, hardware, estimates, limits, lines)
    return tuned_already(whole) if is_tuned(context, adaptations, model) else whole


def _taken(
    corpus: Sequence[tuple[str, CorpusRun]], held: Sequence[tuple[str, TuningRun]]
) -> Mapping[str, Quantity]:
    """Return the hours of devices of the largest run, and of a run over a corpus its days and energy too."""
    if corpus:
        whole = corpus[0][1].estimate
        return {
            "training_gpu_hours": whole.gpu_hours,
            "training_days": whole.wall_days,
            "training_energy_kwh": whole.energy_kwh,
        }
    return {"training_gpu_hours": held[0][1].gpu_hours} if held else {}


def _engineer_weeks(context: Context, adaptations: tuple[str, ...]) -> Quantity:
    """Return the weeks of work on everything that is trained, those of a whole team for a corpus."""
    trained = [word for word in adaptations if context.options[word].trains]
    return _sum("engineer_weeks", [_team_weeks(context, word) for word in trained])


def _team_weeks(context: Context, word: str) -> Quantity:
    weeks = option_range(option_of(context, word), "weeks")
    return weeks if _at_hand(context, word) else _programme(context, word, "team", weeks)


def _at_hand(context: Context, word: str) -> bool:
    return word == FROM_NOTHING and run_at_hand(context) is not None


def _nowhere(context: Context) -> Limit:
    """Return the limit of a run that no devices hold."""
    if trains_inside(context):
        need, has = f"more than {MOST_IN_ONE_ROOM} devices", "one server of your own"
        return Limit("memory for the tuning run", need, has, "sizing")
    return Limit("memory for the tuning run", f"more than {COUNTS[-1]} devices", "none rented", "sizing")


def _purchase(dearest: Quantity | None) -> Iterator[Line]:
    """Yield the line of the dearest devices that are bought for training: one set serves for all runs."""
    if dearest is not None:
        yield Line("hardware for training", once=dearest, part="training")


def _with_purchase(usd: Quantity, once: Quantity | None) -> Quantity:
    if once is None:
        return usd
    text = f"{usd.name} + {once.name}"
    return derive(usd.name, "USD", text, lambda usd, once: usd + once, {"usd": usd, "once": once})


def _priced(context: Context, word: str, model: str | None, usd: Quantity) -> Quantity:
    """Return what a run costs: the hire of devices, a provider's price, or a teacher's answers beside it."""
    managed = _managed(context, word, model)
    if managed is not None:
        return managed
    work, examples = context.workload, examples_read(context)
    if word in context.anchors.tuning_price:
        tokens = examples * tokens_each(context) * EPOCHS
        return managed_open_usd(tokens, shape_to_tune(context, model).params) or usd
    if word in TAUGHT:
        lessons = Lessons(examples, max(1.0, work.input_tokens.value), max(1.0, work.output_tokens.value))
        return taught_usd(context, usd, lessons) or by_usual_factor(context, word, usd)
    return by_usual_factor(context, word, usd)


def _managed(context: Context, word: str, model: str | None) -> Quantity | None:
    """Return what a provider takes for a run on its closed model, by the tokens that it reads; None for
    open models, whose price goes with the computing."""
    price = context.anchors.training_price(word)
    if price is None or model is not None or named_model(context) is not None:
        return None
    tokens = examples_read(context) * tokens_each(context) * EPOCHS
    return derive(
        "managed_training_usd",
        "USD",
        f"{plain_number(tokens)} tokens x usd_per_m_training_tokens / 1e6",
        lambda price: tokens * price / 1e6,
        {"price": price},
    )


def _narrowest(context: Context, adaptations: tuple[str, ...]) -> list[str]:
    """Return the words without those that another one of them is a form of: QLoRA is a LoRA."""
    wider = {parent for word in adaptations for parent in context.options[word].parents}
    return [word for word in adaptations if word not in wider]


def _corpus_run(context: Context, word: str, model: str | None) -> CorpusRun:
    if word == FROM_NOTHING:
        return run_at_hand(context) or pretraining_run(context)
    row = context.supply.catalog.models.get(model or "")
    size = context.profile.number("wish.train_params_b")
    if row is None or (size and context.profile.said("wish.train_params_b")):
        return _continued(context, size or DEFAULT_SIZE_B, None)
    return _continued(context, row.params_b, row.active_params_b)


def _continued(context: Context, params_b: float, active_b: float | None) -> CorpusRun:
    """Return a continued run on devices that are there, else on rented ones."""
    return continued_at_hand(context, params_b, active_b) or continued_run(context, params_b, active_b)


def _corpus_rent(context: Context, word: str, run: CorpusRun) -> Quantity:
    """Return what the devices of a whole training programme cost."""
    trial = shortest_run(context) if word == FROM_NOTHING else run
    hours = _all_runs(context, word, run.estimate.gpu_hours, trial.estimate.gpu_hours)
    return rent_due(context, _all_runs(context, word, _cost(run), _cost(trial)), hours)


def _all_runs(context: Context, word: str, final: Quantity, trial: Quantity) -> Quantity:
    """Return what the final run and the trials before it take, these over no more text than the size needs.

    ``final + (runs - 1) x trial``, which is ``final x runs`` where the final run reads no more either
    """
    times = context.anchors.programme_range(word, "runs", wanted_size_b(context))
    if times is None or trial.value >= final.value:
        return _programme(context, word, "runs", final)
    inputs = {"final": final, "trial": trial, "runs": times}
    text = f"{final.name} + (runs - 1) x {trial.name} over 20 tokens a parameter"
    name = f"{final.name}_of_programme"
    return derive(name, final.unit, text, lambda final, trial, runs: final + (runs - 1.0) * trial, inputs)


def _tuning_rent(context: Context, word: str, model: str | None, run: TuningRun) -> Quantity:
    """Return what one run costs."""
    rent = run.usd if run.whole else _priced(context, word, model, run.usd)
    return rent_due(context, rent, run.gpu_hours)


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


def by_usual_factor(context: Context, word: str, one: Quantity) -> Quantity:
    """Return what a word takes of something, where a plain run over the same examples takes ``one``.

    Args:
        context: The bundle.
        word: The tuning word; rollouts, a teacher or a provider's surcharge multiply some.
        one: Hours or money of the plain run.
    """
    low, factor, high = context.anchors.tuning_method[word]["factor"]
    if high == 1:
        return one
    source = context.anchors.tuning_method["source"]
    times = Quantity("rollouts", factor, low, high, "x", sources=(str(source),))
    inputs = {"one": one, "times": times}
    return derive(one.name, one.unit, f"{one.name} x rollouts", lambda one, times: one * times, inputs)


def _missing_examples(context: Context, words: list[str]) -> Quantity:
    have = context.profile.number("examples.count") or 0.0
    taught = {"distillation", "rl_ft"} & set(words) or not words
    missing = 0.0 if taught else max(0.0, ENOUGH_EXAMPLES - have)
    text = f"max(0, {plain_number(ENOUGH_EXAMPLES)} - {plain_number(have)} that exist)"
    return exact("examples_to_label", missing, "examples", text)


def _sum(name: str, parts: list[Quantity]) -> Quantity:
    if len(parts) == 1:
        return parts[0].with_name(name)
    inputs = {f"part{i}": q for i, q in enumerate(parts)}
    unit = parts[0].unit if parts else ""
    text = " + ".join(q.name for q in parts) or "0"
    return derive(name, unit, text, lambda **values: float(sum(values.values())), inputs)
