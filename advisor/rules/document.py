"""The shape of a pack's file, as pydantic checks it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from advisor.rules.records import RuleKind
from advisor.rules.spelling import character_name


def _printable(text: str) -> str:
    """Return text on one line; line breaks count as spaces.

    Raises:
        ValueError: When a character in it cannot be shown, such as one that moves the cursor.
    """
    flat = " ".join(text.split())
    odd = next((c for c in flat if not c.isprintable()), None)
    if odd:
        raise ValueError(f"{character_name(odd)} cannot be shown; leave it out")
    return flat


Line = Annotated[str, AfterValidator(_printable)]
"""Text that is shown to people."""
Word = Annotated[Line, Field(min_length=1, max_length=200)]
Sentence = Annotated[Line, Field(min_length=1, max_length=1000)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class PackTable(_Table):
    """The ``[pack]`` table."""

    name: str = Field(
        pattern=r"^[a-z][a-z0-9-]*$",
        max_length=80,
        description="small letters, digits and dashes, as in platform-team",
    )
    version: Word
    prefix: str = Field(pattern=r"^[A-Z]{2,5}$", description="two to five capitals, as in PLT")
    owner: Line = ""
    about: Line = ""


class AdjustTable(_Table):
    """What an ``adjust`` rule does."""

    criterion: str
    by: float = Field(ge=-0.3, le=0.3, allow_inf_nan=False, description="a number from -0.3 to 0.3")


class AppliesTable(_Table):
    """What an exclusion, an adjustment or a preference is about."""

    deployment: list[str] = Field(default_factory=list)
    adaptation: list[str] = Field(default_factory=list)
    technique: list[str] = Field(default_factory=list)


class ExampleTable(_Table):
    """One ``[[rule.test]]``."""

    name: Word
    given: dict[str, Any]
    expect: Literal["fired", "not_fired", "undetermined"]


class RuleTable(_Table):
    """One ``[[rule]]``."""

    code: str = Field(
        pattern=r"^[A-Z]{2,5}[0-9]{3}$", description="two to five capitals and three digits, as in PLT001"
    )
    name: Word
    kind: RuleKind
    when: str
    message: Sentence
    why: Sentence
    sources: list[Line] = Field(min_length=1)
    applies_to: AppliesTable = AppliesTable()
    advise: list[str] = Field(default_factory=list)
    against: list[str] = Field(default_factory=list)
    adjust: AdjustTable | None = None
    ask: str = ""
    overrides: list[str] = Field(default_factory=list)
    confidence: Literal["high", "medium", "low"] = "medium"
    checked: str = Field(
        default="", pattern=r"^(\d{4}-(0[1-9]|1[0-2]))?$", description="a month such as 2026-11"
    )
    each: dict[str, Any] = Field(default_factory=dict)
    """The row that it was written for; see ``advisor.rules.each``."""
    test: list[ExampleTable] = Field(default_factory=list)
