"""``advisor explain``: a rule, a field, a claim or a figure, with its sources."""

from __future__ import annotations

import argparse

from advisor.cli.fitted import prose
from advisor.cli.output import as_json, write
from advisor.cli.plugin_options import add_plugin_options, load_advisor

COMMAND = ": advisor "
"""What stands before a command that a reader may copy."""


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "explain",
        help="a rule, a field, a claim, a word or a figure, with its sources",
        description="Explain a rule by its code, a field by its path, a claim by its id, an option by\n"
        "its word, a published training run by its id, a word such as TPOT, or a figure by its name.",
        epilog="examples:\n"
        "  advisor explain BND002\n"
        "  advisor explain workload.peak_factor\n"
        "  advisor explain prompt_caching\n"
        "  advisor explain gpt-4-cloud\n"
        "  advisor explain TPOT\n"
        "  advisor explain usd_month --profile profile.toml",
    )
    parser.add_argument("name", metavar="NAME", help="CODE, FIELD, OPTION, CLAIM, RUN, WORD or FIGURE")
    parser.add_argument(
        "--profile", metavar="FILE", help="show figures as computed for this profile, - for standard input"
    )
    parser.add_argument("--json", action="store_true", help="print it as JSON")
    add_plugin_options(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Explain one name."""
    from advisor.profile.reading import read_document

    document = None if args.profile is None else read_document(args.profile)
    engine = load_advisor(args)
    profile = None if document is None else engine.profile(document[0], source=document[1])
    text = engine.explain(args.name, profile)
    write(as_json({"name": args.name, "text": text}) if args.json else _wrapped(text))
    return 0


def _wrapped(text: str) -> str:
    """Return an explanation with each line wrapped to the screen; a command to copy stays in one line."""
    return "\n".join(line if COMMAND in line else _fitted(line) for line in text.splitlines())


def _fitted(line: str) -> str:
    words = line.lstrip()
    return prose(words, line[: len(line) - len(words)]) if words else ""
