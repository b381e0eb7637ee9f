"""Text by the columns it takes in a terminal, where a Chinese character takes two and an accent none."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells

from advisor.errors import shown

MORE = "…"
"""Stands for what was cut off."""


def cut(text: object, columns: int) -> str:
    """Return a stranger's text safe to show, no wider than some columns.

    >>> cut("客服聊天", 5), cut("chat", 5)
    ('客服…', 'chat')
    """
    clean = shown(text, len(str(text)) + 1)
    if cell_len(clean) <= columns:
        return clean
    return (chop_cells(clean, columns - 1)[0] if columns > 1 else "") + MORE


def wrapped(text: str, columns: int) -> tuple[str, ...]:
    """Return a text in lines no wider than some columns, broken between words where that can be.

    >>> wrapped("Run on a phone or device", 12), wrapped("客服聊天", 5)
    (('Run on a', 'phone or', 'device'), ('客服', '聊天'))
    """
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(longer) <= columns:
            lines[-1] = longer
        else:
            lines += chop_cells(word, max(2, columns))
    return tuple(line for line in lines if line) or ("",)


def padded(text: str, columns: int) -> str:
    """Return a text filled with spaces to some columns.

    >>> padded("客服", 6) + "|"
    '客服  |'
    """
    return text + " " * (columns - cell_len(text))
