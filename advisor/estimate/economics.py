"""What a plan costs: the API bill, rented and bought hardware, people, the lifetime and the break-even.

All money is in US dollars. Every bill is a :class:`Quantity` whose formula names its inputs, so that
``advisor explain`` can print how it was computed. A month has 365 / 12 days and 730 hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from advisor.catalog.records import ApiModel
from advisor.estimate.growth import traffic_months
from advisor.estimate.money import DAYS_PER_MONTH, HOURS_PER_MONTH
from advisor.quantity import Quantity, counted, derive, sourced

__all__ = [
    "Use",
    "api_bill",
    "api_request",
    "capped_request",
    "people_bill",
    "rented_month",
    "request_usd",
    "requests_bill",
    "tier_factor",
    "traffic_months",
]

_UNIT_PRICE = "USD/M tokens"


@dataclass(frozen=True, slots=True)
class Use:
    """What one answered request uses."""

    input_tokens: Quantity
    output_tokens: Quantity
    cached_share: Quantity
    """Share of the input that is read from a prompt cache."""
    written_share: Quantity
    """Share of the input that is written to a prompt cache, where the provider bills it apart."""
    retry_share: Quantity

    @property
    def figures(self) -> tuple[Quantity, ...]:
        """All of it."""
        tokens, shares = (self.input_tokens, self.output_tokens), (self.cached_share, self.written_share)
        return *tokens, *shares, self.retry_share


def request_usd(
    row: ApiModel,
    tokens_in: float,
    tokens_out: float,
    *,
    cached: float = 0.0,
    written: float = 0.0,
    batch: bool = False,
    flex: bool = False,
) -> float:
    """Return what one call costs in USD, as a plain number for comparing many models.

    tier x (in x ((1 - cached - written) x price_in + cached x price_cached + written x price_write)
    + out x price_out) / 1e6
    """
    read, write = _cache_prices(row)
    fresh = max(0.0, 1.0 - cached - written)
    per_input = fresh * row.usd_per_m_input + cached * read + written * write
    return (
        tier_factor(row, batch=batch, flex=flex)
        * (tokens_in * per_input + tokens_out * row.usd_per_m_output)
        / 1e6
    )


def _cache_prices(row: ApiModel) -> tuple[float, float]:
    """Return the prices of reading and writing a cache; where none is listed it is that of fresh input."""
    plain = row.usd_per_m_input
    read, write = row.usd_per_m_cached, row.usd_per_m_cache_write
    return plain if read is None else read, plain if write is None else write


def tier_factor(row: ApiModel, *, batch: bool, flex: bool = False) -> float:
    """Return the price of the cheapest service tier that may be used over the list price.

    Args:
        row: The model with the tiers that its provider sells.
        batch: Whether answers may come within a day.
        flex: Whether they may come within a quarter of an hour; what may take a day may take that too.
    """
    factor = 1.0
    if batch and row.batch_factor is not None:
        factor = min(factor, row.batch_factor)
    if (batch or flex) and row.flex_factor is not None:
        factor = min(factor, row.flex_factor)
    return factor


def api_request(row: ApiModel, use: Use, *, batch: bool, flex: bool = False) -> Quantity:
    """Return what one answered request costs at list price, retries included, in USD.

    usd = (1 + retries) x (in x ((1 - cached - written) x price_in + cached x price_cached
    + written x price_write) + out x price_out) / 1e6, times the factor of the cheapest service tier that may
    be used.

    Args:
        row: The model with its list prices; writing a cache costs what input costs where none is listed.
        use: Tokens, shares and retries of a request.
        batch: Whether answers may come within a day.
        flex: Whether they may come within a quarter of an hour.
    """
    read, write = _cache_prices(row)
    prices = {"usd_in": row.usd_per_m_input, "usd_cached": read, "usd_write": write}
    prices["usd_out"] = row.usd_per_m_output
    inputs = {
        "input_tokens": use.input_tokens,
        "output_tokens": use.output_tokens,
        "cached": use.cached_share,
        "written": use.written_share,
        "retries": use.retry_share,
        **{key: _listed(key, usd, row.source, row.as_of) for key, usd in prices.items()},
    }
    tier = tier_factor(row, batch=batch, flex=flex)

    def usd(
        input_tokens: float,
        output_tokens: float,
        cached: float,
        written: float,
        retries: float,
        usd_in: float,
        usd_cached: float,
        usd_write: float,
        usd_out: float,
    ) -> float:
        fresh = max(0.0, 1.0 - cached - written)
        per_input = fresh * usd_in + cached * usd_cached + written * usd_write
        return tier * (1.0 + retries) * (input_tokens * per_input + output_tokens * usd_out) / 1e6

    formula = (
        "(1 + retries) x (input_tokens x ((1 - cached - written) x usd_in + cached x usd_cached"
        " + written x usd_write) + output_tokens x usd_out) / 1e6"
    )
    formula = f"{tier:g} x {formula}" if tier != 1.0 else formula
    return derive("usd_per_request", "USD/request", formula, usd, inputs)


def capped_request(request: Quantity, cap_usd: float) -> Quantity:
    """Return what a request costs that is broken off at a cap, in USD: min(cap, usd_per_request)."""
    return derive(
        request.name,
        request.unit,
        f"min({cap_usd:g}, usd_per_request without a cap)",
        lambda usd: min(cap_usd, usd),
        {"usd": request.with_name("usd_per_request_uncapped")},
    )


@lru_cache(maxsize=4096)
def _listed(name: str, usd: float, source: str, as_of: date) -> Quantity:
    return sourced(name, usd, _UNIT_PRICE, source, as_of=as_of)


def api_bill(
    row: ApiModel,
    requests_per_day: Quantity,
    use: Use,
    *,
    batch: bool,
    flex: bool = False,
    cap_usd: float | None = None,
) -> Quantity:
    """Return the bill of a hosted model in USD a month at the prices of its list and its service tiers.

    usd_month = 365 / 12 x requests_per_day x usd_per_request, see :func:`api_request`; where a request is
    broken off at a cap it costs no more than that.
    """
    return requests_bill(api_request(row, use, batch=batch, flex=flex), requests_per_day, cap_usd)


def requests_bill(request: Quantity, requests_per_day: Quantity, cap_usd: float | None) -> Quantity:
    """Return the bill of requests at a price each in USD a month, see :func:`api_bill`."""
    if cap_usd is not None:
        request = capped_request(request, cap_usd)
    return derive(
        "api_usd_month",
        "USD/month",
        f"{DAYS_PER_MONTH:.2f} days x requests_per_day x usd_per_request",
        lambda requests_per_day, usd_per_request: DAYS_PER_MONTH * requests_per_day * usd_per_request,
        {
            "requests_per_day": requests_per_day,
            "usd_per_request": request,
        },
    )


def people_bill(people_fte: Quantity, engineer_usd_year: Quantity) -> Quantity:
    """Return what the people cost in USD a month: fte x salary with overheads / 12."""
    return derive(
        "people_usd_month",
        "USD/month",
        "people_fte x engineer_usd_year / 12",
        lambda people_fte, engineer_usd_year: people_fte * engineer_usd_year / 12.0,
        {"people_fte": people_fte, "engineer_usd_year": engineer_usd_year},
    )


def rented_month(
    rate: Quantity, devices: int, overhead: Quantity, *, hours_per_month: float = HOURS_PER_MONTH
) -> Quantity:
    """Return the bill of rented devices in USD a month: devices x hours x rate x overhead.

    Args:
        rate: USD per device-hour.
        devices: Devices that run at the same time.
        overhead: What storage, traffic and idle parts, or a provider's own work, add to the rate.
        hours_per_month: Hours that each device is paid for; 730 is around the clock.
    """
    return derive(
        "rented_usd_month",
        "USD/month",
        f"{counted(devices, 'device')} x {hours_per_month:.4g} hours x rate x {overhead.name}",
        lambda rate, overhead: devices * hours_per_month * rate * overhead,
        {"rate": rate, "overhead": overhead},
    )
