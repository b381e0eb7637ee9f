"""How a copy of a model may be laid out over devices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from advisor.catalog.records import Accelerator
from advisor.estimate.architecture import Architecture
from advisor.estimate.formats import spans_machines
from advisor.estimate.network import Network
from advisor.estimate.step import Layout

MACHINES = (2, 4, 8)
"""Machines that one copy may span; more of them lose more to waiting than they gain in memory."""


def ways(arch: Architecture, layout: Layout) -> tuple[Layout, ...]:
    """Return how the devices of a layout may run a model: share each layer, or attend by request.

    A latent cache is copied to every device that shares a layer, so engines let each device attend for
    requests of its own and share the experts of a mixture.
    """
    if layout.tp > 1 and arch.latent_attention and arch.experts:
        return layout, replace(layout, ep=layout.tp, attention_dp=True)
    return (layout,)


def layouts_on(
    arch: Architecture, device: Accelerator, most: int, network: Network | None
) -> Iterator[Layout]:
    """Yield the layouts of a copy, fewest devices first.

    Powers of two of devices share each layer in a machine; then machines take groups of layers, one after
    another, where a network joins them.

    Args:
        arch: The model.
        device: One device.
        most: Most devices that a copy may take.
        network: What joins machines; None keeps a copy in one machine.
    """
    node, widest = max(1, device.devices_per_node), 1
    size = 1
    while size <= min(node, most):
        if arch.heads % size == 0:
            widest = size
            yield from ways(arch, Layout(tp=size))
        size *= 2
    if network is None or not spans_machines(device.kind):
        return
    for machines in MACHINES:
        if widest * machines <= most and machines <= arch.layers:
            yield from ways(arch, Layout(tp=widest, pp=machines))
