"""What the market offers for a need: hosted models, open models, devices, with the sizing remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar, cast

from advisor.catalog import Catalog
from advisor.catalog.records import TIERS, Accelerator, ApiModel, LanguageModel, RentalPrice, Tier
from advisor.estimate.architecture import Architecture, from_row
from advisor.estimate.fleet import Fleet, Load, Misfit, size_fleet
from advisor.strategy.classes import is_desktop_soc

SERVER_PRECISION = ("fp8", "int4")
"""Weights formats tried on servers, best quality first; 16 bit is tried where the card has no FP8."""

SERVER_KINDS = ("datacentre", "workstation", "consumer", "apple")

LEAST_TUNED: Tier = "small"
"""Reports of tuned models that replace larger ones are about 7-8B models, not about smaller ones."""

YEARS_BEHIND = 2
"""A model this much older than the newest of its class is not proposed; a user can still name it."""

_REMEMBERED = 20_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Offer:
    """A device that can be had, with the kind of price."""

    accelerator: Accelerator
    price: RentalPrice


class Supply:
    """The market as one catalogue shows it; sizing results are remembered between calls."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._fleets: dict[tuple[object, ...], Fleet | Misfit] = {}
        self._architectures: dict[str, Architecture] = {}
        self._offers: dict[str, tuple[Offer, ...]] = {}
        self._other: dict[tuple[object, ...], object] = {}

    def hosted(
        self, tier: Tier, *, open_weights: bool = False, vision: bool = False, without: Iterable[str] = ()
    ) -> list[ApiModel]:
        """Return current hosted models of exactly one class, those of excluded vendors left out."""
        barred = {name.casefold() for name in without}
        return [
            row
            for row in self.catalog.api_models.values()
            if row.tier == tier
            and not row.retired
            and row.open_weights == open_weights
            and (row.vision or not vision)
            and row.provider.casefold() not in barred
        ]

    def open_models(
        self, tier: Tier, *, vision: bool = False, without: Iterable[str] = ()
    ) -> list[LanguageModel]:
        """Return the open-weight models of a class that no other beats in both memory and speed."""
        barred = {name.casefold() for name in without}
        rows = [
            row
            for row in self.catalog.models.values()
            if row.tier == tier and (row.vision or not vision) and row.origin.casefold() not in barred
        ]
        newest = max((_year(row) for row in rows), default=0.0)
        rows = [row for row in rows if newest - _year(row) < YEARS_BEHIND]
        rows.sort(key=lambda r: (r.params_b, r.active_params_b, r.id))
        kept: list[LanguageModel] = []
        for row in rows:
            if all(row.active_params_b < other.active_params_b for other in kept):
                kept.append(row)
        return kept

    def architecture(self, row: LanguageModel) -> Architecture:
        """Return the architecture of a model, remembered by id."""
        if row.id not in self._architectures:
            self._architectures[row.id] = from_row(row)
        return self._architectures[row.id]

    def remember(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what ``make`` gave for this key before, else make it now.

        Args:
            key: Everything that the result depends on beside the catalogue; its first part names the kind.
            make: Called when nothing is remembered.
        """
        if key not in self._other:
            if len(self._other) >= _REMEMBERED:
                self._other.clear()
            self._other[key] = make()
        return cast("T", self._other[key])

    def offers(self, kind: str) -> tuple[Offer, ...]:
        """Return every device with a price of one kind, cheapest first.

        Args:
            kind: ``on_demand``, ``reserved``, ``spot`` or ``purchase``.
        """
        if kind not in self._offers:
            found = [
                Offer(self.catalog.accelerators[price.accelerator], price)
                for price in self.catalog.rentals
                if price.kind == kind and price.accelerator in self.catalog.accelerators
            ]
            self._offers[kind] = tuple(sorted(found, key=lambda o: (o.price.usd, o.accelerator.id)))
        return self._offers[kind]

    @property
    def longest_context(self) -> int:
        """The longest request in tokens that any hosted model is known to read."""
        rows = self.catalog.api_models.values()
        return self.remember(("longest",), lambda: max((row.max_context or 0 for row in rows), default=0))

    def efficient_offers(self, kind: str) -> tuple[Offer, ...]:
        """Return the offers that no other beats in price, memory, bandwidth and compute at once."""
        return self.remember(("efficient", kind), lambda: _efficient(self.offers(kind)))

    def server_offers(self, kind: str, without: tuple[str, ...] = ()) -> tuple[Offer, ...]:
        """Return the efficient offers of devices that can serve several people: no boards, no plain CPUs.

        Args:
            kind: As in :meth:`offers`.
            without: Kinds of devices that are left out before offers are compared.
        """
        return self.remember(
            ("server", kind, without),
            lambda: _efficient(
                o for o in self.offers(kind) if _serves(o.accelerator) and o.accelerator.kind not in without
            ),
        )

    def fleet(
        self,
        row: LanguageModel,
        accelerator: Accelerator,
        load: Load,
        precision: str,
        *,
        max_devices: int = 4096,
    ) -> Fleet | Misfit:
        """Return the devices that serve a load, or the limit that breaks."""
        key = (row.id, accelerator, precision, load, max_devices)
        found = self._fleets.get(key)
        if found is None:
            found = size_fleet(
                self.architecture(row), accelerator, load, precision=precision, max_devices=max_devices
            )
            if len(self._fleets) >= _REMEMBERED:
                self._fleets.clear()
            self._fleets[key] = found
        return found


def _efficient(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    kept: list[Offer] = []
    for offer in offers:
        if not any(_beats(other, offer) for other in kept):
            kept.append(offer)
    return tuple(kept)


def _serves(accelerator: Accelerator) -> bool:
    return accelerator.kind in SERVER_KINDS or is_desktop_soc(accelerator)


def _beats(one: Offer, other: Offer) -> bool:
    """Whether an offer that is no dearer is at least as good in everything that sizing looks at."""
    a, b = one.accelerator, other.accelerator
    same_or_more = (
        a.memory_gb >= b.memory_gb,
        a.bandwidth_gb_s >= b.bandwidth_gb_s,
        a.bf16_tflops >= b.bf16_tflops,
        (a.fp8_tflops or 0.0) >= (b.fp8_tflops or 0.0),
        (a.link_gb_s or 0.0) >= (b.link_gb_s or 0.0),
    )
    return one.price.usd <= other.price.usd and all(same_or_more)


def _year(row: LanguageModel) -> float:
    """Return the year of release with its month as a fraction; an unknown date counts as old."""
    year, _, rest = row.release.partition("-")
    month = rest[:2]
    return float(year) + (float(month) / 12.0 if month.isdigit() else 0.0) if year.isdigit() else 0.0


def precisions_for(accelerator: Accelerator, wanted: str = "") -> tuple[str, ...]:
    """Return the weight formats worth trying on a device, the named one alone where one was named."""
    if wanted:
        return (wanted,)
    return SERVER_PRECISION if accelerator.fp8_tflops else ("bf16", "int4")


def classes_from(tier: str) -> tuple[Tier, ...]:
    """Return a class and those above it, lowest first."""
    return TIERS[tier_index(tier) :]


def lower_class(tier: str) -> Tier:
    """Return the class one step lower, but none below the smallest that follows instructions reliably."""
    place = tier_index(tier)
    return TIERS[min(place, max(tier_index(LEAST_TUNED), place - 1))]


def tier_index(name: str) -> int:
    """Return the place of a capability class, 0 for the lowest."""
    return [str(tier) for tier in TIERS].index(name)
