"""Results that hold again as long as everything that was looked at is the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, NamedTuple, TypeVar

from advisor.decide.watched import Watched
from advisor.quantity import Quantity
from advisor.strategy.context import Context
from advisor.strategy.once import once
from advisor.strategy.withheld import has_load
from advisor.strategy.workload import Workload

MOST = 768
"""Results that are kept; then all are forgotten."""

T = TypeVar("T")


class _Kept(NamedTuple, Generic[T]):
    said: dict[str, Hashable]
    """What the profile said in the fields that were looked up."""
    silent: frozenset[str]
    """Those fields of which it said nothing."""
    result: T


class Remembered(Generic[T]):
    """What a pure function of a context gave before, with the fields of the profile that it looked up.

    The function reads the workload, the class of model and the rules' directives, which are its key, and
    the profile, whose fields are noted while it runs. Where all of them say the same again, so does the
    function; a field that it never looked up cannot change what it gives.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, list[_Kept[T]]] = {}
        self._size = 0

    def get(self, context: Context, profile: Watched, make: Callable[[Context], T], name: Hashable = "") -> T:
        """Return what ``make`` gave for a context like this one, else make it now.

        Args:
            context: The bundle; its profile is ``profile``.
            profile: Notes the fields that are looked up; those of a remembered result are noted as well.
            make: Pure function of the context.
            name: What tells ``make`` from others whose results are kept here.
        """
        key = name, _key(context)
        known = profile.said_by_path
        for kept in self._kept.get(key, ()):
            if kept.said.items() <= known.items() and kept.silent.isdisjoint(known):
                profile.seen.update(kept.said, kept.silent)
                return kept.result
        result, read = noted(context, profile, make)
        if self._size >= MOST:
            self._kept.clear()
            self._size = 0
        said = {path: known[path] for path in read if path in known}
        self._kept.setdefault(key, []).append(_Kept(said, read - said.keys(), result))
        self._size += 1
        return result


def noted(context: Context, profile: Watched, make: Callable[[Context], T]) -> tuple[T, frozenset[str]]:
    """Return what a function of a context gives, with the fields that it rests on: those that it looked up,
    and those of the functions before it, as a context keeps what was worked out from it.

    Args:
        context: The bundle; its profile is ``profile``.
        profile: Notes the fields that are looked up.
        make: Pure function of the context.
    """
    result, read = profile.watch(lambda: make(context))
    before: set[str] = context.memo.setdefault(noted, set())
    before |= read
    return result, frozenset(before)


@once
def _key(context: Context) -> Hashable:
    return (
        context.as_of,
        context.use_case.id,
        context.tier,
        _numbers(context.workload) if has_load(context) else None,
        context.directives.words,
    )


def _numbers(work: Workload) -> tuple[Hashable, ...]:
    """Return the load as plain numbers, without what its figures say about their origin."""
    found = (getattr(work, name) for name in Workload.__slots__)
    return tuple((q.value, q.low, q.high) if isinstance(q, Quantity) else q for q in found)
