"""The typed reader of options.toml: every word that can be recommended, with what it takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.errors import UserError, shown
from advisor.resources import shipped_toml
from advisor.strategy.records import Need, Option, OptionKind

Amount = Annotated[float, Field(ge=0)]
Range = Annotated[list[Amount], Field(min_length=3, max_length=3)]
Sentence = Annotated[str, Field(min_length=20)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NeedTable(_Table):
    """One row of ``needs``."""

    when: str
    because: Sentence


class OptionTable(_Table):
    """One word as it stands in the file; see :class:`advisor.strategy.records.Option`."""

    kind: OptionKind
    title: Annotated[str, Field(min_length=3)]
    summary: Sentence
    do: Sentence
    source: Sentence
    as_of: date
    brings: str = ""
    needs: tuple[NeedTable, ...] = ()
    parents: tuple[str, ...] = ()
    trains: bool = False
    trains_all: bool = False
    weeks: Range = [0.0, 0.0, 0.0]
    weeks_there: Range | None = None
    source_there: str = ""
    people: Range = [0.0, 0.0, 0.0]
    skill: Literal["none", "developers", "ml", "platform", "research"] = "none"
    risk: Annotated[float, Field(ge=0, le=1)] = 0.0


@cache
def load_options() -> Mapping[str, Option]:
    """Return the options that ship with the program, by word.

    Raises:
        UserError: When the shipped file was damaged; the sentence names the word and the key.
    """
    return read_options(shipped_toml("strategy/options.toml"))


def read_options(rows: Mapping[str, Any]) -> Mapping[str, Option]:
    """Return options from tables by word.

    Args:
        rows: One table for each word, in the form of ``options.toml``.

    Raises:
        UserError: When a key is missing, unknown or out of bounds, a range is not in order, or a
            parent is no word of the same tables.
    """
    options = {word: _option(word, row) for word, row in rows.items()}
    for option in options.values():
        _check_parents(option, options)
    return MappingProxyType(options)


def words(options: Mapping[str, Option], kind: OptionKind) -> tuple[str, ...]:
    """Return the words of one kind in the order of the file."""
    return tuple(word for word, option in options.items() if option.kind == kind)


def children(options: Mapping[str, Option], word: str) -> tuple[str, ...]:
    """Return the narrower words that also satisfy a word."""
    return tuple(child for child, option in options.items() if word in option.parents)


def _option(word: str, row: Any) -> Option:
    try:
        table = OptionTable.model_validate(row)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UserError(f"The option {shown(word)!r} is wrong at {place!r}: {first['msg']}.") from None
    return Option(
        id=word,
        kind=table.kind,
        title=table.title,
        summary=table.summary,
        do=table.do,
        source=table.source,
        as_of=table.as_of.isoformat(),
        needs=tuple(Need(need.when, need.because) for need in table.needs),
        brings=table.brings,
        parents=table.parents,
        trains=table.trains,
        trains_all=table.trains_all,
        weeks=_range(word, "weeks", table.weeks),
        weeks_there=None if table.weeks_there is None else _range(word, "weeks_there", table.weeks_there),
        source_there=table.source_there,
        people=_range(word, "people", table.people),
        skill=table.skill,
        risk=table.risk,
    )


def _range(word: str, key: str, values: Iterable[float]) -> tuple[float, float, float]:
    low, expected, high = values
    if not low <= expected <= high:
        raise UserError(f"The option {shown(word)!r} needs {key} as low, expected, high, in this order.")
    return low, expected, high


def _check_parents(option: Option, options: Mapping[str, Option]) -> None:
    for parent in option.parents:
        if parent not in options:
            raise UserError(f"The option {option.id!r} has the parent {shown(parent)!r}, which is no option.")
