"""The search for circles of dead objects, put off while one question is answered."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collected_later() -> Iterator[None]:
    """Keep the interpreter from looking for circles of dead objects until the end.

    A recommendation makes hundreds of thousands of small objects and next to no circles among them; looking
    through them again and again takes a tenth of its time and finds nothing. All others are freed at once as
    ever. It is switched on again by whoever switched it off.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
