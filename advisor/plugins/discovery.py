"""Find plugins without running them: installed distributions, and folders that the user named."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from advisor.errors import UserError, shown
from advisor.plugins import GROUP
from advisor.plugins.records import Stamp

ONLY = "ADVISOR_PLUGINS"
"""Environment: names of the plugins to load, separated by commas; the others are left alone."""
NOT = "ADVISOR_DISABLE_PLUGINS"
"""Environment: names of plugins not to load."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plugin that was found."""

    stamp: Stamp
    load: Callable[[], object]
    """Imports it; may raise anything."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which plugins the user wants."""

    only: frozenset[str] | None = None
    """Names of plugins or distributions; None means all."""
    blocked: frozenset[str] = frozenset()

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Selection:
        """Return the selection that the environment names."""
        only = _names(environ.get(ONLY, ""))
        return cls(only if ONLY in environ else None, _names(environ.get(NOT, "")))

    def refuses(self, stamp: Stamp) -> str:
        """Return why a plugin is not loaded, or an empty string."""
        names = {_fold(stamp.name), _fold(stamp.distribution)}
        if names & self.blocked:
            return f"{NOT} names it."
        if self.only is not None and not names & self.only:
            return f"{ONLY} does not name it."
        return ""


def find(folders: Iterable[Path] = ()) -> tuple[Candidate, ...]:
    """Return the installed plugins, sorted by distribution and name, then those of the folders.

    Raises:
        UserError: When a folder does not exist.
    """
    installed = sorted(map(_installed, entry_points(group=GROUP)), key=_key)
    return (*installed, *(found for folder in folders for found in _in_folder(folder)))


def _installed(entry: EntryPoint) -> Candidate:
    name, version = (entry.dist.name, entry.dist.version) if entry.dist else (entry.name, "")
    return Candidate(Stamp(entry.name, str(name), str(version)), entry.load)


def _in_folder(folder: Path) -> Iterator[Candidate]:
    if not folder.is_dir():
        raise UserError(f"The plugin folder {shown(folder, 200)!r} does not exist.")
    for file in sorted(folder.glob("*.py")):
        if not file.name.startswith("_"):
            yield Candidate(Stamp(file.stem, file.name, ""), partial(_load_file, file))


def _load_file(file: Path) -> object:
    spec = importlib.util.spec_from_file_location(f"advisor_plugin_{file.stem}", file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file.name} is not a Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _key(candidate: Candidate) -> tuple[str, str]:
    return candidate.stamp.distribution, candidate.stamp.name


def _names(text: str) -> frozenset[str]:
    return frozenset(_fold(name) for name in text.split(",") if name.strip())


def _fold(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).casefold()
