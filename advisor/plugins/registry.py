"""Load plugins one by one, so that one that fails never takes another with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TypeVar

import pluggy

from advisor.errors import did_you_mean, shown
from advisor.plugins import API, GROUP, hookspecs
from advisor.plugins.discovery import Candidate, Selection
from advisor.plugins.records import Contribution, Loaded, PluginInfo, Problem, Stamp

T = TypeVar("T")
MOST = 10_000
"""Records that one call of one hook may return."""


class PluginError(Exception):
    """Why a plugin, or one result of it, is set aside; the message is one sentence."""


class Registry:
    """The plugins that could be loaded, and what became of the others."""

    def __init__(self) -> None:
        self._pluggy = pluggy.PluginManager(GROUP)
        self._pluggy.add_hookspecs(hookspecs)
        self._stamps: dict[str, Stamp] = {}
        self.plugins: list[Loaded] = []
        self.problems: dict[Problem, None] = {}

    def add(self, candidate: Candidate, selection: Selection) -> None:
        """Load one plugin, or record why not."""
        stamp = candidate.stamp
        refusal = selection.refuses(stamp)
        if refusal:
            self.plugins.append(Loaded(stamp, "disabled", reason=refusal))
            return
        try:
            hooks = self._register(candidate)
            info = self._info(stamp)
        except PluginError as error:
            if self._stamps.get(stamp.name) == stamp:
                self._forget(stamp)
            self.plugins.append(Loaded(stamp, "set aside", reason=str(error)))
            self.problems[Problem(stamp, str(error))] = None
            return
        self.plugins.append(Loaded(stamp, "loaded", info.summary, info.homepage, hooks))

    def call(self, hook: str, record: type[T], **arguments: object) -> Iterator[Contribution[T]]:
        """Yield what every plugin returns for a hook; a failing plugin is recorded and skipped.

        Args:
            hook: Name of the hook.
            record: The type that each returned item must have.
            arguments: The hook's arguments.
        """
        for stamp in sorted(self._stamps.values(), key=lambda s: (s.distribution, s.name)):
            try:
                items = self._call_one(stamp, hook, record, arguments)
            except PluginError as error:
                self.set_aside(stamp, hook, str(error))
                continue
            for item in items:
                yield Contribution(item, stamp)

    def set_aside(self, stamp: Stamp, hook: str, reason: str) -> None:
        """Record that something a plugin returned is left out; the same words are recorded once."""
        self.problems[Problem(stamp, reason, hook)] = None

    def _register(self, candidate: Candidate) -> tuple[str, ...]:
        stamp = candidate.stamp
        taken = self._stamps.get(stamp.name)
        if taken:
            raise PluginError(f"the name {stamp.name!r} is taken by {taken}.")
        try:
            plugin = candidate.load()
        except (Exception, SystemExit) as error:
            raise PluginError(f"it cannot be imported: {_words(error)}.") from error
        if isinstance(plugin, type):
            raise PluginError(f"it points to the class {plugin.__name__}; point to a module or an instance.")
        try:
            self._pluggy.register(plugin, name=stamp.name)
        except Exception as error:
            raise PluginError(f"it does not fit the contract: {_first_line(error)}.") from error
        self._stamps[stamp.name] = stamp
        return self._hooks_of(plugin)

    def _hooks_of(self, plugin: object) -> tuple[str, ...]:
        callers = self._pluggy.get_hookcallers(plugin) or []
        known = [name for name in vars(hookspecs) if name.startswith("advisor_")]
        for caller in callers:
            if caller.spec is None:
                near = did_you_mean(caller.name, known)
                raise PluginError(f"there is no hook {caller.name!r}.{near}")
            if any(i.hookwrapper or i.wrapper for i in caller.get_hookimpls() if i.plugin is plugin):
                raise PluginError(f"{caller.name} is a wrapper, which this contract does not have.")
        if not callers:
            raise PluginError("it implements no hook; mark its functions with @hookimpl.")
        return tuple(sorted(caller.name for caller in callers))

    def _info(self, stamp: Stamp) -> PluginInfo:
        items = self._call_one(stamp, "advisor_plugin_info", PluginInfo, {})
        info = items[0] if items else PluginInfo("")
        if info.api != API:
            raise PluginError(f"it was written for contract {info.api}; this program has contract {API}.")
        return info

    def _forget(self, stamp: Stamp) -> None:
        self._pluggy.unregister(name=stamp.name)
        del self._stamps[stamp.name]

    def _call_one(self, stamp: Stamp, hook: str, record: type[T], arguments: Mapping[str, object]) -> list[T]:
        caller = getattr(self._pluggy.hook, hook)
        found = [impl for impl in caller.get_hookimpls() if impl.plugin_name == stamp.name]
        items: list[T] = []
        for impl in found:
            try:
                result = impl.function(*[arguments[name] for name in impl.argnames])
                items += islice(() if result is None else result, MOST + 1)
            except (Exception, SystemExit) as error:
                raise PluginError(f"it failed with {_words(error)}.") from error
        wrong = next((item for item in items if not isinstance(item, record)), None)
        if wrong is not None:
            raise PluginError(f"it returned {type(wrong).__name__} where {record.__name__} is due.")
        if len(items) > MOST:
            raise PluginError(f"it returned more than {MOST} records.")
        return items


def _words(error: BaseException) -> str:
    return f"{type(error).__name__}: {shown(error, 160)}".removesuffix(": ")


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return shown(" ".join(lines[1:]) or type(error).__name__, 200).rstrip(".")
