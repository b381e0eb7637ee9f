"""Whether a way of tuning surely fails on the devices that somebody has or thinks of."""

from __future__ import annotations

from dataclasses import replace

from advisor.catalog.records import Accelerator
from advisor.estimate.finetune import FinetuneEstimate, estimate_finetune
from advisor.estimate.memory import as_sold
from advisor.estimate.tuning_layout import most_frugal
from advisor.estimate.tuning_setting import Method
from advisor.quantity import Quantity, exact, plain_number
from advisor.strategy.context import Context
from advisor.strategy.devices import device_row
from advisor.strategy.named import named_devices
from advisor.strategy.once import once
from advisor.strategy.records import Limit
from advisor.strategy.tuning_runs import tuning_job

WHOLE: Method = "full"
BY_LENGTH = {"activations", "logits"}
"""Parts of memory that shorter texts or smaller batches shrink."""


def tuning_limits(context: Context, word: str, device: Accelerator, count: int) -> tuple[Limit, ...]:
    """Return the memory limit that a tuning word breaks on some devices, if it surely does."""
    row = context.anchors.tuning_method.get(word)
    if row is None:
        return ()
    found = _on_devices(context, word, device, count)
    least, peak = _least_gb(found, row["method"]), found.peak_memory_gb_per_gpu
    if least <= found.offered_gb:
        return ()
    plain = " with plain AdamW" if row["method"] == WHOLE else ""
    value, low, high, has = (
        plain_number(as_sold(device, gb), 2)
        for gb in (max(peak.value, least), least, peak.high, found.offered_gb)
    )
    need = f"{value} GB ({low}–{high}){plain}"
    return (Limit("memory of the device while tuning", need, f"{has} GB", "as asked"),)


@once
def whole_tuning_facts(context: Context, word: str = "full_ft") -> dict[str, Quantity]:
    """Return how many GB each of the named devices is short of, of what changing all weights surely takes.

    It is there where the user thinks of that way; the largest of several groups of devices, negative where
    memory is left. Asked plans break on the same figure, so that no page says both.
    """
    wish = context.profile
    if word not in wish.words("wish.adaptations") or not wish.said("wish.train_params_b"):
        return {}
    method = context.anchors.tuning_method[word]["method"]
    rows = [(row, d.count) for d in named_devices(context) if (row := device_row(context, d)) is not None]
    runs = [_on_devices(context, word, row, count) for row, count in rows]
    if not runs:
        return {}
    short = max(_least_gb(run, method) - run.offered_gb for run in runs)
    text = "weights, gradients and optimiser states on one device - what it offers"
    return {"full_tuning_short_gb": exact("full_tuning_short_gb", short, "GB", text)}


def _on_devices(context: Context, word: str, device: Accelerator, count: int) -> FinetuneEstimate:
    """Return a run on some devices: of adapters in its most frugal form, of all weights as it is planned,
    which is the figure that people know."""
    job = replace(tuning_job(context, word, None), accelerator=device, gpus=count)
    return estimate_finetune(job) if job.method == WHOLE else most_frugal(job)


def _least_gb(run: FinetuneEstimate, method: Method) -> float:
    """Return the GB that a run surely takes on one device: the low end of its peak.

    Where all weights change it is at least what arithmetic gives, which is all but activations and logits:
    plain AdamW in mixed precision keeps 16 bytes for every parameter (weights, gradients, master copy and
    two moments; ZeRO, arXiv:1910.02054).
    """
    low = run.peak_memory_gb_per_gpu.low
    if method != WHOLE:
        return low
    return max(low, sum(part.value for name, part in run.memory.items() if name not in BY_LENGTH))
