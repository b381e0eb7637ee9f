"""A profile that remembers which of its fields were read."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import NamedTuple, TypeVar

from advisor.profile.answers import Answer, Profile, View

T = TypeVar("T")


class Through(NamedTuple):
    """A note that of a field only this was looked at."""

    path: str
    view: View[Hashable]


def whether_said(path: str) -> str:
    """Return the name under which it is noted that only this was asked: whether the user said a field."""
    return f"said {path}"


class Watched(Profile):
    """The same answers as another profile; every path that is looked up is noted.

    Args:
        profile: Whose answers it has.
    """

    __slots__ = ("said_by_path", "seen")
    seen: set[Hashable]
    """Paths, ``whether_said`` of paths, ``Through`` a path; and what others note who read beside it."""
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
        answer = self.answers.get(path)
        if answer is None:
            _ = self.fields[path]
        return answer

    def said(self, path: str) -> bool:
        """Return whether the user gave a field a value, and note that this was asked."""
        name = f"said {path}"
        self.seen.add(name)
        if path not in self.answers:
            _ = self.fields[path]
        return name in self.said_by_path

    def through(self, path: str, view: View[T]) -> T:
        """Return what a view shows of an answer, and note the path with the view."""
        self.seen.add(Through(path, view))
        return Profile.through(self, path, view)

    def watch(self, call: Callable[[], T]) -> tuple[T, frozenset[Hashable]]:
        """Return what a call gives, with the notes of what it looked up."""
        before = self.begin()
        try:
            result = call()
        finally:
            seen = self.end(before)
        return result, frozenset(seen)

    def begin(self) -> set[Hashable]:
        """Note apart what is looked up from now on; return the notes before, for :meth:`end`."""
        before = self.seen
        object.__setattr__(self, "seen", set())
        return before

    def end(self, before: set[Hashable]) -> set[Hashable]:
        """Return what was noted since :meth:`begin`, which is noted among all again."""
        seen = self.seen
        before |= seen
        object.__setattr__(self, "seen", before)
        return seen

    @property
    def reads(self) -> frozenset[str]:
        """The paths that were looked up, whole or through a view, and those asked whether they were said."""
        return frozenset(
            note.path if isinstance(note, Through) else note
            for note in self.seen
            if isinstance(note, (str, Through))
        )
