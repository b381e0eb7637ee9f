"""Sentences as people say them, each with what must be read from it and what must not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from advisor.catalog import load_catalog
from advisor.interview.assume import fill
from advisor.profile import UNDECIDED, Device, Profile
from advisor.strategy.use_cases import load_use_cases
from tests.interview.read import QUESTIONS, reader

ROWS = [json.loads(line) for line in Path(__file__).with_name("ways.jsonl").read_text("utf-8").splitlines()]
"""``set`` were used to set the tables, so they tell breaks and no accuracy; ``held`` were written afterwards
and never used. ``want`` must be said, ``never`` must not, ``owned`` and ``named`` are all devices as
``count x GB``, ``most`` and ``least`` bound what is assumed."""


def mistakes(row: Mapping[str, Any]) -> list[str]:
    """Return what is wrong in the reading of a row."""
    found = reader().read(row["text"], QUESTIONS[row["asked"]] if "asked" in row else None)
    said = {hit.path: hit.answer.value for hit in found.answers}
    wrong = [
        f"{p}: {said.get(p)}" for p, want in row.get("want", {}).items() if not _is_said(want, said.get(p))
    ]
    wrong += [f"{p}: {said[p]}" for p, no in row.get("never", {}).items() if _is_any_said(no, said.get(p))]
    for name, path in (("owned", "hardware.owned"), ("named", "wish.devices")):
        if name in row and sorted(row[name]) != sorted(_devices(said.get(path))):
            wrong.append(f"{path}: {list(_devices(said.get(path)))}")
    if "most" in row or "least" in row:
        profile = Profile({hit.path: hit.answer for hit in found.answers})
        kind = load_use_cases()[profile.text("use_case.kind", UNDECIDED)]
        wrong += _out_of_bounds(row, fill(profile, kind))
    return wrong


def _out_of_bounds(row: Mapping[str, Any], filled: Profile) -> Iterator[str]:
    for path, most in row.get("most", {}).items():
        if (value := filled.number(path)) is None or value > most:
            yield f"{path}: {value}"
    for path, least in row.get("least", {}).items():
        if (value := filled.number(path)) is None or value < least:
            yield f"{path}: {value}"


def _is_said(want: object, read: object) -> bool:
    """Return whether an answer is or holds what is named; a list asks for all of it."""
    if isinstance(want, dict):
        return any(_is_said(one, read) for one in want["any"])
    if want == "*":
        return read is not None and read != ()
    if isinstance(want, list):
        return isinstance(read, tuple) and set(want) <= set(read)
    return want == read


def _is_any_said(no: object, read: object) -> bool:
    words = no if isinstance(no, list) else [no]
    return any(_is_said([word] if isinstance(read, tuple) and word != "*" else word, read) for word in words)


@cache
def _memory(name: str) -> float | None:
    row = load_catalog().accelerators.get(name)
    return row.memory_gb if row is not None else None


def _devices(read: object) -> Iterator[str]:
    for device in read if isinstance(read, tuple) else ():
        assert isinstance(device, Device)
        gb = device.memory_gb or _memory(device.name)
        yield f"{device.count}x{gb:g}" if gb else f"{device.count}x{device.name}"
