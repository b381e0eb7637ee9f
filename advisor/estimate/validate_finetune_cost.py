"""The hours of a tuning job against published jobs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from advisor.catalog import Catalog
from advisor.errors import UserError
from advisor.estimate.accuracy import Judged, Skipped, summarise
from advisor.estimate.finetune_request import FinetuneRequest
from advisor.estimate.job_hours import job_hours
from advisor.estimate.published import published_rows
from advisor.estimate.tuning_jobs import job_of
from advisor.estimate.tuning_rollout_jobs import rollout_job_of
from advisor.quantity import Quantity


def validate_finetune_cost(rows: Iterable[Mapping[str, str]] | None, catalog: Catalog) -> dict[str, Any]:
    """Compare the device-hours of tuning jobs with published ones.

    Money is left out: nearly every published sum is hours at a list price.

    Args:
        rows: Columns of ``finetune_cost.csv``; None for the published points that ship.
        catalog: Finds devices and the shapes of models.
    """
    judged: list[Judged] = []
    skipped: list[Skipped] = []
    for row in published_rows("finetune_cost") if rows is None else rows:
        try:
            judged.append(_judge(row, catalog))
        except UserError as problem:
            skipped.append(Skipped(row.get("id") or "?", str(problem)))
    return summarise(judged, skipped)


def _judge(row: Mapping[str, str], catalog: Catalog) -> Judged:
    rollouts = rollout_job_of(row, catalog)
    if rollouts is not None:
        hours, groups = rollouts.estimate().gpu_hours, _groups(row, rollouts.request, "by rollouts", True)
        return Judged(
            row.get("id") or "?", rollouts.measured_hours, hours.value, hours.low, hours.high, groups
        )
    job = job_of(row, catalog)
    hours = job_hours(job.request, counted=job.counted)
    groups = _groups(row, job.request, job.request.method, job.counted)
    return _judged(row, job.measured_hours, hours, groups)


def _judged(row: Mapping[str, str], measured: float, hours: Quantity, groups: dict[str, str]) -> Judged:
    return Judged(row.get("id") or "?", measured, hours.value, hours.low, hours.high, groups)


def _groups(row: Mapping[str, str], request: FinetuneRequest, method: str, counted: bool) -> dict[str, str]:
    return {
        "device": request.accelerator.id,
        "method": method,
        "stack": request.stack,
        "family": (row.get("family") or row.get("source") or "unknown")[:40],
        "tokens": "counted" if counted else "from examples",
    }
