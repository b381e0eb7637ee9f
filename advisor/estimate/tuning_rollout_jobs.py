"""A published job of tuning by rollouts as a request and a plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from advisor.catalog import Catalog
from advisor.catalog.records import LanguageModel
from advisor.errors import UserError
from advisor.estimate.architecture import from_row
from advisor.estimate.csv_cells import count, required
from advisor.estimate.device_names import device_named
from advisor.estimate.finetune_request import FinetuneRequest
from advisor.estimate.rollouts import RolloutEstimate, RolloutPlan, estimate_rollouts
from advisor.estimate.tuning_constants import tuning_constants
from advisor.estimate.tuning_rows import stack_named
from advisor.estimate.tuning_shape import TuningShape
from advisor.estimate.tuning_shape_names import shape_named

GENERATED = re.compile(r"([\d.]+)M query \+ ([\d.]+)M generated", re.IGNORECASE)
USUAL_LENGTH = 256
"""Tokens of a prompt and of an answer where only their sums are told; hours hardly depend on it."""


@dataclass(frozen=True, slots=True)
class RolloutJob:
    """A published job."""

    request: FinetuneRequest
    plan: RolloutPlan
    model: LanguageModel
    measured_hours: float

    def estimate(self) -> RolloutEstimate:
        """Return what the job takes."""
        return estimate_rollouts(self.request, self.plan, from_row(self.model))


def rollout_job_of(row: Mapping[str, str], catalog: Catalog) -> RolloutJob | None:
    """Return the job of a row that counts prompts and generated tokens apart; None for other rows.

    Raises:
        UserError: When a cell is missing or no number, or the model's shapes are unknown.
    """
    counted = GENERATED.search(row.get("data_tokens_or_samples") or "")
    if counted is None:
        return None
    shape = shape_named(row.get("model") or "", required(row, "params_b"), None, catalog)
    if not shape.exact:
        raise UserError("model: generating needs its exact shapes")
    stack = stack_named(row.get("source") or "")
    gpus = count(row, "n_gpus") or 1
    request = FinetuneRequest(
        shape,
        "full",
        device_named(row.get("hardware") or "", catalog),
        gpus=gpus,
        seq_len=2 * USUAL_LENGTH,
        batch=4,
        stack=stack,
        checkpointing=tuning_constants()["stack"][stack]["checkpoints"],
    )
    plan = RolloutPlan(
        prompts=float(counted[2]) * 1e6 / USUAL_LENGTH,
        generations=1,
        prompt_tokens=USUAL_LENGTH,
        answer_tokens=USUAL_LENGTH,
        prompts_per_update=128 * gpus,
    )
    return RolloutJob(request, plan, _as_model(shape, row), required(row, "gpu_hours"))


def _as_model(shape: TuningShape, row: Mapping[str, str]) -> LanguageModel:
    """Return a model of those shapes as the serving estimate wants it."""
    width = shape.attention_width // shape.heads
    return LanguageModel(
        id="published-job",
        source=row.get("source") or "published job",
        as_of=tuning_constants()["as_of"],
        name=row.get("model") or "model",
        params_b=shape.params / 1e9,
        active_params_b=shape.active_params / 1e9,
        layers=shape.layers,
        hidden=shape.hidden,
        heads=shape.heads,
        kv_heads=max(1, shape.kv_width // width),
        head_dim=width,
        intermediate=int(shape.feed_forward),
        vocab=shape.vocab,
        tied_embeddings=shape.tied,
        max_context=2048,
        licence="of a published job",
        tier="small",
    )
