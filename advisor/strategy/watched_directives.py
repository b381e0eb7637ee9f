"""What the rules tell the plan generator, with a note of everything that was asked of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, TypeVar

from advisor.profile.watched import Watched
from advisor.rules.records import Finding
from advisor.strategy.directives import Directives

A = TypeVar("A", bound=Hashable)
T = TypeVar("T", bound=Hashable)


class Asked(NamedTuple):
    """A note of a question and what it was about: a word, some words, or nothing."""

    question: Callable[[Directives, Any], Hashable]
    about: Hashable


class WatchedDirectives(Directives):
    """The same directives as others; what is asked of them is noted beside what is read of a profile.

    Args:
        directives: Whose words it has.
        profile: Keeps the notes.
    """

    __slots__ = ("_plain", "_profile")

    def __init__(self, directives: Directives, profile: Watched) -> None:
        object.__setattr__(self, "_plain", directives)
        object.__setattr__(self, "_profile", profile)

    _plain: Directives
    _profile: Watched

    @property
    def plain(self) -> Directives:
        """Return the others."""
        return self._plain

    def bars(self, word: str) -> bool:
        """Return the same as the others, and note the word."""
        return self._noted(Directives.bars, word)

    def wants(self, word: str) -> bool:
        """Return the same as the others, and note the word."""
        return self._noted(Directives.wants, word)

    def requires(self, word: str) -> bool:
        """Return the same as the others, and note the word."""
        return self._noted(Directives.requires, word)

    def excludes(self, word: str) -> bool:
        """Return the same as the others, and note the word."""
        return self._noted(Directives.excludes, word)

    def among(self, words: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the same as the others, and note the words."""
        return self._noted(Directives.among, words)

    def _noted(self, question: Callable[[Directives, A], T], about: A) -> T:
        self._profile.seen.add(Asked(question, about))
        return question(self._plain, about)

    @property
    def words(self) -> tuple[Hashable, ...]:
        """Return the same as the others, and note that all words were looked at."""
        self._profile.seen.add(Asked(_words, None))
        return self._plain.words

    @property
    def required(self) -> dict[str, Finding]:
        """Return the same as the others, and note that all words were looked at."""
        return self._whole().required

    @property
    def preferred(self) -> dict[str, Finding]:
        """Return the same as the others, and note that all words were looked at."""
        return self._whole().preferred

    @property
    def excluded(self) -> dict[str, Finding]:
        """Return the same as the others, and note that all words were looked at."""
        return self._whole().excluded

    @property
    def against(self) -> dict[str, Finding]:
        """Return the same as the others, and note that all words were looked at."""
        return self._whole().against

    def _whole(self) -> Directives:
        _ = self.words
        return self._plain


def _words(directives: Directives, _: None) -> Hashable:
    return directives.words
