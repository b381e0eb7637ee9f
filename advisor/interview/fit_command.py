"""The command line of the fits of words: files of examples, and whether errors are measured first."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Asked(NamedTuple):
    """What a fit is asked to do."""

    files: tuple[Path, ...]
    """Examples, one JSON object a line."""
    folds: bool
    """Whether the errors on parts left out are measured, which takes most of the time."""


def asked_for(about: str, holds: str, arguments: Sequence[str] | None) -> Asked:
    """Return what the arguments of a fit ask for; a wrong one ends the program with a sentence, code 2.

    Args:
        about: Docstring of the fit, whose first line stands in the help.
        holds: What the files hold.
        arguments: Words of the command line; those of the process when None.
    """
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument("files", type=Path, nargs="+", help=f"{holds}, one JSON object a line")
    parser.add_argument("--no-folds", action="store_true", help="write the weights without the errors")
    options = parser.parse_args(arguments)
    return Asked(tuple(options.files), not options.no_folds)


def right_and_told(told: int, right: int, there: int) -> str:
    """Return how much of what a model tells is right, and how much of what is there it tells.

    Args:
        told: How many it tells.
        right: How many of these are right.
        there: How many there are.
    """
    return f"{right / max(1, told):.0%} of what is told is right, {right / max(1, there):.0%} is told"
