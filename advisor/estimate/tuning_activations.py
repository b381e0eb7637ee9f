"""What a tuning step keeps for its backward pass on one device, in bytes."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.estimate.tuning_constants import tuning_constants
from advisor.estimate.tuning_setting import SIXTEEN_BIT, MemorySetting
from advisor.estimate.tuning_shape import TuningShape
from advisor.estimate.tuning_states import raised


@dataclass(frozen=True, slots=True)
class Activations:
    """The parts that grow with the tokens."""

    kept: float
    """Held from the forward to the backward pass: layer inputs, or everything of every layer."""
    layer: float
    """The layer that is computed again."""
    logits: float
    """The scores over the vocabulary, their 32-bit copies and their gradient."""
    scores: float
    """Written-out attention scores of one layer, which are part of ``layer``."""


def activations(shape: TuningShape, setting: MemorySetting) -> Activations:
    """Return what grows with the tokens.

    kept = tokens x width x layers x 2 bytes with checkpointing (4 where the stream is 32 bits), else tokens
    x bytes of a layer x layers; logits = tokens x vocabulary x bytes of the stack's loss. Tensor
    parallelism with sequence parallelism divides all three; of a pipeline's stages the first holds as many
    micro-batches as there are stages (arXiv:2205.05198).
    """
    tokens = setting.tokens_per_step / setting.tensor
    inputs = tokens * shape.hidden * (4.0 if raised(setting) else SIXTEEN_BIT)
    logits = tokens * shape.vocab * _loss_bytes(setting) if shape.decoder else 0.0
    layer = tokens * layer_bytes(shape, setting, at_work=True)
    scores = tokens * score_bytes(shape, setting, at_work=True)
    layers = shape.layers / (setting.devices if setting.shards == "pipeline" else 1)
    if setting.checkpointing == "full":
        return Activations(inputs * layers, layer, logits, scores)
    if setting.checkpointing == "offloaded":
        return Activations(2.0 * inputs, layer, logits, scores)
    return Activations(tokens * layer_bytes(shape, setting, at_work=False) * layers, 0.0, logits, scores)


def layer_bytes(shape: TuningShape, setting: MemorySetting, *, at_work: bool) -> float:
    """Return what one layer keeps per token.

    2 bytes x (a x width + b x KV width + g x feed-forward width): a matrix that is trained, or packed,
    keeps its input as well; adapters keep theirs; written-out attention keeps its scores.
    """
    c = tuning_constants()
    row = c["layer"]
    width = row["hidden"] * shape.hidden + row["kv"] * shape.kv_width
    width += (row["gated"] if shape.matrices > 2 else row["plain"]) * shape.feed_forward
    if setting.method != "lora":
        width += row["input_hidden"] * shape.hidden + row["input_feed_forward"] * shape.feed_forward
    if setting.method != "full" and setting.adapter in ("lora", "dora"):
        width += row["adapter_hidden"] * shape.hidden
    if setting.adapter == "scale":
        width += row["scale_hidden"] * shape.hidden + 2.0 * shape.kv_width
        width += (shape.matrices - 1) * shape.feed_forward
    return float(SIXTEEN_BIT * width + score_bytes(shape, setting, at_work=at_work))


def score_bytes(shape: TuningShape, setting: MemorySetting, *, at_work: bool) -> float:
    """Return the bytes of written-out attention scores per token of one layer; none with flash attention."""
    if setting.flash_attention or setting.checkpointing == "selective":
        return 0.0
    each = tuning_constants()["eager"]["at_work" if at_work else "kept"]
    return float(each * shape.heads * setting.seq_len)


def _loss_bytes(setting: MemorySetting) -> float:
    c = tuning_constants()
    if setting.loss != "plain":
        return float(c["loss"][setting.loss])
    return float(c["stack"][setting.stack]["raised_logits" if raised(setting) else "logits"])
