"""How long the encoder of a model that reads images takes before the prompt can start."""

from __future__ import annotations

from advisor.catalog.records import Accelerator
from advisor.estimate.classical_coefficients import classical_as_of, classical_interval, classical_source
from advisor.estimate.classical_time import batch_seconds, distance
from advisor.estimate.classical_work import Work, usual_activations
from advisor.estimate.reach_constants import most_patches, reach_constant
from advisor.quantity import Quantity

OPERATIONS = "transformer"


def image_encoder_ms(params_b: float, tokens: float, device: Accelerator) -> Quantity:
    """Return the milliseconds that an image encoder takes for one request on one device.

    FLOPs = 2 x weights x patches, with ``patches_per_token`` patches merged into one token of the prompt; the
    time is that of an encoder of images on the device.

    Args:
        params_b: Weights of the encoder in 10^9.
        tokens: Tokens that images add to the prompt.
        device: One device.
    """

    def seconds(patches_per_token: float) -> float:
        gflops = 2.0 * params_b * tokens * patches_per_token
        return batch_seconds(_work(params_b, gflops), device, 1.0)

    spread = classical_interval(OPERATIONS, distance(_work(params_b, 1.0), device))
    value = seconds(reach_constant("patches_per_token")) * 1e3
    return Quantity(
        "image_encoder_ms",
        value,
        value / spread.high,
        seconds(most_patches()) * 1e3 / spread.low,
        "ms",
        formula="launch + hypot(2 * weights * patches / (peak * share), bytes / bandwidth), one alone",
        sources=(classical_source(),),
        as_of=classical_as_of(),
    )


def _work(params_b: float, gflops: float) -> Work:
    return Work(OPERATIONS, gflops, usual_activations(OPERATIONS, gflops), params_b)
