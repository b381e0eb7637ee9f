"""What famous training runs are said to have cost, and how the figure comes about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from advisor.catalog import Catalog
from advisor.catalog.records import TrainingRun
from advisor.estimate.training import estimate_train, implied_mfu
from advisor.estimate.training_request import TrainRequest
from advisor.quantity import Quantity, exact, plain_number, usd
from advisor.resources import shipped_toml

USUAL_DEVICES = 1024
"""Devices of a published run whose number nobody told."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sum that is quoted for a training run."""

    id: str
    name: str
    params_b: float
    active_params_b: float
    tokens_t: float
    accelerator: str
    gpus: int
    seq_len: int
    precision: str
    gpu_hours: float
    usd_per_hour: float
    usd: float
    counts: str
    """What the sum holds."""
    leaves_out: str
    difference: str
    """Why it is not what another method says."""
    source: str
    as_of: date

    def request(self, catalog: Catalog) -> TrainRequest:
        """Return the run with the hours that were published: their MFU, and no further loss."""
        plain = self.plain_request(catalog)
        return replace(plain, mfu=implied_mfu(plain, self.gpu_hours), goodput=1.0)

    def plain_request(self, catalog: Catalog) -> TrainRequest:
        """Return the run as the program would estimate it without the published hours."""
        return TrainRequest(
            self.params_b,
            self.tokens_t * 1e12,
            catalog.accelerator(self.accelerator),
            self.gpus,
            self.active_params_b if self.active_params_b < self.params_b else None,
            seq_len=self.seq_len,
            precision=self.precision,
            rate=exact("rate", self.usd_per_hour, "USD/h", "the rate of the quoted sum", basis="said"),
        )

    def command(self, catalog: Catalog) -> str:
        """Return the command line that gives the quoted sum."""
        request = self.request(catalog)
        active = f" --active-params {self.active_params_b:g}B" if request.active_params_b else ""
        return (
            f"advisor estimate train --params {self.params_b:g}B{active} --tokens {self.tokens_t:g}T"
            f" --gpu {self.accelerator} --gpus {self.gpus} --seq-len {self.seq_len}"
            f" --precision {self.precision} --mfu {request.mfu:.5f} --goodput 1 --price {self.usd_per_hour:g}"
        )


@cache
def quotes() -> Mapping[str, Quote]:
    """Return every quoted sum by id."""
    table = shipped_toml("estimate/famous_runs.toml")
    return {row["id"]: _quote(row, table["as_of"]) for row in table["quote"]}


def _quote(row: Mapping[str, Any], as_of: date) -> Quote:
    known = {"seq_len": 4096, "precision": "bf16", "active_params_b": row["params_b"], "as_of": as_of}
    return Quote(**{**known, **row})


def run_names(catalog: Catalog) -> tuple[str, ...]:
    """Return the names that :func:`run_text` knows."""
    return (*quotes(), *(run.id for run in catalog.runs.values()))


def run_text(name: str, catalog: Catalog) -> str | None:
    """Return how the cost or the hours of a published run come about, or None when it is not known."""
    quote = quotes().get(name)
    if quote is not None:
        return _quote_text(quote, catalog)
    run = catalog.runs.get(name)
    return None if run is None else _published_text(run, catalog)


def _quote_text(quote: Quote, catalog: Catalog) -> str:
    expected = estimate_train(quote.plain_request(catalog)).gpu_hours
    hours = plain_number(quote.gpu_hours)
    return "\n".join(
        [
            f"{quote.name}: {usd(quote.usd)}",
            f"{hours} hours of {quote.accelerator} x {usd(quote.usd_per_hour)}"
            f" = {usd(quote.gpu_hours * quote.usd_per_hour)}",
            f"Holds: {quote.counts}.",
            f"Leaves out: {quote.leaves_out}.",
            f"Reproduced by: {quote.command(catalog)}",
            f"Without the published hours the program expects {_hours(expected)}"
            f" ({expected.value / quote.gpu_hours:.2f} of those told).",
            f"Why it differs: {quote.difference}.",
            f"Source: {quote.source}, {quote.as_of}",
        ]
    )


def _published_text(run: TrainingRun, catalog: Catalog) -> str:
    device = catalog.accelerator(run.accelerator)
    request = TrainRequest(
        run.params_b,
        run.tokens_t * 1e12,
        device,
        USUAL_DEVICES,
        min(run.active_params_b, run.params_b),
    )
    expected = estimate_train(request).gpu_hours
    mfu = implied_mfu(request, run.gpu_hours)
    lines = [
        f"{run.name}: {plain_number(run.gpu_hours)} hours of {device.name}, published",
        f"{run.params_b:g}B parameters, {run.active_params_b:g}B active, {run.tokens_t:g}T tokens: the hours"
        f" imply {mfu:.0%} of the dense bf16 peak.",
        f"In 16 bits the program expects {_hours(expected)}.",
    ]
    if run.usd is not None:
        lines.append(f"Quoted at {usd(run.usd)}: {run.usd_basis}.")
    lines += [f"Note: {run.note}."] if run.note else []
    return "\n".join([*lines, f"Source: {run.source}, {run.as_of}"])


def _hours(hours: Quantity) -> str:
    return f"{plain_number(hours.value)} ({plain_number(hours.low)} to {plain_number(hours.high)}) hours"
