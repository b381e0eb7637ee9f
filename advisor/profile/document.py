"""A profile as a document: nested groups or dotted keys, read from TOML or JSON and written back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from advisor.errors import UserError, did_you_mean, shown
from advisor.profile.answers import Answer, Device, Profile
from advisor.profile.coerce import coerce
from advisor.profile.devices import FIGURES
from advisor.profile.fields import Field, Fields, standard_fields

SCHEMA_VERSION = 1
"""Version of the document; a document may carry it as ``schema_version``."""

_TABLE_KEYS = ("value", "low", "high", "state", "said")
_STATES = ("answered", "assumed", "unknown")


def profile_from(
    document: Mapping[str, object], fields: Fields | None = None, *, source: str = "the profile"
) -> Profile:
    """Build a profile from a document.

    Groups may be nested or written with dots. A value is plain, ``"unknown"`` or null, a range such as
    ``"1k-5k"``, or a table of ``value``, ``low``, ``high``, ``state`` and ``said``.

    Args:
        document: The document as a mapping.
        fields: The fields that exist; by default those that ship with the program.
        source: What to call the document in an error: a file's name, ``--set``.

    Returns:
        The profile with the answers that the document gives.

    Raises:
        UserError: When a field is unknown or a value does not fit; the sentence names both.
    """
    fields = fields or standard_fields()
    answers: dict[str, Answer] = {}
    for path, raw in _leaves(_without_version(document, source), fields, "", source):
        if path in answers:
            raise UserError(f"{source}: the field {path!r} is given twice.")
        try:
            answers[path] = _answer(fields[path], raw)
        except UserError as error:
            raise UserError(f"{source}: {error}") from error
    return Profile(fields=fields).with_answers(answers)


def to_document(profile: Profile) -> dict[str, Any]:
    """Return the profile as nested groups of plain values, for JSON; ``profile_from`` reads it back."""
    document: dict[str, Any] = {"schema_version": SCHEMA_VERSION}
    for path, answer in profile:
        *groups, name = path.split(".")
        table = document
        for group in groups:
            table = table.setdefault(group, {})
        table[name] = _written(profile.fields[path], answer)
    return document


def set_answers(profile: Profile, settings: Mapping[str, str]) -> Profile:
    """Return the profile with values given as ``key=value`` on the command line."""
    given = profile_from(settings, profile.fields, source="--set")
    return profile.with_answers(given.answers)


def _without_version(document: Mapping[str, object], source: str) -> dict[str, object]:
    """Drop ``schema_version`` and refuse one that this program does not know."""
    rest = dict(document)
    version = rest.pop("schema_version", SCHEMA_VERSION)
    if version != SCHEMA_VERSION or isinstance(version, bool):
        raise UserError(
            f"{source}: schema_version {shown(version)} is unknown; this program reads {SCHEMA_VERSION}."
        )
    return rest


def _leaves(
    table: Mapping[str, object], fields: Fields, prefix: str, source: str
) -> Iterator[tuple[str, object]]:
    """Yield ``(path, raw value)`` for every field that the document names."""
    for key, raw in table.items():
        path = f"{prefix}{key}"
        if path in fields:
            yield path, raw
        elif isinstance(raw, Mapping) and any(known.startswith(f"{path}.") for known in fields.paths()):
            yield from _leaves(raw, fields, f"{path}.", source)
        else:
            raise UserError(f"{source}: {_no_such_field(path, fields)}")


def _no_such_field(path: str, fields: Fields) -> str:
    """Return the sentence for a name that is no field, with the nearest one or the members of its group."""
    group = path.partition(".")[0]
    members = fields.group(group)
    if members and group == path:
        return f"{group!r} is a group of fields and needs a table, such as {members[0].path} = …"
    hint = did_you_mean(path, fields.paths())
    if not hint and members:
        hint = f" The group {group!r} has {', '.join(field.path.partition('.')[2] for field in members)}."
    return f"there is no field {shown(path)!r}.{hint or ' The command advisor schema lists them all.'}"


def _answer(field: Field, raw: object) -> Answer:
    """Turn one raw value into an answer; a table with ``state`` or ``said`` carries those too."""
    if isinstance(raw, Mapping) and not (field.kind == "devices" and "name" in raw):
        return _answer_from_table(field, raw)
    answer = coerce(field, raw)
    return answer if answer.known else Answer(None, "unknown")


def _answer_from_table(field: Field, table: Mapping[str, object]) -> Answer:
    """Read a table of value, low, high, state and said."""
    for key in table:
        if key not in _TABLE_KEYS:
            raise UserError(
                f"{field.path}: {shown(key)!r} does not belong here; a value's table may hold "
                f"{', '.join(_TABLE_KEYS)}.{did_you_mean(str(key), _TABLE_KEYS)}"
            )
    state, said = table.get("state", "answered"), table.get("said", "")
    if state not in _STATES:
        raise UserError(f"{field.path}: state must be one of {', '.join(_STATES)}, not {shown(state)!r}.")
    if not isinstance(said, str):
        raise UserError(f"{field.path}: said must be a text, not {shown(said)!r}.")
    if state == "unknown":
        return Answer(None, "unknown", said=said)
    ends = {key: table[key] for key in ("value", "low", "high") if table.get(key) is not None}
    if field.kind != "number" and set(ends) != {"value"}:
        raise UserError(f"{field.path}: only a number has a low and a high; give value.")
    answer = coerce(field, ends if field.kind == "number" else ends["value"])
    if not answer.known:
        return answer
    return replace(answer, state="assumed" if state == "assumed" else "answered", said=said)


def _written(field: Field, answer: Answer) -> Any:
    """Return one answer as it is written into a document, plain where that reads back the same."""
    plain = _plain(answer.value)
    if answer.known and answer.state == "answered" and coerce(field, plain) == answer:
        return plain
    if not answer.known and not answer.said:
        return "unknown"
    parts = {"value": plain, "low": answer.low, "high": answer.high, "said": answer.said or None}
    return {**{key: part for key, part in parts.items() if part is not None}, "state": answer.state}


def _plain(value: Any) -> Any:
    """Return a value in terms of JSON, whole numbers without a decimal point."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if not isinstance(value, tuple):
        return value
    return [_plain_device(item) if isinstance(item, Device) else item for item in value]


def _plain_device(device: Device) -> dict[str, Any]:
    """Return a device as a table."""
    table: dict[str, Any] = {"name": device.name, "count": device.count}
    figures = {key: getattr(device, key) for key in FIGURES}
    return {**table, **{key: value for key, value in figures.items() if value is not None}}
