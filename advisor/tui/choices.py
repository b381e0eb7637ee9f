"""What can be picked by a number or a key, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.conversation import phrases
from advisor.conversation.view import View

MOST_DIGITS = 2
"""A longer number is an answer and picks nothing."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The quick replies of one moment."""

    replies: tuple[str, ...] = ()
    """By number from 1."""
    others: tuple[tuple[str, str], ...] = ()
    """What else a key says, in a row of its own: ``("0", "Not sure")``."""
    title: str = ""
    first: int = 0
    """Number of the reply that Enter takes when nothing is typed, 0 for none."""
    waiting: bool = False
    """Whether these are replies to a reading that waits to be kept."""

    def label(self, text: str) -> str:
        """Return the words of what a number picks, to show them at once.

        >>> Choices(("Yes", "No"), (("0", "Not sure"),)).label("2")
        'No'
        """
        if self.waiting:
            return ""
        if number := number_of(text, len(self.replies)):
            return " ".join(self.replies[number - 1].split())
        return dict(self.others).get(text, text)


def number_of(text: str, count: int) -> int:
    """Return which of so many replies a text picks, 0 for none.

    >>> number_of("2", 3), number_of("4", 3), number_of("two", 3)
    (2, 0, 0)
    """
    number = int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else 0
    return number if number <= count else 0


def choices_of(view: View) -> Choices:
    """Return what can be picked now."""
    if view.pending:
        return Choices(view.replies, title="Is that right?", first=1, waiting=True)
    if view.ask is None:
        return Choices(view.replies)
    others = (("0", phrases.NOT_SURE), ("?", phrases.WHY))
    return Choices(view.replies, others, "Pick a number, or use your own words")


def offered_choices(view: View) -> Choices:
    """Return what can be picked while unfinished conversations are offered."""
    return Choices(view.replies, (("0", phrases.OFFER_NEW),), "Enter takes the marked one", first=1)
