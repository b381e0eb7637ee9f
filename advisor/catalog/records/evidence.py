"""Rows of what was published or is assumed: runs, claims, savings, parameters, regions."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from advisor.catalog.records.row import Row


class TrainingRun(Row):
    """A published training run."""

    name: str
    params_b: float
    active_params_b: float
    tokens_t: float
    accelerator: str
    gpu_hours: float
    usd: float | None = None
    usd_basis: str = ""


class Claim(Row):
    """A statement found in articles, judged."""

    statement: str
    verdict: Literal["sound", "dated", "doubtful", "wrong"]
    reason: str
    said: tuple[str, ...] = ()
    """How people put it: patterns of words, as :mod:`advisor.interview.claims` reads them."""


class Saving(Row):
    """The measured effect of a technique, with the regime in which it holds."""

    technique: str
    effect: str
    """What it multiplies: price, throughput, latency, memory."""
    factor: float
    low: float
    high: float
    regime: str


class Parameter(Row):
    """A default of the money model: electricity, hosting, people, lead times …"""

    value: float
    low: float
    high: float
    unit: str
    why: str = ""


class Region(Row):
    """A country, or a site of a cloud, with what its electricity costs and emits."""

    name: str
    aliases: tuple[str, ...] = ()
    """Words that people use for it, and the names that clouds give their sites there."""
    electricity_usd_per_kwh: float = Field(gt=0)
    """What a business pays, taxes that it cannot reclaim included."""
    electricity_low: float = Field(gt=0)
    electricity_high: float = Field(gt=0)
    gco2_per_kwh: float = Field(ge=0)
    """Grams of CO2 equivalent a kWh of the grid, over a year."""
    gco2_low: float = Field(ge=0)
    gco2_high: float = Field(ge=0)
    pue: float | None = Field(default=None, ge=1)
    """Power of the building over that of its servers where an operator publishes it; None elsewhere."""
