"""One copy of a model at work: times of a request by how many share the engine."""

from __future__ import annotations

import math
from dataclasses import dataclass

from advisor.estimate.batching import (
    CHUNK,
    first_token_seconds,
    prompt_seconds,
    request_seconds,
    step_seconds,
)
from advisor.estimate.queueing import TAIL, TAIL_SHARE
from advisor.estimate.reach_constants import reach_constant
from advisor.estimate.speculative import Draft
from advisor.estimate.step import StepModel

FULL = 0.98
"""Share of time on prompts above which their queue has no finite length worth telling."""


@dataclass(frozen=True, slots=True)
class Prompts:
    """What prompts cost that come one by one at random, in seconds."""

    alone_s: float
    """From the arrival to the first token when nothing else is running."""
    step_s: float
    """A step that computes one prompt."""
    more_s: float
    """What one more prompt adds to that step."""

    def first(self, rate_s: float, step_s: float, running: float) -> tuple[float, float]:
        """Return seconds to the first token: the mean, and what 95% of the requests keep.

        ``alone + p step / 2 + prompt u / (2 (1 - u))``, the wait of a queue with equal service times (M/D/1)
        at ``u = rate * more``, since prompts that wait are computed together. A request waits for the end of
        a step when one is running, with ``p = 1 - exp(-N)``; at worst it just misses its start.

        Args:
            rate_s: Requests a second.
            step_s: A step of those that generate.
            running: Requests in flight on average.
        """
        busy, met = min(FULL, rate_s * self.more_s), 1.0 - math.exp(-running)
        waits = self.step_s / (2.0 * (1.0 - busy))
        tail = waits * math.log(busy / TAIL_SHARE) if busy > TAIL_SHARE else 0.0
        mean = self.alone_s + met * step_s / 2.0 + busy * waits
        missed = step_s * (1.0 - TAIL_SHARE / met) if met > TAIL_SHARE else 0.0
        return mean, max(mean, self.alone_s + missed + tail)


@dataclass(frozen=True, slots=True)
class Replica:
    """A copy of a model on its devices, serving requests of one length.

    Times are in seconds; ``running`` is the number of requests in flight in this copy.
    """

    model: StepModel
    room: float
    """Requests whose cache fits, up to the engine's cap."""
    prompt: float
    """Prompt tokens that are computed."""
    out: float
    cached: float = 0.0
    """Prompt tokens that an earlier request left in the cache: read with every token, not computed."""
    engine: str = ""
    draft: Draft | None = None
    chunk: float = 0.0
    """Most prompt tokens in one step; 0 for the engine's own."""
    adapters: int = 0
    """Low-rank adapters that requests are spread over."""
    adapter_s: float = 0.0
    """Reading one adapter."""

    def step(self, running: float) -> float:
        """Return the seconds between two tokens of a request, on average."""
        extra = min(float(self.adapters), running) * self.adapter_s
        if self.draft is None:
            alone = step_seconds(self.model, running, self.prompt, self.out, cached=self.cached)
            return alone + extra
        return (self._round(running, self.draft) + extra) / self.draft.expected

    def first(self, running: float) -> float:
        """Return the seconds to the first token, on average, once the request has a place."""
        found = first_token_seconds(self.model, running, self.prompt, self.out, self.engine)
        return found + self._chunking(running)

    def first_tail(self, running: float) -> float:
        """Return the seconds to the first token that 95% of requests keep.

        The prompts ahead in the queue, ``q = (first(N) - first(1)) / prompt``, vary like a Poisson number,
        so ``1.645 sqrt(q)`` prompts more than the mean are ahead of one in twenty.
        """
        prompt = prompt_seconds(self.model, self.prompt)
        mean = self.first(running)
        ahead = max(0.0, mean - self.first(1.0)) / prompt if running > 1.0 else 0.0
        return mean + TAIL * math.sqrt(ahead) * prompt

    def prompts(self) -> Prompts:
        """Return what prompts cost that come one by one at random.

        One more prompt adds what twice a step filled with prompts takes over that step, shared by them. So
        many prompts wait for arithmetic alone: with more bandwidth one more of them never costs more.
        """
        alone, together = self._prompt_seconds(self.prompt), max(2.0, (self.chunk or CHUNK) / self.prompt)
        filled, twice = (self._prompt_seconds(times * together * self.prompt) for times in (2.0, 4.0))
        more = (twice - filled) / (2.0 * together)
        return Prompts(reach_constant("open_start") + alone + self._chunking(1.0), alone, more)

    def total(self, running: float) -> float:
        """Return the seconds of a whole request, on average."""
        return request_seconds(self.first(running), self.step(running), self.out)

    def rate(self, running: float) -> float:
        """Return the requests a second that are done with so many in flight."""
        return running / self.total(running)

    def longest_step(self, running: float) -> float:
        """Return the longest pause between two tokens: a step that carries a whole piece of a prompt."""
        piece = min(self.prompt, self.chunk or CHUNK)
        return self.model.seconds(running, piece, self.context, self.cached + self.prompt / 2.0)

    @property
    def context(self) -> float:
        """Return the mean tokens in the cache of a request while it generates."""
        return self.cached + self.prompt + self.out / 2.0

    def _prompt_seconds(self, tokens: float) -> float:
        """Return the seconds of a step that computes prompts of so many tokens together."""
        before = self.cached + self.prompt / 2.0
        return self.model.seconds(0.0, tokens, 0.0, before) + self.model.head_s

    def _chunking(self, running: float) -> float:
        """Return what further pieces of a prompt cost: a step of the others each."""
        if not 0.0 < self.chunk < CHUNK:
            return 0.0
        pieces = math.ceil(self.prompt / self.chunk) - math.ceil(self.prompt / CHUNK)
        return pieces * self.model.seconds(running, 0.0, self.context, 0.0)

    def _round(self, running: float, draft: Draft) -> float:
        """Return the seconds of one round of guessing and checking.

        The check computes ``k + 1`` tokens a sequence but reads each cache once; guesses cost their layers
        and an output matrix each. At a large batch the check is bound by arithmetic and the gain is gone.
        """
        model, width = self.model, draft.tokens + 1
        others = max(0.0, running - 1.0)
        prompts = others * self.prompt / self.out * draft.expected
        check = model.seconds(
            running * width,
            prompts,
            self.context / width,
            self.cached + self.prompt / 2.0,
            min(self.prompt, CHUNK),
        )
        attention = draft.tokens * running * model.arch.seen(self.context) * model.decode_attention_s
        layer = model.seconds(running, 0.0, self.context, 0.0) / model.arch.layers
        guesses = draft.tokens * (layer * draft.layers + running * model.head_s)
        return check + attention + guesses
