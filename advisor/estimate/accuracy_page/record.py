"""The record of a wide test: what larger files of measurements gave, kept beside the page."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from advisor.errors import UserError, shown
from advisor.estimate.accuracy_page.survey import Survey

SCHEMA = 1
Record = dict[str, Any]
"""``schema_version``, ``kinds`` by id with their survey, the day and the mark of the estimator."""


def read_rows(path: str) -> list[dict[str, str]]:
    """Return the rows of a file of measurements.

    Raises:
        UserError: When it cannot be read or has no rows.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as stream:
            rows = [{key: value or "" for key, value in row.items() if key} for row in csv.DictReader(stream)]
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise UserError(f"{shown(path)}: cannot be read ({problem}).") from None
    if not rows:
        raise UserError(f"{shown(path)} has no rows below its heading.")
    return rows


def mark(surveys: Mapping[str, Survey], kind: str) -> str:
    """Return a short mark of what the estimator says on the points that ship; it changes with it."""
    told = json.dumps(surveys[kind]["plots"], sort_keys=True) if kind in surveys else ""
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def read_record(path: Path) -> Record:
    """Return the record beside a page, or an empty one.

    Raises:
        UserError: When the file is no record of this program.
    """
    if not path.exists():
        return {"schema_version": SCHEMA, "kinds": {}}
    try:
        found: Record = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise UserError(f"{shown(path.name)}: cannot be read ({problem}); remove it.") from None
    if not isinstance(found, dict) or found.get("schema_version") != SCHEMA:
        raise UserError(f"{shown(path.name)}: not a record of schema {SCHEMA}; remove it.")
    return found


def with_survey(record: Record, kind: str, found: Survey, day: date, sign: str) -> Record:
    """Return the record with one kind judged anew.

    Raises:
        UserError: When no row was answered.
    """
    if not found["all"]["answered"]:
        first = found["skipped"][0][0] if found["skipped"] else "no rows"
        raise UserError(f"{kind}: no row of the file can be answered ({first}).")
    kinds = {**record["kinds"], kind: {"day": day.isoformat(), "mark": sign, "survey": found}}
    return {**record, "kinds": dict(sorted(kinds.items()))}


def record_text(record: Record) -> str:
    """Return a record as text, one line for each table and series, so that differences can be read."""
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return text.replace('},"', '},\n"').replace('],"', '],\n"') + "\n"
