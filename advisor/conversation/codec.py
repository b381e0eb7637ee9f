"""Steps of a conversation to and from JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from advisor.conversation.turns import Ask, Pending, Step, Turn
from advisor.errors import UserError
from advisor.profile import Answer, Device, Fields, Profile

VERSION = 1
"""Changes when an older program could not read what is written."""


def encode(step: Step) -> str:
    """Return a step as JSON text."""
    document = {
        "version": VERSION,
        "turns": [_turn_out(turn) for turn in step.turns],
        "answers": {path: _answer_out(answer) for path, answer in step.profile},
        "ask": _ask_out(step.ask) if step.ask else None,
        "pending": _pending_out(step.pending) if step.pending else None,
        "skipped": list(step.skipped),
        "finished": step.finished,
        "report": step.report,
        "written": step.written,
        "label": step.label,
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def decode(text: str, fields: Fields) -> Step:
    """Read a step; answers to fields that no longer exist, as of a removed plugin, are left out.

    Raises:
        UserError: When the text was not written by this program or by a newer one.
    """
    try:
        row: dict[str, Any] = json.loads(text)
        if row["version"] != VERSION:
            raise UserError("That conversation was saved by a newer version of advisor.")
        return Step(
            turns=tuple(_turn_in(item) for item in row["turns"]),
            profile=Profile(MappingProxyType(_answers_in(row["answers"], fields)), fields),
            ask=_ask_in(row["ask"]) if row["ask"] else None,
            pending=_pending_in(row["pending"], fields) if row["pending"] else None,
            skipped=tuple(row["skipped"]),
            finished=row["finished"],
            report=row["report"],
            written=row.get("written", ""),
            label=row["label"],
        )
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise UserError("That conversation was saved in a form that this program cannot read.") from error


def progress_in(step: str | None) -> tuple[int, int]:
    """Return how many answers a saved step holds, as the chat counts them, and how many questions were
    skipped; none where it cannot be read."""
    try:
        row = json.loads(step or "")
        answered = sum(1 for answer in row["answers"].values() if answer["state"] != "assumed")
        return answered, len(row["skipped"])
    except (AttributeError, KeyError, TypeError, ValueError):
        return 0, 0


def first_said(steps: Iterable[str | None], unreadable: str) -> str:
    """Return the user's first words in some saved steps, empty when nothing was said.

    Args:
        steps: Steps as :func:`encode` writes them; None for one that is not there.
        unreadable: What to return for a step that this program cannot read.
    """
    for text in filter(None, steps):
        try:
            row = json.loads(text)
            turns = [*row["turns"], *(row["pending"] or {"turns": ()})["turns"]]
            said = next((words for kind, words, *_ in turns if kind == "answer"), "")
        except (KeyError, TypeError, ValueError):
            return unreadable
        if said:
            return " ".join(said.split())
    return ""


def _turn_out(turn: Turn) -> list[Any]:
    return [turn.kind, turn.text, *turn.fields]


def _turn_in(row: list[Any]) -> Turn:
    kind, text, *fields = row
    return Turn(kind, text, tuple(fields))


def _answer_out(answer: Answer) -> dict[str, Any]:
    row: dict[str, Any] = {"value": answer.value, "state": answer.state, "said": answer.said}
    if isinstance(answer.value, tuple):
        row["value"] = [asdict(item) if isinstance(item, Device) else item for item in answer.value]
    if answer.low is not None or answer.high is not None:
        row |= {"low": answer.low, "high": answer.high}
    return row


def _answer_in(row: Mapping[str, Any]) -> Answer:
    value = row["value"]
    if isinstance(value, list):
        value = tuple(Device(**item) if isinstance(item, dict) else item for item in value)
    return Answer(value, row["state"], row.get("low"), row.get("high"), row["said"])


def _answers_in(rows: Mapping[str, Any], fields: Fields) -> dict[str, Answer]:
    return {path: _answer_in(row) for path, row in rows.items() if path in fields}


def _ask_out(ask: Ask) -> dict[str, Any]:
    return {
        "id": ask.id,
        "text": ask.text,
        "why": ask.why,
        "why_now": ask.why_now,
        "replies": list(ask.replies),
        "fields": list(ask.fields),
        "remaining": ask.remaining,
    }


def _ask_in(row: Mapping[str, Any]) -> Ask:
    fields: dict[str, Any] = {**row, "replies": tuple(row["replies"]), "fields": tuple(row["fields"])}
    return Ask(**fields)


def _pending_out(pending: Pending) -> dict[str, Any]:
    return {
        "text": pending.text,
        "answers": {path: _answer_out(answer) for path, answer in pending.answers.items()},
        "turns": [_turn_out(turn) for turn in pending.turns],
        "before": _pending_out(pending.before) if pending.before else None,
    }


def _pending_in(row: Mapping[str, Any], fields: Fields) -> Pending:
    turns = tuple(_turn_in(item) for item in row["turns"])
    before = _pending_in(row["before"], fields) if row.get("before") else None
    return Pending(row["text"], _answers_in(row["answers"], fields), turns, before)
