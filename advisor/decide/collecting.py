"""The search for circles of dead objects, put off while one question is answered.

It is a setting of the whole process, and this is what a program that imports the advisor may rely on:

- While a question is answered nothing is looked through; afterwards the search is on again as it was.
- What is there then counts as old, which is looked through seldom, and all of it is looked through once in
  ``LOOKED_THROUGH`` questions, so that dead circles, also those of others, do not pile up.
- Who switched the search off before finds all of it as they left it, and what somebody froze stays frozen.

What that is worth is measured by ``python -m tests.bench.session``.
"""

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
    through them again and again finds nothing. All others are freed at once as ever.

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
    """Count all objects among the old ones, unless somebody froze some of them."""
    if answered % LOOKED_THROUGH == 0:
        gc.collect()
    elif not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
