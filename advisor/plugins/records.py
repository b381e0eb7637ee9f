"""Frozen records that plugins return beside those of the rooms, and what the manager says about plugins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

if TYPE_CHECKING:
    import argparse

    from advisor.decide.records import Recommendation

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PluginInfo:
    """Who a plugin is."""

    summary: str
    """One sentence for ``advisor plugins list``."""
    homepage: str = ""
    api: int = 1
    """The version of the contract that it was written for."""


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A section at the end of the report."""

    title: str
    markdown: str
    """Without a heading of its own."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """A further file format of a recommendation."""

    name: str
    """What ``--format`` takes."""
    suffix: str
    """Of the file, for instance ``".csv"``."""
    summary: str
    export: Callable[[Recommendation], bytes]


@dataclass(frozen=True, slots=True)
class Command:
    """A further verb of the command line."""

    name: str
    summary: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    """Returns the exit code: 0, 1 when a check fails, 2 on bad input."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where something came from."""

    name: str
    """Name of the plugin: that of its entry point or file."""
    distribution: str
    version: str

    def __str__(self) -> str:
        return f"{self.distribution} {self.version}".strip()


@dataclass(frozen=True, slots=True)
class Contribution(Generic[T]):
    """One record of a plugin with its stamp."""

    item: T
    plugin: Stamp


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of a plugin that was set aside."""

    plugin: Stamp
    reason: str
    """One sentence."""
    hook: str = ""
    """The hook whose result was left out; empty when the whole plugin was."""

    def __str__(self) -> str:
        what = f"The {self.hook} of plugin" if self.hook else "Plugin"
        return f"{what} {self.plugin.name} ({self.plugin}) was left out: {self.reason}"


@dataclass(frozen=True, slots=True)
class Loaded:
    """One plugin that was found, and what became of it."""

    plugin: Stamp
    status: Literal["loaded", "set aside", "disabled"]
    summary: str = ""
    homepage: str = ""
    hooks: tuple[str, ...] = ()
    reason: str = ""
