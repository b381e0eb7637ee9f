"""``advisor schema``: the JSON schema of a profile."""

from __future__ import annotations

import argparse

from advisor.cli.output import json_text, write


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "schema",
        help="the JSON schema of a profile",
        description="Print the JSON schema (draft 2020-12) of a profile: every field, its unit, bounds and\n"
        "allowed values. A profile may be TOML or JSON, nested or with dotted keys.",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="save it instead of printing it")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print or save the schema."""
    from advisor.profile.fields import standard_fields
    from advisor.profile.schema import json_schema

    schema = json_schema(standard_fields())
    write(json_text(schema), args.output)
    return 0
