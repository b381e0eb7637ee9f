"""How a model is tuned, as far as memory depends on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from advisor.errors import UserError, require_positive
from advisor.estimate.tuning_constants import require_known

Method = Literal["full", "lora", "qlora"]
Shards = Literal["none", "zero1", "zero2", "zero3", "pipeline"]
Adapter = Literal["lora", "dora", "prefix", "scale"]
Checkpointing = Literal["none", "selective", "full", "offloaded"]
Loss = Literal["plain", "chunked", "fused"]
Offload = Literal["none", "optimizer", "states"]
PackedBase = Literal["nf4", "nf4_double", "int8", "gptq"]
MemoryKind = Literal["allocated", "reserved", "process"]

SIXTEEN_BIT = 2.0
"""Bytes of a number of 16 bits."""
METHODS: tuple[Method, ...] = ("full", "lora", "qlora")
SHARDS: tuple[Shards, ...] = ("none", "zero1", "zero2", "zero3", "pipeline")


@dataclass(frozen=True, slots=True)
class MemorySetting:
    """One way of tuning a model.

    Raises:
        UserError: When a number is not positive, a name is unknown, or devices cannot be divided so.
    """

    method: Method
    tokens_per_step: float
    """Micro-batch times sequence length on one device."""
    seq_len: float
    devices: int = 1
    shards: Shards = "none"
    """What data-parallel copies share: nothing, optimizer state, gradients as well, weights as well; or
    whole layers one device after another."""
    tensor: int = 1
    """Devices that share each layer, and the activations between them (tensor and sequence parallelism)."""
    stages: int = 1
    """Groups of devices that share the layers (pipeline parallelism)."""
    experts: int = 1
    """Devices that share the experts of a mixture (expert parallelism)."""
    rank: int = 16
    all_linear: bool = True
    """Adapters on every matrix of a layer; else on query and value only."""
    adapter: Adapter = "lora"
    """Low-rank pairs, the same with magnitudes, learned prefixes, or scales and biases of every matrix."""
    trained_tables: bool = False
    """Whether adapters come with trained copies of both vocabulary tables."""
    trainable_params: float | None = None
    """Trained weights, when they are known; else those of the adapters or all."""
    optimizer: str = "adamw_mixed"
    update_in_backward: bool = False
    """Each layer is updated as soon as its gradient is known, so no more than one gradient is kept."""
    checkpointing: Checkpointing = "full"
    """Keep everything, all but attention's scores, only each layer's input, or that in host memory."""
    flash_attention: bool = True
    loss: Loss = "plain"
    unequal_lengths: bool = False
    offload: Offload = "none"
    packed_base: PackedBase = "nf4"
    tables_in_fp32: bool | None = None
    """Whether the tables of a packed base are raised to 32 bits; None for what the stack does."""
    reference: bool = False
    """Whether a frozen copy of the model is held besides, as preference tuning of all weights needs."""
    stack: str = "hf"
    kind: MemoryKind = "process"
    """What is meant by memory: tensors, what the allocator holds, or what the system shows."""

    def __post_init__(self) -> None:
        for name in ("tokens_per_step", "seq_len", "devices", "tensor", "stages", "experts", "rank"):
            require_positive(name, getattr(self, name))
        if self.method not in METHODS:
            raise UserError(f"method: {self.method!r} is unknown; use full, lora or qlora")
        if self.shards not in SHARDS:
            raise UserError(f"shards: {self.shards!r} is unknown; use one of {', '.join(SHARDS)}")
        require_known("optimizer", self.optimizer, "optimizer")
        require_known("stack", self.stack, "stack")
        if self.devices % (self.tensor * self.stages):
            raise UserError(
                f"devices: {self.devices} cannot be divided by tensor x stages = {self.tensor * self.stages}"
            )

    @property
    def copies(self) -> int:
        """Return the data-parallel copies: devices over those that hold one model together."""
        return self.devices // (self.tensor * self.stages)

    @property
    def packed(self) -> bool:
        """Tell whether the base is held in 4 or 8 bits."""
        return self.method == "qlora"
