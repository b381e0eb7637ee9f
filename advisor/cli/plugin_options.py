"""The options of every verb that loads plugins, and the advisor that they ask for."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from advisor.api import Advisor


def add_plugin_options(parser: argparse.ArgumentParser) -> None:
    """Add ``--no-plugins`` and ``--plugins-dir``.

    The default of ``--no-plugins`` is left to the main parser, which takes it before the verb as well.
    """
    parser.add_argument(
        "--no-plugins", action="store_true", default=argparse.SUPPRESS, help="load no plugins"
    )
    add_plugins_dir(parser)


def add_plugins_dir(parser: argparse.ArgumentParser) -> None:
    """Add ``--plugins-dir``: nothing is loaded from a folder that was not named."""
    parser.add_argument(
        "--plugins-dir", action="append", default=[], type=Path, metavar="DIR", help="also load its *.py"
    )


def load_advisor(args: argparse.Namespace) -> Advisor:
    """Return the advisor with the plugins that the options allow."""
    from advisor.api import Advisor

    return Advisor.load(plugins=not args.no_plugins, plugin_dirs=args.plugins_dir)
