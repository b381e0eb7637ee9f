"""Typed rows of the dated books: every fact has a source and a date.

All figures are in the unit that the field's name says. GB is 10^9 bytes, TFLOPS are dense peaks
(never with sparsity), prices are US dollars.
"""

from __future__ import annotations

from advisor.catalog.records.devices import Accelerator, RentalPrice
from advisor.catalog.records.evidence import Claim, Parameter, Region, Saving, TrainingRun
from advisor.catalog.records.models import TIERS, ApiModel, AttentionKind, LanguageModel, Tier
from advisor.catalog.records.other_models import AudioPrice, OtherModel
from advisor.catalog.records.row import Row

__all__ = [
    "TIERS",
    "Accelerator",
    "ApiModel",
    "AttentionKind",
    "AudioPrice",
    "Claim",
    "LanguageModel",
    "OtherModel",
    "Parameter",
    "Region",
    "RentalPrice",
    "Row",
    "Saving",
    "Tier",
    "TrainingRun",
]
