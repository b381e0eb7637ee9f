"""The shelves of the catalogue: every kind of row by its id, read when first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Self, TypeVar

from advisor.catalog.books import KINDS, Book, shipped
from advisor.catalog.price_books import Repriced
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
from advisor.catalog.user_books import merged
from advisor.errors import UserError, did_you_mean, shown

R = TypeVar("R", bound=Row)


class Shelves:
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

    def loaded(self) -> Iterator[tuple[str, Row]]:
        """Yield the rows of every kind that was asked for so far, with the kind."""
        for name, kind in _BY_PROPERTY.items():
            found = self.__dict__.get(name, ())
            yield from ((kind, row) for row in (found.values() if isinstance(found, Mapping) else found))

    def with_all(self) -> Self:
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
