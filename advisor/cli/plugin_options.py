"""The options of every verb that loads plugins, and the advisor that they ask for."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.cli.catalog_options import add_catalog_option, add_price_option, usable_books
from advisor.errors import UserError

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
    add_catalog_option(parser)
    add_price_option(parser)
    parser.add_argument(
        "--rules",
        action="append",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="PATH",
        help="a rule pack of your own, or a folder of them, beside the shipped ones",
    )
    parser.add_argument(
        "--model-config",
        action="append",
        type=Path,
        metavar="FILE",
        help="config.json of a model that no book has; it becomes the one that you named",
    )


def add_plugins_dir(parser: argparse.ArgumentParser) -> None:
    """Add ``--plugins-dir``: nothing is loaded from a folder that was not named."""
    parser.add_argument(
        "--plugins-dir", action="append", default=[], type=Path, metavar="DIR", help="also load its *.py"
    )


def load_advisor(args: argparse.Namespace) -> Advisor:
    """Return the advisor with the plugins that the options allow, and the user's own books and rules.

    A rule that holds a mistake is left out and said on stderr, and the others of its pack go on; so is a
    plugin that cannot be loaded, a single file included.

    Raises:
        UserError: When a file that the user named is no pack at all, of which nothing could go on.
    """
    from advisor.api import Advisor
    from advisor.catalog.folders import prices_folder

    engine = Advisor.load(
        plugins=not args.no_plugins,
        plugin_dirs=getattr(args, "plugins_dir", ()),
        catalog_books=usable_books(args),
        rule_packs=getattr(args, "rules", None) or (),
        model_configs=getattr(args, "model_config", None) or (),
        prices=getattr(args, "prices", ""),
        prices_dir=prices_folder(),
        today=getattr(args, "as_of", None),
    )
    own = {pack.path for pack in engine.own_packs}
    rules = [problem for problem in engine.library.problems if problem.path in own]
    named = {Path(path) for path in getattr(args, "rules", None) or ()}
    for mistake in rules:
        if mistake.path in named and not mistake.line and not mistake.code:
            raise UserError(str(mistake))
    for problem in (*engine.catalog.problems, *rules, *engine.plugins.problems):
        print(f"note: {problem}", file=sys.stderr)
    return engine
