"""Rows of prices and defaults as figures with their range, source and date."""

from __future__ import annotations

from advisor.catalog.records import Parameter, RentalPrice
from advisor.quantity import Quantity


def price_figure(row: RentalPrice) -> Quantity:
    """Return a price as a figure, in USD an hour, or in USD when bought."""
    bought = row.kind == "purchase"
    where = f"{row.n} prices" if row.n > 1 else "one price"
    quotes = f"{where}: {', '.join(row.providers)}" if row.providers else where
    return Quantity(
        f"{row.kind}_usd" if bought else f"{row.kind}_usd_per_hour",
        row.usd,
        row.low_usd,
        row.high_usd,
        "USD" if bought else "USD/h",
        sources=(row.source,),
        as_of=row.as_of,
        basis="sourced",
        note=f"{quotes}; {row.note}" if row.note else quotes,
    )


def parameter_figure(row: Parameter) -> Quantity:
    """Return a default of the money model as a figure, in the unit of its row."""
    return Quantity(
        row.id,
        row.value,
        row.low,
        row.high,
        row.unit,
        sources=(row.source,),
        as_of=row.as_of,
        basis="assumed" if row.source.startswith("assumption") else "sourced",
        note=row.why,
    )
