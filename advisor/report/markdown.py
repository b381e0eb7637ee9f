"""Text made safe for Markdown: a stranger's words stay words, on GitHub and in HTML."""

from __future__ import annotations

import re

_EVERYWHERE = re.compile(r"[\\`*\[\]<>|~]|\$(?!\d)")
_AT_WORD_EDGE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_AT_START = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)](?:\s|$)))")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_AUTOLINK = re.compile(r"(?i)(?<=[a-z]):(?=//)|(?<=\bwww)\.")
_URL = re.compile(r"https?://[^\s<>\"'`|\\\])}]+[^\s<>\"'`|\\\])}.,;:!?]")


class MDStr(str):
    """Text that is Markdown already and must not be escaped."""

    __slots__ = ()


def escape(text: object) -> MDStr:
    """Return text that Markdown prints as it stands, in one line.

    Control and formatting characters are dropped, line ends become blanks, and everything that could
    start emphasis, a link, HTML, a formula, a heading, a list or a table cell is escaped. A dollar sign
    before a digit stays, as amounts of money neither open nor close a formula.
    """
    if isinstance(text, MDStr):
        return text
    line = re.sub(r"\s+", " ", _printable(str(text)))
    line = _EVERYWHERE.sub(lambda found: _escaped(found[0]), _ENTITY.sub("&amp;", line))
    line = _AT_WORD_EDGE.sub(r"\\_", line)
    line = _AUTOLINK.sub(lambda found: f"\\{found[0]}", line)
    return MDStr(_AT_START.sub(_escaped_start, line))


def code(text: object) -> MDStr:
    """Return text as a code span that also fits a table cell."""
    line = " ".join(_printable(str(text)).replace("`", "'").split())
    return MDStr(f"`{line.replace('|', chr(92) + '|')}`" if line else "")


def source(text: object) -> MDStr:
    """Return a source with its web addresses as links and everything else escaped."""
    line = " ".join(_printable(str(text)).split())
    parts: list[str] = []
    at = 0
    for found in _URL.finditer(line):
        parts += [escape(line[at : found.start()]), f"<{found[0]}>"]
        at = found.end()
    return MDStr("".join([*parts, escape(line[at:])]))


def foreign_markdown(text: str, level: int = 3) -> MDStr:
    """Return a plugin's Markdown with its headings moved down and its HTML shown instead of obeyed."""
    lines = []
    for line in text.splitlines():
        clean = re.sub(r"<(?=[A-Za-z/!?])(?!https?://)", "&lt;", _printable(line))
        lines.append(re.sub(r"^(#{1,6})(?=\s)", lambda found: "#" * min(6, level + len(found[1]) - 1), clean))
    return MDStr("\n".join(lines).strip())


def _printable(text: str) -> str:
    """Drop control, direction and other invisible characters; keep blanks."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c in "\t\n\r\v\f\u2028\u2029\u00a0" else "" for c in text)


def _escaped(mark: str) -> str:
    """Return one mark made harmless."""
    return {"<": "&lt;", ">": "&gt;"}.get(mark, f"\\{mark}")


def _escaped_start(found: re.Match[str]) -> str:
    """Escape a mark that means something at the start of a line: ``-`` becomes ``\\-``, ``1.`` ``1\\.``."""
    mark = found[2]
    return f"{found[1]}{mark}\\" if mark[0].isdigit() else f"{found[1]}\\{mark}"
