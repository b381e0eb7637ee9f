"""Rules whose condition is a function: for plugins that need more than the rule language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from advisor.rules.records import Compared
from advisor.rules.values import Values, written


@dataclass(frozen=True, slots=True)
class CodeCheck:
    """A condition in Python; it takes the place of ``Rule.when``.

    Example:
        ``CodeCheck(("workload.users",), lambda values: values["workload.users"] > 100)``
    """

    fields: tuple[str, ...]
    """Paths that it reads; the function is called only when all of them are known."""
    decide: Callable[[Values], bool]

    @property
    def known_fields(self) -> tuple[str, ...]:
        """No field changes the outcome by merely being known."""
        return ()

    def evaluate(self, values: Values) -> bool | None:
        """Return the function's verdict, or None while a field that it reads is unknown.

        Raises:
            TypeError: When the function returns something else than True or False.
        """
        if self.missing(values):
            return None
        verdict = self.decide(values)
        if not isinstance(verdict, bool):
            raise TypeError(f"the rule returned {type(verdict).__name__} instead of True or False")
        return verdict

    def trace(self, values: Values) -> tuple[Compared, ...]:
        """Return the values that it read; a function has no single comparisons."""
        return tuple(Compared(path, written(values.get(path)), "", None) for path in self.fields)

    def missing(self, values: Values) -> tuple[str, ...]:
        """Return the unknown fields among those that it reads."""
        return tuple(path for path in self.fields if values.get(path) is None)
