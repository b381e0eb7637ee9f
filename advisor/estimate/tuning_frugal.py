"""Settings that make a tuning job smaller on the devices that are there, the cheapest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from advisor.estimate.finetune_request import FinetuneRequest
from advisor.estimate.tuning_constants import tuning_constants
from advisor.estimate.tuning_peak import peak_memory


@dataclass(frozen=True, slots=True)
class Saving:
    """One setting that saves memory."""

    instruction: str
    """What to do, as a phrase that stands alone."""
    short: str
    """What it is called inside a list."""
    costs: str
    """What it costs."""


def frugal_steps(request: FinetuneRequest) -> Iterator[tuple[tuple[Saving, ...], FinetuneRequest]]:
    """Yield ever smaller forms of a job, with what has been changed so far.

    Neither the model, its adapters, the examples nor the devices change. What saves nothing, for instance
    because the job has it already, is left out.
    """
    done: tuple[Saving, ...] = ()
    for row in tuning_constants()["frugal"]:
        if request.method not in row["methods"] or request.gpus < row["devices"]:
            continue
        smaller = replace(request, **row["set"])
        if _peak_gb(smaller) < _peak_gb(request):
            kept = tuple(saving for saving in done if saving.short not in row.get("drops", ()))
            done, request = (*kept, Saving(row["do"], row["short"], row["costs"])), smaller
            yield done, request


def _peak_gb(request: FinetuneRequest) -> float:
    return peak_memory(request.shape, request.setting())[0].value
