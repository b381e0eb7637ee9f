"""The least value of a function of a few numbers, without derivatives."""

from __future__ import annotations

from collections.abc import Callable, Sequence

SHRINK = 0.6


def pattern_search(
    loss: Callable[[Sequence[float]], float], start: Sequence[float], rounds: int = 60
) -> tuple[float, ...]:
    """Return numbers, none below zero, at which a function is least near the start.

    Each number moves by a step up and down in turn, and steps shrink when none helps (Hooke and Jeeves).

    >>> [round(x, 2) for x in pattern_search(lambda x: (x[0] - 3) ** 2 + (x[1] - 1) ** 2, (1.0, 2.0))]
    [3.0, 1.0]
    """
    best = list(start)
    steps = [0.5 * value for value in best]
    least = loss(best)
    for _ in range(rounds):
        moved = False
        for i, step in enumerate(steps):
            for change in (step, -step):
                tried = [*best[:i], max(0.0, best[i] + change), *best[i + 1 :]]
                found = loss(tried)
                if found < least:
                    best, least, moved = tried, found, True
                    break
        if not moved:
            steps = [SHRINK * step for step in steps]
    return tuple(best)
