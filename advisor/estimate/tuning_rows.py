"""A row of measured tuning memory as the setting that it describes."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from advisor.errors import UserError, shown
from advisor.estimate.csv_cells import number, optional, required
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

UNEQUAL = re.compile(r"truncat", re.IGNORECASE)
"""Examples longer than the cap are cut, so batches are full but of many lengths. Where the cap only pads, the
longest batch is shorter than it, which weighs up what the allocator holds."""
IN_BACKWARD = re.compile(r"in[ _-]?(bwd|backward)|into backward", re.IGNORECASE)
EAGER = re.compile(r"kernel eager|flash attn off", re.IGNORECASE)
LAYERS_TRAINED = re.compile(r"lisa(\d+)$")
STRATEGIES: tuple[tuple[str, Shards], ...] = (
    ("device_map", "pipeline"),
    ("megatron", "zero1"),
    ("zero3", "zero3"),
    ("zero-3", "zero3"),
    ("fsdp", "zero3"),
    ("zero2", "zero2"),
    ("zero1", "zero1"),
)
"""Word in the strategy and what it splits, the first that occurs."""
USUAL_TENSOR = 4
PAIRS = {"dpo", "orpo", "simpo", "kto", "ipo"}
"""Words for tuning on pairs of answers, of which both run in one batch."""


@dataclass(frozen=True, slots=True)
class NamedMethod:
    """What a method's name in a file stands for."""

    method: Method
    adapter: Adapter = "lora"
    trained_tables: bool = False
    optimizer: str = ""


LIKE_LORA = (
    "adalora", "rslora", "lora-fa", "vera", "vblora", "randlora", "fourierft", "loha", "lokr", "ia3", "c3a",
    "bone", "miss", "shira", "oft", "boft", "hra", "road", "ln_tuning", "pissa", "olora", "eva", "gralora",
    "delora",
)  # fmt: skip
"""Adapters that differ from low-rank pairs in what they train, which is little in either case."""
LEARNED_INPUTS = ("prefix", "prefix_tuning", "prompt_tuning", "p_tuning", "ptuning", "adaption_prompt")
"""Adapters that train vectors before the text and no matrix."""
NAMED: Mapping[str, NamedMethod] = {
    "full": NamedMethod("full"),
    "sft": NamedMethod("full"),
    "lora": NamedMethod("lora"),
    "dora": NamedMethod("lora", "dora"),
    "lora+embed_head": NamedMethod("lora", trained_tables=True),
    "qlora": NamedMethod("qlora"),
    "qdora": NamedMethod("qlora", "dora"),
    "adapter": NamedMethod("lora", "prefix"),
    "qadapter": NamedMethod("qlora", "prefix"),
    "adapter_v2": NamedMethod("lora", "scale"),
    "qadapter_v2": NamedMethod("qlora", "scale"),
    "llamapro": NamedMethod("full"),
    **{name: NamedMethod("lora") for name in LIKE_LORA},
    **{name: NamedMethod("lora", "prefix") for name in LEARNED_INPUTS},
}


def setting_of(row: Mapping[str, str], shape: TuningShape) -> MemorySetting:
    """Return the setting that a row of ``finetune_memory.csv`` describes.

    Raises:
        UserError: When a cell is missing, no number, or names what is not modelled.
    """
    named, trained = _method(row, shape)
    strategy = (row.get("strategy") or "").casefold()
    shards: Shards = next((split for word, split in STRATEGIES if word in strategy), "none")
    batch, length = optional(row, "batch", 1.0), _length(row)
    pairs = bool(PAIRS & set(re.split(r"[ /,]+", (row.get("method") or "").casefold())))
    precision = (row.get("precision") or "").casefold()
    stack = stack_named(f"{row.get('source', '')} {strategy}", row.get("fused_ce") or "")
    kind = (row.get("mem_kind") or "").casefold()
    return MemorySetting(
        method=named.method,
        tokens_per_step=(ANSWERS if pairs else 1) * batch * length,
        seq_len=length,
        devices=max(1, int(optional(row, "n_gpus", 1))) if shards != "none" else 1,
        shards=shards,
        tensor=_tensor(row, strategy),
        rank=int(optional(row, "rank", 16)),
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
    words = [word for word in re.split(r"[ /,]+", said) if word not in PAIRS]
    name = next((word for word in words if word in NAMED), words[0] if words else said)
    trained = number(row, "trainable_params_m")
    count = None if trained is None else trained * 1e6
    some = LAYERS_TRAINED.fullmatch(name)
    if some:
        return NamedMethod("full"), int(some[1]) * shape.layer_params
    if name.startswith("galore"):
        return NamedMethod("full", optimizer="galore"), count
    if name not in NAMED:
        raise UserError(f"method: {shown(said)!r} is not modelled")
    return NAMED[name], count


def _tensor(row: Mapping[str, str], strategy: str) -> int:
    """Return the tensor parallelism: as said, else up to four devices where the model itself is split."""
    said = re.search(r"\btp ?=?(\d+)", strategy)
    if said:
        return int(said[1])
    return math.gcd(USUAL_TENSOR, int(optional(row, "n_gpus", 1))) if "megatron" in strategy else 1


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
