"""``advisor examples``: profiles to start from, one for every use case."""

from __future__ import annotations

import argparse
from pathlib import Path

from advisor.cli.output import table, write
from advisor.errors import UserError, did_you_mean, shown
from advisor.resources import shipped_path


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "examples",
        help="list or print example profiles",
        description="List the example profiles, or print one as TOML.",
        epilog="examples:\n"
        "  advisor examples chatbot > profile.toml\n"
        "  advisor examples chatbot | advisor recommend -",
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="the example to print")
    parser.add_argument("-o", "--output", metavar="FILE", help="save it instead of printing it")
    parser.set_defaults(run=run)


def example_files() -> dict[str, Path]:
    """Return the shipped example profiles by name."""
    return {path.stem: path for path in sorted(shipped_path("examples").glob("*.toml"))}


def run(args: argparse.Namespace) -> int:
    """List the examples, or print one of them.

    Raises:
        UserError: When there is no example of that name.
    """
    known = example_files()
    if args.name is None:
        rows: list[tuple[str, ...]] = [(name, _summary(path)) for name, path in known.items()]
        write(
            table(rows) + "\n\nadvisor examples NAME prints one; advisor recommend - reads it.", args.output
        )
        return 0
    if args.name not in known:
        raise UserError(f"There is no example {shown(args.name)!r}.{did_you_mean(args.name, known)}")
    write(known[args.name].read_text(encoding="utf-8"), args.output)
    return 0


def _summary(path: Path) -> str:
    """Return the first comment line of an example."""
    return path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
