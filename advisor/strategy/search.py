"""The cheapest devices for a load, over some models and offers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from advisor.catalog.records import LanguageModel
from advisor.estimate.fleet import Fleet, Load, Misfit
from advisor.estimate.purchase import outlay_usd
from advisor.estimate.sizing import Sizing
from advisor.quantity import plain_number
from advisor.strategy.supply import MOST_DEVICES, Offer, Supply, precisions_for, release_year

Place = tuple[float, int, float, str]
"""What fits are compared by: price, devices, age of the model, name."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A model on devices that can be had."""

    model: LanguageModel
    offer: Offer
    fleet: Fleet


@dataclass(slots=True)
class Search:
    """One search. Only what wins is given its figures; what surely costs more is not sized."""

    supply: Supply
    owned: Mapping[str, int]
    """Devices that are owned, by their id: these cost nothing, and there are no more of them."""
    load: Load
    plain: bool
    """Whether weights stay in 16 bit."""
    most_without_link: int
    """Cards without a link of their own that may share one model."""
    server_factor: float | None = None
    """For a purchase, the price of servers over that of their cards: what stands around them counts too."""
    best: tuple[Place, LanguageModel, Offer, str] | None = None
    misfits: list[tuple[LanguageModel, Misfit]] = field(default_factory=list)

    def cheapest(
        self, offers: Iterable[Offer], rows: Iterable[LanguageModel]
    ) -> tuple[Fit | None, list[tuple[LanguageModel, Misfit]]]:
        """Return the cheapest fit over models and offers, cheapest offers first, and what did not fit."""
        tokens = self.load.input_tokens + self.load.output_tokens
        rows = list(rows)
        self.misfits += [(row, _too_long(tokens, row)) for row in rows if row.max_context < tokens]
        long_enough = [row for row in rows if row.max_context >= tokens]
        for offer in offers:
            price = 0.0 if self.owned.get(offer.accelerator.id) else offer.price.usd
            for row in long_enough:
                for precision in self._precisions(row, offer):
                    self._try(row, offer, precision, price)
        return self._found(), self.misfits

    def _try(self, row: LanguageModel, offer: Offer, precision: str, price: float) -> None:
        sizes, accelerator = self.supply.sizes, offer.accelerator
        if self.best is not None:
            fewest = max(1.0, sizes.fewest(row, accelerator, precision))
            if price * fewest > self.best[0][0]:
                return
        sized = sizes.sizing(row, accelerator, self.load, precision, MOST_DEVICES)
        if isinstance(sized, Sizing):
            sized = self._too_few(offer, sized) or self._too_wide(offer, sized) or sized
        if isinstance(sized, Misfit):
            self.misfits.append((row, sized))
            return
        name = f"{row.id}/{accelerator.id}"
        place = self._outlay(offer, price, sized.devices), sized.devices, -release_year(row), name
        if self.best is None or place < self.best[0]:
            self.best = place, row, offer, precision

    def _outlay(self, offer: Offer, price: float, devices: int) -> float:
        if self.server_factor is None or price == 0.0:
            return price * devices
        return outlay_usd(price, offer.accelerator, devices, self.server_factor)

    def _found(self) -> Fit | None:
        if self.best is None:
            return None
        _, row, offer, precision = self.best
        fleet = self.supply.fleet(row, offer.accelerator, self.load, precision)
        return Fit(row, offer, fleet) if isinstance(fleet, Fleet) else None

    def _precisions(self, row: LanguageModel, offer: Offer) -> tuple[str, ...]:
        if row.native_precision in {"mxfp4", "nvfp4", "int4"}:
            return (row.native_precision,)
        return ("bf16",) if self.plain else precisions_for(offer.accelerator)

    def _too_few(self, offer: Offer, sized: Sizing) -> Misfit | None:
        owned, needs = self.owned.get(offer.accelerator.id, 0), sized.devices
        if not 0 < owned < needs:
            return None
        return Misfit("devices that you own", str(needs), str(owned), "devices", float(needs), float(owned))

    def _too_wide(self, offer: Offer, sized: Sizing) -> Misfit | None:
        """Return the limit of cards that share one model over the board alone, without a link."""
        most, needs = self.most_without_link, sized.replica.layout.devices
        if offer.accelerator.link or needs <= most:
            return None
        name = "cards that can share one model without a fast link"
        return Misfit(name, str(needs), str(most), "devices", float(needs), float(most))


def _too_long(tokens: float, row: LanguageModel) -> Misfit:
    has = float(row.max_context)
    needs_text, has_text = f"{plain_number(tokens)} tokens", f"{plain_number(has)} tokens"
    return Misfit("length that the model can read", needs_text, has_text, "tokens", tokens, has)
