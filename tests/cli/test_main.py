"""The frame of the command line: help, version, verbs, exit codes, interruptions."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import advisor
from advisor.cli import EXIT_INTERRUPTED, EXIT_OWN_FAULT, main
from advisor.cli.parser import VERBS, build_parser

Run = Callable[..., Any]


def test_help_lists_every_verb_and_gives_examples(run: Run) -> None:
    result = run("--help")
    assert result.code == 0
    assert all(f"    {verb} " in result.out for verb in VERBS)
    assert "advisor examples chatbot | advisor recommend -" in result.out


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_has_its_own_help(verb: str, run: Run) -> None:
    result = run(verb, "--help")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"usage: advisor {verb}")


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_option_of_every_verb_says_what_it_is_for(verb: str) -> None:
    silent = [
        f"{parser.prog} {'/'.join(action.option_strings) or action.dest}"
        for parser in parsers(build_parser([verb]))
        for action in parser._actions
        if not isinstance(action, argparse._SubParsersAction) and (action.help or "(").startswith("(")
    ]
    assert silent == []


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Yield a parser and those of its actions."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for one in action.choices.values():
                yield from parsers(one)


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version").out == f"advisor {advisor.__version__}\n"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("recomend",), "'recommend'"),
        (("--plane",), "'--plain'"),
        (("recommend", "x.toml", "--formt", "json"), "'--format'"),
        (("estimate",), "WHAT"),
        (("estimate", "serve"), "--model"),
        (("estimate", "cook"), "cook"),
        (("recommend", "x.toml", "--as-of", "yesterday"), "2026-11-20"),
        (("recommend", "x.toml", "--seed", "many"), "many"),
    ],
)
def test_bad_usage_is_one_sentence_that_names_it(words: tuple[str, ...], named: str, run: Run) -> None:
    result = run(*words)
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert named in result.err


def test_control_characters_of_the_command_line_do_not_reach_the_terminal(run: Run) -> None:
    assert "\x1b" not in run("\x1b[31mfoo").err
    assert "\x1b" not in run("examples", "--\x1b[31mfoo").err
    assert "\x1b" not in run("recommend", "--seed", "\x1b[31mfoo").err


def test_ctrl_c_ends_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("advisor.cli.examples.run", interrupt)
    result = run("examples")
    assert (result.code, result.err) == (EXIT_INTERRUPTED, "Interrupted.\n")


def test_a_fault_of_the_program_is_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> int:
        raise ZeroDivisionError("division by zero")

    monkeypatch.delenv("ADVISOR_DEBUG", raising=False)
    monkeypatch.setattr("advisor.cli.examples.run", fail)
    result = run("examples")
    assert result.code == EXIT_OWN_FAULT
    assert result.err.count("\n") == 1
    assert "ZeroDivisionError" in result.err
    monkeypatch.setenv("ADVISOR_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["examples"])


def test_a_reader_that_goes_away_is_no_error() -> None:
    done = subprocess.run(
        f"{sys.executable} -m advisor schema | head -c 10; exit ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    assert done.returncode in (0, 141)


def test_a_closed_standard_input_is_one_sentence() -> None:
    done = subprocess.run(
        f"{sys.executable} -m advisor recommend - <&-",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("verb", ["examples", "schema", "recommend --set use_case.kind=chatbot"])
def test_a_closed_standard_output_is_no_fault_of_the_program(verb: str) -> None:
    done = subprocess.run(
        f"{sys.executable} -m advisor {verb} >&-", shell=True, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_terminal_that_knows_only_ascii_gets_what_it_can_show() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "advisor",
            "recommend",
            "--set",
            "use_case.kind=chatbot",
            "--template",
            "brief",
        ],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
