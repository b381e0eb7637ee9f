"""Outcomes that were worked out before: profiles that say the same have the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from advisor.profile import Profile

MOST = 4096
"""Outcomes that are kept; then all are forgotten."""


class Tried:
    """What profiles came to, by everything that they say but the words they say it in.

    The next question of an interview tries much that the last one tried: after "not sure" nothing is
    different, and an answer that was tried is now the profile.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, Hashable] = {}

    def outcome(self, filled: Profile, make: Callable[[Profile], Hashable]) -> Hashable:
        """Return what ``make`` gave for a profile that says the same, else make it now.

        Args:
            filled: The profile with its assumptions.
            make: Pure function of the profile, the same at every call.
        """
        key = frozenset((path, a.value, a.state, a.low, a.high) for path, a in filled.answers.items())
        if key not in self._kept:
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[key] = make(filled)
        return self._kept[key]
