"""What changing weights costs: data, labels, an evaluation set, computing, people, and doing it again."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.estimate.ledger import Line
from advisor.estimate.money import money_parameters
from advisor.quantity import WEEKS_PER_YEAR, Quantity, derive


@dataclass(frozen=True, slots=True)
class TuningBill:
    """One round of training; every part can be set to zero by the user."""

    data: Quantity | None
    """Text, licences and cleaning that are bought, USD; None where nobody named any."""
    labels: Quantity
    """Examples that do not exist yet, USD."""
    evaluation: Quantity
    """The set that decides whether the trained model is better, USD."""
    gpu: Quantity
    """Computing, trial runs included, USD."""
    people: Quantity
    """Engineers' time, USD."""
    total: Quantity
    again: Quantity
    """One more round later: a run, and a part of the people's time, USD."""

    def lines(self, again_every_months: int = 0) -> tuple[Line, ...]:
        """Return the lines of a bill, each part apart.

        Args:
            again_every_months: After how many months it is done again; 0 is never.
        """
        parts = {
            "data": self.data,
            "labels": self.labels,
            "evaluation set": self.evaluation,
            "training runs": self.gpu,
            "engineers' time to train": self.people,
        }
        lines = [Line(name, once=q, part="training") for name, q in parts.items() if q is not None]
        if again_every_months > 0:
            lines.append(
                Line(
                    "training again",
                    part="training",
                    again=self.again,
                    again_every_months=again_every_months,
                )
            )
        return tuple(lines)


def tuning_bill(
    *,
    gpu_usd: Quantity,
    examples_to_label: Quantity,
    eval_setup_usd: Quantity,
    engineer_weeks: Quantity,
    engineer_usd_year: Quantity,
    trial_runs: float = 3.0,
    label_usd: Quantity | None = None,
    data_usd: Quantity | None = None,
) -> TuningBill:
    """Return the parts of the bill of one trained model.

    labels = examples x USD each; gpu = one run x trial_runs, since settings are tried before one is kept;
    people = weeks x salary / the weeks of a year; again = one run + people x the share that a repeated
    round takes.

    Args:
        gpu_usd: Cost of one run, from the fine-tuning estimate.
        examples_to_label: Examples still to be written or checked by people; zero when they exist.
        eval_setup_usd: Cost of the evaluation set, the catalogue's ``eval_setup_usd``.
        engineer_weeks: Work of the team until the trained model is in use.
        engineer_usd_year: Cost of an engineer for a year, overheads included.
        trial_runs: Runs paid for until one is kept.
        label_usd: Cost of one checked example; a wide default when None.
        data_usd: Text and licences that are bought.
    """
    labels = _labels(examples_to_label, label_usd or money_parameters()["label_usd"])
    gpu = derive(
        "tuning_gpu_usd",
        "USD",
        f"{trial_runs:g} runs x {gpu_usd.name}",
        lambda one: trial_runs * one,
        {"one": gpu_usd},
    )
    people = _people(engineer_weeks, engineer_usd_year)
    evaluation = eval_setup_usd.with_name("evaluation_usd")
    parts = {"labels": labels, "evaluation": evaluation, "gpu": gpu, "people": people}
    if data_usd is not None:
        parts["data"] = data_usd
    total = derive(
        "training_usd",
        "USD",
        " + ".join(q.name for q in parts.values()),
        lambda **parts: float(sum(parts.values())),
        parts,
    )
    return TuningBill(data_usd, labels, evaluation, gpu, people, total, _again(gpu_usd, people))


def _labels(examples: Quantity, each: Quantity) -> Quantity:
    return derive(
        "labels_usd",
        "USD",
        "examples_to_label x label_usd",
        lambda count, each: count * each,
        {"count": examples, "each": each},
    )


def _people(weeks: Quantity, usd_year: Quantity) -> Quantity:
    return derive(
        "tuning_people_usd",
        "USD",
        f"engineer_weeks x engineer_usd_year / {WEEKS_PER_YEAR:.2f}",
        lambda weeks, salary: weeks * salary / WEEKS_PER_YEAR,
        {"weeks": weeks, "salary": usd_year},
    )


def _again(gpu_usd: Quantity, people: Quantity) -> Quantity:
    return derive(
        "training_again_usd",
        "USD",
        f"{gpu_usd.name} + {people.name} x repeat_share",
        lambda run, people, share: run + people * share,
        {"run": gpu_usd, "people": people, "share": money_parameters()["repeat_share"]},
    )
