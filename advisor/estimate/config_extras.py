"""The rest of a config.json: biases, image encoders, and the format that its weights are stored in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from advisor.errors import UserError, shown
from advisor.estimate.config_file import Config
from advisor.resources import shipped_toml

_EIGHT = "The weights are stored as 8-bit integers; they are counted as 8 bits."
_NAMES = {
    "hidden": ("hidden_size", "embed_dim", "width"),
    "layers": ("num_hidden_layers", "depth", "layers"),
    "patch": ("patch_size", "spatial_patch_size"),
}


def bias_params(text: Config, family: Mapping[str, Any], facts: Mapping[str, Any]) -> float:
    """Return the weights beside the matrices: biases, and a table of positions.

    ``layers x (q + k + v + out) + layers x (intermediate + hidden)`` where every linear layer has a bias,
    the first three of attention alone where only those have one.
    """
    width = facts["heads"] * facts["head_dim"]
    keys = 2 * facts["kv_heads"] * facts["head_dim"]
    attention = width + keys
    found = 0.0
    if family.get("biases") or text.flag("attention_bias", False) or text.flag("qkv_bias", False):
        found += facts["layers"] * attention
    if family.get("biases"):
        found += facts["layers"] * (4 * facts["hidden"] + facts["intermediate"])
    if family.get("positions"):
        found += float(facts["max_context"] * facts["hidden"])
    return found


def first_mamba_params(text: Config, facts: Mapping[str, Any]) -> float:
    """Return what layers of the first Mamba hold beyond those of the second, which our books count.

    A layer of the first kind has ``w (2 r + 3 n + 3)`` weights for its steps and states, with an inner width
    w, a step rank r and a state of n (arXiv:2312.00752, section 3.4 and its code), where the second has
    ``2 h n + h heads + 8 n``.
    """
    hidden, state = facts["hidden"], facts["recurrent_key_dim"]
    inner = facts["recurrent_heads"] * facts["recurrent_value_dim"]
    rank = text.document.get("mamba_dt_rank", text.document.get("time_step_rank", "auto"))
    steps = -(-hidden // 16) if rank == "auto" else text.number("step_rank") or 0
    second = 2 * hidden * state + hidden * facts["recurrent_heads"] + 8 * state
    return float(facts["recurrent_layers"] * (inner * (2 * steps + 3 * state + 3) - second))


def vision_params(vision: Config, hidden: int) -> float:
    """Return the weights of an image encoder and of its projector into a model of a width.

    ``depth x (4 w^2 + 2 w m) + 3 p^2 w + w hidden + hidden^2``, with width w, feed-forward width m and
    patches of p x p: a plain vision transformer (Dosovitskiy et al., arXiv:2010.11929) and two layers of
    projection. A file that does not say the width and depth gives 0.
    """
    width, depth, patch = (_first(vision, _NAMES[name]) for name in ("hidden", "layers", "patch"))
    if not width or not depth:
        return 0.0
    inner = vision.number("intermediate") or 4 * width
    tower = depth * (4.0 * width * width + 2.0 * width * inner) + 3.0 * (patch or 14) ** 2 * width
    return float(tower + width * hidden + hidden * hidden)


def _first(config: Config, names: tuple[str, ...]) -> int | None:
    found = (config.document.get(name) for name in names)
    value = next((one for one in found if one is not None), None)
    return None if value is None else config.whole(names[0], value)


def native_precision(config: Config) -> tuple[str, tuple[str, ...]]:
    """Return the format of the stored weights, and what a reader must know about it.

    Raises:
        UserError: When the file names a format that we do not know.
    """
    quantized = config.part("quantization_config")
    if quantized is None:
        return "bf16", ()
    method = quantized.text("quant_method").casefold()
    stored = shipped_toml("estimate/config_families.toml")["quantization"].get(method)
    if stored is not None:
        return _stored(quantized, stored)
    bits = _compressed_bits(quantized)
    if bits is None:
        raise UserError(
            f"{config.file}: quantization_config.quant_method: {shown(method)!r} is no format that we know;"
            " take the config.json of the original weights, and name yours with --weights."
        )
    if bits[0] == 8:
        return "fp8", () if bits[1] == "float" else (_EIGHT,)
    return ("nvfp4", ()) if bits[1] == "float" else ("int4", ())


def _stored(quantized: Config, stored: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return the format of a method that our table has, and what a reader must know about it."""
    eight = "by_bits" in stored and quantized.number("bits") == 8
    if eight or ("eight_flag" in stored and quantized.flag(stored["eight_flag"], False)):
        return "fp8", (_EIGHT,)
    named = quantized.text(stored["named_by"]).casefold() if "named_by" in stored else ""
    other = (found for word, found in stored.get("words", {}).items() if word in named)
    return str(next(other, stored["format"])), ()


def _compressed_bits(quantized: Config) -> tuple[int, str] | None:
    """Return bits and kind of number of the weights in the first group of compressed-tensors."""
    groups = quantized.part("config_groups")
    if groups is None:
        return None
    for name in groups.document:
        group = groups.part(name)
        weights = group.part("weights") if group else None
        bits = weights.number("num_bits") if weights else None
        if weights and bits:
            return bits, weights.text("type")
    return None
