"""The cheapest devices for a load, over some models and offers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import NamedTuple

from advisor.catalog.records import LanguageModel
from advisor.estimate.fleet import Fleet, Load, Misfit
from advisor.estimate.fleet_layouts import Layouts, lengths_of
from advisor.estimate.formats import native_format
from advisor.estimate.on_device import OnDevice
from advisor.estimate.sizing import Sizing, tokens_of
from advisor.quantity import plain_number
from advisor.strategy.beside import PRICE_ALONE, Beside
from advisor.strategy.classes import hardware_class
from advisor.strategy.supply import MOST_DEVICES, Offer, Supply, precisions_for, release_year
from advisor.strategy.wanted_formats import MADE_IN_FOUR, wide_enough

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
    """No fleet of these costs less: the devices of the smallest layout with room for the weights."""
    order: int
    """Its place in the order in which offers, models and formats were given."""
    price: float
    """Of one device; nothing for one that is owned."""
    row: LanguageModel
    offer: Offer
    precision: str
    model: OnDevice
    loss: float = 0.0
    """What its format costs beside the devices: 4-bit weights lose a little quality."""
    terms: Beside = PRICE_ALONE
    """What devices cost beside their price."""
    each_usd: float = 0.0
    """The least that each device costs with what comes with it."""

    def affordable(self, usd: float) -> int:
        """Return the most devices for a load that a sum may pay for, a spare copy left out."""
        if self.each_usd <= 0.0:
            return MOST_DEVICES
        spare = self.model.fewest if self.terms.spare else 0.0
        return int(max(0.0, min(float(MOST_DEVICES), (usd - self.loss) / self.each_usd - spare + 1e-6)))

    def usd(self, devices: float, copy: float) -> float:
        """Return what some of its devices cost with everything around them and what its format loses."""
        return self.terms.usd(self.offer.accelerator, self.price, devices, copy) + self.loss


@dataclass(slots=True)
class Market:
    """What may be tried for a need, and what was found there last."""

    candidates: tuple[Candidate, ...]
    """What may be cheapest first."""
    leader: Candidate | None = None
    """What the last search found. The next one looks at it first, so that it need size little else; what it
    finds does not depend on it."""

    def in_turn(self) -> Iterator[Candidate]:
        """Yield the leader, then every candidate."""
        if self.leader is not None:
            yield self.leader
        yield from self.candidates


def candidates(
    supply: Supply,
    offers: Iterable[Offer],
    rows: Iterable[LanguageModel],
    *,
    owned: Mapping[str, int],
    least_bits: float = 0.0,
    loss: float = 0.0,
    terms: Beside = PRICE_ALONE,
) -> Market:
    """Return everything that may be tried.

    Args:
        supply: The market.
        offers: Devices that can be had.
        rows: Models that will do.
        owned: Devices that are owned, by their id: these cost nothing.
        least_bits: The fewest bits that weights may have; those of a model that was made in fewer stay.
        loss: What weights that are cut to 4 bits must save over those in 8, in the unit of the prices.
        terms: What devices cost beside their price.
    """
    found: list[Candidate] = []
    for offer in offers:
        price = 0.0 if owned.get(offer.accelerator.id) else offer.price.usd
        for row in rows:
            for precision in _precisions(row, offer, least_bits):
                model = supply.sizes.on_device(row, offer.accelerator, precision)
                cut = loss if precision == CUT and row.native_precision != CUT else 0.0
                least = (
                    terms.usd(offer.accelerator, price, model.fewest, model.fewest) if price else 0.0
                ) + cut
                place, each = len(found), terms.each_usd(offer.accelerator, price)
                found.append(Candidate(least, place, price, row, offer, precision, model, cut, terms, each))
    return Market(tuple(sorted(found, key=itemgetter(0, 1))))


class Search:
    """One search, worked out when it is first asked for. Only what wins is given its figures; what surely
    costs more is not sized.

    Args:
        supply: The market.
        owned: Devices that are owned, by their id: there are no more of them.
        load: What is to be served.
        most_without_link: Cards without a link of their own that may share one model.
        market: What may be tried.
        rows: The models among it.
        classes: Of hardware that alone will do; empty for any.
    """

    def __init__(
        self,
        supply: Supply,
        owned: Mapping[str, int],
        load: Load,
        most_without_link: int,
        market: Market,
        rows: Iterable[LanguageModel],
        classes: frozenset[str] = frozenset(),
    ) -> None:
        self._supply, self._owned, self._load = supply, owned, load
        self._most_without_link, self._classes = most_without_link, classes
        self._length, self._lengths = load.input_tokens + load.output_tokens, lengths_of(load)
        self._market, self._rows, self._tokens = market, tuple(rows), tokens_of(load)

    @cached_property
    def fit(self) -> Fit | None:
        """The cheapest fit, with its figures."""
        best: tuple[Place, Candidate] | None = None
        for one in self._market.in_turn():
            if best is not None and one.least_usd > best[0][0]:
                break
            sized = self._worth_sizing(one, one.affordable(best[0][0]) if best else MOST_DEVICES)
            if sized is None or self._refused(one.offer, sized) or self._elsewhere(one.offer, sized):
                continue
            place = _place(one, sized)
            if best is None or place < best[0]:
                best = place, one
        if best is None:
            return None
        winner = self._market.leader = best[1]
        fleet = self._supply.fleet(winner.row, winner.offer.accelerator, self._load, winner.precision)
        return Fit(winner.row, winner.offer, fleet) if isinstance(fleet, Fleet) else None

    @property
    def leader_serves(self) -> bool:
        """Whether what the last search among the same found serves this load too, so that something fits."""
        one = self._market.leader
        sized = None if one is None else self._worth_sizing(one, MOST_DEVICES)
        return one is not None and sized is not None and not self._refused(one.offer, sized)

    @property
    def misses(self) -> bool:
        """Whether something was tried and nothing fits."""
        return self.fit is None and (any(self._short()) or any(self._readers()))

    @cached_property
    def misfits(self) -> list[tuple[LanguageModel, Misfit]]:
        """What each candidate breaks, where nothing fits: first the models that cannot read so much."""
        if self.fit is not None:
            return []
        short = [(row, _too_long(self._length, row)) for row in self._short()]
        readers = sorted(self._readers(), key=attrgetter("order"))
        return [*short, *((one.row, self._misfit(one)) for one in readers)]

    def _short(self) -> Iterator[LanguageModel]:
        """Yield the models that cannot read so much."""
        return (row for row in self._rows if row.max_context < self._length)

    def _readers(self) -> Iterator[Candidate]:
        """Yield the candidates that can."""
        return (one for one in self._market.candidates if one.row.max_context >= self._length)

    def _worth_sizing(self, one: Candidate, most: int) -> Sizing | None:
        """Return a candidate's sizing, or None where it cannot serve, or not with so few devices."""
        if one.row.max_context < self._length:
            return None
        least = one.model.least
        if least.breaks(self._load, self._tokens) or least.devices(self._load, self._tokens) > most:
            return None
        return self._layouts(one).smallest(self._load, most)

    def _misfit(self, one: Candidate) -> Misfit:
        sized = self._worth_sizing(one, MOST_DEVICES)
        refused = self._refused(one.offer, sized) if sized else None
        return refused or self._layouts(one).misfit(self._load, MOST_DEVICES)

    def _layouts(self, one: Candidate) -> Layouts:
        return self._supply.sizes.layouts(one.row, one.offer.accelerator, self._lengths, one.precision)

    def _refused(self, offer: Offer, sized: Sizing) -> Misfit | None:
        return self._too_few(offer, sized) or self._too_wide(offer, sized)

    def _elsewhere(self, offer: Offer, sized: Sizing) -> bool:
        """Return whether devices are of none of the classes that will do."""
        return bool(self._classes) and hardware_class(offer.accelerator, sized.devices) not in self._classes

    def _too_few(self, offer: Offer, sized: Sizing) -> Misfit | None:
        owned, needs = self._owned.get(offer.accelerator.id, 0), sized.devices
        if not 0 < owned < needs:
            return None
        return Misfit("devices that you own", str(needs), str(owned), "devices", float(needs), float(owned))

    def _too_wide(self, offer: Offer, sized: Sizing) -> Misfit | None:
        """Return the limit of cards that share one model over the board alone, without a link."""
        most, needs = self._most_without_link, sized.copy.layout.devices
        if offer.accelerator.link or needs <= most:
            return None
        name = "cards that can share one model without a fast link"
        return Misfit(name, str(needs), str(most), "devices", float(needs), float(most))


def _place(one: Candidate, sized: Sizing) -> Place:
    name = f"{one.row.id}/{one.offer.accelerator.id}"
    usd, newest = one.usd(sized.devices, sized.copy.layout.devices), -release_year(one.row)
    return usd, sized.devices, newest, name, one.order


def _precisions(row: LanguageModel, offer: Offer, least_bits: float) -> tuple[str, ...]:
    if row.native_precision in MADE_IN_FOUR:
        return (native_format(row.native_precision, row.experts),)
    return wide_enough(precisions_for(offer.accelerator), least_bits, row.native_precision)


def _too_long(tokens: float, row: LanguageModel) -> Misfit:
    has = float(row.max_context)
    needs_text, has_text = f"{plain_number(tokens)} tokens", f"{plain_number(has)} tokens"
    return Misfit("length that the model can read", needs_text, has_text, "tokens", tokens, has)
