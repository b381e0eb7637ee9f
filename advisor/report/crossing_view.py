"""Where own devices and a provider cost the same: the sentence, the table and the lines of the chart."""

from __future__ import annotations

from typing import Any

from advisor.decide.crossing import Crossing
from advisor.estimate.break_even import own_usd_month, provider_usd_month, volumes_around
from advisor.quantity import plain_number, usd
from advisor.report.charts import Series, xychart
from advisor.report.cost_units import of_requests
from advisor.report.figures import percent

MEETS = "A month at a volume, people included, USD"
MOST_VOLUMES = 12


def crossing_view(crossing: Crossing) -> dict[str, Any]:
    """Return the break-even by volume as a sentence, a table and a chart."""
    return {
        "own": crossing.own_title,
        "provider": crossing.provider_title,
        "sentence": sentence(crossing),
        "rows": [_row(crossing, volume) for volume in volumes(crossing)],
        "chart": xychart(MEETS, "requests a day", [round(v) for v in volumes(crossing)], lines(crossing)),
        "legend": [line.name for line in lines(crossing)],
    }


def volumes(crossing: Crossing) -> tuple[float, ...]:
    """Return the volumes that are shown, around today's and the crossing, at most a dozen."""
    found = volumes_around(max(1.0, crossing.requests_day), crossing.found.requests_day)
    every = -(-len(found) // MOST_VOLUMES)
    return found[::every]


def lines(crossing: Crossing) -> list[Series]:
    """Return the two bills over the volumes."""
    shown = volumes(crossing)
    own = [own_usd_month(crossing.own, volume) for volume in shown]
    provider = [provider_usd_month(crossing.usd_per_request, volume) for volume in shown]
    return [Series(crossing.own_title, own), Series(crossing.provider_title, provider)]


def sentence(crossing: Crossing) -> str:
    """Return the volume from which own devices are the cheaper ones, with its range and their use."""
    found = crossing.found
    if found.requests_day is None:
        many, own, api = of_requests(found.own_usd_when_full, found.api_usd)
        priced = f"the price of {many} on full ones is {own}, at the provider {api}"
        return f"No volume pays the devices back: {priced}."
    low = plain_number(found.low) if found.low is not None else "?"
    high = plain_number(found.high) if found.high is not None else "never"
    busy = (
        f"; the devices are {percent(found.utilisation)} busy then" if found.utilisation is not None else ""
    )
    now = plain_number(crossing.requests_day)
    return (
        "In money alone the devices are the cheaper ones from about"
        f" {plain_number(found.requests_day)} requests a day ({low} to {high}){busy}. Today there are {now}."
    )


def _row(crossing: Crossing, volume: float) -> dict[str, str]:
    own = own_usd_month(crossing.own, volume)
    provider = provider_usd_month(crossing.usd_per_request, volume)
    return {
        "volume": plain_number(volume),
        "own": usd(own),
        "provider": usd(provider),
        "cheaper": "devices" if own < provider else "provider",
    }
