"""A model that is too large for the card: some layers on the card, the rest in the memory of its computer."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalog.records import Accelerator
from advisor.errors import UserError, require_positive
from advisor.estimate.architecture import Architecture
from advisor.estimate.coefficients import Interval
from advisor.estimate.edge import PIECE, estimate_stream
from advisor.estimate.formats import Format, kv_element_bytes
from advisor.estimate.memory import GB, budget, weight_bytes
from advisor.estimate.reach_constants import host_range, reach_constant
from advisor.estimate.software import Software
from advisor.estimate.stream import stream_power


@dataclass(frozen=True, slots=True)
class Host:
    """The computer around the card."""

    memory_gb: float = 64.0
    bandwidth_gb_s: float = 89.6
    """Rated: two channels of DDR5-5600 by default."""
    slot_gb_s: float | None = None
    """What the slot carries to the card; None for 16 lanes of PCIe 4.0."""

    def __post_init__(self) -> None:
        """Refuse what is no computer.

        Raises:
            UserError: When a figure is not positive.
        """
        require_positive("host-memory", self.memory_gb, of="GB")
        require_positive("host-bandwidth", self.bandwidth_gb_s, of="GB/s")
        if self.slot_gb_s is not None:
            require_positive("host-slot", self.slot_gb_s, of="GB/s")

    @property
    def slot_bytes_s(self) -> float:
        """Return the bytes a second that the slot carries to the card."""
        return GB * (reach_constant("slot") if self.slot_gb_s is None else self.slot_gb_s)


@dataclass(frozen=True, slots=True)
class Offloaded:
    """Where a model stands and how fast it is for one user."""

    card_share: float
    """Share of the weights that stands on the cards, from 0 to 1."""
    card_gb: float
    host_gb: float
    experts_only: bool
    """Whether the host keeps routed experts alone, and the card everything that each token reads."""
    output_tok_s: float
    prompt_tok_s: float
    whole_tok_s: float
    """What cards with enough memory and the same bandwidth would give."""
    spread: Interval


def estimate_offload(
    arch: Architecture,
    device: Accelerator,
    weights: Format,
    host: Host,
    *,
    depth: float,
    prompt: float = PIECE,
    cards: int = 1,
    kv: str = "fp16",
) -> Offloaded:
    """Return where the weights stand and the rates of one stream.

    ``token = token on the card alone + bytes in the host * (1 / host - 1 / card)``: layers work one after
    the other, so times add up and the slow part rules. Of a mixture, what every token reads goes to the card
    first and the host keeps experts, of which a token reads few.

    Args:
        arch: The model.
        device: One card.
        weights: Format of the weights.
        host: The computer around it.
        depth: Tokens in the cache while it generates.
        prompt: Tokens of the prompt whose rate is asked for.
        cards: Cards that split the layers.
        kv: Format of the cache.

    Raises:
        UserError: When card and computer together cannot hold the model.
    """
    stored = weight_bytes(arch, weights)
    room = _room(arch, device, weights, depth, cards, kv)
    at = _places(stored.dense, stored.experts, room)
    _check_host(arch, weights, at.host_core + at.host_experts + stored.tables, host)
    whole = estimate_stream(arch, device, weights, depth=depth, prompt=prompt, cards=cards, kv=kv)
    cache = arch.kv_bytes(depth, kv_element_bytes(kv))
    on_host = at.host_core + at.host_experts * arch.expert_share + cache * (at.host_core / stored.dense)
    token_s = 1.0 / whole.output_tok_s + on_host * _longer_s_per_byte(device, weights, host)
    prompt_s = prompt / whole.prompt_tok_s + _copied_bytes(arch, at, prompt) / host.slot_bytes_s
    return Offloaded(
        card_share=at.card / (stored.dense + stored.experts),
        card_gb=at.card / GB,
        host_gb=(at.host_core + at.host_experts) / GB,
        experts_only=at.host_core == 0.0 and at.host_experts > 0.0,
        output_tok_s=1.0 / token_s,
        prompt_tok_s=prompt / prompt_s,
        whole_tok_s=whole.output_tok_s,
        spread=whole.output_range if at.card >= stored.dense + stored.experts else host_range(),
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """Bytes of weights on the cards and in the computer; the core is what every token reads."""

    card: float
    host_core: float
    host_experts: float


def _places(core: float, experts: float, room: float) -> _Places:
    """Return where weights stand: the core goes to the cards first, then as many experts as there is room."""
    card_core = min(core, room)
    card_experts = min(experts, max(0.0, room - core))
    return _Places(card_core + card_experts, core - card_core, experts - card_experts)


def _longer_s_per_byte(device: Accelerator, weights: Format, host: Host) -> float:
    """Return the seconds that the computer reads a byte longer than the card: 1 / host - 1 / card."""
    host_bytes_s = host.bandwidth_gb_s * GB * reach_constant("host_share")
    return max(0.0, 1.0 / host_bytes_s - 1.0 / stream_power(device, weights, Software()).bytes_per_s)


def _copied_bytes(arch: Architecture, at: _Places, prompt: float) -> float:
    """Return the bytes through the slot while a prompt is read: for each piece of ``PIECE`` tokens the core
    that the computer holds, and the experts that the piece needs."""
    pieces = -(-prompt // PIECE)
    return pieces * (at.host_core + at.host_experts * arch.experts_read(min(prompt, PIECE)))


def _room(
    arch: Architecture, device: Accelerator, weights: Format, depth: float, cards: int, kv: str
) -> float:
    """Return the bytes that the cards have for weights beside runtime and the cache of one sequence."""
    one = budget(arch, device, weights, kv_element_bytes(kv), depth)
    cache = arch.kv_bytes(depth, kv_element_bytes(kv))
    return max(0.0, cards * (one.usable - one.overhead) - cache)


def _check_host(arch: Architecture, weights: Format, in_host: float, host: Host) -> None:
    needed = in_host / GB + reach_constant("host_reserved")
    if needed > host.memory_gb:
        raise UserError(
            f"host-memory: {arch.name} in {weights.id} leaves {in_host / GB:.0f} GB to the computer, which"
            f" needs {needed:.0f} GB of memory; it has {host.memory_gb:g} GB."
        )
