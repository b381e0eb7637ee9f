"""What devices cost to buy with everything around them: servers, and a network where there are several."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.estimate.money import money_parameters
from advisor.quantity import Quantity, counted, derive

COMPLETE = ("soc", "apple", "cpu")
"""Kinds that are sold as whole computers, so that no server is bought around them."""
DESKTOP = ("consumer",)
"""Kinds that stand in desktop computers."""
CARDS_PER_SERVER = {"consumer": 2, "workstation": 4}
"""Cards that one ordinary machine holds with their cooling and power; for others the catalogue says it."""
USUAL_CARDS_PER_SERVER = 8


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the devices of a purchase."""

    servers: int
    """0 where the devices are whole computers."""
    least_usd: Quantity
    """What one machine costs at least, however cheap the cards in it are."""
    networked: bool
    """Whether several servers need switches and cables."""


def around(accelerator: Accelerator, devices: int) -> Around:
    """Return the machines that some devices need."""
    parameters = money_parameters()
    desktop = accelerator.kind in DESKTOP
    least = parameters["least_desktop_usd" if desktop else "least_server_usd"]
    if accelerator.kind in COMPLETE or devices < 1:
        return Around(0, least, networked=False)
    servers = -(-devices // cards_per_server(accelerator))
    return Around(servers, least, networked=servers > 1)


def cards_per_server(accelerator: Accelerator) -> int:
    """Return how many devices of a kind one machine holds."""
    usual = CARDS_PER_SERVER.get(accelerator.kind, USUAL_CARDS_PER_SERVER)
    return max(1, accelerator.devices_per_node) if accelerator.devices_per_node > 1 else usual


def purchase_usd(
    price: Quantity, accelerator: Accelerator, devices: int, server_factor: Quantity
) -> Quantity:
    """Return what devices cost with the machines and the network around them, in USD.

    (devices x price + max(devices x price x (server_factor - 1), servers x least)) x (1 + network), where
    ``least`` is what the cheapest suitable machine costs and ``network`` counts from the second one on.
    Whole computers cost their price.
    """
    needs = around(accelerator, devices)
    if not needs.servers:
        text = f"{counted(devices, 'device')} x price"
        return derive("hardware_usd_once", "USD", text, lambda price: devices * price, {"price": price})
    inputs = {"price": price, "server": server_factor, "least": needs.least_usd}
    servers = f"max({devices} x price x (server_factor - 1), {needs.servers} x least)"
    text = f"({counted(devices, 'device')} x price + {servers})"
    if needs.networked:
        inputs["network"] = money_parameters()["network_share"]
        text += " x (1 + network_share)"

    def usd(price: float, server: float, least: float, network: float = 0.0) -> float:
        cards = devices * price
        return (cards + max(cards * (server - 1.0), needs.servers * least)) * (1.0 + network)

    return derive("hardware_usd_once", "USD", text, usd, inputs)
