"""A model that no book has, read from the config.json that Hugging Face ships with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from advisor.catalog.books import first_fault
from advisor.catalog.records import LanguageModel, Tier
from advisor.errors import UserError, shown
from advisor.estimate.config_extras import bias_params, first_mamba_params, native_precision, vision_params
from advisor.estimate.config_file import Config, read_config
from advisor.estimate.config_layers import Layers, layers_of
from advisor.estimate.weight_counts import counted_params
from advisor.resources import shipped_toml

TEXT_PARTS = ("text_config", "llm_config", "language_config", "thinker_config")
VISION_PARTS = ("vision_config", "visual", "vit_config")
CLASSES: tuple[tuple[float, Tier], ...] = ((5.0, "tiny"), (20.0, "small"), (72.0, "mid"))
"""Size of a dense model of about the same quality, in 10^9, up to which a class reaches; as in our book."""
UNLIMITED, USUAL_WINDOW = 2048, 4096
"""Tokens of the context and of a window where a file does not say them, which a note tells."""


@dataclass(frozen=True, slots=True)
class ReadModel:
    """A model read from a file, and what a reader of its figures must know."""

    row: LanguageModel
    notes: tuple[str, ...]


def is_config(name: str) -> bool:
    """Return whether a model is named by a file or a folder rather than by a name of the catalogue."""
    if name.endswith(".json"):
        return True
    path = Path(name)
    return ("/" in name or "\\" in name or name.startswith(".")) and (path / "config.json").is_file()


def model_from_config(path: Path, as_of: date) -> ReadModel:
    """Return the model that a config.json describes; weights are counted from its shape.

    Args:
        path: The file, or the folder that holds it.
        as_of: The day on which it was read.

    Raises:
        UserError: Naming the file and the field, when the shape is not whole, is not possible, or is that of
            a model that writes no text.
    """
    file, document = read_config(path)
    table = shipped_toml("estimate/config_families.toml")
    outer = Config(file.name, document, table["names"])
    text = outer.part(*TEXT_PARTS) or outer
    kind = text.text("model_type") or outer.text("model_type")
    family, notes = _family(outer, kind, table)
    facts = _facts(text, family, layers_of(text, text.needed("layers"), family, table["layer_words"]), notes)
    vision = outer.part(*VISION_PARTS)
    seen = vision_params(vision, facts["hidden"]) if vision else 0.0
    precision, note = native_precision(outer if outer.part("quantization_config") else text)
    name = shown(document.get("_name_or_path") or file.resolve().parent.name, 60)
    base = {
        **facts,
        "id": re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-") or "your-model",
        "name": name or "your model",
        "native_precision": precision,
        "vision": vision is not None,
        "vision_params_b": seen / 1e9,
        "licence": "not said in the file: see the model's card",
        "source": f"{shown(file, 120)}, {kind or 'no model_type'}; weights counted from the shape",
        "as_of": as_of,
    }
    extra = bias_params(text, family, facts)
    if family.get("first_mamba") and facts.get("recurrent_layers"):
        extra += first_mamba_params(text, facts)
    return ReadModel(_counted(file.name, base, family.get("matrices", 3), extra), (*notes, *note))


def _family(config: Config, kind: str, table: Mapping[str, Any]) -> tuple[Mapping[str, Any], list[str]]:
    """Return what a type leaves unsaid, and a note for a type that we do not know."""
    families = table["families"]
    if kind in families:
        family = {**table["defaults"], **families[kind]}
        if "kind" in family:
            raise UserError(
                f"{config.file}: model_type: {shown(kind)!r} is {family['kind']}, which writes no text"
                " token by token; 'advisor catalog list others' has such models with their arithmetic."
            )
        return family, []
    told = f"{shown(kind)!r} is not a type that we know" if kind else "the file names no model_type"
    return table["defaults"], [f"{told}, so its shape was read by the standard names; check the parameters."]


def _facts(text: Config, family: Mapping[str, Any], layers: Layers, notes: list[str]) -> dict[str, Any]:
    """Return the columns of a row that the file says."""
    hidden = text.needed("hidden")
    attends = layers.full + layers.windowed > 0
    heads = text.needed("heads") if attends else 1
    if heads > hidden:
        raise UserError(f"{text.file}: num_attention_heads: {heads} heads do not fit a width of {hidden}.")
    head_dim = text.number("head_dim") or hidden // heads
    context = text.number("context") or family.get("context")
    if context is None:
        context = UNLIMITED
        notes.append(f"The file names no longest context, so {UNLIMITED} tokens were taken.")
    facts: dict[str, Any] = {
        "layers": text.needed("layers"),
        "hidden": hidden,
        "heads": heads,
        "kv_heads": _kv_heads(text, family, heads) if attends else 1,
        "head_dim": head_dim,
        "intermediate": _intermediate(text, family, hidden, layers),
        "vocab": text.needed("vocab"),
        "max_context": context,
        "tied_embeddings": text.flag("tie_word_embeddings", family["tied"]),
        "gated_attention": bool(family.get("gated_attention", text.flag("attn_output_gate", False))),
        "attention_sinks": bool(family.get("sinks", False)),
        "full_shares_kv": bool(family.get("full_shares_kv")) and text.flag("attention_k_eq_v", True),
    }
    for name in ("full_kv_heads", "full_head_dim", "per_layer_embedding", "kv_shared_layers"):
        facts[name] = text.number(name, 0)
    windowed = text.number("windowed_kv_heads")
    if windowed and windowed != facts["kv_heads"]:
        facts |= {"full_kv_heads": facts["kv_heads"], "kv_heads": windowed}
    return {**facts, **_attention(text, facts, layers, notes), **_experts(text, family, layers)}


def _kv_heads(text: Config, family: Mapping[str, Any], heads: int) -> int:
    if family.get("multi_query") and not text.flag("new_decoder_architecture", False):
        return 1 if text.flag("multi_query", True) else heads
    return text.number("kv_heads") or heads


def _intermediate(text: Config, family: Mapping[str, Any], hidden: int, layers: Layers) -> int:
    listed = text.document.get("intermediate_size")
    if isinstance(listed, list) and listed:
        widths = [text.whole("intermediate_size", width) for width in listed]
        return round(sum(widths) / len(widths))
    width = text.number("intermediate_size_mlp") or text.number("intermediate")
    if width is None and "wide" in family:
        return int(family["wide"]) * hidden
    only_experts = text.number("experts", 0) and layers.dense == 0
    if width is None and layers.feedforward and layers.recurrent != layers.feedforward and not only_experts:
        return text.needed("intermediate")
    return width or 0


def _attention(text: Config, facts: Mapping[str, Any], layers: Layers, notes: list[str]) -> dict[str, Any]:
    """Return the columns that say what is cached."""
    found: dict[str, Any] = {"attention": "mha" if facts["kv_heads"] == facts["heads"] else "gqa"}
    if text.number("kv_lora_rank"):
        ranks = ("kv_lora_rank", "q_lora_rank", "qk_rope_head_dim", "qk_nope_head_dim", "v_head_dim")
        found = {"attention": "mla", "kv_heads": 1, **{name: text.number(name, 0) for name in ranks}}
        found["head_dim"] = found["v_head_dim"] or facts["head_dim"]
    elif text.number("v_head_dim"):
        found["v_head_dim"] = text.number("v_head_dim")
    if layers.windowed:
        found["sliding_window"] = text.number("window") or USUAL_WINDOW
        if not text.number("window"):
            notes.append(f"The file names no width of its windows, so {USUAL_WINDOW} tokens were taken.")
    if layers.windowed or layers.recurrent:
        found["full_attention_layers"] = layers.full
    if layers.recurrent:
        found |= {
            "attention": "hybrid",
            "recurrent_layers": layers.recurrent,
            **_states(text, facts["hidden"]),
        }
    if layers.feedforward != facts["layers"]:
        found["feedforward_layers"] = layers.feedforward
    return found


def _states(text: Config, hidden: int) -> dict[str, int]:
    """Return the shape of a recurrent layer; Mamba of the first kind has one head a channel."""
    key_dim = text.needed("recurrent_key_dim")
    heads, value = text.number("recurrent_heads"), text.number("recurrent_value_dim")
    if not heads:
        inner = (text.number("expand") or 2) * hidden
        value = value or text.number("head_dim") or 64
        heads = max(1, inner // value)
    return {
        "recurrent_heads": heads,
        "recurrent_value_dim": value or 64,
        "recurrent_key_groups": text.number("recurrent_key_groups") or 1,
        "recurrent_key_dim": key_dim,
        "recurrent_gates": 2 if text.number("linear_num_value_heads") else 1,
    }


def _experts(text: Config, family: Mapping[str, Any], layers: Layers) -> dict[str, Any]:
    """Return the columns of a mixture of experts, none for a dense model."""
    experts = text.number("experts", 0)
    if not experts or experts < 2:
        return {}
    used = text.needed("experts_per_token")
    width = text.number("moe_intermediate") or text.number("intermediate") or 0
    shared = text.number("shared_experts", 0) or 0
    shared_width = text.number("shared_intermediate", 0) or 0
    if not shared and family.get("shared_per_layer"):
        shared = int(family["shared_per_layer"])
    if shared_width and not shared:
        shared = 1
    return {
        "experts": experts,
        "experts_per_token": used,
        "moe_intermediate": width,
        "shared_experts": shared,
        "shared_intermediate": 0 if shared and shared_width == shared * width else shared_width,
        "moe_latent": text.number("moe_latent", 0),
        "dense_layers": layers.dense,
    }


def _counted(file: str, facts: dict[str, Any], matrices: int, extra: float) -> LanguageModel:
    """Return the row with its parameters counted.

    Raises:
        UserError: When the shape is not possible.
    """
    try:
        draft = LanguageModel(**facts, params_b=1.0, active_params_b=1.0, tier="small")
    except ValidationError as error:
        raise UserError(f"{file}: {first_fault(LanguageModel, error)}") from error
    if draft.kv_heads > draft.heads or draft.heads % draft.kv_heads:
        raise UserError(f"{file}: num_key_value_heads: {draft.kv_heads} does not divide {draft.heads} heads.")
    if draft.experts_per_token > draft.experts:
        raise UserError(f"{file}: num_experts_per_tok: is more than the {draft.experts} experts.")
    total = counted_params(draft, matrices) + extra
    idle = draft.experts - draft.experts_per_token
    blocks = draft.layers if draft.feedforward_layers is None else draft.feedforward_layers
    expert = matrices * (draft.moe_latent or draft.hidden) * (draft.moe_intermediate or draft.intermediate)
    active = total - (blocks - draft.dense_layers) * idle * expert if draft.experts else total
    size = (total * max(active, 1.0)) ** 0.5 / 1e9
    tier = next((name for bound, name in CLASSES if size <= bound), "large")
    return draft.model_copy(
        update={"params_b": total / 1e9, "active_params_b": max(active, 1.0) / 1e9, "tier": tier}
    )
