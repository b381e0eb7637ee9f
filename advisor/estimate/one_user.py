"""A device of one person: its times are those of a single stream, not of an engine that batches."""

from __future__ import annotations

from dataclasses import replace

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture
from advisor.estimate.coefficients import Interval
from advisor.estimate.edge import estimate_stream
from advisor.estimate.fitted import fitted
from advisor.estimate.fleet import Fleet
from advisor.estimate.formats import format_named
from advisor.estimate.load import Load, Misfit, first_token_misfit, total_misfit

FIRST = "tokens in / rate of prompts of one stream"
TOKEN = "weights / bandwidth of one stream + launches"


def for_one_user(arch: Architecture, device: Accelerator, load: Load, fleet: Fleet) -> Fleet | Misfit:
    """Return a fleet of one device with the times of a single stream, or the limit that they break.

    Programs for one user read weights and compute prompts at rates of their own, which were measured apart
    from those of engines that batch.

    Args:
        arch: The model.
        device: The device.
        load: Lengths and limits of a request.
        fleet: The device as it was sized for memory.
    """
    depth = load.input_tokens + load.answer_tokens / 2.0
    found = estimate_stream(
        arch, device, format_named(fleet.precision), depth=depth, prompt=max(1.0, load.prompt_tokens)
    )
    first_s, token_s = load.prompt_tokens / found.prompt_tok_s, 1.0 / found.output_tok_s
    total_s = first_s + (load.answer_tokens - 1.0) * token_s
    if load.first_token_ms is not None and first_s * 1e3 > load.first_token_ms:
        return first_token_misfit(first_s, load.first_token_ms, load.input_tokens)
    if load.total_ms is not None and total_s * 1e3 > load.total_ms:
        return total_misfit(total_s, load.total_ms, load.output_tokens, device.bandwidth_gb_s)
    prompt, output = _upside_down(found.prompt_range), _upside_down(found.output_range)
    return replace(
        fleet,
        first_token_ms=fitted("first_token_ms", first_s * 1e3, "ms", prompt, FIRST),
        tpot_ms=fitted("tpot_ms", token_s * 1e3, "ms/token", output, TOKEN),
    )


def _upside_down(spread: Interval) -> Interval:
    """Return the range of a time from that of its rate."""
    return Interval(1.0 / spread.high, 1.0 / spread.low)
