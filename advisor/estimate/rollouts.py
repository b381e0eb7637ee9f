"""Tuning by rewards that a program checks (GRPO, PPO): answers are generated, judged and learned from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from advisor.errors import UserError, require_positive
from advisor.estimate.architecture import Architecture
from advisor.estimate.finetune import FinetuneEstimate, estimate_finetune
from advisor.estimate.finetune_request import FinetuneRequest
from advisor.estimate.fitted import fitted
from advisor.estimate.memory import GB
from advisor.estimate.money import device_cost
from advisor.estimate.scaled import scaled
from advisor.estimate.serving import ServeEstimate, ServeRequest, estimate_serving
from advisor.estimate.tuning_constants import tuning_constants
from advisor.estimate.tuning_states import states
from advisor.quantity import Quantity, derive, sourced

Placement = Literal["apart", "beside", "asleep"]
PLACEMENTS: tuple[Placement, ...] = ("apart", "beside", "asleep")
SPLITS = (1, 2, 4, 8)
OLD_POLICY = 1
"""The forward pass that scores answers with the weights that wrote them."""


@dataclass(frozen=True, slots=True)
class RolloutPlan:
    """What is generated.

    Raises:
        UserError: When a number is not positive or the placement is unknown.
    """

    prompts: float
    """Over all epochs."""
    generations: int = 8
    """Answers for each prompt, whose mean reward is the baseline."""
    prompt_tokens: int = 300
    answer_tokens: int = 1000
    prompts_per_update: int = 64
    placement: Placement = "asleep"
    """The engine on devices of its own, on the same ones all the time, or there while training sleeps."""
    reference: bool = True
    """Whether a frozen model holds the policy near its start."""
    critic: bool = False
    """Whether a second model of the same size learns to predict rewards (PPO)."""
    check_s: float = 0.0
    """Seconds of one device that judging one answer takes; a program that runs on the host takes none."""

    def __post_init__(self) -> None:
        for name in ("prompts", "generations", "prompt_tokens", "answer_tokens", "prompts_per_update"):
            require_positive(name, getattr(self, name))
        if self.placement not in PLACEMENTS:
            raise UserError(f"placement: {self.placement!r} is unknown; use one of {', '.join(PLACEMENTS)}")

    @property
    def answers(self) -> float:
        """Return the number of rollouts."""
        return self.prompts * self.generations


@dataclass(frozen=True, slots=True)
class RolloutEstimate:
    """What tuning by rollouts takes."""

    training: FinetuneEstimate
    """The updates alone; its memory holds what else stands on the devices."""
    rollout_tok_s_per_gpu: Quantity
    rollout_gpu_hours: Quantity
    gpu_hours: Quantity
    wall_hours: Quantity
    rollout_share: Quantity
    """Part of the device-hours that goes into generating."""
    cost_usd: Quantity | None


def estimate_rollouts(request: FinetuneRequest, plan: RolloutPlan, arch: Architecture) -> RolloutEstimate:
    """Return memory, hours and money of tuning by rollouts.

    hours = answers x tokens / (engine's tokens a second x waiting) + updates over prompts and answers, with
    one more forward pass for the weights that wrote them and one for the reference; a critic doubles the
    updates. Devices generate and train in turn, or side by side in the same device-hours.

    Raises:
        UserError: When the model does not fit the devices for generating.
    """
    updates = _updates(request, plan)
    engine_request, engine = _engine(updates, plan, arch)
    training = _with_engine(estimate_finetune(updates), updates, plan, engine_request, engine)
    speed = _speed(engine_request, engine)
    generating = _generating(plan, speed)
    assert training.gpu_hours is not None
    hours = derive(
        "gpu_hours",
        "GPU-hours",
        "rollout_gpu_hours + update_gpu_hours",
        lambda r, t: r + t,
        {"r": generating, "t": training.gpu_hours.with_name("update_gpu_hours")},
    )
    wall = scaled("wall_hours", "h", f"gpu_hours / {request.gpus}", 1.0 / request.gpus, hours)
    share = derive(
        "rollout_share",
        "share",
        "rollout_gpu_hours / (rollout_gpu_hours + update_gpu_hours)",
        lambda r, t: r / (r + t),
        {"r": generating, "t": training.gpu_hours},
    )
    cost = None if request.rate is None else device_cost(hours, request.rate)
    return RolloutEstimate(training, speed, generating, hours, wall, share, cost)


def _updates(request: FinetuneRequest, plan: RolloutPlan) -> FinetuneRequest:
    """Return the updates as a tuning job over prompts and answers."""
    length = plan.prompt_tokens + plan.answer_tokens
    return replace(
        request,
        seq_len=max(request.seq_len, length),
        tokens=plan.answers * length * (2.0 if plan.critic else 1.0),
        reference=plan.reference,
        extra_forwards=OLD_POLICY + int(plan.reference),
    )


def _generating(plan: RolloutPlan, speed: Quantity) -> Quantity:
    """Return the device-hours of writing and judging all answers."""
    return derive(
        "rollout_gpu_hours",
        "GPU-hours",
        f"{plan.answers:g} answers x ({plan.answer_tokens} tokens / (rollout_tok_s_per_gpu x waiting)"
        f" + {plan.check_s:g} s) / 3600",
        lambda s, w: plan.answers * (plan.answer_tokens / (s * w) + plan.check_s) / 3600.0,
        {"s": speed, "w": _waiting()},
    )


def _engine(
    request: FinetuneRequest, plan: RolloutPlan, arch: Architecture
) -> tuple[ServeRequest, ServeEstimate]:
    """Return the engine with the smallest split that fits, under the answers of one update."""
    for tp in SPLITS:
        if tp > request.gpus:
            break
        copies = max(1, request.gpus // tp)
        wanted = ServeRequest(
            arch,
            request.accelerator,
            gpus=copies * tp,
            tp=tp,
            isl=plan.prompt_tokens,
            osl=plan.answer_tokens,
            concurrency=max(copies, plan.prompts_per_update * plan.generations),
        )
        found = estimate_serving(wanted)
        if found.fits:
            return wanted, found
    raise UserError(
        f"gpus: {request.gpus} x {request.accelerator.name} do not hold the model for generating answers;"
        " give more or larger devices"
    )


def _speed(request: ServeRequest, found: ServeEstimate) -> Quantity:
    formula = (
        f"serving {request.concurrency} answers of {request.osl} tokens at a time on"
        f" {request.gpus} devices, {request.tp} a copy"
    )
    speed = found.output_tok_s_per_gpu
    return fitted("rollout_tok_s_per_gpu", speed, "tokens/s", found.throughput_range, formula)


def _waiting() -> Quantity:
    row = tuning_constants()["rollout"]
    return sourced(
        "waiting",
        row["waiting"],
        "share",
        row["source"],
        low=row["waiting_low"],
        high=row["waiting_high"],
        as_of=tuning_constants()["as_of"],
        basis="assumed",
    )


def _with_engine(
    training: FinetuneEstimate,
    request: FinetuneRequest,
    plan: RolloutPlan,
    engine: ServeRequest,
    served: ServeEstimate,
) -> FinetuneEstimate:
    """Return the estimate with what the engine and a critic hold on the same devices.

    Asleep, weights of the engine and its cache are away while the model is trained, so only the larger of
    both times counts; beside, they add up; apart, they are on other devices.
    """
    held = states(request.shape, request.setting())
    kept = held.weights + held.adapters + held.gradients + held.optimizer
    answers = plan.prompts_per_update * plan.generations / engine.replicas
    resident = served.memory.weights + served.memory.kv_per_sequence * min(
        answers, served.max_concurrency / engine.replicas
    )
    extra = {"critic": kept / GB} if plan.critic else {}
    peak = training.peak_memory_gb_per_gpu.value + sum(extra.values())
    if plan.placement == "beside":
        extra["engine"] = resident / GB
    elif plan.placement == "asleep":
        waking = (
            kept / GB + sum(extra.values()) + (served.memory.weights + served.memory.kv_per_sequence) / GB
        )
        extra["engine"] = max(0.0, waking - peak)
    return training.with_parts(extra)
