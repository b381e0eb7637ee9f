"""The fastest way of tuning on given devices that surely fits, and what to change when none does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from advisor.catalog.records import Accelerator
from advisor.estimate.finetune import FinetuneEstimate, estimate_finetune, memory_of, offered_gb
from advisor.estimate.finetune_request import FinetuneRequest
from advisor.estimate.tuning_constants import tuning_constants
from advisor.estimate.tuning_frugal import Saving, frugal_steps
from advisor.estimate.tuning_relaxations import Change, relaxations
from advisor.estimate.tuning_setting import Checkpointing, Loss, Method, Shards
from advisor.estimate.tuning_shape import TuningShape

COUNTS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024)
BATCHES = (8, 4, 2, 1)
WORTH_WHILE = 1.05
"""A larger batch or more elaborate split must be faster by this factor, else the plainer one is taken; a job
that is slower by less takes as long."""


@dataclass(frozen=True, slots=True)
class TuningLayout:
    """Settings under which a job fits."""

    request: FinetuneRequest
    estimate: FinetuneEstimate
    savings: tuple[Saving, ...] = ()
    """What else was set so that it fits, the cheapest first; none where the plain job does."""
    times: float = 1.0
    """How many times as long it takes as the job as it was asked for would on a device that held it."""

    @property
    def takes_longer(self) -> bool:
        """Return whether it takes so much longer that it is worth telling."""
        return self.times >= WORTH_WHILE

    @property
    def gpus(self) -> int:
        """Return the number of devices."""
        return self.request.gpus

    @property
    def words(self) -> str:
        """Return the settings in a few words."""
        request, setting = self.request, self.request.setting()
        names = {"none": "a copy on each device", "zero3": "everything sharded (ZeRO-3, FSDP)"}
        split = names.get(setting.shards, f"sharded by {setting.shards}") if self.gpus > 1 else ""
        parts = [
            split,
            f"tensor parallel {request.tensor}" if request.tensor > 1 else "",
            f"micro-batch {request.batch}",
            {
                "full": "checkpointing",
                "none": "no checkpointing",
                "offloaded": "checkpoints in host memory",
            }.get(request.checkpointing, "selective checkpointing"),
            "" if request.loss == "plain" else f"{request.loss} loss",
        ]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class TooLarge:
    """A job that fits under no setting of the devices."""

    needs_gb: float
    """Memory of one device under the smallest setting, at the upper end when that is asked for."""
    has_gb: float
    gpus: int
    changes: tuple[Change, ...]
    """What would make it fit, one of each kind, the mildest first; none when nothing would."""
    frugal: TuningLayout | None = None
    """The frugal settings on the same devices that fit; see ``surely_fits`` of its estimate."""


def propose(
    request: FinetuneRequest,
    *,
    sure: bool = True,
    devices: Iterable[Accelerator] = (),
    reserve_gb: float = 0.0,
) -> TuningLayout | TooLarge:
    """Return the fastest setting on the request's devices that fits, or what is missing.

    What changes neither the model nor the mathematics is free: what is sharded, tensor parallelism inside a
    node, the micro-batch, checkpointing, and a fused loss. What keeps the model, its adapters and the
    examples but rounds or moves something is frugal, and named; everything else is a change, which the user
    decides on.

    Args:
        request: The job; its micro-batch, checkpointing and sharding are chosen anew.
        sure: Ask that the upper end of the range fits, not only the expected value.
        devices: Other devices that may be named in place of the request's.
        reserve_gb: Memory of each device that something else holds, such as an engine for rollouts.
    """
    found = fastest(request, sure, reserve_gb)
    if found is not None:
        return found
    smallest = min((estimate_finetune(r) for r in _settings(request)), key=lambda e: _need(e, sure))
    changes: dict[str, Change] = {}
    for change in relaxations(request, devices):
        if change.kind not in changes and fastest(change.request, sure, reserve_gb) is not None:
            changes[change.kind] = change
    return TooLarge(
        _need(smallest, sure) + reserve_gb,
        smallest.offered_gb,
        request.gpus,
        tuple(changes.values()),
        frugal_layout(request, reserve_gb),
    )


def frugal_layout(request: FinetuneRequest, reserve_gb: float = 0.0) -> TuningLayout | None:
    """Return the least far-reaching frugal settings that surely fit, else the smallest if it should.

    Args:
        request: The job.
        reserve_gb: Memory of each device that something else holds.
    """
    forms = [((), request), *frugal_steps(request)]
    surely = ((savings, fastest(smaller, True, reserve_gb)) for savings, smaller in forms)
    savings, found = next((one for one in surely if one[1] is not None), (forms[-1][0], None))
    found = found or _least(forms[-1][1], reserve_gb)
    if found is None:
        return None
    speed = estimate_finetune(request).tok_s_per_gpu.value
    return replace(found, savings=savings, times=speed / found.estimate.tok_s_per_gpu.value)


def most_frugal(request: FinetuneRequest) -> FinetuneEstimate:
    """Return the job in the form of the least memory: below it no setting of these devices helps."""
    *_, (_, smallest) = [((), request), *frugal_steps(request)]
    return _smallest(smallest).estimate


def _smallest(request: FinetuneRequest) -> TuningLayout:
    least = min(_settings(request), key=lambda setting: memory_of(setting)[0].value)
    return TuningLayout(least, estimate_finetune(least))


def _least(request: FinetuneRequest, reserve_gb: float) -> TuningLayout | None:
    """Return the setting of the least memory, where it is expected to fit."""
    least = _smallest(request)
    fits = _need(least.estimate, False) + reserve_gb <= least.estimate.offered_gb
    return least if fits else None


def layout(
    shape: TuningShape,
    method: Method,
    accelerator: Accelerator,
    *,
    seq_len: int = 2048,
    rank: int = 16,
    max_gpus: int = 64,
    stack: str = "hf",
    sure: bool = True,
) -> TuningLayout | TooLarge:
    """Return the fewest devices that fit with their fastest setting, or what is missing at the most.

    Args:
        shape: The model.
        method: full, lora or qlora.
        accelerator: The device.
        seq_len: Tokens of the longest example.
        rank: Rank of the adapters.
        max_gpus: Most devices that may be used.
        stack: Software.
        sure: Ask that the upper end of the range fits, not only the expected value.
    """
    first = FinetuneRequest(shape, method, accelerator, seq_len=seq_len, rank=rank, stack=stack)
    counts = [n for n in COUNTS if n <= max_gpus]
    for gpus in counts:
        found = fastest(replace(first, gpus=gpus), sure)
        if found is not None:
            return found
    return propose(replace(first, gpus=counts[-1]), sure=sure)


def fastest(request: FinetuneRequest, sure: bool = True, reserve_gb: float = 0.0) -> TuningLayout | None:
    """Return the setting with the most tokens a second that fits; plainer ones come first and win ties."""
    best: TuningLayout | None = None
    for setting in _settings(request):
        peak = memory_of(setting)[0]
        if (peak.high if sure else peak.value) + reserve_gb > offered_gb(setting):
            continue
        estimate = estimate_finetune(setting)
        speed = estimate.tok_s_per_gpu.value
        if best is None or speed > WORTH_WHILE * best.estimate.tok_s_per_gpu.value:
            best = TuningLayout(setting, estimate)
    return best


def _settings(request: FinetuneRequest) -> Iterator[FinetuneRequest]:
    """Yield what may be tried, the plainest first."""
    batches = {request.least_batch * size for size in BATCHES}
    losses: tuple[Loss, ...] = ("plain", "fused") if request.loss == "plain" else (request.loss,)
    kept: tuple[Checkpointing, ...] = ("full", "none", "offloaded")
    for tensor in _tensors(request):
        for shards in _shards(request, tensor):
            for checkpointing in kept:
                for loss in losses:
                    for batch in sorted({*batches, request.batch}):
                        yield replace(
                            request,
                            tensor=tensor,
                            shards=shards,
                            checkpointing=checkpointing,
                            loss=loss,
                            batch=batch,
                        )


def _shards(request: FinetuneRequest, tensor: int) -> Sequence[Shards]:
    if request.gpus // (tensor * request.stages) == 1:
        return ("none",)
    if request.offload == "states":
        return ("zero3",)
    return ("none", "zero1", "zero2", "zero3") if request.method == "full" else ("none", "zero3")


def _tensors(request: FinetuneRequest) -> list[int]:
    """Return the tensor parallelism that devices of one node allow, none first."""
    node = min(request.gpus, request.accelerator.devices_per_node)
    heads = request.shape.heads
    if (
        request.accelerator.link_gb_s is None
        or not tuning_constants()["stack"][request.stack]["splits_layers"]
    ):
        return [1]
    return [n for n in (1, 2, 4, 8) if n <= node and request.gpus % n == 0 and heads % n == 0]


def _need(estimate: FinetuneEstimate, sure: bool) -> float:
    peak = estimate.peak_memory_gb_per_gpu
    return peak.high if sure else peak.value
