"""A mistake in a condition, with its place."""

from __future__ import annotations

import ast
from typing import NoReturn

from advisor.errors import UserError


class ConditionError(UserError):
    """A mistake in a condition: one sentence, and where it is."""

    def __init__(self, sentence: str, text: str, start: int = 0, end: int = 0) -> None:
        super().__init__(sentence)
        self.text = text
        self.start = start
        self.end = max(end, start + 1)

    def pointed(self) -> str:
        """Return two lines: the part of the condition around the mistake, and carets below it; nothing for
        an empty condition.
        """
        if not self.text:
            return ""
        begin = max(0, self.start - 50)
        piece = "".join(
            c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in self.text[begin : begin + 100]
        )
        return (
            f"    {piece}\n    {' ' * (self.start - begin)}{'^' * (min(self.end, begin + 100) - self.start)}"
        )


class Pointing:
    """Knows the text of a condition and can point into it.

    Args:
        text: The condition as written.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._raw = text.encode()

    def _source(self, node: ast.expr) -> str:
        """Return what was written for a node; a first line is cut out of the bytes that its offsets count.

        The library's own function splits the whole text anew for each of thousands of nodes.
        """
        if node.lineno == node.end_lineno == 1:
            return self._raw[node.col_offset : node.end_col_offset].decode()
        return ast.get_source_segment(self._text, node) or ast.unparse(node)

    def _fail(self, node: ast.expr, sentence: str) -> NoReturn:
        raw = self._raw
        start = len(raw[: node.col_offset].decode(errors="ignore"))
        end = len(raw[: node.end_col_offset or node.col_offset + 1].decode(errors="ignore"))
        raise ConditionError(sentence, self._text, start, end)
