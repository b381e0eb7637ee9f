"""Teaching a small model with the answers of a large one: the teacher's bill, then the student's tuning."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalog.records import ApiModel
from advisor.errors import UserError, require_positive
from advisor.estimate.finetune import FinetuneEstimate
from advisor.estimate.fitted import fitted
from advisor.estimate.serving import ServeRequest, estimate_serving
from advisor.quantity import Quantity, derive, exact, sourced


@dataclass(frozen=True, slots=True)
class Lessons:
    """What the teacher is asked for.

    Raises:
        UserError: When a number is not positive, or more is kept than was asked for.
    """

    examples: float
    """Answers that the student learns from."""
    prompt_tokens: float = 500.0
    answer_tokens: float = 500.0
    kept: float = 1.0
    """Share of the answers that pass a check; the others are paid for as well."""

    def __post_init__(self) -> None:
        for name in ("examples", "prompt_tokens", "answer_tokens", "kept"):
            require_positive(name, getattr(self, name))
        if self.kept > 1.0:
            raise UserError(f"kept: {self.kept:g} is a share and at most 1")

    @property
    def asked(self) -> float:
        """Return the answers that are generated."""
        return self.examples / self.kept

    def student_tokens(self, epochs: float) -> float:
        """Return the tokens that the student is tuned on, prompts included."""
        return self.examples * (self.prompt_tokens + self.answer_tokens) * epochs


def teacher_by_api(lessons: Lessons, api: ApiModel, *, batched: bool = True) -> Quantity:
    """Return what a hosted teacher costs in USD: tokens in and out at list price, or the batch tier's.

    Args:
        lessons: What is asked for.
        api: The hosted model.
        batched: Answers may come hours later, at the price of the batch tier.
    """
    discount = api.batch_factor if batched and api.batch_factor else 1.0
    each = lessons.prompt_tokens * api.usd_per_m_input + lessons.answer_tokens * api.usd_per_m_output
    price = sourced(
        "answer_usd", each * discount / 1e6, "USD/answer", api.source, as_of=api.as_of, basis="sourced"
    )
    return derive(
        "teacher_usd",
        "USD",
        f"{lessons.asked:g} answers x answer_usd",
        lambda price: lessons.asked * price,
        {"price": price},
    )


def teacher_by_devices(lessons: Lessons, request: ServeRequest, rate: Quantity | None) -> dict[str, Quantity]:
    """Return the device-hours, and with a rate the USD, of a teacher on devices of one's own.

    hours = answers x tokens / throughput at full load / 3600 x devices.

    Raises:
        UserError: When the teacher does not fit the devices.
    """
    found = estimate_serving(request)
    if not found.fits:
        raise UserError(
            f"teacher: {request.arch.name} does not fit {request.gpus} x {request.accelerator.name}"
        )
    formula = f"serving {request.arch.name} at full load on {request.gpus} devices"
    speed = fitted("teacher_tok_s", found.output_tok_s, "tokens/s", found.throughput_range, formula)
    tokens = lessons.asked * lessons.answer_tokens
    hours = derive(
        "teacher_gpu_hours",
        "GPU-hours",
        f"{tokens:g} tokens / teacher_tok_s / 3600 x {request.gpus} devices",
        lambda s: tokens / s / 3600.0 * request.gpus,
        {"s": speed},
    )
    if rate is None:
        return {"teacher_gpu_hours": hours}
    cost = derive(
        "teacher_usd", "USD", "teacher_gpu_hours x rate", lambda h, r: h * r, {"h": hours, "r": rate}
    )
    return {"teacher_gpu_hours": hours, "teacher_usd": cost}


def distillation_usd(teacher: Quantity | None, student: FinetuneEstimate) -> Quantity | None:
    """Return teacher and student together in USD; None when the student's price is unknown."""
    if student.cost_usd is None:
        return None
    return derive(
        "cost_usd",
        "USD",
        "teacher_usd + student_usd",
        lambda t, s: t + s,
        {
            "t": teacher or exact("teacher_usd", 0.0, "USD", "answers that exist already"),
            "s": student.cost_usd.with_name("student_usd"),
        },
    )
