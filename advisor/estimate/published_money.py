"""Published costs and break-evens beside what this program's formulas give for the same inputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from advisor.estimate.money import HOURS_PER_MONTH
from advisor.quantity import MONTHS_PER_YEAR, plain_number
from advisor.resources import shipped_toml

SECONDS_PER_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class PublishedCost:
    """One published figure, computed again."""

    id: str
    source: str
    what: str
    published: float
    unit: str
    computed: float
    gap: str
    """Why both differ, in one line; empty where they agree."""

    @property
    def ratio(self) -> float:
        """Return the computed figure over the published one."""
        return self.computed / self.published


def published_text(name: str) -> str | None:
    """Return one published figure, or all of them for ``break-evens``, as text; None where it is not ours."""
    wanted = name.strip().casefold().removeprefix("cost:")
    rows = [row for row in published_costs() if wanted in ("break-evens", row.id)]
    return "\n".join(_told(row) for row in rows) if rows else None


def _told(row: PublishedCost) -> str:
    both = f"published {plain_number(row.published)}, computed {plain_number(row.computed)} {row.unit}"
    gap = f"\n  Gap: {row.gap}." if row.gap else ""
    return f"{row.id}: {row.what}: {both}.{gap}\n  Source: {row.source}"


@cache
def published_costs() -> tuple[PublishedCost, ...]:
    """Return every published figure of the table with what the formulas give."""
    rows = shipped_toml("estimate/published_money.toml")["row"]
    return tuple(
        PublishedCost(
            row["id"],
            row["source"],
            row["what"],
            float(row["published"]),
            row["unit"],
            _KINDS[row["kind"]](row["inputs"]),
            row.get("gap", ""),
        )
        for row in rows
    )


def output_million(of: Mapping[str, float]) -> float:
    """Return USD for a million tokens written: devices x rate / (tokens a second x 3600 x busy) x 1e6."""
    written = of["output_tok_s"] * SECONDS_PER_HOUR * of.get("busy", 1.0)
    return of["devices"] * of["usd_per_hour"] / written * 1e6


def break_even_tokens(of: Mapping[str, float]) -> float:
    """Return the tokens a month whose price at a provider is the rent of devices.

    devices x rate x 730 h / (input_share x usd_in + (1 - input_share) x usd_out) x 1e6, people apart.
    """
    each = of["input_share"] * of["usd_in"] + (1.0 - of["input_share"]) * of["usd_out"]
    return of["devices"] * of["usd_per_hour"] * HOURS_PER_MONTH / each * 1e6


def all_in(of: Mapping[str, float]) -> float:
    """Return the rent with people over the rent alone."""
    rent = of["devices"] * of["usd_per_hour"] * HOURS_PER_MONTH
    return (rent + of["people_fte"] * of["engineer_usd_year"] / MONTHS_PER_YEAR) / rent


def use_that_pays(of: Mapping[str, float]) -> float:
    """Return the share of the time from which a device of one's own costs less than one that is rented for
    the hours of use alone.

    (bought x (1 - resale) / months + bought x (1 + resale) / 2 x capital / 12 + bought x spares / 12
    + kW x colo) / (rate x 730 h), with bought = price x server
    """
    bought = of["price_usd"] * of["server_factor"]
    tied_up = bought * (1.0 + of["resale_share"]) / 2.0 * of["capital_cost_year"] / MONTHS_PER_YEAR
    spares = bought * of["maintenance_share_year"] / MONTHS_PER_YEAR
    month = (
        bought * (1.0 - of["resale_share"]) / of["months"] + tied_up + spares + of["kw"] * of["colo_usd_kw"]
    )
    return month / (of["usd_per_hour"] * HOURS_PER_MONTH)


_KINDS: dict[str, Callable[[Mapping[str, float]], float]] = {
    "device_day": lambda of: of["devices"] * of["usd_per_hour"] * 24.0,
    "output_million": output_million,
    "break_even_tokens": break_even_tokens,
    "all_in": all_in,
    "use_that_pays": use_that_pays,
    "training": lambda of: of["device_hours"] * of["usd_per_hour"],
    "ratio": lambda of: of["above"] / of["below"],
}
