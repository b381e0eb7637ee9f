"""The catalogue: what was read, found by any of its names, and as figures with range and source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from advisor.catalog.books import Book
from advisor.catalog.figures import parameter_figure, price_figure
from advisor.catalog.lookup import Index
from advisor.catalog.price_books import PriceBook, reprice
from advisor.catalog.records import (
    Accelerator,
    ApiModel,
    LanguageModel,
    OtherModel,
    RentalPrice,
    Row,
)
from advisor.catalog.references import references
from advisor.catalog.shelves import R, Shelves
from advisor.catalog.user_books import read_user_book
from advisor.errors import UserError, did_you_mean, shown
from advisor.quantity import Quantity


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


class Catalog(Shelves):
    """The books of facts: their rows by id, by any name that people use, and as figures."""

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
