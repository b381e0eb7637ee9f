"""``advisor plugins``: list what is installed, check it, start a new one."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.cli.output import as_json, table, write
from advisor.cli.plugin_options import add_plugins_dir, load_advisor
from advisor.errors import UserError, shown

if TYPE_CHECKING:
    from advisor.plugins.manager import PluginManager
    from advisor.plugins.records import Command, Loaded, Stamp


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "plugins",
        help="list, check and start plugins",
        description="Plugins are installed packages, or single files in a folder named by --plugins-dir.\n"
        "ADVISOR_PLUGINS=a,b loads only these; ADVISOR_DISABLE_PLUGINS=a leaves some out.",
    )
    parser.set_defaults(run=run_list, json=False, plugins_dir=[])
    actions = parser.add_subparsers(metavar="ACTION")
    for name, run, help_text in (
        ("list", run_list, "every plugin that was found, and what became of it"),
        ("doctor", run_doctor, "call every hook, run the rules' tests, and say what is wrong"),
    ):
        action = actions.add_parser(name, help=help_text, description=f"{help_text.capitalize()}.")
        action.add_argument("--json", action="store_true", help="print one JSON object")
        add_plugins_dir(action)
        action.set_defaults(run=run)
    new = actions.add_parser("new", help="write a working plugin to start from")
    new.add_argument("name", metavar="NAME", help="small letters, digits and dashes")
    new.add_argument("folder", nargs="?", default=Path("."), type=Path, metavar="DIR", help="where to put it")
    new.set_defaults(run=run_new)


def add_plugin_verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, manager: PluginManager
) -> bool:
    """Add the verb of that name if a plugin brings it; return whether one does.

    A verb that fails is reported as bad input with the plugin's name, never as a traceback.

    Raises:
        UserError: When its plugin fails while it adds the arguments.
    """
    found = [c for c in manager.collect_commands(verbs.choices) if c.item.name == name]
    for one in found:
        try:
            parser = verbs.add_parser(name, help=one.item.summary, description=one.item.summary)
            one.item.add_arguments(parser)
        except Exception as error:
            raise UserError(_failure(name, one.plugin, error)) from error
        parser.set_defaults(run=_guarded(one.item, one.plugin))
    return bool(found)


def _guarded(command: Command, plugin: Stamp) -> Callable[[argparse.Namespace], int]:
    def run(args: argparse.Namespace) -> int:
        try:
            return int(command.run(args))
        except UserError:
            raise
        except Exception as error:
            raise UserError(_failure(command.name, plugin, error)) from error

    return run


def _failure(name: str, plugin: Stamp, error: Exception) -> str:
    return f"The verb {name!r} of {plugin} failed: {type(error).__name__}: {shown(error, 160)}."


def run_list(args: argparse.Namespace) -> int:
    """Print every plugin; 1 when one was set aside."""
    manager = _load(args)
    found = manager.plugins
    if args.json:
        write(as_json({"plugins": [_as_row(plugin) for plugin in found]}))
    elif not found:
        write("No plugins are loaded. advisor plugins new NAME starts one.")
    else:
        rows = [(p.plugin.name, str(p.plugin), p.status, p.reason or p.summary) for p in found]
        write(table([("name", "from", "status", "what"), *rows]))
    return 1 if any(plugin.status == "set aside" for plugin in found) else 0


def run_doctor(args: argparse.Namespace) -> int:
    """Call every hook, with the advice on an empty profile where one is due; 1 when anything is wrong."""
    from advisor.plugins.selftest import rule_failures

    advisor = load_advisor(args)
    manager = advisor.plugins
    advisor.recommend(advisor.profile({}), as_of=advisor.today)
    wrong = rule_failures(manager)
    wrong = [str(problem) for problem in manager.problems] + wrong
    loaded = [plugin for plugin in manager.plugins if plugin.status == "loaded"]
    if args.json:
        write(as_json({"plugins": [_as_row(plugin) for plugin in manager.plugins], "problems": wrong}))
    else:
        lines = [f"{plugin.plugin}: {', '.join(plugin.hooks)}" for plugin in loaded]
        write("\n".join([*lines, *wrong, "All is well." if not wrong else f"Things to mend: {len(wrong)}."]))
    return 1 if wrong else 0


def run_new(args: argparse.Namespace) -> int:
    """Write a plugin distribution; an existing folder is never touched."""
    from advisor.plugins.scaffold import write_plugin

    target = write_plugin(args.name, Path(args.folder))
    print(f"Wrote {target}. Go on with: pip install -e {target} && advisor plugins doctor")
    return 0


def _load(args: argparse.Namespace) -> PluginManager:
    from advisor.plugins.manager import PluginManager

    return PluginManager.load(enabled=not args.no_plugins, folders=args.plugins_dir)


def _as_row(plugin: Loaded) -> dict[str, object]:
    stamp = plugin.plugin
    return {
        "name": stamp.name,
        "distribution": stamp.distribution,
        "version": stamp.version,
        "status": plugin.status,
        "summary": plugin.summary,
        "homepage": plugin.homepage,
        "hooks": list(plugin.hooks),
        "reason": plugin.reason,
    }
