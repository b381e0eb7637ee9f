"""What a plugin author imports: the marker and the records. ``docs/plugins.md`` is the page to read."""

from pluggy import HookimplMarker

from advisor.plugins.records import Command, Exporter, PluginInfo, ReportSection

API = 1
"""Version of the plugin contract. It is raised only when something is taken away."""

GROUP = "advisor"
"""Entry-point group of plugin distributions."""

hookimpl = HookimplMarker(GROUP)
"""Marks a function of a plugin as an implementation of the hook of the same name."""

__all__ = [
    "API",
    "GROUP",
    "Command",
    "Exporter",
    "PluginInfo",
    "ReportSection",
    "hookimpl",
]
