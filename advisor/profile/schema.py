"""The JSON schema of a profile document, made from the table of fields."""

from __future__ import annotations

from typing import Any

from advisor.profile.devices import FIGURES
from advisor.profile.document import SCHEMA_VERSION
from advisor.profile.fields import Field, Fields

_STATE = {"enum": ["answered", "assumed", "unknown"], "default": "answered"}


def json_schema(fields: Fields) -> dict[str, Any]:
    """Return the schema (draft 2020-12) of the nested form, with units, bounds and allowed values.

    Each field may be a plain value, null or ``"unknown"``, a range as text where it is a number, or a
    table of value, low, high, state and said. The same names joined by dots are accepted as keys too.
    """
    root: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Advisor profile",
        "description": "Everything is optional; what is missing is assumed from the use case and marked so.",
        "type": "object",
        "additionalProperties": False,
        "properties": {"schema_version": {"const": SCHEMA_VERSION}},
        "$defs": {
            "device": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name"],
                "properties": {
                    "name": {"type": "string", "minLength": 1},
                    "count": {"type": "integer", "minimum": 1, "maximum": 1_000_000, "default": 1},
                    **{
                        key: {"type": "number", "exclusiveMinimum": 0, "maximum": most}
                        for key, (_, _, most) in FIGURES.items()
                    },
                },
            }
        },
    }
    for field in fields:
        table = root
        *groups, name = field.path.split(".")
        for group in groups:
            empty = {"type": "object", "additionalProperties": False, "properties": {}}
            table = table["properties"].setdefault(group, empty)
        table["properties"][name] = _field_schema(field)
    return root


def _field_schema(field: Field) -> dict[str, Any]:
    """Return the schema of one field."""
    value = _value_schema(field)
    table = {"value": value, "state": _STATE, "said": {"type": "string"}}
    forms = [value, {"enum": [None, "unknown"]}]
    if field.kind == "number":
        forms.append({"type": "string", "description": "A number with a unit or a range: 5k, 1k-5k."})
        table |= {"low": value, "high": value}
    forms.append({"type": "object", "additionalProperties": False, "properties": table})
    schema: dict[str, Any] = {"title": field.label, "description": field.help, "anyOf": forms}
    return {**schema, "x-unit": field.unit} if field.unit else schema


def _value_schema(field: Field) -> dict[str, Any]:
    """Return the schema of a plain value."""
    if field.kind == "number":
        bounds = {"minimum": field.low, "maximum": field.high}
        kind = "integer" if field.whole else "number"
        return {"type": kind, **{name: bound for name, bound in bounds.items() if bound is not None}}
    one: dict[str, Any] = {"enum": list(field.choices)} if field.choices else {"type": "string"}
    device = {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/device"}]}
    return {
        "choice": one,
        "choices": {"type": "array", "items": one, "uniqueItems": True},
        "flag": {"type": "boolean"},
        "text": {"type": "string"},
        "texts": {"type": "array", "items": {"type": "string"}},
        "devices": {"type": "array", "items": device},
    }[field.kind]
