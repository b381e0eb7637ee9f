"""Weights, gradients and optimizer state of one device while a model is tuned, in bytes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from advisor.estimate.tuning_constants import tuning_constants
from advisor.estimate.tuning_setting import MemorySetting
from advisor.estimate.tuning_shape import TuningShape


@dataclass(frozen=True, slots=True)
class States:
    """What one device keeps through a whole step."""

    weights: float
    adapters: float
    gradients: float
    optimizer: float
    gathered: float
    """Weights and gradients of the layers at work, collected from the other devices for a moment."""
    update: float
    """What the optimizer's update holds for a moment besides."""


def states(shape: TuningShape, setting: MemorySetting) -> States:
    """Return the bytes that do not depend on the tokens.

    weights / s1 + gradients / s2 + optimizer / s3, where ZeRO's stages divide one thing more each by the
    data-parallel copies, and tensor, pipeline and expert parallelism divide all of them
    (arXiv:1910.02054; 16 bytes a weight with AdamW in mixed precision).
    """
    c = tuning_constants()
    each = _trained_bytes(setting.method, setting.optimizer, setting.stack, setting.trained_tables)
    trained = trained_params(shape, setting)
    on_weights, on_gradients, on_state = (_share(shape, setting, n) for n in _splits(setting))
    adapters = 0.0 if setting.method == "full" else each["weight"] * trained * on_weights
    gradients = 0.0 if setting.update_in_backward else each["gradient"] * trained * on_gradients
    state = 0.0 if setting.offload != "none" else each["state"] * trained * on_state
    weights = base_bytes(shape, setting) * on_weights * (2.0 if setting.reference else 1.0)
    gathered = _gathered(shape, setting, trained)
    if setting.offload == "states":
        return States(0.0, adapters, 0.0, 0.0, gathered, 0.0)
    step = each["step"] + c["stack"][setting.stack]["step"] * (setting.method == "full")
    most = c["stack"][setting.stack]["step_group"] or trained
    update = 0.0 if setting.offload != "none" else step * min(trained * on_state, most)
    return States(weights, adapters, gradients, state, gathered, update)


def trained_params(shape: TuningShape, setting: MemorySetting) -> float:
    """Return the number of trained weights: all but image encoders, or those of the adapters."""
    if setting.trainable_params is not None:
        return setting.trainable_params
    if setting.method == "full":
        return shape.params - shape.vision_params
    adapters = shape.adapter_params(setting.rank, all_linear=setting.all_linear)
    return adapters + (shape.tables if setting.trained_tables else 0.0)


@cache
def _trained_bytes(method: str, optimizer: str, stack: str, trained_tables: bool) -> dict[str, float]:
    """Return the bytes of a trained weight: itself, its gradient, its state, and those of an update."""
    c = tuning_constants()
    if method == "full":
        return {"weight": 0.0, **_numbers(c["optimizer"][optimizer])}
    if trained_tables:
        return {"weight": 2.0, **_numbers(c["optimizer"]["adamw_bf16"])}
    row = {"step": 0.0, **_numbers(c["adapter"][c["stack"][stack]["adapters"]])}
    least = c["optimizer"][optimizer]["state"]
    return {**row, "state": min(row["state"], least)} if optimizer in c["of_adapters"]["optimizers"] else row


def _numbers(row: dict[str, Any]) -> dict[str, float]:
    return {name: float(value) for name, value in row.items() if name not in ("words", "source")}


def base_bytes(shape: TuningShape, setting: MemorySetting) -> float:
    """Return the bytes of the base on all devices: packed layers and unpacked tables, or 16 bits each."""
    if not setting.packed:
        return float(tuning_constants()["weights"]["base"]) * shape.params
    return _bytes_of(setting, shape.body, shape.tables)


def _bytes_of(setting: MemorySetting, body: float, tables: float) -> float:
    """Return the bytes of so many weights of layers, and of tables, which a packed base leaves unpacked."""
    c = tuning_constants()["weights"]
    if not setting.packed:
        return float(c["base"]) * (body + tables)
    return float(c[setting.packed_base] * body + (c["unpacked"] if raised(setting) else c["base"]) * tables)


def raised(setting: MemorySetting) -> bool:
    """Tell whether a packed base keeps tables, norms and the stream between layers in 32 bits."""
    if not setting.packed:
        return False
    if setting.tables_in_fp32 is not None:
        return setting.tables_in_fp32
    return bool(tuning_constants()["stack"][setting.stack]["raise_tables"])


def _share(shape: TuningShape, setting: MemorySetting, copies: int) -> float:
    """Return the part of all weights that one device holds when data-parallel copies share them.

    Tensor and pipeline parallelism divide everything; expert parallelism lets copies share the experts
    even where nothing else is shared.
    """
    dense = (shape.params - shape.expert_params) / copies
    experts = shape.expert_params / max(copies, min(setting.experts, setting.copies))
    return (dense + experts) / (shape.params * setting.tensor * setting.stages)


def _splits(setting: MemorySetting) -> tuple[int, int, int]:
    """Return over how many copies weights, gradients and optimizer state are divided."""
    n = setting.copies
    split = {
        "none": (1, 1, 1),
        "zero1": (1, 1, n),
        "zero2": (1, n, n),
        "zero3": (n, n, n),
        "pipeline": (n, n, n),
    }
    return split[setting.shards]


def _gathered(shape: TuningShape, setting: MemorySetting, trained: float) -> float:
    """Return what ZeRO-3, or a base in host memory, collects for the layers at work: two and both tables.

    Where all weights are trained their gradient is as large before it is scattered; packed layers are
    collected packed, and tables as they are. Stacks that do not give gathered weights back hold the whole
    base.
    """
    stack = tuning_constants()["stack"][setting.stack]
    sharded = setting.shards == "zero3" and (setting.copies > 1 or stack["step"])
    if not sharded and setting.offload != "states":
        return 0.0
    group = setting.tensor * setting.stages
    if stack["gather_whole"] and setting.method != "full":
        return base_bytes(shape, setting) / group
    layers = min(shape.body, tuning_constants()["gather"]["layers"] * shape.layer_params)
    with_gradient = 2.0 if trained >= 0.5 * shape.params else 1.0
    return with_gradient * _bytes_of(setting, layers, shape.tables) / group
