"""How fast a training run goes: the time of a token, and how far that may be off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from advisor.estimate.efficiency import device_precision
from advisor.estimate.training_goodput import run_speed
from advisor.estimate.training_layout import fitting_layout
from advisor.estimate.training_request import TrainRequest
from advisor.estimate.training_speed import SpeedRange, measured, speed_coefficients, speed_range
from advisor.estimate.training_step import Layout, StepTime, step_time

UNMEASURED = 1.3
"""Power of the range for a generation that no measurement is of."""
WIDEST_RUN = 2.0
"""A whole run is never told within more than x/÷ this."""


def assumed_layout(request: TrainRequest) -> Layout:
    """Return the layout whose traffic counts: the stated one, or the fitting one where the network is stated.

    Otherwise none: teams find a layout whose traffic mostly hides, and what does not is part of the fitted
    ``run``. On families left out of the fit that misses whole runs by 15%, against 20% with traffic counted
    for a layout that nobody stated.
    """
    if request.layout is not None:
        return request.layout
    if request.network_gbps is None:
        return Layout()
    found = fitting_layout(
        request.shape,
        request.accelerator,
        request.gpus,
        request.seq_len,
        precision=device_precision(request.accelerator, request.precision),
        step_tokens=request.step_tokens,
        network_gb_s=request.network_gbps / 8.0,
    )
    return replace(found.layout, network_gb_s=request.network_gbps / 8.0)


def steady_step(request: TrainRequest, c: Mapping[str, float] | None = None) -> StepTime:
    """Return what one token takes one device while a tuned job runs undisturbed."""
    return step_time(
        request.shape,
        request.accelerator,
        request.gpus,
        request.seq_len,
        assumed_layout(request),
        speed_coefficients() if c is None else c,
        precision=device_precision(request.accelerator, request.precision),
        per_weight=request.per_weight,
    )


def seconds_per_token(request: TrainRequest, c: Mapping[str, float] | None = None) -> float:
    """Return seconds of one device for one token, paid time of a whole run included."""
    seconds = steady_step(request, c).total
    if request.regime == "whole_run":
        seconds /= run_speed(request.accelerator, request.gpus, c)
    return seconds


def cell_of(request: TrainRequest) -> str:
    """Return the sort of job that shares a range: whole runs; benchmarks by what spreads the model."""
    if request.regime == "whole_run":
        return "run"
    if request.accelerator.kind == "tpu":
        return "tpu"
    layout = request.layout
    if layout is None:
        return "other"
    if layout.tp * layout.pp * layout.ep > 1:
        return "parallel"
    return "sharded"


def range_of(request: TrainRequest) -> SpeedRange:
    """Return the 90% factor of an estimate; wider for a generation that was never measured."""
    found = speed_range(cell_of(request))
    factor = found.factor if measured(request.accelerator) else found.factor**UNMEASURED
    if request.regime == "whole_run":
        factor = min(factor, WIDEST_RUN)
    return SpeedRange(factor, found.n)
