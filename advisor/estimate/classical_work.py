"""What one unit of work costs a model that is no LLM: operations, numbers moved, steps of a decoder."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalog.records import OtherModel
from advisor.estimate.classical_coefficients import task_operations, term


@dataclass(frozen=True, slots=True)
class Work:
    """The cost of one unit, whatever the device."""

    operations: str
    """Kind of arithmetic: ``transformer``, ``convolution``, ``depthwise``, ``diffusion`` or ``trees``."""
    gflops: float
    """Forward operations in 10^9 without the decoder's."""
    activations_m: float
    """Numbers in 10^6 that the layers put out."""
    weights_b: float
    """Weights in 10^9 that are read once a batch."""
    window: float = 1.0
    """Units that always run together."""
    decoder_b: float = 0.0
    """Weights in 10^9 that are read once a step of the decoder."""
    decoder_layers: int = 0
    steps: float = 0.0
    """Steps of the decoder for one unit."""
    cache_m: float = 0.0
    """Numbers in 10^6 that a step of the decoder reads of each window and beam."""
    beams: float = 1.0
    """Texts that the decoder follows at once for a window, to keep the likeliest."""

    @property
    def kind(self) -> str:
        """Return what the range of an estimate goes by: the arithmetic, or the decoder where one writes."""
        return "decoder" if self.steps else self.operations


def work_of(row: OtherModel) -> Work:
    """Return the cost of one unit of a model of the catalogue.

    The decoder's ``2 x weights x steps`` operations are taken out of the model's. Where the catalogue does
    not count activations, they follow from the operations: ``activations_m = GFLOPs x outputs.<kind>``.
    """
    operations = row.operations or task_operations(row.task)
    decoder_gflops = 2.0 * row.decoder_params_b * row.steps_per_unit
    gflops = max(0.0, row.gflops_per_unit - decoder_gflops)
    return Work(
        operations=operations,
        gflops=gflops,
        activations_m=row.activations_m or usual_activations(operations, gflops),
        weights_b=max(0.0, row.params_b - row.decoder_params_b),
        window=row.window_units,
        decoder_b=row.decoder_params_b,
        decoder_layers=row.decoder_layers,
        steps=row.steps_per_unit,
        cache_m=row.window_cache_m,
    )


def usual_activations(operations: str, gflops: float) -> float:
    """Return the numbers in 10^6 that layers usually put out for so many operations."""
    return gflops * term(f"outputs.{operations}")
