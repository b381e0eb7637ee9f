"""How few bits a weight may have: what rules bar and what the user asked for."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.catalog.records import LanguageModel
from advisor.estimate.formats import format_named
from advisor.strategy.context import Context
from advisor.strategy.named import named_devices
from advisor.strategy.once import once

SIXTEEN = 16.0
PLAIN = "bf16"
"""The format of weights that are not cut."""
MADE_IN_FOUR = frozenset(("mxfp4", "nvfp4", "int4"))
"""Formats in which some models are published whole."""
NEARLY = 0.9
"""Formats of one width differ by the scales that they keep: 8.03 and 8.06 bits, 4.16 and 4.5."""


@once
def asked_bits(context: Context) -> float:
    """Return 16 where the user asked for weights of 16 bits, else nothing. Who names devices asks what these
    hold, and has the weights cut where they do not hold them whole."""
    asked = context.profile.text("wish.precision") if context.profile.said("wish.precision") else ""
    whole = bool(asked) and format_named(asked).bits >= SIXTEEN
    return SIXTEEN if whole and not named_devices(context) else 0.0


def barred_bits(context: Context) -> float:
    """Return the fewest bits that rules allow, whatever the user asked for."""
    return SIXTEEN if context.directives.bars("quantization") else 0.0


def wide_enough(names: Iterable[str], bits: float, native: str) -> tuple[str, ...]:
    """Return the formats that are as wide as asked for or as published, 16 bit where none is.

    >>> wide_enough(("fp8", "int4"), 16.0, "bf16"), wide_enough(("fp8", "int4"), 16.0, "fp8")
    (('bf16',), ('fp8',))
    """
    least = NEARLY * min(bits, format_named(native).bits)
    return tuple(name for name in names if format_named(name).bits >= least) or (PLAIN,)


def published_wide_enough(rows: Iterable[LanguageModel]) -> list[LanguageModel]:
    """Return the models that were published in 8 bits or more, all where none was: whoever asks for 16 bits
    is not served by a model that was made in four."""
    rows = list(rows)
    return [row for row in rows if row.native_precision not in MADE_IN_FOUR] or rows
