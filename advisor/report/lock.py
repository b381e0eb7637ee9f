"""What a report was computed from, kept inside it so that it can be computed again."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import advisor
from advisor.decide.records import Recommendation
from advisor.errors import UserError
from advisor.profile.document import to_document
from advisor.resources import bundled, shipped_path

SCHEMA_VERSION = 1
_BEGIN, _END = "<!-- advisor-lock", "-->"
_EMBEDDED = re.compile(rf"{re.escape(_BEGIN)}\s*(\{{.*?\}})\s*{re.escape(_END)}", re.DOTALL)


def lock_of(recommendation: Recommendation, template: str, form: str) -> dict[str, Any]:
    """Return everything that computing the report again needs, and the hashes that tell what moved.

    Args:
        recommendation: What was reported.
        template: The template's name.
        form: ``"md"`` or ``"html"``.
    """
    return {
        "schema_version": SCHEMA_VERSION,
        "advisor": advisor.__version__,
        "as_of": recommendation.as_of.isoformat(),
        "seed": recommendation.seed,
        "template": template,
        "format": form,
        "hashes": dict(data_hashes()),
        "plugins": recommendation.plugins,
        "books": recommendation.books,
        "profile": to_document(recommendation.profile),
    }


def embed(lock: Mapping[str, Any]) -> str:
    """Return a lock as a comment; no text inside it can end the comment."""
    text = json.dumps(lock, indent=1, ensure_ascii=False, allow_nan=False)
    harmless = text.replace("<", "\\u003c").replace(">", "\\u003e")
    return f"{_BEGIN}\n{harmless}\n{_END}"


def extract(report: str) -> tuple[dict[str, Any], str]:
    """Return the lock of a report and the report without it.

    Raises:
        UserError: When there is none or it cannot be read.
    """
    found = list(_EMBEDDED.finditer(report))
    if not found:
        raise UserError(
            "This report holds no lock to compute it from; only reports that advisor wrote can be verified."
        )
    try:
        lock = json.loads(found[-1][1])
    except ValueError as error:
        raise UserError(f"The lock at the end of this report is broken: {error}.") from None
    if not isinstance(lock, dict) or lock.get("schema_version") != SCHEMA_VERSION:
        raise UserError("The lock at the end of this report is of another version of the program.")
    return lock, report[: found[-1].start()] + report[found[-1].end() :]


def without_lock(report: str) -> str:
    """Return a report as it is read on a screen, without the comment that only ``advisor verify`` reads."""
    return _EMBEDDED.sub("", report).rstrip() + "\n"


@cache
def data_hashes() -> Mapping[str, str]:
    """Return the SHA-256 of each kind of shipped data, over names and contents in the order of names."""
    folders = {
        "catalogue": shipped_path("catalog/books"),
        "rules": bundled("rules"),
        "templates": bundled("templates"),
    }
    return {kind: _hash(folder) for kind, folder in folders.items()}


def moved(lock: Mapping[str, Any]) -> list[str]:
    """Return what differs between a lock and this installation, as plain sentences."""
    sentences = []
    if lock.get("advisor") != advisor.__version__:
        sentences.append(
            f"The report was made by version {lock.get('advisor')}; this is {advisor.__version__}."
        )
    before = lock.get("hashes")
    for kind, value in data_hashes().items():
        if not isinstance(before, Mapping) or before.get(kind) != value:
            sentences.append(f"The {kind} changed since the report was made.")
    return sentences


def _hash(folder: Path) -> str:
    """Return the SHA-256 of a folder's files."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".toml", ".j2") and p.is_file()):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
