"""What a host asks for tuning a model on its devices, for comparison with renting them."""

from __future__ import annotations

from typing import Literal

from advisor.quantity import Quantity, derive
from advisor.resources import shipped_toml


def managed_usd_per_m_tokens(params_b: float, objective: Literal["sft", "dpo"] = "sft") -> Quantity | None:
    """Return the list prices of tuning a model of that size, in USD for each million tokens processed.

    Args:
        params_b: Weights in 10^9, of a mixture all of them.
        objective: Examples to imitate, or pairs of answers.

    Returns:
        None for models larger than any host lists.
    """
    table = shipped_toml("estimate/managed_tuning.toml")
    row = next((row for row in table["size"] if params_b <= row["up_to_b"]), None)
    if row is None:
        return None
    price = row[objective]
    return Quantity(
        "managed_usd_per_m_tokens",
        price["value"],
        price["low"],
        price["high"],
        "USD/M tokens",
        sources=(str(table["source"]),),
        as_of=table["as_of"],
        basis="sourced",
    )


def managed_usd(tokens: float, price: Quantity) -> Quantity:
    """Return what a host asks for a job: tokens x price / 1e6."""
    return derive(
        "managed_usd",
        "USD",
        f"{tokens:g} tokens x managed price / 1e6",
        lambda p: tokens * p / 1e6,
        {"p": price},
    )
