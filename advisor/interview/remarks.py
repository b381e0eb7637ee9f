"""What a description says that nothing took, for the report on it."""

from __future__ import annotations

from functools import lru_cache

from advisor.interview.reader import Reader


@lru_cache(maxsize=64)
def remarks(reader: Reader, story: str) -> tuple[str, ...]:
    """Return the remarks of a reader on a description; each is read once, as reading takes milliseconds.

    Args:
        reader: Gives the fields, names and words.
        story: What the user wrote about the project; nothing gives no remark.
    """
    return reader.read(story).unread if story else ()
