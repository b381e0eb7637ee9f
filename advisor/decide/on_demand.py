"""A part of a result that is worked out when somebody first reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class OnDemand(Generic[T]):
    """What a pure function gives, called once, at the first reading.

    Args:
        make: Works it out; what it holds is let go after the call.
    """

    __slots__ = ("_given", "_make")

    def __init__(self, make: Callable[[], T]) -> None:
        self._make: Callable[[], T] | None = make
        self._given: list[T] = []

    @classmethod
    def known(cls, value: T) -> OnDemand[T]:
        """Return one whose value is there already."""
        return cls(lambda: value)

    def __call__(self) -> T:
        """Return the value; threads that come first together may each work it out."""
        make = self._make
        if make is not None:
            self._given = [make()]
            self._make = None
        return self._given[0]

    def __repr__(self) -> str:
        return f"OnDemand({self()!r})"
