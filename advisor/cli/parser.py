"""The argument parser: every verb is listed, only the chosen one is imported."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import advisor
from advisor.errors import UserError, did_you_mean, shown

VERBS: dict[str, str] = {
    "recommend": "advise from a profile, without the chat",
    "estimate": "memory, speed, time and money of one model on one device",
    "validate": "how far the estimates lie from published measurements, or from yours",
    "explain": "a rule, a field, a claim or a figure, with its sources",
    "examples": "list or print example profiles",
    "schema": "the JSON schema of a profile",
    "rules": "list, test, lint and start rule packs",
    "plugins": "list, check and start plugins",
    "catalog": "the dated books of devices, models and prices",
    "verify": "compute a saved report again and compare",
}
"""What each verb is for; ``advisor.cli.<verb>`` offers ``add_parser(subparsers)``, which sets the default
``run`` to a function that takes the parsed arguments and returns the exit code."""

TAKES_VALUE = ("--catalog", "--prices", "--rules")
"""Options before the verb whose next word is their value."""

EPILOG = """\
examples:
  advisor                                          talk it through
  advisor --resume                                 go on where you stopped
  advisor examples chatbot | advisor recommend -   the report for an example, as Markdown
  advisor recommend profile.toml --format json     the same for a script
  advisor recommend --text "answer 5k customer questions a day, EU only"
  advisor estimate serve --model llama-3.1-8b --gpu l40s --concurrency 16
"""


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal; asking here keeps argparse from importing archive formats to do so."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=_columns())


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one sentence, like every other error of the program."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": Formatter, "allow_abbrev": False, **options})
        # No option of ours begins with a digit, so a number below zero is a value, with its unit too: -20k.
        self._negative_number_matcher = re.compile(r"-[\d.$€£]")

    def error(self, message: str) -> NoReturn:
        """Tell the complaint instead of printing the usage and leaving.

        Raises:
            UserError: Always.
        """
        raise UserError(f"{self.prog}: {message} ({self.prog} --help shows the options).")


def build_parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser for these words; the verb among them is imported and adds its own options.

    Args:
        words: The command line without the program's name.

    Raises:
        UserError: When the verb is unknown.
    """
    parser: argparse.ArgumentParser = Parser(
        prog="advisor",
        description="Train or use AI, buy or rent, which model, which hardware, for how much, and when that\n"
        "changes. Without a verb it opens the chat. It works offline and needs no key.",
        epilog=EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"advisor {advisor.__version__}")
    parser.add_argument(
        "--resume", action="store_true", help="go on with the last conversation, also a finished one"
    )
    parser.add_argument("--new", action="store_true", help="start a new conversation")
    parser.add_argument(
        "--plain", action="store_true", help="the conversation line by line, without a screen"
    )
    parser.add_argument("--no-plugins", action="store_true", help="load no plugins")
    parser.add_argument("--catalog", action="append", metavar="FILE", help="a TOML book of your own")
    parser.add_argument("--rules", action="append", type=Path, metavar="PATH", help="a rule pack of your own")
    parser.add_argument("--prices", default="", metavar="NAME", help="prices from this book: genai-prices")
    chosen = _verb(words)
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", dest="verb")
    for verb, purpose in VERBS.items():
        if verb == chosen:
            import_module(f"advisor.cli.{verb}").add_parser(verbs)
        else:
            verbs.add_parser(verb, help=purpose)
    if chosen and chosen not in VERBS and not _added_by_a_plugin(verbs, chosen, words):
        hint = did_you_mean(chosen, VERBS)
        raise UserError(f"There is no verb {shown(chosen)!r}.{hint} See advisor --help.")
    return parser


def _verb(words: Sequence[str]) -> str:
    """Return the first word that is neither an option nor the value of one, an empty text when none is."""
    values = False
    for word in words:
        if values:
            values = False
        elif word.startswith("-"):
            values = word in TAKES_VALUE
        else:
            return word
    return ""


def _added_by_a_plugin(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], chosen: str, words: Sequence[str]
) -> bool:
    """Add the verb that a plugin brings; plugins are loaded only for a verb that is not ours."""
    if "--no-plugins" in words:
        return False
    from advisor.cli.plugins import add_plugin_verb
    from advisor.plugins.manager import PluginManager

    return add_plugin_verb(verbs, chosen, PluginManager.load())


def parse(parser: argparse.ArgumentParser, words: Sequence[str]) -> argparse.Namespace:
    """Parse the words.

    Raises:
        UserError: On bad usage; an unknown option names the nearest one.
        SystemExit: After ``--help`` and ``--version``.
    """
    args, rest = parser.parse_known_args(words)
    if rest:
        hint = did_you_mean(rest[0].partition("=")[0], sorted(set(_options(parser, args))))
        raise UserError(f"advisor: {shown(rest[0])!r} is not understood here.{hint}")
    return args


def _columns() -> int:
    """Return the width for help texts, from 60 to 110 columns."""
    try:
        return max(60, min(110, os.get_terminal_size().columns - 2))
    except OSError:
        return 100


def _options(parser: argparse.ArgumentParser, args: argparse.Namespace) -> Iterator[str]:
    """Yield the option names of a parser and of the sub-parsers that were chosen."""
    for action in parser._actions:
        yield from action.option_strings
        if isinstance(action, argparse._SubParsersAction):
            child = action.choices.get(str(getattr(args, action.dest, "")))
            if child is not None:
                yield from _options(child, args)
