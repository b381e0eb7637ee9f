"""Device-hours of a whole tuning job: its steps, and what stands around them."""

from __future__ import annotations

from functools import cache

from advisor.errors import UserError
from advisor.estimate.finetune_request import FinetuneRequest
from advisor.estimate.tuning_constants import tuning_constants
from advisor.estimate.tuning_speed import tuning_speed
from advisor.quantity import Quantity, derive, plain_number, sourced

GUESSED_TOKENS = 2.5
"""Tokens that follow from a number of examples are right within this factor."""


def job_hours(request: FinetuneRequest, *, speed: Quantity | None = None, counted: bool = True) -> Quantity:
    """Return the device-hours of a job: tokens / tok_s_per_gpu / 3600 x whole.

    Args:
        request: The job with its tokens.
        speed: Tokens a second on one device, when already computed.
        counted: Whether the tokens were counted, or follow from a number of examples.

    Raises:
        UserError: When the tokens are unknown.
    """
    if request.tokens is None:
        raise UserError("tokens: hours need the tokens of all epochs")
    tokens = request.tokens
    return derive(
        "gpu_hours",
        "GPU-hours",
        f"{plain_number(tokens)} tokens / tok_s_per_gpu / 3600 x whole_job",
        lambda s, w: tokens / s / 3600.0 * w,
        {"s": speed or tuning_speed(request), "w": whole_job(request)},
        spread=1.0 if counted else GUESSED_TOKENS,
    )


def whole_job(request: FinetuneRequest) -> Quantity:
    """Return what a whole job takes over its steps: loading, evaluation, checkpoints, uneven batches.

    Benchmarks of tuned stacks time the steps alone.
    """
    return _whole_job(request.stack in tuning_constants()["speed"]["tuned"]["stacks"])


@cache
def _whole_job(timed: bool) -> Quantity:
    row = tuning_constants()["job"]
    return sourced(
        "whole_job",
        1.0 if timed else row["whole"],
        "x",
        row["source"],
        low=1.0 if timed else row["whole_low"],
        high=1.0 if timed else row["whole_high"],
        as_of=tuning_constants()["as_of"],
        basis="assumed",
    )
