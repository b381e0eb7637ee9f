"""The catalogue: every book as typed rows, read when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from advisor.catalog.books import KINDS, Book, shipped
from advisor.catalog.figures import parameter_figure, price_figure
from advisor.catalog.lookup import Index
from advisor.catalog.price_books import PriceBook, Repriced, reprice
from advisor.catalog.records import (
    Accelerator,
    ApiModel,
    AudioPrice,
    Claim,
    LanguageModel,
    OtherModel,
    Parameter,
    Region,
    RentalPrice,
    Row,
    Saving,
    TrainingRun,
)
from advisor.catalog.references import references
from advisor.catalog.user_books import merged, read_user_book
from advisor.errors import UserError, did_you_mean, shown
from advisor.quantity import Quantity

R = TypeVar("R", bound=Row)


def load_catalog(extra: Iterable[Path] = ()) -> Catalog:
    """Return the catalogue of the shipped books with some books of the user on top.

    Args:
        extra: TOML books in the form of ours; a row with an id of ours replaces the fields that it names,
            later books win over earlier ones. What is wrong in them is left out and stands in
            :attr:`Catalog.problems`.

    Raises:
        UserError: When there is no such file, or it is no text.
    """
    read = [read_user_book(path) for path in extra]
    problems = tuple(problem for book in read for problem in book.problems)
    return Catalog(tuple(book.book for book in read), problems)


class Catalog:
    """Devices, models, prices, runs, claims, savings, parameters and regions, by id."""

    def __init__(self, extra: tuple[Book, ...] = (), problems: tuple[str, ...] = ()) -> None:
        """Build a catalogue over the shipped books.

        Args:
            extra: Books that add to ours or replace rows of ours; their rows are sound.
            problems: What was left out of them, one sentence each.
        """
        self.extra = extra
        self.repriced: Repriced | None = None
        self._problems = problems

    @cached_property
    def problems(self) -> tuple[str, ...]:
        """What of the user's books is left out, or names something that no book has, one sentence each."""
        dangling = []
        for book in self.extra:
            for kind, rows in book.raw.items():
                for row in rows:
                    fault = next(references(self, self.rows(kind)[str(row["id"])]), None)
                    if fault is not None:
                        dangling.append(f"{book.path.name}: {kind} {shown(row['id'])}: {fault}")
        return (*self._problems, *dangling, *(self.repriced.problems if self.repriced else ()))

    def with_prices(self, book: PriceBook, as_of: date) -> Catalog:
        """Return the same catalogue with the prices that a price book has for a day.

        Args:
            book: Somebody else's list of prices, which the user asked for by name.
            as_of: The day of the run.

        Raises:
            UserError: When the book cannot be asked.
        """
        other = Catalog(self.extra, self._problems)
        other.repriced = reprice(self.api_models, book, as_of)
        return other

    @property
    def books(self) -> Mapping[str, str]:
        """What stands over the shipped books: name and digest of each of the user's, and whose prices."""
        own = {book.path.name: book.digest for book in self.extra}
        return {**own, "prices": self.repriced.book} if self.repriced else own

    def with_model(self, row: LanguageModel) -> Catalog:
        """Return the same catalogue with one more language model, read from a file of the user's."""
        digest = sha256(row.model_dump_json().encode()).hexdigest()
        book = Book(Path(row.name), None, {"model": [row.model_dump()]}, digest)
        other = Catalog((*self.extra, book), self._problems)
        other.repriced = self.repriced
        return other

    @cached_property
    def accelerators(self) -> Mapping[str, Accelerator]:
        """Devices that compute, by id."""
        return self._rows("accelerator", Accelerator)

    @cached_property
    def models(self) -> Mapping[str, LanguageModel]:
        """Open-weight language models, by id."""
        return self._rows("model", LanguageModel)

    @cached_property
    def others(self) -> Mapping[str, OtherModel]:
        """Embedding, speech, image, tabular and other models, by id."""
        return self._rows("other", OtherModel)

    @cached_property
    def api_models(self) -> Mapping[str, ApiModel]:
        """Hosted models with their list prices, by id."""
        return self.repriced.rows if self.repriced else self._rows("api", ApiModel)

    @cached_property
    def audio_prices(self) -> Mapping[str, AudioPrice]:
        """Hosted services that hear, speak or talk, by id."""
        return self._rows("audio", AudioPrice)

    @cached_property
    def rentals(self) -> tuple[RentalPrice, ...]:
        """Prices of devices by the hour or to buy."""
        return tuple(self._rows("rental", RentalPrice).values())

    @cached_property
    def runs(self) -> Mapping[str, TrainingRun]:
        """Published training runs, by id."""
        return self._rows("run", TrainingRun)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Statements from articles with a verdict, by id."""
        return self._rows("claim", Claim)

    @cached_property
    def savings(self) -> Mapping[str, Saving]:
        """Measured effects of techniques, by id."""
        return self._rows("saving", Saving)

    @cached_property
    def parameters(self) -> Mapping[str, Parameter]:
        """Defaults of the money model, by id."""
        return self._rows("parameter", Parameter)

    @cached_property
    def regions(self) -> Mapping[str, Region]:
        """Countries and sites of clouds with their electricity, by id."""
        return self._rows("region", Region)

    def rows(self, kind: str) -> Mapping[str, Row]:
        """Return the rows of one kind of ``books.KINDS``, by id.

        Raises:
            UserError: When there is no such kind.
        """
        if kind not in KINDS:
            hint = did_you_mean(kind, KINDS)
            raise UserError(f"The catalogue has no book {shown(kind)!r}; it has {', '.join(KINDS)}.{hint}")
        found = getattr(self, _PROPERTY_OF[kind])
        return found if isinstance(found, Mapping) else {row.id: row for row in found}

    def accelerator(self, name: str) -> Accelerator:
        """Return the device of that id, name or alias, or raise UserError."""
        return self._accelerator_index.find(name)

    def model(self, name: str) -> LanguageModel:
        """Return the language model of that id, name or alias, or raise UserError."""
        return self._model_index.find(name)

    def other(self, name: str) -> OtherModel:
        """Return the model of another kind of that id, name or alias, or raise UserError."""
        return self._other_index.find(name)

    def api(self, name: str) -> ApiModel:
        """Return the hosted model of that id, name or alias, or raise UserError."""
        return self._api_index.find(name)

    def rental(self, accelerator_id: str, kind: str) -> RentalPrice | None:
        """Return the market of a device, or None where no price is known.

        Args:
            accelerator_id: Id of a device in the catalogue.
            kind: ``on_demand``, ``reserved``, ``spot`` or ``purchase``.
        """
        return self._rental_index.get((accelerator_id, kind))

    def on_demand_rate(self, accelerator_id: str) -> Quantity | None:
        """Return what a device costs to rent on demand, in USD an hour, or None where nobody quotes it."""
        price = self.rental(accelerator_id, "on_demand")
        return self.rate(price) if price else None

    def rate(self, row: RentalPrice) -> Quantity:
        """Return a price as a figure, in USD an hour, or in USD when bought."""
        return self._figure(row, price_figure)

    def parameter(self, parameter_id: str) -> Quantity:
        """Return a default of the money model as a figure.

        Raises:
            UserError: When there is no such parameter.
        """
        row = self.parameters.get(parameter_id)
        if row is None:
            hint = did_you_mean(parameter_id, self.parameters)
            raise UserError(f"The catalogue has no parameter {shown(parameter_id)!r}.{hint}")
        return self._figure(row, parameter_figure)

    @cached_property
    def _figures(self) -> dict[tuple[object, str], tuple[Row, Quantity]]:
        """The figures of rows that were asked for before, with the row that each was made of."""
        return {}

    def _figure(self, row: R, make: Callable[[R], Quantity]) -> Quantity:
        known = self._figures.get((make, row.id))
        if known is None or known[0] is not row:
            known = self._figures[make, row.id] = row, make(row)
        return known[1]

    def loaded(self) -> Iterator[tuple[str, Row]]:
        """Yield the rows of every kind that was asked for so far, with the kind."""
        for name, kind in _BY_PROPERTY.items():
            found = self.__dict__.get(name, ())
            yield from ((kind, row) for row in (found.values() if isinstance(found, Mapping) else found))

    def with_all(self) -> Catalog:
        """Return the catalogue with the devices, prices and defaults of every figure read, for their ages."""
        for kind in ("accelerator", "api", "rental", "parameter"):
            self.rows(kind)
        return self

    def keeps_days(self, kind: str, row_id: str) -> int | None:
        """Return the shelf life of a row in days: that of the user's book it is from, else of ours."""
        for book in reversed(self.extra):
            if book.shelf_life_days and any(row["id"] == row_id for row in book.raw.get(kind, ())):
                return book.shelf_life_days
        return shipped(kind).shelf_life_days

    @cached_property
    def _accelerator_index(self) -> Index[Accelerator]:
        return Index("accelerator", self.accelerators.values())

    @cached_property
    def _model_index(self) -> Index[LanguageModel]:
        return Index("language model", self.models.values())

    @cached_property
    def _other_index(self) -> Index[OtherModel]:
        return Index("model", self.others.values())

    @cached_property
    def _api_index(self) -> Index[ApiModel]:
        return Index("hosted model", sorted(self.api_models.values(), key=lambda row: row.retired))

    @cached_property
    def _rental_index(self) -> Mapping[tuple[str, str], RentalPrice]:
        return {(row.accelerator, row.kind): row for row in self.rentals}

    def _rows(self, name: str, kind: type[R]) -> Mapping[str, R]:
        """Return the rows of one kind, the user's first, so that their names win."""
        return merged(name, kind, self.extra)


_BY_PROPERTY = {
    "accelerators": "accelerator",
    "models": "model",
    "others": "other",
    "api_models": "api",
    "audio_prices": "audio",
    "rentals": "rental",
    "runs": "run",
    "claims": "claim",
    "savings": "saving",
    "parameters": "parameter",
    "regions": "region",
}
"""Name of the property -> kind of its rows."""
_PROPERTY_OF = {kind: name for name, kind in _BY_PROPERTY.items()}
