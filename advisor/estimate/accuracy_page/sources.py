"""Where measurements come from, as a short list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from advisor.resources import shipped_toml

REPOSITORY = re.compile(r"^(?:github )?([\w.-]+/[\w.-]+?)(?=[: ]|$)")
ASIDE = re.compile(r"\s*(?:[(;]|(?:\btext )?\b(?:in|via) stored\b|\bdata/).*$")
SERIAL = re.compile(r"[0-9]{9,}")
"""A number by which an archive of pages files a page; it tells a reader nothing."""
LONGEST = 70


def source_name(text: str) -> str:
    """Return a source without the place inside it.

    >>> source_name("NVIDIA/TensorRT-LLM:docs/performance.md (v0.14)")
    'NVIDIA/TensorRT-LLM'
    >>> source_name("Pythia paper, arXiv:2304.01373, table 5: logged iteration time")
    'Pythia paper, arXiv:2304.01373, table 5: logged iteration time'
    """
    found = REPOSITORY.match(text)
    if not found and SERIAL.search(ASIDE.sub("", text)):
        return "other public pages"
    name = found.group(1) if found else ASIDE.sub("", text)
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip(" ,:") + "…"


def source_table(rows: Iterable[Mapping[str, str]], answered: set[str]) -> list[tuple[str, int, str, str]]:
    """Return for each source its name, its answered rows and their first and last date, largest first."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.get("id") in answered:
            found.setdefault(source_name(row.get("source") or "not named"), []).append(row.get("date") or "")
    table = [(name, len(days), *_span(days)) for name, days in found.items()]
    return sorted(table, key=lambda row: (-row[1], row[0]))


def _span(days: Iterable[str]) -> tuple[str, str]:
    known = sorted(day[:7] for day in days if day)
    return (known[0], known[-1]) if known else ("", "")


def shipped_rows(kind: str) -> Sequence[Mapping[str, str]]:
    """Return what the published measurements of one kind that ship say, with the source and date of each."""
    file = shipped_toml(f"estimate/published_{kind}.toml")
    sources = file.get("sources", {})
    rows = [(group | point) for group in file.get("group", ()) for point in group["points"]]
    rows += file.get("measurement", ())
    return [
        {name: str(sources.get(value, value) if name == "source" else value) for name, value in row.items()}
        for row in rows
    ]
