"""Rows of a file of published training runs and benchmarks, as what was asked and what was measured."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from advisor.catalog import Catalog
from advisor.catalog.records import Accelerator
from advisor.errors import UserError
from advisor.estimate.architecture import Architecture, from_row
from advisor.estimate.csv_cells import number, optional, required
from advisor.estimate.efficiency import device_precision, highest_mfu, training_coefficients
from advisor.estimate.flops import ADAPTER_FLOPS_PER_WEIGHT, FLOPS_PER_WEIGHT
from advisor.estimate.training_layout import fitting_layout
from advisor.estimate.training_request import TrainRequest, implied_mfu
from advisor.estimate.training_step import Layout

NON_CAUSAL = re.compile(r"non-causal|noncausal|full s\^2", re.IGNORECASE)
"""The note of a benchmark that counts the masked half of attention."""
DEFAULT_SEQ_LEN = 2048
"""Tokens of a sequence where the source names none, those of GPT-3."""
PER_WEIGHT = {"lora": ADAPTER_FLOPS_PER_WEIGHT, "qlora": ADAPTER_FLOPS_PER_WEIGHT}
RECOMPUTED = {"true": 1.0, "full": 1.0, "selective": 0.15, "moe": 0.45, "false": 0.0, "none": 0.0}
NOT_COVERED = {
    "rl": "reinforcement learning is mostly generation; `advisor estimate finetune --method grpo` covers it",
}
SHARDED = re.compile(r"full_shard|fsdp|zero-?3", re.IGNORECASE)
SAME_SIZE = 0.05
"""Part by which a row's parameters may differ from the catalogue's for the same model: rounding of names."""
USUAL_RUN_DAYS = 30.0
"""Devices of a run are guessed from it where the source does not count them."""


@dataclass(frozen=True, slots=True)
class TrainPoint:
    """A published run or benchmark: what was asked, and what was measured."""

    id: str
    request: TrainRequest
    measured: float
    """Device-hours, or tokens a second and device."""
    metric: str
    family: str

    @property
    def implied(self) -> float:
        """Return the share of the dense bf16 peak that the measurement implies."""
        if self.metric == "gpu_hours":
            return implied_mfu(self.request, self.measured)
        return self.measured * self.request.flops_per_token / (self.request.accelerator.bf16_tflops * 1e12)

    @property
    def seconds(self) -> float:
        """Return the measured seconds of one device for one token."""
        if self.metric == "gpu_hours":
            return self.measured * 3600.0 / self.request.tokens
        return 1.0 / self.measured


class ImpossibleRowError(UserError):
    """A measurement that no device could have made."""


def read_point(row: Mapping[str, str], catalog: Catalog) -> TrainPoint:
    """Return one row as a point.

    Raises:
        ImpossibleRowError: When the measurement passes the peak of the device.
        UserError: When the row cannot be answered.
    """
    kind = row.get("kind") or "pretrain"
    if kind in NOT_COVERED:
        raise UserError(f"kind: {NOT_COVERED[kind]}")
    if row.get("row_type") == "epoch_estimate":
        raise UserError("row_type: its hours were worked out from an assumed MFU, not measured")
    timed = (row.get("row_type") or "full_run") != "throughput"
    device = _device(row.get("hardware") or "", catalog)
    request = _request(row, catalog, device, timed)
    metric = "gpu_hours" if timed else "tok_s_per_gpu"
    measured = _hours(row) if timed else _tokens_per_second(row, request)
    point = TrainPoint(row.get("id") or "?", request, measured, metric, row.get("family") or "")
    peak = highest_mfu(device, request.precision)
    highest = max(point.implied, number(row, "reported_mfu") or 0.0)
    if highest > peak:
        raise ImpossibleRowError(
            f"impossible: implies {highest / peak:.2f} of the dense {request.precision} peak of {device.name}"
        )
    return point


def _request(row: Mapping[str, str], catalog: Catalog, device: Accelerator, timed: bool) -> TrainRequest:
    kind = row.get("kind") or "pretrain"
    note = row.get("note") or ""
    tokens = required(row, "tokens_t") * 1e12 if timed else 1e9
    stored = required(row, "params_b_total")
    active = number(row, "params_b_active") or stored
    request = TrainRequest(
        stored,
        tokens,
        device,
        1,
        active,
        seq_len=int(optional(row, "seq_len", DEFAULT_SEQ_LEN)),
        precision=row.get("precision") or "bf16",
        regime="whole_run" if timed and not _benchmark(row) else "benchmark",
        architecture=_architecture(row, stored, catalog),
        full_attention=bool(NON_CAUSAL.search(note)),
        per_weight=PER_WEIGHT.get(kind, FLOPS_PER_WEIGHT),
    )
    request = replace(request, gpus=_devices(row, request))
    layout = _layout(row, request)
    return replace(request, layout=layout) if layout is not None else request


def _device(name: str, catalog: Catalog) -> Accelerator:
    """Return the device, or the one with the same arithmetic where the catalogue has no row of its own."""
    return catalog.accelerator(training_coefficients()["same_arithmetic"].get(name, name))


def _benchmark(row: Mapping[str, str]) -> bool:
    return (row.get("row_type") or "") == "mlperf_ttt"


def _architecture(row: Mapping[str, str], stored: float, catalog: Catalog) -> Architecture | None:
    """Return the shape of a model that the catalogue has under its name and size, else None."""
    wanted = _plain(row.get("model") or "")
    for model in catalog.models.values():
        names = (model.id, model.name, *model.aliases)
        if any(_plain(name) == wanted for name in names) and abs(model.params_b / stored - 1.0) < SAME_SIZE:
            return from_row(model)
    return None


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def _devices(row: Mapping[str, str], request: TrainRequest) -> int:
    """Return the devices of a run; where it does not say, servers of eight that end it in a month."""
    said = number(row, "n_gpus")
    if said is not None:
        return int(required(row, "n_gpus"))
    if request.regime == "benchmark" and (row.get("row_type") or "") == "throughput":
        return 8
    usual = 0.4 * request.accelerator.bf16_tflops * 1e12 * USUAL_RUN_DAYS * 86400.0
    return 8 * max(1, math.ceil(request.flops_per_token * request.tokens / usual / 8.0))


def _hours(row: Mapping[str, str]) -> float:
    if number(row, "gpu_hours") is not None:
        return required(row, "gpu_hours")
    if number(row, "wall_days") is None or number(row, "n_gpus") is None:
        raise UserError("gpu_hours: the row gives neither hours nor days and devices")
    return required(row, "wall_days") * required(row, "n_gpus") * 24.0


def _tokens_per_second(row: Mapping[str, str], request: TrainRequest) -> float:
    """Return tokens a second and device, from the useful FLOP/s where the row gives only those."""
    if number(row, "tok_s_per_gpu") is not None:
        return required(row, "tok_s_per_gpu")
    if number(row, "model_tflops_per_gpu") is None:
        raise UserError("tok_s_per_gpu: the row gives neither tokens a second nor model_tflops_per_gpu")
    return required(row, "model_tflops_per_gpu") * 1e12 / request.counted_flops_per_token


def _layout(row: Mapping[str, str], request: TrainRequest) -> Layout | None:
    """Return how a row says that it was spread, what it leaves open taken from a layout that fits."""
    words = row.get("parallelism") or ""
    again = RECOMPUTED.get((row.get("act_ckpt") or "").strip().casefold())
    micro = re.search(r"mbs ?(\d+)", f"{words} {row.get('note') or ''}")
    step = optional(row, "batch_tokens", 0.0) if number(row, "batch_tokens") else 0.0
    ways = {key: re.search(rf"\b{key}[ =]?(\d+)", words, re.IGNORECASE) for key in ("tp", "pp", "ep")}
    sharded = bool(SHARDED.search(words))
    if request.accelerator.kind == "tpu" or not (words or again is not None or micro or step):
        return None
    if not sharded and not any(ways.values()):
        usual = fitting_layout(
            request.shape,
            request.accelerator,
            request.gpus,
            request.seq_len,
            precision=device_precision(request.accelerator, request.precision),
            step_tokens=step,
        ).layout
        recompute = usual.recompute if again is None else again
        return replace(usual, recompute=recompute)
    counts = {key: int(found[1]) if found else 1 for key, found in ways.items()}
    return Layout(
        **counts,
        shard=request.gpus if sharded else 1,
        recompute=again or 0.0,
        micro_tokens=(int(micro[1]) if micro else 1) * request.seq_len,
        step_tokens=step,
        offload="offload" in words.casefold(),
    )
