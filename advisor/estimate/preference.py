"""Tuning on pairs of answers (DPO and its kin) as a tuning job."""

from __future__ import annotations

from dataclasses import replace

from advisor.estimate.finetune_request import FinetuneRequest

ANSWERS = 2
"""A preferred and a rejected one, each with its prompt."""


def preference_request(request: FinetuneRequest, *, scored_before: bool = False) -> FinetuneRequest:
    """Return the job of tuning on pairs: two sequences in the place of one, and a frozen reference.

    Both answers of a pair run in one batch, so tokens and logits of a step double. The reference adds a
    forward pass; adapters give it by being switched off, full tuning holds a second copy of the weights
    (arXiv:2305.18290). ``tokens`` of the request count both answers.

    Args:
        request: The job with ``batch`` counted in pairs.
        scored_before: Whether the reference's scores were written down once before the tuning.
    """
    return replace(
        request,
        batch=ANSWERS * request.batch,
        least_batch=ANSWERS,
        reference=not scored_before,
        extra_forwards=request.extra_forwards + (0 if scored_before else 1),
    )


def pair_tokens(pairs: float, tokens_each: float, epochs: float) -> float:
    """Return the tokens of all epochs: pairs x 2 answers x tokens with the prompt x epochs.

    >>> pair_tokens(10_000, 800, 1)
    16000000.0
    """
    return float(pairs * ANSWERS * tokens_each * epochs)
