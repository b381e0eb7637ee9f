"""Verbs that plugins add to the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable

import pytest

from advisor.cli.plugins import add_plugin_verb
from advisor.errors import UserError
from advisor.plugins.manager import PluginManager

Install = Callable[..., str]
Loader = Callable[[], PluginManager]

VERB = """
def add_arguments(parser):
    parser.add_argument("weeks", type=int)

def run(args):
    print(f"every {52 // args.weeks} weeks")
    return 0

@hookimpl
def advisor_commands():
    return [Command("transfers", "Plan transfers.", add_arguments, run)]
"""


def parsed(manager: PluginManager, *words: str) -> argparse.Namespace:
    """Parse words with the verbs of plugins."""
    parser = argparse.ArgumentParser()
    verbs = parser.add_subparsers()
    assert add_plugin_verb(verbs, words[0], manager)
    return parser.parse_args(words)


def test_a_verb_of_a_plugin_parses_its_arguments_and_runs(
    install: Install, load: Loader, capsys: pytest.CaptureFixture[str]
) -> None:
    install("one", VERB)
    args = parsed(load(), "transfers", "13")
    assert args.run(args) == 0
    assert capsys.readouterr().out == "every 4 weeks\n"


def test_a_verb_that_nobody_brings_is_not_added(install: Install, load: Loader) -> None:
    install("one", VERB)
    assert not add_plugin_verb(argparse.ArgumentParser().add_subparsers(), "transfer", load())


def test_a_verb_that_fails_says_whose_it_is(install: Install, load: Loader) -> None:
    stamp = install("one", VERB)
    args = parsed(load(), "transfers", "0")
    with pytest.raises(UserError, match=f"'transfers' of {stamp} failed: ZeroDivisionError"):
        args.run(args)


def test_a_verb_whose_arguments_are_broken_says_whose_it_is(install: Install, load: Loader) -> None:
    stamp = install("one", VERB.replace("type=int", "kind=int"))
    with pytest.raises(UserError, match=f"'transfers' of {stamp} failed: TypeError"):
        parsed(load(), "transfers", "1")
