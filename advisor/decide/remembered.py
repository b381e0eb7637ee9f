"""Results that hold again as long as everything that was looked at is the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from advisor.profile.watched import Through, Watched
from advisor.quantity import Quantity
from advisor.strategy.context import Context
from advisor.strategy.once import once
from advisor.strategy.watched_directives import Asked, WatchedDirectives
from advisor.strategy.withheld import has_load
from advisor.strategy.workload import Workload

MOST = 768
"""Results that are kept; then all are forgotten."""

T = TypeVar("T")


class _Read(Generic[T]):
    """Results that rest on the same notes, each by what these say.

    Args:
        notes: What a function looked up.
    """

    def __init__(self, notes: frozenset[Hashable]) -> None:
        self.notes = notes
        self.results: dict[Hashable, T] = {}
        self._paths = tuple(note for note in notes if isinstance(note, str))
        self._views = tuple(note for note in notes if isinstance(note, Through))
        self._asked = tuple(note for note in notes if isinstance(note, Asked))

    def say(self, context: Context, profile: Watched) -> Hashable:
        """Return what the notes say for a profile and what the rules tell."""
        answers, directives = profile.answers, context.directives.plain
        return (
            tuple(map(profile.said_by_path.get, self._paths)),
            tuple(view(answers.get(path)) for path, view in self._views),
            tuple(question(directives, about) for question, about in self._asked),
        )


class Remembered(Generic[T]):
    """What a pure function of a context gave before, with what it looked up.

    The function reads the workload and the class of model, which are its key, and the profile and the rules'
    directives, of which it is noted what is looked up while it runs. Where all of that says the same again,
    so does the function; what it never looked up cannot change what it gives.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, dict[frozenset[Hashable], _Read[T]]] = {}
        self._size = 0

    def get(self, context: Context, profile: Watched, make: Callable[[Context], T], name: Hashable = "") -> T:
        """Return what ``make`` gave for a context like this one, else make it now.

        Args:
            context: The bundle; its profile is ``profile``.
            profile: Notes what is looked up; what a remembered result rests on is noted as well.
            make: Pure function of the context.
            name: What tells ``make`` from others whose results are kept here.
        """
        reads = self._kept.setdefault((name, _key(context)), {})
        for read in reads.values():
            said = read.say(context, profile)
            if said in read.results:
                profile.seen.update(read.notes)
                return read.results[said]
        result, notes = profile.watch(lambda: make(context))
        if self._size >= MOST:
            self._kept.clear()
            self._size = 0
            reads = self._kept.setdefault((name, _key(context)), {})
        read = reads.get(notes) or reads.setdefault(notes, _Read(notes))
        read.results[read.say(context, profile)] = result
        self._size += 1
        return result


@once
def _key(context: Context) -> Hashable:
    return (
        context.as_of,
        context.use_case.id,
        context.tier,
        _numbers(context.workload) if has_load(context) else None,
        None if isinstance(context.directives, WatchedDirectives) else context.directives.words,
    )


def _numbers(work: Workload) -> tuple[Hashable, ...]:
    """Return the load as plain numbers, without what its figures say about their origin."""
    found = (getattr(work, name) for name in Workload.__slots__)
    return tuple((q.value, q.low, q.high) if isinstance(q, Quantity) else q for q in found)
