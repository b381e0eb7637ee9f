"""What no engine can run, said before anything is computed."""

from __future__ import annotations

import math

from advisor.errors import UserError
from advisor.estimate.serve_records import ServeRequest

COUNTED = ("gpus", "tp", "pp", "ep", "isl", "osl")


def check_request(req: ServeRequest, *, networked: bool = True) -> None:
    """Refuse what no engine can run.

    Args:
        req: The question.
        networked: Whether a network between machines is known; without one a copy of the model stays in
            one machine.

    Raises:
        UserError: With the field, what is wrong and what would be right.
    """
    _check_numbers(req)
    arch = req.arch
    if arch.heads % req.tp and not req.splits_attention:
        near = max(n for n in range(1, req.tp) if arch.heads % n == 0)
        raise UserError(
            f"tp: {req.tp} does not divide the {arch.heads} attention heads of {arch.name}; {near} does."
        )
    if req.gpus % (req.tp * req.pp):
        raise UserError(f"gpus: {req.gpus} is not a multiple of tp x pp = {req.tp * req.pp}.")
    _check_machines(req, networked)
    if req.pp > arch.layers:
        raise UserError(f"pp: {req.pp} is more than the {arch.layers} layers of {arch.name}.")
    if req.isl + req.osl > arch.max_context:
        raise UserError(
            f"isl + osl: {req.isl + req.osl} tokens are beyond the {arch.max_context} tokens of {arch.name}."
        )


def _check_numbers(req: ServeRequest) -> None:
    for field in COUNTED:
        value = getattr(req, field)
        if not math.isfinite(value) or value < 1:
            raise UserError(f"{field}: must be at least 1, got {value}.")
    if req.concurrency is not None and not (math.isfinite(req.concurrency) and req.concurrency >= 1):
        raise UserError(f"concurrency: must be at least 1, got {req.concurrency}.")
    if req.ep > 1 and not req.arch.experts:
        raise UserError(f"ep: {req.arch.name} has no experts to spread over {req.ep} devices; leave it at 1.")
    if req.arch.experts and req.ep > 1 and req.arch.experts % req.ep:
        raise UserError(f"ep: {req.ep} does not divide the {req.arch.experts} experts of {req.arch.name}.")


def _check_machines(req: ServeRequest, networked: bool) -> None:
    node = max(1, req.accelerator.devices_per_node)
    if req.tp > node:
        raise UserError(
            f"tp: {req.tp} devices cannot share each layer, a node of {req.accelerator.name} has"
            f" {node}; split the layers between nodes with pp."
        )
    if not networked and req.tp * req.pp > node:
        raise UserError(
            f"gpus: one copy on {req.tp * req.pp} x {req.accelerator.name} spans several machines of {node};"
            " name the network between them, for instance ib-ndr."
        )
