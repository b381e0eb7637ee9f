"""The search for circles of dead objects, put off while one question is answered."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

LOOKED_THROUGH = 256
"""After so many questions everything is looked through once, as what others make may lie in circles. A look
takes about as long as an answer, so it costs next to nothing; our convention."""


@contextmanager
def collected_later(answered: Iterator[int]) -> Iterator[None]:
    """Keep the interpreter from looking for circles of dead objects until the end, and then from looking
    through all that is kept of the answer.

    A recommendation makes hundreds of thousands of small objects and next to no circles among them; looking
    through them again and again takes a tenth of its time and finds nothing. All others are freed at once as
    ever. It is switched on again by whoever switched it off.

    Args:
        answered: Counts the questions.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            _grown_old(next(answered))
            gc.enable()


def _grown_old(answered: int) -> None:
    """Count all objects among the old ones, which are looked through seldom; those that somebody froze stay
    frozen."""
    if answered % LOOKED_THROUGH == 0:
        gc.collect()
    elif not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
