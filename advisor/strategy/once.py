"""Functions of a context whose result is kept for as long as the context lives."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from advisor.profile.watched import Watched

if TYPE_CHECKING:
    from advisor.strategy.context import Context

P = ParamSpec("P")
T = TypeVar("T")


def once(function: Callable[Concatenate[Context, P], T]) -> Callable[Concatenate[Context, P], T]:
    """Return a pure function of a context that is worked out once for each context and arguments.

    A context is immutable, so what was worked out from it holds; the next profile has a context of its own.
    What it looked up is noted each time it is asked. The arguments must be hashable and given by position.
    """

    @wraps(function)
    def kept(context: Context, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (function, args, *kwargs.items()) if kwargs else (function, args)
        profile, found = context.profile, context.memo.get(key)
        if found is None:
            if isinstance(profile, Watched):
                before = profile.begin()
                try:
                    result = function(context, *args, **kwargs)
                finally:
                    notes = profile.end(before)
                found = result, notes
            else:
                found = function(context, *args, **kwargs), ()
            context.memo[key] = found
        elif found[1] and isinstance(profile, Watched):
            profile.seen.update(found[1])
        kept_result: T = found[0]
        return kept_result

    return kept
