"""Functions of a context whose result is kept for as long as the context lives."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from advisor.strategy.context import Context

P = ParamSpec("P")
T = TypeVar("T")


def once(function: Callable[Concatenate[Context, P], T]) -> Callable[Concatenate[Context, P], T]:
    """Return a pure function of a context that is worked out once for each context and arguments.

    A context is immutable, so what was worked out from it holds; the next profile has a context of its own.
    The arguments must be hashable and given by position.
    """

    @wraps(function)
    def kept(context: Context, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (function, args, *kwargs.items()) if kwargs else (function, args)
        found = context.memo.get(key, context)
        if found is context:
            found = context.memo[key] = function(context, *args, **kwargs)
        result: T = found
        return result

    return kept
