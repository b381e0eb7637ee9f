"""The cheapest devices for a load, over some models and offers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from advisor.catalog.records import LanguageModel
from advisor.estimate.fleet import Fleet, Load, Misfit
from advisor.estimate.fleet_layouts import without_volume
from advisor.estimate.formats import native_format
from advisor.estimate.sizing import Sizing
from advisor.quantity import plain_number
from advisor.strategy.supply import MOST_DEVICES, Offer, Supply, precisions_for, release_year

CUT = "int4"
"""The format that general weights are cut to where memory is short."""
Place = tuple[float, int, float, str, int]
"""What fits are compared by: price, devices, age of the model, name, order."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A model on devices that can be had."""

    model: LanguageModel
    offer: Offer
    fleet: Fleet


class Candidate(NamedTuple):
    """A model on a kind of device in one format of its weights."""

    least_usd: float
    """No fleet of these costs less: the devices that the weights alone need."""
    order: int
    """Its place in the order in which offers, models and formats were given."""
    price: float
    """Of one device; nothing for one that is owned."""
    row: LanguageModel
    offer: Offer
    precision: str
    loss: float = 0.0
    """What its format costs beside the devices: 4-bit weights lose a little quality."""


def candidates(
    supply: Supply,
    offers: Iterable[Offer],
    rows: Iterable[LanguageModel],
    *,
    owned: Mapping[str, int],
    plain: bool,
    loss: float = 0.0,
) -> tuple[Candidate, ...]:
    """Return everything that may be tried, what may be cheapest first.

    Args:
        supply: The market.
        offers: Devices that can be had.
        rows: Models that will do.
        owned: Devices that are owned, by their id: these cost nothing.
        plain: Whether weights stay in 16 bit.
        loss: What weights that are cut to 4 bits must save over those in 8, in the unit of the prices.
    """
    found: list[Candidate] = []
    for offer in offers:
        price = 0.0 if owned.get(offer.accelerator.id) else offer.price.usd
        for row in rows:
            for precision in _precisions(row, offer, plain=plain):
                devices = max(1.0, supply.sizes.fewest(row, offer.accelerator, precision))
                cut = loss if precision == CUT and row.native_precision != CUT else 0.0
                found.append(Candidate(price * devices + cut, len(found), price, row, offer, precision, cut))
    return tuple(sorted(found))


@dataclass(slots=True)
class Search:
    """One search. Only what wins is given its figures; what surely costs more is not sized."""

    supply: Supply
    owned: Mapping[str, int]
    """Devices that are owned, by their id: there are no more of them."""
    load: Load
    most_without_link: int
    """Cards without a link of their own that may share one model."""
    best: tuple[Place, Candidate] | None = None
    misfits: list[tuple[int, LanguageModel, Misfit]] = field(default_factory=list)

    def cheapest(
        self, tried: Iterable[Candidate], rows: Iterable[LanguageModel]
    ) -> tuple[Fit | None, list[tuple[LanguageModel, Misfit]]]:
        """Return the cheapest fit, and what did not fit.

        Args:
            tried: What may be cheapest first.
            rows: The models among them.
        """
        tokens, shape = self.load.input_tokens + self.load.output_tokens, without_volume(self.load)
        short = [(row, _too_long(tokens, row)) for row in rows if row.max_context < tokens]
        for candidate in tried:
            if self.best is not None and candidate.least_usd > self.best[0][0]:
                break
            if candidate.row.max_context >= tokens:
                self._try(candidate, shape)
        misfits = [(row, misfit) for _, row, misfit in sorted(self.misfits, key=itemgetter(0))]
        return self._found(), [*short, *misfits]

    def _try(self, one: Candidate, shape: Load) -> None:
        layouts = self.supply.sizes.layouts(one.row, one.offer.accelerator, shape, one.precision)
        sized = layouts.smallest(self.load, MOST_DEVICES)
        if isinstance(sized, Sizing):
            sized = self._too_few(one.offer, sized) or self._too_wide(one.offer, sized) or sized
        if isinstance(sized, Misfit):
            self.misfits.append((one.order, one.row, sized))
            return
        name = f"{one.row.id}/{one.offer.accelerator.id}"
        usd, newest = one.price * sized.devices + one.loss, -release_year(one.row)
        place = usd, sized.devices, newest, name, one.order
        if self.best is None or place < self.best[0]:
            self.best = place, one

    def _found(self) -> Fit | None:
        if self.best is None:
            return None
        one = self.best[1]
        fleet = self.supply.fleet(one.row, one.offer.accelerator, self.load, one.precision)
        return Fit(one.row, one.offer, fleet) if isinstance(fleet, Fleet) else None

    def _too_few(self, offer: Offer, sized: Sizing) -> Misfit | None:
        owned, needs = self.owned.get(offer.accelerator.id, 0), sized.devices
        if not 0 < owned < needs:
            return None
        return Misfit("devices that you own", str(needs), str(owned), "devices", float(needs), float(owned))

    def _too_wide(self, offer: Offer, sized: Sizing) -> Misfit | None:
        """Return the limit of cards that share one model over the board alone, without a link."""
        most, needs = self.most_without_link, sized.copy.layout.devices
        if offer.accelerator.link or needs <= most:
            return None
        name = "cards that can share one model without a fast link"
        return Misfit(name, str(needs), str(most), "devices", float(needs), float(most))


def _precisions(row: LanguageModel, offer: Offer, *, plain: bool) -> tuple[str, ...]:
    if row.native_precision in {"mxfp4", "nvfp4", "int4"}:
        return (native_format(row.native_precision, row.experts),)
    return ("bf16",) if plain else precisions_for(offer.accelerator)


def _too_long(tokens: float, row: LanguageModel) -> Misfit:
    has = float(row.max_context)
    needs_text, has_text = f"{plain_number(tokens)} tokens", f"{plain_number(has)} tokens"
    return Misfit("length that the model can read", needs_text, has_text, "tokens", tokens, has)
