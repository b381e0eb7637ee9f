"""A profile: the answers so far, each with its state, its range and the words it was read from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeVar

from advisor.profile.fields import Fields, standard_fields

T = TypeVar("T")
State = Literal["answered", "assumed", "unknown"]

UNDECIDED = "undecided"
"""The use case while none was named."""


@dataclass(frozen=True, slots=True)
class Device:
    """Some devices of one kind that a user owns or thinks of."""

    name: str
    """The user's word or a catalogue id."""
    count: int = 1
    memory_gb: float | None = None
    """Memory of one device where the user said it."""
    bandwidth_gb_s: float | None = None
    tflops: float | None = None
    """Memory bandwidth and dense 16-bit peak of one device, for one that no book has."""


Value = float | bool | str | tuple[str, ...] | tuple[Device, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of one field."""

    value: Value | None
    """``None`` only when the state is ``unknown``."""
    state: State = "answered"
    low: float | None = None
    """Lower end of a range, for numbers."""
    high: float | None = None
    said: str = ""
    """The user's words that it was read from, or the reason of an assumption."""

    @property
    def known(self) -> bool:
        """Whether there is a value, said or assumed."""
        return self.value is not None


View = Callable[[Answer | None], T]
"""What is wanted of an answer, where that is less than all of it."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An immutable set of answers by field path; fields that are absent were never asked."""

    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    fields: Fields = field(default_factory=standard_fields)

    def __iter__(self) -> Iterator[tuple[str, Answer]]:
        return iter(sorted(self.answers.items()))

    def get(self, path: str) -> Answer | None:
        """Return the answer to a field, or None when there is none; an unknown path is an error."""
        answer = self.answers.get(path)
        if answer is None:
            _ = self.fields[path]
        return answer

    def said(self, path: str) -> bool:
        """Return whether the user gave this field a value."""
        answer = self.get(path)
        return answer is not None and answer.state == "answered" and answer.known

    def through(self, path: str, view: View[T]) -> T:
        """Return what a view shows of the answer to a field: who notes what was read notes no more than that.

        Args:
            path: A field.
            view: A function that stands in a module, the same at every call.
        """
        _ = self.fields[path]
        return view(self.answers.get(path))

    def number(self, path: str, default: float | None = None) -> float | None:
        """Return a number field's value, or the default."""
        answer = self.get(path)
        return float(answer.value) if answer and isinstance(answer.value, (int, float)) else default

    def text(self, path: str, default: str = "") -> str:
        """Return a choice's or a text's value, or the default."""
        answer = self.get(path)
        return answer.value if answer and isinstance(answer.value, str) else default

    def flag(self, path: str) -> bool | None:
        """Return a yes-or-no field, None when it is unknown."""
        answer = self.get(path)
        return answer.value if answer and isinstance(answer.value, bool) else None

    def words(self, path: str) -> tuple[str, ...]:
        """Return the entries of a field that holds several words."""
        answer = self.get(path)
        if not answer or not isinstance(answer.value, tuple):
            return ()
        return tuple(item for item in answer.value if isinstance(item, str))

    def devices(self, path: str) -> tuple[Device, ...]:
        """Return the devices of a hardware field."""
        answer = self.get(path)
        if not answer or not isinstance(answer.value, tuple):
            return ()
        return tuple(item for item in answer.value if isinstance(item, Device))

    def with_answer(self, path: str, answer: Answer) -> Profile:
        """Return a profile with one more answer."""
        _ = self.fields[path]
        return Profile(MappingProxyType({**self.answers, path: answer}), self.fields)

    def with_answers(self, answers: Mapping[str, Answer]) -> Profile:
        """Return a profile with several more answers."""
        self.fields.check(answers.keys())
        return Profile(MappingProxyType({**self.answers, **answers}), self.fields)

    def without(self, path: str) -> Profile:
        """Return a profile in which a field was never answered."""
        return Profile(MappingProxyType({p: a for p, a in self.answers.items() if p != path}), self.fields)

    def only_said(self) -> Profile:
        """Return the profile without what was assumed."""
        kept = {p: a for p, a in self.answers.items() if a.state != "assumed"}
        return Profile(MappingProxyType(kept), self.fields)
