"""A profile that remembers which of its fields were read."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from advisor.profile import Answer, Profile

T = TypeVar("T")


def whether_said(path: str) -> str:
    """Return the name under which it is noted that only this was asked: whether the user said a field."""
    return f"said {path}"


class Watched(Profile):
    """The same answers as another profile; every path that is looked up is noted.

    Args:
        profile: Whose answers it has.
    """

    __slots__ = ("said_by_path", "seen")
    seen: set[str]
    said_by_path: dict[str, Hashable]
    """All that figures and choices follow from in the answers: all but the user's words; and which of them
    the user said."""

    def __init__(self, profile: Profile) -> None:
        super().__init__(profile.answers, profile.fields)
        object.__setattr__(self, "seen", set())
        said: dict[str, Hashable] = {
            path: (a.value, a.state, a.low, a.high) for path, a in profile.answers.items()
        }
        for path, answer in profile.answers.items():
            if answer.state == "answered" and answer.value is not None:
                said[whether_said(path)] = True
        object.__setattr__(self, "said_by_path", said)

    def get(self, path: str) -> Answer | None:
        """Return the answer to a field, and note the path."""
        self.seen.add(path)
        return Profile.get(self, path)

    def said(self, path: str) -> bool:
        """Return whether the user gave a field a value, and note that this was asked."""
        _ = self.fields[path]
        name = whether_said(path)
        self.seen.add(name)
        return name in self.said_by_path

    def watch(self, call: Callable[[], T]) -> tuple[T, frozenset[str]]:
        """Return what a call gives, with the paths that it looked up."""
        before = self.seen
        object.__setattr__(self, "seen", set())
        try:
            result = call()
            read = frozenset(self.seen)
        finally:
            object.__setattr__(self, "seen", before | self.seen)
        return result, read
