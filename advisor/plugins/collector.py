"""Gather the results of one hook: checked one by one, without clashes, sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from advisor.errors import shown
from advisor.plugins.records import Contribution, Stamp
from advisor.plugins.registry import Registry

T = TypeVar("T")


def no_fault(_item: object, _plugin: Stamp) -> str:
    """Find nothing wrong with a record."""
    return ""


class Collector:
    """Turns what plugins return into tuples that the program can rely on."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def records(
        self,
        hook: str,
        record: type[T],
        *,
        key: Callable[[T], str],
        taken: Iterable[str] = (),
        fault: Callable[[T, Stamp], str] = no_fault,
        **arguments: object,
    ) -> tuple[Contribution[T], ...]:
        """Return the sound records of a hook, sorted by key; a key belongs to the first plugin that uses it.

        Args:
            hook: Name of the hook.
            record: Type of each record.
            key: The name of a record, which must be unique.
            taken: Names that the program itself uses.
            fault: Says in one sentence what is wrong with a record, or returns an empty string.
            arguments: The hook's arguments.
        """
        owners = dict.fromkeys(taken, "the program itself")
        kept: dict[str, Contribution[T]] = {}
        for one in self._registry.call(hook, record, **arguments):
            name = key(one.item)
            wrong = _fault_of(one, name, fault)
            if not wrong and name in owners:
                wrong = f"{shown(name)!r} is taken by {owners[name]}."
            if wrong:
                self._registry.set_aside(one.plugin, hook, wrong)
            else:
                owners[name] = str(one.plugin)
                kept[name] = one
        return tuple(kept[name] for name in sorted(kept))

    def files(
        self, hook: str, fault: Callable[[Path, Stamp], str] = no_fault
    ) -> tuple[Contribution[Path], ...]:
        """Return the files that a hook names, in the order of plugins and names.

        Args:
            hook: Name of the hook.
            fault: Says what is wrong with a file that exists, or returns an empty string.
        """

        def fault_of_file(path: Path, plugin: Stamp) -> str:
            return fault(path, plugin) if path.is_file() else f"the file {shown(path, 200)!r} does not exist."

        found = self.records(hook, Path, key=str, fault=fault_of_file)
        return tuple(sorted(found, key=lambda c: (c.plugin.distribution, c.plugin.name, c.item.name)))


def _fault_of(one: Contribution[T], name: object, fault: Callable[[T, Stamp], str]) -> str:
    record = type(one.item).__name__
    if not isinstance(name, str) or not name:
        return f"its {record} has the name {shown(name)!r}, which is no text."
    try:
        return fault(one.item, one.plugin)
    except (TypeError, AttributeError, ValueError) as error:
        return f"its {record} {shown(name)!r} holds a value of the wrong type: {shown(error, 120)}."
