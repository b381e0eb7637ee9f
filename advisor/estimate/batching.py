"""Continuous batching: how sequences share an engine, and how long each waits."""

from __future__ import annotations

import math

from advisor.estimate.coefficients import coefficient, engine_name, table
from advisor.estimate.memory import MemoryBudget
from advisor.estimate.software import Software
from advisor.estimate.step import StepModel

CHUNK = 8192.0
"""Prompt tokens that engines put into one step at most (vLLM and TensorRT-LLM defaults, 2025)."""

UNSURE = (0.85, 0.9, 0.95, 1.0, 1.05, 1.1, 1.15)
"""Factors on the places of an engine that are as likely as each other; an assumption."""


def held_context(isl: float, osl: float) -> float:
    """Return the tokens of cache that a sequence holds on average over its life, for admission."""
    return isl + coefficient("memory.held_output") * osl


def sequences_that_fit(memory: MemoryBudget, schedulers: int = 1) -> float:
    """Return how many sequences one replica holds at once, up to the cap of each of its schedulers."""
    cap = coefficient("engine.batch_cap") * schedulers
    if memory.free <= 0 or memory.kv_per_sequence <= 0:
        return 0.0 if memory.free <= 0 else cap
    return min(memory.free / memory.kv_per_sequence, cap)


def filled(places: float, requests: float) -> float:
    """Return the sequences in flight on average over a run of so many requests that all wait at the start.

    Requests of one length end together, so a run takes whole waves, ``ceil(requests / places)`` of them, and
    the last one is not full: ``requests / waves``. The mean over places that are known to ``UNSURE`` only.
    """
    offered = requests / places
    waves = sum(math.ceil(offered * share) for share in UNSURE) / len(UNSURE)
    return requests / max(1.0, waves)


def step_seconds(model: StepModel, running: float, isl: float, osl: float, *, cached: float = 0.0) -> float:
    """Return the seconds between two tokens of a sequence when ``running`` sequences share the engine.

    New sequences arrive as old ones end, so each step carries ``(running - 1) * isl / osl`` prompt tokens
    of the others, beside ``cached`` tokens a sequence that another request left in the cache.
    """
    return _step_with(model, running, max(0.0, running - 1.0), isl, osl, cached)


def cycle_seconds(model: StepModel, running: float, isl: float, osl: float) -> float:
    """Return the seconds in which ``running`` sequences gain one token each, all their prompts included."""
    return _step_with(model, running, running, isl, osl, 0.0)


def _step_with(
    model: StepModel, running: float, prompts: float, isl: float, osl: float, cached: float
) -> float:
    return model.seconds(
        running, prompts * isl / osl, cached + isl + osl / 2.0, cached + isl / 2.0, min(isl, CHUNK)
    )


def request_seconds(first: float, step: float, osl: float) -> float:
    """Return the seconds of a whole request; never less than its share of the engine's steps."""
    return max(first + (osl - 1.0) * step, osl * step)


def prompt_seconds(model: StepModel, isl: float) -> float:
    """Return the seconds that one prompt takes when it has the engine to itself."""
    return model.seconds(0.0, isl, 0.0, isl / 2.0) + model.head_s


def first_token_seconds(
    model: StepModel, running: float, isl: float, osl: float, software: Software | str
) -> float:
    """Return the seconds to the first token while ``running`` sequences are served steadily.

    ``start + wait * step + share * prompt * (1 + queue)``. The queue grows with the share of time that
    the engine spends on the prompts of others, ``(running - 1) * prompt / (prompt + osl * step)``, and
    is never longer than all of their prompts.
    """
    others = max(0.0, running - 1.0)
    prompt = prompt_seconds(model, isl)
    step = model.seconds(running, 0.0, isl + osl / 2.0, 0.0)
    busy = others * prompt / (prompt + osl * step)
    queue = min(coefficient("first_token.queue") * busy, others)
    own = coefficient("first_token.share") * prompt
    return start_seconds(software) + coefficient("first_token.wait") * step + own * (1.0 + queue)


def burst_seconds(model: StepModel, running: float, isl: float, share: float) -> float:
    """Return what requests that start together add to the mean time to the first token.

    A benchmark that opens with ``running`` requests at once makes each of them wait for half of the
    others' prompts: ``share * (running - 1) / 2 * prompt``, with the share of such requests among all.
    """
    return share * max(0.0, running - 1.0) / 2.0 * prompt_seconds(model, isl) if share else 0.0


def start_seconds(software: Software | str) -> float:
    """Return the host time before an engine starts a prompt, in seconds; longer in engines up to a year old.

    Older ones were measured through too few hosts to say how it was before.
    """
    engine = Software(software) if isinstance(software, str) else software
    known = table().values
    start = known.get(f"first_token.{engine_name(engine.engine)}", known["first_token.physics"]) * 1e-3
    older = min(1.0, engine.age)
    return float(start * coefficient("age.first_token") ** older) if older else start
