"""What the market offers for a need: hosted models, open models, devices, with the sizing remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeVar, cast

from advisor.catalog import Catalog
from advisor.catalog.records import TIERS, Accelerator, ApiModel, LanguageModel, RentalPrice, Tier
from advisor.estimate.architecture import Architecture
from advisor.estimate.fleet import Fleet, Load, Misfit
from advisor.strategy.classes import is_desktop_soc
from advisor.strategy.sizes import Sizes

SERVER_PRECISION = ("fp8", "int4")
"""Weights formats tried on servers, best quality first; 16 bit is tried where the card has no FP8."""

SERVER_KINDS = ("datacentre", "workstation", "consumer", "apple")

LEAST_TUNED: Tier = "small"
"""Reports of tuned models that replace larger ones are about 7-8B models, not about smaller ones."""

YEARS_BEHIND = 1.5
"""A model this much older than the newest of its class is not proposed; a user can still name it."""

YEARS_NEWER, SHARE_LARGER = 0.4, 1.25
"""A model this much newer stands beside one that is a little smaller: the gain in quality is worth it."""

MOST_DEVICES = 4096
"""Largest fleet that is sized."""

_REMEMBERED = 20_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Offer:
    """A device that can be had, with the kind of price."""

    accelerator: Accelerator
    price: RentalPrice


class LeftOut(NamedTuple):
    """Open models that are not taken."""

    vendors: frozenset[str] = frozenset()
    """All of these makers, in small letters."""
    models: frozenset[str] = frozenset()
    """These, by id."""

    def holds(self, row: LanguageModel) -> bool:
        """Return whether a model is one of them."""
        return row.origin.casefold() in self.vendors or row.id in self.models


NONE_LEFT_OUT = LeftOut()


class Supply:
    """The market as one catalogue shows it; sizing results are remembered between calls."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.sizes = Sizes(catalog)
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
            and not (row.retired or row.speciality)
            and row.open_weights == open_weights
            and (row.vision or not vision)
            and row.provider.casefold() not in barred
            and (row.model not in self.catalog.models or self._current(self.catalog.models[row.model]))
        ]

    def open_models(
        self, tier: Tier, *, vision: bool = False, without: LeftOut = NONE_LEFT_OUT
    ) -> list[LanguageModel]:
        """Return the current open-weight models of a class that no other outdoes in both memory and speed."""
        key = ("open", tier, vision, without)
        return list(
            self.remember(key, lambda: _undone(self.current_models(tier, vision=vision, without=without)))
        )

    def current_models(
        self, tier: Tier, *, vision: bool = False, without: LeftOut = NONE_LEFT_OUT
    ) -> list[LanguageModel]:
        """Return the open-weight models of a class that are not behind the times, smallest first, without
        those that are left out."""
        rows = [
            row
            for row in self.catalog.models.values()
            if row.tier == tier
            and (row.vision or not vision)
            and not without.holds(row)
            and self._current(row)
        ]
        return sorted(rows, key=lambda r: (r.params_b, r.active_params_b, r.id))

    def _current(self, row: LanguageModel) -> bool:
        if row.speciality:
            return False
        newest = self.remember(
            ("newest", row.tier),
            lambda: max(release_year(r) for r in self.catalog.models.values() if r.tier == row.tier),
        )
        return newest - release_year(row) < YEARS_BEHIND

    def architecture(self, row: LanguageModel) -> Architecture:
        """Return the architecture of a model."""
        return self.sizes.architecture(row)

    def remember(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what ``make`` gave for this key before, else make it now.

        Args:
            key: Everything that the result depends on beside the catalogue; its first part names the kind.
            make: Called when nothing is remembered.
        """
        found = self._other.get(key, self)
        if found is self:
            if len(self._other) >= _REMEMBERED:
                self._other.clear()
            found = self._other[key] = make()
        return cast("T", found)

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

    def server_offers(
        self,
        kind: str,
        without: tuple[str, ...] = (),
        since: int = 0,
        proven: frozenset[str] = frozenset(),
    ) -> tuple[Offer, ...]:
        """Return the efficient offers of devices that can serve several people: no boards, no plain CPUs.

        Args:
            kind: As in :meth:`offers`.
            without: Kinds of devices that are left out before offers are compared.
            since: Year before which a device came out that is no longer sold new.
            proven: Generations that are offered; empty for all.
        """
        return self.remember(
            ("server", kind, without, since, proven),
            lambda: efficient(
                o
                for o in self.offers(kind)
                if serves(o.accelerator)
                and o.accelerator.kind not in without
                and (not proven or o.accelerator.generation in proven)
                and (o.accelerator.launch_year or since) >= since
            ),
        )

    def fleet(
        self,
        row: LanguageModel,
        accelerator: Accelerator,
        load: Load,
        precision: str,
        *,
        max_devices: int = MOST_DEVICES,
    ) -> Fleet | Misfit:
        """Return the devices that serve a load, or the limit that breaks."""
        return self.sizes.fleet(row, accelerator, load, precision, max_devices)


def efficient(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """Return the offers, given from the cheapest up, that none before them beats in everything at once."""
    kept: list[Offer] = []
    for offer in offers:
        if not any(_beats(other, offer) for other in kept):
            kept.append(offer)
    return tuple(kept)


def serves(accelerator: Accelerator) -> bool:
    """Return whether a device can serve several people: no board, no plain CPU."""
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


def _undone(rows: Iterable[LanguageModel]) -> tuple[LanguageModel, ...]:
    kept: list[LanguageModel] = []
    for row in rows:
        if not any(_outdone(other, row) for other in kept):
            kept.append(row)
    return tuple(kept)


def _outdone(other: LanguageModel, row: LanguageModel) -> bool:
    """Whether a smaller model writes as fast as a larger one that is not clearly newer."""
    newer = (
        release_year(row) - release_year(other) >= YEARS_NEWER
        and row.params_b <= SHARE_LARGER * other.params_b
    )
    return other.active_params_b <= row.active_params_b and not newer


def release_year(row: LanguageModel) -> float:
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
