"""Names in a row that must stand in another book."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.catalog.records import ApiModel, RentalPrice, Row, TrainingRun
from advisor.errors import did_you_mean, shown

if TYPE_CHECKING:
    from advisor.catalog.loader import Catalog


def references(catalog: Catalog, row: Row) -> Iterator[str]:
    """Yield the names in a row that no book has."""
    if isinstance(row, RentalPrice | TrainingRun) and row.accelerator not in catalog.accelerators:
        hint = did_you_mean(row.accelerator, catalog.accelerators)
        yield f"accelerator: names the device {shown(row.accelerator)!r}, which no book has.{hint}"
    if isinstance(row, ApiModel) and row.model and row.model not in catalog.models:
        hint = did_you_mean(row.model, catalog.models)
        yield f"model: names {shown(row.model)!r}, which no book has.{hint}"
    if isinstance(row, ApiModel) and row.successor and row.successor not in catalog.api_models:
        hint = did_you_mean(row.successor, catalog.api_models)
        yield f"successor: names {shown(row.successor)!r}, which no book has.{hint}"
