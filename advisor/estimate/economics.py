"""What a plan costs: the API bill, rented and bought hardware, people, the lifetime and the break-even.

All money is in US dollars. Every bill is a :class:`Quantity` whose formula names its inputs, so that
``advisor explain`` can print how it was computed. A month has 365 / 12 days and 730 hours.
"""

from __future__ import annotations

from advisor.catalog.records import ApiModel
from advisor.estimate.ledger import traffic_months
from advisor.estimate.money import DAYS_PER_MONTH, HOURS_PER_MONTH
from advisor.quantity import Quantity, derive, sourced

__all__ = ["api_bill", "api_request", "break_even", "people_bill", "rented_month", "traffic_months"]

_UNIT_PRICE = "USD/M tokens"


def _api_prices(api: ApiModel) -> dict[str, Quantity]:
    """Return the list prices of an API model; a model without a cache price charges cached input in full."""
    cached = api.usd_per_m_input if api.usd_per_m_cached is None else api.usd_per_m_cached
    prices = {"usd_in": api.usd_per_m_input, "usd_cached": cached, "usd_out": api.usd_per_m_output}
    return {key: sourced(key, usd, _UNIT_PRICE, api.source, as_of=api.as_of) for key, usd in prices.items()}


def api_request(
    api: ApiModel,
    *,
    input_tokens: Quantity,
    output_tokens: Quantity,
    cached_share: Quantity,
    batch: bool,
    retry_share: Quantity,
) -> Quantity:
    """Return what one answered request costs at list price, retries included, in USD.

    usd = (1 + retries) x (in x ((1 - cached) x price_in + cached x price_cached) + out x price_out) / 1e6,
    times the batch tier's share of the list price when ``batch`` is set and the provider has that tier.
    Fees for writing to a cache or keeping it are not included.
    """
    inputs = {
        "input_tokens": input_tokens,
        "output_tokens": output_tokens,
        "cached_share": cached_share,
        "retry_share": retry_share,
        **_api_prices(api),
    }
    tier = api.batch_factor if batch and api.batch_factor is not None else 1.0

    def usd(
        input_tokens: float,
        output_tokens: float,
        cached_share: float,
        retry_share: float,
        usd_in: float,
        usd_cached: float,
        usd_out: float,
    ) -> float:
        per_input = (1.0 - cached_share) * usd_in + cached_share * usd_cached
        return tier * (1.0 + retry_share) * (input_tokens * per_input + output_tokens * usd_out) / 1e6

    formula = (
        "(1 + retry_share) x (input_tokens x ((1 - cached_share) x usd_in + cached_share x usd_cached)"
        " + output_tokens x usd_out) / 1e6"
    )
    formula = f"{tier:g} x {formula}" if tier != 1.0 else formula
    return derive("usd_per_request", "USD/request", formula, usd, inputs)


def api_bill(
    api: ApiModel,
    *,
    requests_per_day: Quantity,
    input_tokens: Quantity,
    output_tokens: Quantity,
    cached_share: Quantity,
    batch: bool,
    retry_share: Quantity,
) -> Quantity:
    """Return the bill of a hosted model in USD a month at list price.

    usd_month = 365 / 12 x requests_per_day x usd_per_request, see :func:`api_request`.
    """
    each = api_request(
        api,
        input_tokens=input_tokens,
        output_tokens=output_tokens,
        cached_share=cached_share,
        batch=batch,
        retry_share=retry_share,
    )
    return derive(
        "api_usd_month",
        "USD/month",
        f"{DAYS_PER_MONTH:.2f} days x requests_per_day x usd_per_request",
        lambda requests_per_day, usd_per_request: DAYS_PER_MONTH * requests_per_day * usd_per_request,
        {"requests_per_day": requests_per_day, "usd_per_request": each},
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
        f"{devices} devices x {hours_per_month:.4g} h x rate x {overhead.name}",
        lambda rate, overhead: devices * hours_per_month * rate * overhead,
        {"rate": rate, "overhead": overhead},
    )


def break_even(
    per_request_usd: Quantity,
    fixed_usd_month: Quantity,
    *,
    own_usd_per_request: float = 0.0,
) -> Quantity | None:
    """Return the requests a day above which a fixed monthly bill beats paying per request.

    requests/day = fixed / (365 / 12 x (per_request - own_per_request)).

    Args:
        per_request_usd: Price of a request at the provider.
        fixed_usd_month: Bill of own hardware with people, whatever the traffic.
        own_usd_per_request: What one more request costs on own hardware, in USD.

    Returns:
        The threshold, or None when a request at the provider is no dearer than on own hardware, so
        that no volume pays it back. It holds only as far as the hardware's capacity reaches.
    """
    if per_request_usd.low <= own_usd_per_request:
        return None
    return derive(
        "break_even_requests_day",
        "requests/day",
        f"{fixed_usd_month.name} / ({DAYS_PER_MONTH:.2f} days x"
        f" ({per_request_usd.name} - {own_usd_per_request:g}))",
        lambda fixed, each: fixed / (DAYS_PER_MONTH * (each - own_usd_per_request)),
        {"fixed": fixed_usd_month, "each": per_request_usd},
    )
