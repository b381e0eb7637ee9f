"""A row of measured tuning memory as the setting that it describes."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from advisor.errors import UserError, did_you_mean, shown
from advisor.estimate.csv_cells import count, number, optional, required
from advisor.estimate.preference import ANSWERS
from advisor.estimate.tuning_constants import tuning_constants
from advisor.estimate.tuning_setting import (
    Adapter,
    Checkpointing,
    Loss,
    MemoryKind,
    MemorySetting,
    Method,
    Offload,
    PackedBase,
    Shards,
)
from advisor.estimate.tuning_shape import TuningShape
from advisor.resources import shipped_toml

UNEQUAL = re.compile(r"truncat", re.IGNORECASE)
"""Examples longer than the cap are cut, so batches are full but of many lengths. Where the cap only pads, the
longest batch is shorter than it, which weighs up what the allocator holds."""
IN_BACKWARD = re.compile(r"in[ _-]?(bwd|backward)|into backward", re.IGNORECASE)
EAGER = re.compile(r"kernel eager|flash attn off", re.IGNORECASE)
LAYERS_TRAINED = re.compile(r"lisa(\d+)$")
USUAL_TENSOR = 4
"""Devices that share each layer where a run says only that the model itself was split."""


@dataclass(frozen=True, slots=True)
class NamedMethod:
    """What a method's name in a file stands for."""

    method: Method
    adapter: Adapter = "lora"
    trained_tables: bool = False
    optimizer: str = ""


def _names() -> Mapping[str, Any]:
    return shipped_toml("estimate/tuning_names.toml")


@cache
def _named() -> Mapping[str, NamedMethod]:
    """Return what the names of methods stand for."""
    known = {name: NamedMethod(**row) for name, row in _names()["method"].items()}
    known |= {name: NamedMethod("lora") for name in _names()["like_lora"]}
    return known | {name: NamedMethod("lora", "prefix") for name in _names()["learned_inputs"]}


def setting_of(row: Mapping[str, str], shape: TuningShape) -> MemorySetting:
    """Return the setting that a row of ``finetune_memory.csv`` describes.

    Raises:
        UserError: When a cell is missing, no number, or names what is not modelled.
    """
    named, trained = _method(row, shape)
    strategy = (row.get("strategy") or "").casefold()
    shards: Shards = next((one["shards"] for one in _names()["strategy"] if one["word"] in strategy), "none")
    batch, length = optional(row, "batch", 1.0), _length(row)
    pairs = any(word in _names()["pairs"] for word in _words(row))
    precision = (row.get("precision") or "").casefold()
    stack = stack_named(f"{row.get('source', '')} {strategy}", row.get("fused_ce") or "")
    kind = (row.get("mem_kind") or "").casefold()
    return MemorySetting(
        method=named.method,
        tokens_per_step=(ANSWERS if pairs else 1) * batch * length,
        seq_len=length,
        devices=(count(row, "n_gpus") or 1) if shards != "none" else 1,
        shards=shards,
        tensor=_tensor(row, strategy),
        rank=count(row, "rank") or 16,
        adapter=named.adapter,
        trained_tables=named.trained_tables,
        trainable_params=trained,
        optimizer=named.optimizer or _optimizer(row, stack, shards),
        update_in_backward=bool(IN_BACKWARD.search(f"{row.get('optimizer', '')} {strategy}")),
        checkpointing=_checkpointing(row),
        flash_attention=not EAGER.search(row.get("note") or ""),
        loss=_loss(row.get("fused_ce") or ""),
        unequal_lengths="avg" not in kind and bool(UNEQUAL.search(row.get("note") or "")),
        offload=_offload(row),
        reference=pairs and named.method == "full",
        packed_base=_packed(precision),
        tables_in_fp32=False if "gptq" in precision else None,
        stack=stack,
        kind=_kind(kind, stack),
    )


def _method(row: Mapping[str, str], shape: TuningShape) -> tuple[NamedMethod, float | None]:
    """Return the method and the number of trained weights, when the row or the method's name says it."""
    said = (row.get("method") or "").strip().casefold()
    words = [word for word in _words(row) if word not in _names()["pairs"]]
    name = next((word for word in words if word in _named()), words[0] if words else said)
    trained = number(row, "trainable_params_m")
    said_params = None if trained is None else trained * 1e6
    some = LAYERS_TRAINED.fullmatch(name)
    if some:
        return NamedMethod("full"), int(some[1]) * shape.layer_params
    if name.startswith("galore"):
        return NamedMethod("full", optimizer="galore"), said_params
    if name not in _named():
        raise UserError(f"method: {shown(said)!r} is not modelled.{did_you_mean(name, _named())}")
    return _named()[name], said_params


def _words(row: Mapping[str, str]) -> list[str]:
    return re.split(r"[ /,]+", (row.get("method") or "").strip().casefold())


def _tensor(row: Mapping[str, str], strategy: str) -> int:
    """Return the tensor parallelism: as said, else up to four devices where the model itself is split."""
    said = re.search(r"\btp ?=?(\d+)", strategy)
    if said:
        return int(said[1])
    return math.gcd(USUAL_TENSOR, count(row, "n_gpus") or 1) if "megatron" in strategy else 1


def _length(row: Mapping[str, str]) -> float:
    """Return the tokens of the longest sequence; an unpacked batch is as long as its own."""
    length = required(row, "seq_len")
    unpacked = (row.get("packed") or "").casefold().startswith("false")
    return min(length, float(tuning_constants()["unpacked"]["length"])) if unpacked else length


def _checkpointing(row: Mapping[str, str]) -> Checkpointing:
    text = (row.get("grad_ckpt") or "true").casefold()
    if "offload" in text:
        return "offloaded"
    if "select" in text:
        return "selective"
    return "none" if text in ("false", "none", "no", "0") else "full"


def _loss(text: str) -> Loss:
    name = text.casefold()
    if name in ("", "none", "false", "no", "0"):
        return "plain"
    return "chunked" if "chunk" in name else "fused"


def _offload(row: Mapping[str, str]) -> Offload:
    text = f"{row.get('optimizer', '')} {row.get('strategy', '')}".casefold()
    return "optimizer" if "offload" in text else "none"


def _packed(precision: str) -> PackedBase:
    if "int8" in precision:
        return "int8"
    if "gptq" in precision:
        return "gptq"
    return "nf4_double" if "dq" in precision else "nf4"


def _kind(text: str, stack: str) -> MemoryKind:
    """Return what was measured; a stack without a word for it reports what its own log prints."""
    if not text:
        text = str(tuning_constants()["stack"][stack]["reports"])
    if "reserved" in text:
        return "reserved"
    return "allocated" if "alloc" in text or "active" in text else "process"


def _optimizer(row: Mapping[str, str], stack: str, shards: Shards) -> str:
    """Return the optimizer; without a word for it, sharded runs and stacks that keep a master copy mix."""
    name = (row.get("optimizer") or "").casefold()
    for known, entry in tuning_constants()["optimizer"].items():
        if any(word in name for word in entry["words"]):
            return str(known)
    split = shards not in ("none", "pipeline")
    return str(tuning_constants()["stack"][stack]["full_split" if split else "full"])


def stack_named(text: str, fused: str = "") -> str:
    """Return the stack that a source or strategy names; stock Hugging Face without one."""
    folded = f"{text} {fused}".casefold()
    stacks = tuning_constants()["stack"]
    found = [name for name, row in stacks.items() if any(word in folded for word in row["names"])]
    return found[0] if found else "hf"
