"""Run the exporter of a plugin, and say whose it is when it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.errors import UserError, shown
from advisor.plugins.records import Contribution, Exporter

if TYPE_CHECKING:
    from advisor.decide.records import Recommendation


def exported(one: Contribution[Exporter], recommendation: Recommendation) -> bytes:
    """Return the file that an exporter makes of a recommendation.

    Raises:
        UserError: When the exporter fails or returns something else than bytes.
    """
    name = f"The format {one.item.name!r} of {one.plugin}"
    try:
        result: object = one.item.export(recommendation)
    except Exception as error:
        raise UserError(f"{name} failed: {type(error).__name__}: {shown(error, 160)}.") from error
    if not isinstance(result, bytes):
        raise UserError(f"{name} returned {type(result).__name__} where bytes are due.")
    return result
