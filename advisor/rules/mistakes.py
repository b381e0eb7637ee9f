"""One plain sentence for each mistake that pydantic finds in a pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from advisor.errors import did_you_mean, shown

_KINDS = MappingProxyType(
    {
        "string_type": "text in quotes",
        "list_type": 'a list such as ["a", "b"]',
        "dict_type": "a table such as { a = 1 }",
        "model_type": "a table such as { a = 1 }",
        "float_type": "a number",
    }
)
"""What is due, by pydantic's name of the mistake."""


def mistakes(error: ValidationError, table: type[BaseModel]) -> Iterator[str]:
    """Yield one sentence for each mistake that pydantic found in a table."""
    for item in error.errors(include_url=False):
        yield _sentence(item, table)


def _sentence(item: ErrorDetails, table: type[BaseModel]) -> str:
    kind, place, got = item["type"], _place(item["loc"]), shown(item["input"], 40)
    context: Mapping[str, Any] = item.get("ctx", {})
    if kind == "extra_forbidden":
        return _extra(item["loc"], table)
    if kind == "missing":
        return f"the key {place!r} is missing."
    if kind in ("too_short", "string_too_short"):
        return f"{place} must not be empty."
    if kind in ("too_long", "string_too_long"):
        return f"{place} is longer than {context['max_length']:,} characters; say it in fewer."
    if kind == "literal_error":
        return f"{place}: {got!r} is none of {str(context['expected']).replace(chr(39), '')}."
    if kind == "value_error":
        return f"{place}: {context['error']}."
    due = _described(item["loc"], table) or _KINDS.get(kind, "")
    seen = f", not {got!r}" if isinstance(item["input"], (str, int, float)) else ""
    return f"{place} is {due}{seen}." if due else f"{place}: {item['msg'].lower()}{seen}."


def _extra(loc: tuple[int | str, ...], table: type[BaseModel]) -> str:
    owner: type[BaseModel] | None = table if len(loc) == 1 else _inside(loc[:-1], table)
    keys = list(owner.model_fields) if owner else []
    near = did_you_mean(str(loc[-1]), keys) or (f" There are {', '.join(keys)}." if keys else "")
    return f"there is no key {shown(_place(loc))!r}.{near}"


def _inside(loc: tuple[int | str, ...], table: type[BaseModel]) -> type[BaseModel] | None:
    """Return the table at a place in another, or None."""
    for key in loc:
        if isinstance(key, int):
            continue
        field = table.model_fields.get(key)
        inner = [field.annotation, *getattr(field.annotation, "__args__", ())] if field else []
        found = next((t for t in inner if isinstance(t, type) and issubclass(t, BaseModel)), None)
        if found is None:
            return None
        table = found
    return table


def _described(loc: tuple[int | str, ...], table: type[BaseModel]) -> str:
    owner = _inside(loc[:-1], table)
    field = owner.model_fields.get(str(loc[-1])) if owner else None
    return (field.description or "") if field else ""


def _place(loc: tuple[int | str, ...]) -> str:
    """Return a place as people count: ``test[2].expect`` for the second."""
    return "".join(f"[{key + 1}]" if isinstance(key, int) else f".{key}" for key in loc).lstrip(".")
