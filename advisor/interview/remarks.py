"""What a description says that nothing took, for the report on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from advisor.interview.reading import Reading

if TYPE_CHECKING:
    from advisor.interview.reader import Reader

GetReader: TypeAlias = Callable[[], "Reader"]
"""Gives the reader, which is built only where there are words to read."""


def remarks(reader: GetReader, story: str) -> Reading:
    """Return the reading of a description with the remarks on it; each is read once, as that takes time.

    Args:
        reader: Gives the fields, names and words.
        story: What the user wrote about the project; nothing gives no remark.
    """
    return _remarks(reader(), story) if story else Reading()


@lru_cache(maxsize=64)
def _remarks(reader: Reader, story: str) -> Reading:
    return reader.read(story)
