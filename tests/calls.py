"""How much work a call does, counted rather than timed: the same on a busy machine as on an idle one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

CALLS = frozenset({"call", "c_call"})


def calls_of(work: Callable[[], object]) -> int:
    """Return how many functions of Python and of C are called while some work is done, itself included.

    The count is that of the second turn, so that what is kept after the first one does not count.
    """
    work()
    made = 0

    def noted(_: FrameType, event: str, __: object) -> None:
        nonlocal made
        made += event in CALLS

    sys.setprofile(noted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return made
