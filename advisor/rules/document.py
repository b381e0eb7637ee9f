"""The shape of a pack's file, as pydantic checks it, and the sentence for each mistake in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.errors import did_you_mean, shown
from advisor.rules.records import RuleKind


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class PackTable(_Table):
    """The ``[pack]`` table."""

    name: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    version: str = Field(min_length=1)
    prefix: str = Field(pattern=r"^[A-Z]{2,5}$")
    owner: str = ""
    about: str = ""


class AdjustTable(_Table):
    """What an ``adjust`` rule does."""

    criterion: str
    by: float = Field(ge=-0.3, le=0.3)


class AppliesTable(_Table):
    """What an exclusion, an adjustment or a preference is about."""

    deployment: list[str] = Field(default_factory=list)
    adaptation: list[str] = Field(default_factory=list)
    technique: list[str] = Field(default_factory=list)


class ExampleTable(_Table):
    """One ``[[rule.test]]``."""

    name: str = Field(min_length=1)
    given: dict[str, Any]
    expect: Literal["fired", "not_fired", "undetermined"]


class RuleTable(_Table):
    """One ``[[rule]]``."""

    code: str = Field(pattern=r"^[A-Z]{2,5}[0-9]{3}$")
    name: str = Field(min_length=1)
    kind: RuleKind
    when: str
    message: str = Field(min_length=1)
    why: str = Field(min_length=1)
    sources: list[str] = Field(min_length=1)
    applies_to: AppliesTable = AppliesTable()
    advise: list[str] = Field(default_factory=list)
    against: list[str] = Field(default_factory=list)
    adjust: AdjustTable | None = None
    ask: str = ""
    overrides: list[str] = Field(default_factory=list)
    confidence: Literal["high", "medium", "low"] = "medium"
    checked: str = Field(default="", pattern=r"^(\d{4}-\d{2})?$")
    test: list[ExampleTable] = Field(default_factory=list)


def mistakes(error: ValidationError, table: type[BaseModel]) -> Iterable[str]:
    """Yield one sentence for each mistake that pydantic found in a table."""
    for item in error.errors(include_url=False, include_context=False):
        place = ".".join(str(part) for part in item["loc"])
        if item["type"] == "extra_forbidden":
            key = str(item["loc"][-1])
            near = did_you_mean(key, table.model_fields) if len(item["loc"]) == 1 else ""
            yield f"there is no key {shown(place)!r}.{near}"
        elif item["type"] == "missing":
            yield f"the key {place!r} is missing."
        elif item["type"] == "too_short":
            yield f"{place} must not be empty."
        else:
            got = item["input"]
            seen = "" if isinstance(got, (dict, list)) else f", not {shown(got)!r}"
            yield f"{place}: {item['msg'][0].lower()}{item['msg'][1:]}{seen}."
