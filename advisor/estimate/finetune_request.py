"""One tuning job."""

from __future__ import annotations

from dataclasses import dataclass, field

from advisor.catalog.records import Accelerator
from advisor.errors import UserError, require_positive
from advisor.estimate.tuning_constants import require_known
from advisor.estimate.tuning_setting import (
    METHODS,
    Checkpointing,
    Loss,
    MemorySetting,
    Method,
    Offload,
    PackedBase,
    Shards,
)
from advisor.estimate.tuning_shape import TuningShape
from advisor.quantity import Quantity


@dataclass(frozen=True, slots=True)
class FinetuneRequest:
    """One tuning job.

    Raises:
        UserError: When a number is not positive or a choice is unknown.
    """

    shape: TuningShape
    method: Method
    accelerator: Accelerator
    gpus: int = 1
    seq_len: int = 2048
    batch: int = 1
    """Sequences at a time on one device; gradient accumulation changes neither memory nor speed much."""
    least_batch: int = 1
    """Sequences that belong together, such as both answers of a pair."""
    rank: int = 16
    tokens: float | None = None
    """Tokens processed, epochs included: examples x tokens each x epochs."""
    optimizer: str = "adamw_mixed"
    checkpointing: Checkpointing = "full"
    flash_attention: bool = True
    loss: Loss = "plain"
    stack: str = "hf"
    shards: Shards | None = None
    """None chooses: nothing split on one device, else everything (ZeRO-3, FSDP)."""
    tensor: int = 1
    stages: int = 1
    experts: int = 1
    offload: Offload = "none"
    packed_base: PackedBase = "nf4"
    tables_in_fp32: bool | None = None
    """Whether the tables of a packed base are raised to 32 bits; None for what the stack does."""
    all_linear: bool = True
    trained_tables: bool = False
    reference: bool = False
    """Whether a frozen copy of the model is needed, which adapters give by being switched off."""
    extra_forwards: int = 0
    """Passes without a backward one on every token, such as those of a frozen reference."""
    rate: Quantity | None = None
    """USD per device-hour."""
    _setting: MemorySetting = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name in ("gpus", "seq_len", "batch", "rank"):
            require_positive(name, getattr(self, name))
        if self.tokens is not None:
            require_positive("tokens", self.tokens)
        if self.method not in METHODS:
            raise UserError(f"method: {self.method!r} is unknown; use full, lora or qlora")
        require_known("stack", self.stack, "stack")
        require_known("optimizer", self.optimizer, "optimizer")
        object.__setattr__(self, "_setting", self._memory_setting())

    def setting(self) -> MemorySetting:
        """Return what memory depends on."""
        return self._setting

    def _memory_setting(self) -> MemorySetting:
        shards: Shards = self.shards or ("none" if self.gpus == 1 else "zero3")
        return MemorySetting(
            method=self.method,
            tokens_per_step=float(self.batch * self.seq_len),
            seq_len=float(self.seq_len),
            devices=self.gpus,
            shards=shards,
            tensor=self.tensor,
            stages=self.stages,
            experts=self.experts,
            rank=self.rank,
            all_linear=self.all_linear,
            trained_tables=self.trained_tables,
            optimizer=self.optimizer,
            checkpointing=self.checkpointing,
            flash_attention=self.flash_attention,
            loss=self.loss,
            offload=self.offload,
            packed_base=self.packed_base,
            tables_in_fp32=self.tables_in_fp32,
            reference=self.reference and self.method == "full",
            stack=self.stack,
        )
