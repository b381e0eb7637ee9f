"""What a million generated tokens cost on rented devices that are kept busy."""

from __future__ import annotations

from advisor.quantity import Quantity, derive


def usd_per_million_output_tokens(rate: Quantity, devices: int, output_tok_s: Quantity) -> Quantity:
    """Return rate x devices / (output_tok_s x 3600) x 1e6, in USD.

    It is the price at the given throughput around the clock; at a use of 20% it is five times as much.

    Args:
        rate: USD per device-hour.
        devices: Devices that are paid for.
        output_tok_s: Tokens a second that all of them generate together.
    """
    return derive(
        "cost_per_million_output_tokens",
        "USD/M tokens",
        f"{devices} x rate / (output_tok_s x 3600) x 1e6",
        lambda rate, output_tok_s: devices * rate / (output_tok_s * 3600.0) * 1e6,
        {"rate": rate, "output_tok_s": output_tok_s},
    )
