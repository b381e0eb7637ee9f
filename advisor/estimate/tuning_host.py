"""What a tuning job keeps in the memory of the computer around its devices."""

from __future__ import annotations

from dataclasses import replace

from advisor.estimate.finetune_request import FinetuneRequest
from advisor.estimate.memory import GB
from advisor.estimate.tuning_activations import activations
from advisor.estimate.tuning_states import states


def host_gb(request: FinetuneRequest) -> float:
    """Return the GB of host memory that a job takes, over all its devices; 0 where it keeps nothing there.

    devices x (weights + optimizer state + inputs of the layers, each with nothing moved, less what stays on a
    device, + gradients where the update is made there): of a weight with AdamW in mixed precision 2 + 12 + 2
    bytes, and 4 for its gradient where that is kept in 32 bits. Memory requirements in the documentation of
    DeepSpeed count the same, 18 bytes for weights and state in host memory and 16 for the state alone, and
    half as much again for buffers. Buffers, programs and the copy of the weights that is being loaded come on
    top here too.

    Args:
        request: The job with its settings.
    """
    setting, shape = request.setting(), request.shape
    kept = "full" if setting.checkpointing == "offloaded" else setting.checkpointing
    there, inputs = states(shape, setting), activations(shape, setting).kept
    whole = replace(setting, offload="none", checkpointing=kept)
    needs = states(shape, whole)
    moved = needs.weights - there.weights + needs.optimizer - there.optimizer
    moved += activations(shape, whole).kept - inputs
    moved += needs.gradients if setting.offload != "none" else 0.0
    return setting.devices * max(0.0, moved) / GB
