"""Electricity of serving: of devices that are there all month, and of somebody else's."""

from __future__ import annotations

from advisor.catalog.records import Accelerator
from advisor.estimate.money import DAYS_PER_MONTH, HOURS_PER_MONTH, money_parameters
from advisor.estimate.ownership import average_kw, rated_kw
from advisor.quantity import Quantity, derive


def device_kwh_month(
    accelerator: Accelerator, devices: int, utilisation: Quantity | None, pue: Quantity
) -> Quantity:
    """Return what devices that serve all month draw at the meter, in kWh a month.

    average_kw x pue x 730 h; see :func:`advisor.estimate.ownership.average_kw`.
    """
    kw = average_kw(rated_kw(accelerator, devices), money_parameters()["serving_power_factor"], utilisation)
    return derive(
        "serving_kwh_month",
        "kWh/month",
        "average_kw x pue x 730 hours",
        lambda kw, pue: kw * pue * HOURS_PER_MONTH,
        {"kw": kw, "pue": pue},
    )


def hosted_kwh_month(requests_per_day: Quantity, output_tokens: Quantity) -> Quantity:
    """Return what a provider's devices draw for some requests, in kWh a month.

    365 / 12 days x requests x output tokens / 1000 x Wh for a thousand output tokens / 1000; the provider's
    building is in it. Providers publish a middle of all their requests, so that the range is wide.
    """
    return derive(
        "serving_kwh_month",
        "kWh/month",
        f"{DAYS_PER_MONTH:.2f} days x requests_per_day x output_tokens x hosted_wh_per_k_output / 1e6",
        lambda requests, tokens, wh: DAYS_PER_MONTH * requests * tokens * wh / 1e6,
        {
            "requests": requests_per_day,
            "tokens": output_tokens,
            "wh": money_parameters()["hosted_wh_per_k_output"],
        },
    )
