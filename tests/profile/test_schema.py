"""The JSON schema says what the reader accepts."""

from __future__ import annotations

from advisor.profile import standard_fields
from advisor.profile.schema import json_schema

SCHEMA = json_schema(standard_fields())


def test_every_field_is_in_the_schema_with_its_help() -> None:
    for field in standard_fields():
        group, name = field.path.split(".")
        entry = SCHEMA["properties"][group]["properties"][name]
        assert entry["description"] == field.help
        assert entry.get("x-unit", "") == field.unit


def test_bounds_and_allowed_values_come_from_the_table_of_fields() -> None:
    groups = SCHEMA["properties"]
    requests = groups["workload"]["properties"]["requests_per_day"]["anyOf"][0]
    assert requests == {"type": "number", "minimum": 0, "maximum": 1e11}
    boundary = groups["data"]["properties"]["boundary"]["anyOf"][0]
    assert boundary["enum"] == list(standard_fields()["data.boundary"].choices)
    assert groups["workload"]["properties"]["users"]["anyOf"][0]["type"] == "integer"


def test_nothing_else_is_allowed() -> None:
    assert SCHEMA["additionalProperties"] is False
    assert all(
        group.get("additionalProperties") is False
        for name, group in SCHEMA["properties"].items()
        if name != "schema_version"
    )


def test_the_schema_names_its_draft_and_version() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["properties"]["schema_version"] == {"const": 1}
