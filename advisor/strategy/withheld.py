"""A context without its load, for what is the same under every load."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NoReturn, cast

from advisor.strategy.context import Context


class LookedAtError(Exception):
    """A function looked at what was withheld from it."""


class _Withheld:
    """Stands where a function is not to look."""

    def __getattribute__(self, name: str) -> NoReturn:
        raise LookedAtError(name)


_WITHHELD: Any = _Withheld()


def without_load(context: Context) -> Context:
    """Return a context whose workload raises ``LookedAtError`` as soon as anything of it is read.

    What a pure function gives for it, it gives for the same context under every load.
    """
    return replace(context, workload=cast("Any", _WITHHELD))


def has_load(context: Context) -> bool:
    """Return whether the workload of a context may be looked at."""
    return context.workload is not _WITHHELD
