"""What a tuning project costs beside and with its GPU hours: labels, an evaluation set, people."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.estimate.money import money_parameters
from advisor.quantity import Quantity, derive

WEEKS_PER_YEAR = 52.0


@dataclass(frozen=True, slots=True)
class TuningBill:
    """One round of tuning; every part can be set to zero by the user."""

    labels: Quantity
    """Examples that do not exist yet, USD."""
    evaluation: Quantity
    """The set that decides whether the tuned model is better, USD."""
    gpu: Quantity
    """Computing, trial runs included, USD."""
    people: Quantity
    """Engineers' time, USD."""
    total: Quantity


def tuning_bill(
    *,
    gpu_usd: Quantity,
    examples_to_label: Quantity,
    eval_setup_usd: Quantity,
    engineer_weeks: Quantity,
    engineer_usd_year: Quantity,
    trial_runs: float = 3.0,
    label_usd: Quantity | None = None,
) -> TuningBill:
    """Return the parts of the bill of one tuned model.

    labels = examples x USD each; gpu = one run x trial_runs, since settings are tried before one is kept;
    people = weeks x salary / 52.

    Args:
        gpu_usd: Cost of one run, from the fine-tuning estimate.
        examples_to_label: Examples still to be written or checked by people; zero when they exist.
        eval_setup_usd: Cost of the evaluation set, the catalogue's ``eval_setup_usd``.
        engineer_weeks: Work of the team until the tuned model is in use.
        engineer_usd_year: Cost of an engineer for a year, overheads included.
        trial_runs: Runs paid for until one is kept.
        label_usd: Cost of one checked example; a wide default when None.
    """
    labels = derive(
        "labels_usd",
        "USD",
        "examples_to_label x label_usd",
        lambda count, each: count * each,
        {"count": examples_to_label, "each": label_usd or money_parameters()["label_usd"]},
    )
    gpu = derive(
        "tuning_gpu_usd",
        "USD",
        f"{trial_runs:g} runs x {gpu_usd.name}",
        lambda one: trial_runs * one,
        {"one": gpu_usd},
    )
    people = derive(
        "tuning_people_usd",
        "USD",
        "engineer_weeks x engineer_usd_year / 52",
        lambda weeks, salary: weeks * salary / WEEKS_PER_YEAR,
        {"weeks": engineer_weeks, "salary": engineer_usd_year},
    )
    evaluation = eval_setup_usd.with_name("evaluation_usd")
    total = derive(
        "training_usd",
        "USD",
        "labels_usd + evaluation_usd + tuning_gpu_usd + tuning_people_usd",
        lambda labels, evaluation, gpu, people: labels + evaluation + gpu + people,
        {"labels": labels, "evaluation": evaluation, "gpu": gpu, "people": people},
    )
    return TuningBill(labels, evaluation, gpu, people, total)
