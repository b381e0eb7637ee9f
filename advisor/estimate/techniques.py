"""From a question to a copy at work: shared prefixes, adapters, drafts, networks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from advisor.estimate.batching import held_context, sequences_that_fit
from advisor.estimate.formats import format_named, kv_element_bytes
from advisor.estimate.memory import GB, MemoryBudget, weight_bytes
from advisor.estimate.network import Network
from advisor.estimate.operating import Replica
from advisor.estimate.serve_records import ServeRequest
from advisor.estimate.serving import replica_for
from advisor.estimate.speculative import Draft
from advisor.estimate.step import StepModel


@dataclass(frozen=True, slots=True)
class Techniques:
    """What an operator turns on beside the layout."""

    prefix_tokens: float = 0.0
    """Tokens of each prompt that all requests share and the cache answers; its last token never is one."""
    draft: Draft | None = None
    chunk: float = 0.0
    adapters: int = 0
    adapter_params: float = 0.0
    """Weights of one low-rank adapter."""
    network: Network | None = None
    """The network between machines, when a copy spans several."""


PLAIN = Techniques()


def replica_at_work(
    req: ServeRequest, techniques: Techniques = PLAIN, step: StepModel | None = None
) -> tuple[MemoryBudget, Replica]:
    """Return the memory of one device and the copy at work for a question.

    Args:
        req: The question.
        techniques: What is turned on.
        step: The step of this copy with its network, where it was worked out before: it is the same for all
            lengths.
    """
    memory, model = replica_for(req, step)
    shared = min(techniques.prefix_tokens, req.isl - 1.0)
    memory = _with_prefix(req, memory, shared) if shared > 0.0 else memory
    adapter_bytes = 2.0 * techniques.adapter_params
    if techniques.adapters:
        held = techniques.adapters * adapter_bytes / (req.tp * req.pp)
        memory = replace(memory, weights=memory.weights + held, free=memory.free - held)
    return memory, Replica(
        model=step or _over(req, model, techniques.network),
        room=sequences_that_fit(memory, req.layout.schedulers),
        prompt=req.isl - shared,
        out=float(req.osl),
        cached=shared,
        engine=req.engine,
        draft=techniques.draft,
        chunk=techniques.chunk,
        adapters=techniques.adapters,
        adapter_s=adapter_bytes * _seconds_per_byte(req, model) if techniques.adapters else 0.0,
    )


def _with_prefix(req: ServeRequest, memory: MemoryBudget, shared: float) -> MemoryBudget:
    """Return the memory when a prefix is kept once and a request keeps ``kv(all) - kv(prefix)`` itself."""
    element = kv_element_bytes(req.cache_format)
    whole = req.arch.kv_bytes(held_context(req.isl, req.osl), element)
    prefix = memory.kv_per_sequence * req.arch.kv_bytes(shared, element) / whole
    own = max(memory.kv_per_sequence - prefix, memory.kv_per_sequence / (req.isl + req.osl))
    return replace(memory, kv_per_sequence=own, free=memory.free - prefix)


def _seconds_per_byte(req: ServeRequest, model: StepModel) -> float:
    return model.dense_s / weight_bytes(req.arch, format_named(req.weights)).dense


def _over(req: ServeRequest, model: StepModel, network: Network | None) -> StepModel:
    """Return a step model with the hops between machines: hidden state of a token, and a latency each."""
    node = max(1, req.accelerator.devices_per_node)
    machines = -(-req.tp * req.pp // node)
    if network is None or machines == 1:
        return model
    hops = machines - 1
    token = hops * req.arch.hidden * 2.0 / (network.gb_s * GB)
    fixed = hops * network.latency_us * 1e-6
    return replace(model, link_token_s=model.link_token_s + token, fixed_s=model.fixed_s + fixed)
