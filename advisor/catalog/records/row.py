"""What every row of every book has."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class Row(BaseModel):
    """One fact or one thing with its facts."""

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=(), allow_inf_nan=False)

    id: str = Field(min_length=1)
    source: str = Field(min_length=3)
    as_of: date
    note: str = ""
