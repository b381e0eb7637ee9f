"""Which layers of a config.json attend to everything, which to a window or a state, which hold experts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from advisor.errors import UserError, shown
from advisor.estimate.config_file import Config


@dataclass(frozen=True, slots=True)
class Layers:
    """Counts of the layers of each sort."""

    full: int
    windowed: int
    recurrent: int
    feedforward: int
    """Layers with a feed-forward block, with experts or without."""
    dense: int
    """Those of them without experts."""


def layers_of(
    config: Config, layers: int, family: Mapping[str, Any], words: Mapping[str, Sequence[str]]
) -> Layers:
    """Return how the layers of a model are made up.

    Raises:
        UserError: When a list of layers has another length, or a word that nobody knows.
    """
    pattern = config.text("hybrid_override_pattern")
    if pattern:
        return _by_letters(config, pattern, layers, words)
    full, windowed, recurrent = _mixers(config, layers, family, words)
    if family.get("parallel_mixers"):
        recurrent = layers
    return Layers(full, windowed, recurrent, layers, _dense(config, layers))


def _by_letters(config: Config, pattern: str, layers: int, words: Mapping[str, Sequence[str]]) -> Layers:
    if len(pattern) != layers:
        raise UserError(
            f"{config.file}: hybrid_override_pattern: has {len(pattern)} letters for {layers} layers."
        )
    counts = _counted(config, "hybrid_override_pattern", list(pattern), words)
    blocks = counts["feedforward"] + counts["experts"]
    return Layers(counts["full"], counts["windowed"], counts["recurrent"], blocks, counts["feedforward"])


def _counted(
    config: Config, name: str, listed: Sequence[Any], words: Mapping[str, Sequence[str]]
) -> dict[str, int]:
    sorts = {word: sort for sort, known in words.items() for word in known}
    counts = dict.fromkeys(words, 0)
    for word in listed:
        if not isinstance(word, str) or word not in sorts:
            raise UserError(f"{config.file}: {name}: {shown(word)!r} is no sort of layer that we know.")
        counts[sorts[word]] += 1
    return counts


def _mixers(
    config: Config, layers: int, family: Mapping[str, Any], words: Mapping[str, Sequence[str]]
) -> tuple[int, int, int]:
    """Return the layers with full attention, with a window, and with a state."""
    for name in ("layer_types", "layers_block_type"):
        listed = config.list(name)
        if listed:
            if len(listed) != layers:
                raise UserError(f"{config.file}: {name}: has {len(listed)} entries for {layers} layers.")
            counts = _counted(config, name, listed, words)
            return counts["full"], counts["windowed"], counts["recurrent"]
    for name in ("attn_layer_indices", "attn_layer_period"):
        if config.document.get(name) is not None:
            full = len(config.list(name)) if name.endswith("indices") else _every(config, name, layers)
            return full, 0, layers - full
    interval = config.number("interval")
    if interval:
        return layers // interval, 0, layers - layers // interval
    if config.number("heads") is None and config.number("recurrent_key_dim") is not None:
        return 0, 0, layers
    return (*_windows(config, layers, family), 0)


def _windows(config: Config, layers: int, family: Mapping[str, Any]) -> tuple[int, int]:
    """Return the layers with full attention and those with a window of it."""
    marks = config.list("hybrid_layer_pattern")
    if marks:
        windowed = sum(mark == 1 for mark in marks)
        return layers - windowed, windowed
    window = config.number("window", family.get("window"))
    if not window or (family.get("window_flag") and not config.flag("use_sliding_window", False)):
        return layers, 0
    period = config.number("period", family.get("period") or family.get("chunk_period"))
    if period:
        full = layers // period
        return full, layers - full
    first = config.number("max_window_layers") if family.get("window_flag") else 0
    return (first or 0, layers - (first or 0)) if (first or 0) <= layers else (layers, 0)


def _dense(config: Config, layers: int) -> int:
    """Return the layers without experts."""
    if not config.number("experts", 0):
        return 0
    listed = config.list("moe_layers")
    if listed:
        return layers - len(listed)
    frequency = config.document.get("moe_layer_freq")
    if isinstance(frequency, list):
        return sum(mark == 0 for mark in frequency)
    if config.document.get("interleave_moe_layer_step") is not None:
        return layers - _every(config, "interleave_moe_layer_step", layers)
    if config.document.get("expert_layer_period") is not None:
        return layers - _every(config, "expert_layer_period", layers)
    step = config.number("decoder_sparse_step", 1) or 1
    only = len(config.list("mlp_only_layers"))
    leading = config.number("dense_layers", 0) or 0
    return min(layers, leading + only + (layers - layers // step))


def _every(config: Config, name: str, layers: int) -> int:
    """Return how many of some layers come up when every n-th does."""
    step = config.whole(name, config.document[name])
    if step == 0:
        raise UserError(f"{config.file}: {name}: must be above 0.")
    offset = config.number(name.replace("period", "offset")) if name.endswith("period") else None
    return layers // step if offset is None else len(range(offset, layers, step))
