"""Blank lines of Markdown: around headings, lists and tables, never two, and none between items."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STARTS = {
    "heading": re.compile(r"#{1,6} "),
    "list": re.compile(r"\s*(?:[-*+]|\d+[.)]) "),
    "table": re.compile(r"\|"),
}
_FENCE = re.compile(r"\s*```")


def laid_out(text: str) -> str:
    """Return Markdown with one blank line between its blocks, whatever its template left out or put in.

    >>> laid_out("Plans:\\n- a\\n\\n\\n- b\\n## Why\\nIt is.")
    'Plans:\\n\\n- a\\n- b\\n\\n## Why\\n\\nIt is.\\n'
    """
    return "\n".join(_spaced(text.splitlines())).strip() + "\n"


def _spaced(lines: list[str]) -> Iterator[str]:
    before, blank, fenced = "", False, False
    for line in lines:
        if fenced:
            fenced = not _FENCE.match(line)
            yield line
        elif not line.strip():
            blank = True
        else:
            fenced = _FENCE.match(line) is not None
            block = "fence" if fenced else _block(line, before)
            if before and _apart(before, block, blank=blank):
                yield ""
            yield line.rstrip()
            before, blank = block, False


def _block(line: str, before: str) -> str:
    """Return what a line belongs to; behind an item what is indented belongs to it."""
    block = next((name for name, start in _STARTS.items() if start.match(line)), "text")
    return (
        "item's text" if block == "text" and before in ("list", "item's text") and line[0] == " " else block
    )


def _apart(before: str, block: str, *, blank: bool) -> bool:
    """Return whether a blank line stands between two lines; a wrapped line goes on with its paragraph."""
    if before == block:
        return block in ("heading", "fence") or (blank and block != "list")
    if "item's text" in (before, block):
        return (blank and block != "list") or block in ("heading", "table", "fence")
    return blank or before != "list" or block != "text"
