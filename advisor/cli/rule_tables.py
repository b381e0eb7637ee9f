"""``advisor rules fields`` and ``advisor rules words``: what a condition may read and a rule may advise."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.cli.output import as_json, table, write
from advisor.errors import UserError, nearest, shown

if TYPE_CHECKING:
    from advisor.profile import Field

KINDS = {
    "number": "a number",
    "flag": "True or False",
    "text": "text",
    "texts": "several words",
    "choice": "one word",
    "choices": "several words",
    "devices": "devices",
}


def add_table_parsers(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add both actions."""
    fields = actions.add_parser(
        "fields",
        help="every field that a condition may read",
        description="Fields of the profile, of the facts computed from it and of the plan under judgement.",
    )
    fields.add_argument("part", nargs="?", default="", metavar="WORD", help="only names that hold this")
    words = actions.add_parser(
        "words",
        help="every word for applies_to, advise and against",
        description="The words for deployments, adaptations, techniques, hardware and advice.",
    )
    words.add_argument("part", nargs="?", default="", metavar="WORD", help="only words that hold this")
    for parser, run in ((fields, run_fields), (words, run_words)):
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.set_defaults(run=run)


def run_fields(args: argparse.Namespace) -> int:
    """Print the fields, those of plugins included."""
    from advisor.plugins.manager import PluginManager
    from advisor.profile import fact_fields, standard_fields
    from advisor.rules.schema import Schema

    plugins = PluginManager.load(enabled=not args.no_plugins)
    own = [c.item for c in plugins.collect_fields(standard_fields().paths())]
    known = Schema.of(standard_fields(), own, fact_fields()).table
    rows = [(path, known[path].label, _values(known[path])) for path in _chosen(args.part, list(known))]
    return _print(args, "fields", ("field", "what", "values"), rows)


def run_words(args: argparse.Namespace) -> int:
    """Print the words of the vocabulary, those of plugins included."""
    from advisor.plugins.manager import PluginManager
    from advisor.strategy.options import load_options

    options = load_options()
    more = PluginManager.load(enabled=not args.no_plugins).collect_options(tuple(options))
    known = {**options, **{c.item.id: c.item for c in more}}
    rows = [(word, known[word].kind, known[word].title) for word in _chosen(args.part, list(known))]
    return _print(args, "words", ("word", "kind", "what"), rows)


def _chosen(part: str, known: list[str]) -> list[str]:
    found = [name for name in known if part.casefold() in name.casefold()]
    if not found:
        raise UserError(f"Nothing holds {shown(part)!r}.{nearest(part, known)}")
    return found


def _values(field: Field) -> str:
    if field.choices:
        several = "several of " if field.kind == "choices" else ""
        return several + (" < " if field.ordered else ", ").join(field.choices)
    unit = f" of {field.unit}" if field.unit else ""
    bounds = [
        f"from {field.low:g}" if field.low is not None else "",
        f"to {field.high:g}" if field.high is not None else "",
    ]
    return " ".join(part for part in (KINDS[field.kind] + unit, *bounds) if part)


def _print(
    args: argparse.Namespace, name: str, head: tuple[str, str, str], rows: Sequence[tuple[str, str, str]]
) -> int:
    if args.json:
        write(as_json({name: [dict(zip(head, row, strict=True)) for row in rows]}))
    else:
        write(table([head, *rows]))
    return 0
