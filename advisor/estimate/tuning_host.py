"""What a tuning job keeps in the memory of the computer around its devices."""

from __future__ import annotations

from dataclasses import replace

from advisor.estimate.finetune_request import FinetuneRequest
from advisor.estimate.memory import GB
from advisor.estimate.tuning_activations import activations
from advisor.estimate.tuning_states import states


def host_gb(request: FinetuneRequest) -> float:
    """Return the GB of host memory that a job takes, over all its devices; 0 where it keeps nothing there.

    devices x (weights + gradients + optimizer state + inputs of the layers, each with nothing moved, less
    what stays on a device). What programs and the copy of the weights that is being loaded take comes on top.

    Args:
        request: The job with its settings.
    """
    setting, shape = request.setting(), request.shape
    kept = "full" if setting.checkpointing == "offloaded" else setting.checkpointing
    there, inputs = states(shape, setting), activations(shape, setting).kept
    whole = replace(setting, offload="none", checkpointing=kept)
    needs = states(shape, whole)
    moved = needs.weights - there.weights + needs.gradients - there.gradients
    moved += needs.optimizer - there.optimizer + activations(shape, whole).kept - inputs
    return setting.devices * max(0.0, moved) / GB
