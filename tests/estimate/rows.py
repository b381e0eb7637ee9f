"""Catalogue rows written by hand, so that the estimates are tested without the books."""

from __future__ import annotations

from datetime import date
from typing import Any

from advisor.catalog.records import Accelerator, LanguageModel

DAY = date(2026, 11, 20)


def accelerator(**changes: Any) -> Accelerator:
    """Return an H100 SXM with changes."""
    base: dict[str, Any] = {
        "id": "h100-sxm-80gb",
        "source": "NVIDIA H100 data sheet",
        "as_of": DAY,
        "vendor": "NVIDIA",
        "name": "H100 SXM",
        "kind": "datacentre",
        "generation": "hopper",
        "memory_gb": 80.0,
        "bandwidth_gb_s": 3350.0,
        "bf16_tflops": 989.0,
        "fp8_tflops": 1979.0,
        "int8_tops": 1979.0,
        "link": "NVLink",
        "link_gb_s": 900.0,
        "devices_per_node": 8,
    }
    return Accelerator(**{**base, **changes})


def model(**changes: Any) -> LanguageModel:
    """Return Llama 3.1 8B with changes."""
    base: dict[str, Any] = {
        "id": "llama-3.1-8b",
        "source": "config.json of meta-llama/Llama-3.1-8B",
        "as_of": DAY,
        "name": "Llama 3.1 8B",
        "params_b": 8.03,
        "active_params_b": 8.03,
        "layers": 32,
        "hidden": 4096,
        "heads": 32,
        "kv_heads": 8,
        "head_dim": 128,
        "intermediate": 14336,
        "vocab": 128256,
        "max_context": 131072,
        "licence": "Llama 3.1 Community",
        "tier": "small",
    }
    return LanguageModel(**{**base, **changes})


LLAMA_70B = {
    "id": "llama-3.1-70b",
    "name": "Llama 3.1 70B",
    "params_b": 70.55,
    "active_params_b": 70.55,
    "layers": 80,
    "hidden": 8192,
    "heads": 64,
    "intermediate": 28672,
}
LLAMA_405B = {
    "id": "llama-3.1-405b",
    "name": "Llama 3.1 405B",
    "params_b": 405.85,
    "active_params_b": 405.85,
    "layers": 126,
    "hidden": 16384,
    "heads": 128,
    "intermediate": 53248,
}
DEEPSEEK_V3 = {
    "id": "deepseek-v3",
    "name": "DeepSeek V3",
    "params_b": 671.0,
    "active_params_b": 37.0,
    "layers": 61,
    "hidden": 7168,
    "heads": 128,
    "kv_heads": 1,
    "head_dim": 128,
    "intermediate": 18432,
    "vocab": 129280,
    "experts": 256,
    "experts_per_token": 8,
    "shared_experts": 1,
    "moe_intermediate": 2048,
    "dense_layers": 3,
    "attention": "mla",
    "kv_lora_rank": 512,
    "q_lora_rank": 1536,
    "qk_rope_head_dim": 64,
    "qk_nope_head_dim": 128,
    "v_head_dim": 128,
    "native_precision": "fp8",
    "max_context": 163840,
}
GPT_OSS_120B = {
    "id": "gpt-oss-120b",
    "name": "gpt-oss 120B",
    "params_b": 116.83,
    "active_params_b": 5.13,
    "layers": 36,
    "hidden": 2880,
    "heads": 64,
    "kv_heads": 8,
    "head_dim": 64,
    "intermediate": 2880,
    "vocab": 201088,
    "experts": 128,
    "experts_per_token": 4,
    "moe_intermediate": 2880,
    "sliding_window": 128,
    "full_attention_layers": 18,
    "native_precision": "mxfp4",
}
