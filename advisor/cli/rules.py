"""``advisor rules``: list, test, lint, explain and start rule packs."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from advisor.cli.output import as_json, table, write
from advisor.cli.rule_tables import add_table_parsers
from advisor.errors import UserError, shown
from advisor.quantity import counted

if TYPE_CHECKING:
    from advisor.rules.library import Library
    from advisor.rules.records import Rule
    from advisor.rules.schema import Schema


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "rules",
        help="list, test, lint, explain and start rule packs",
        description="Rules are TOML files; without PATH the shipped packs and those of plugins are meant.",
        epilog="examples:\n"
        "  advisor rules list\n"
        "  advisor rules new platform-team && advisor rules test platform-team.toml",
    )
    parser.set_defaults(run=run_list, paths=[], json=False)
    actions = parser.add_subparsers(metavar="ACTION")
    for name, run, help_text in (
        ("list", run_list, "every rule with its kind and name"),
        ("test", run_test, "run the tests inside the packs"),
        ("lint", run_lint, "find words nobody knows and conditions that never change"),
    ):
        action = actions.add_parser(name, help=help_text, description=f"{help_text.capitalize()}.")
        action.add_argument("paths", nargs="*", metavar="PATH", type=Path, help="a pack or a folder of packs")
        action.add_argument("--json", action="store_true", help="print one JSON object")
        action.set_defaults(run=run)
    explain = actions.add_parser("explain", help="one rule: its condition, reasons, sources and tests")
    explain.add_argument("code", metavar="CODE", help="the code of a rule, such as BND002")
    explain.add_argument("paths", nargs="*", metavar="PATH", type=Path, help="a pack or a folder of packs")
    explain.add_argument("--json", action="store_true", help="print one JSON object")
    explain.set_defaults(run=run_explain)
    add_table_parsers(actions)
    new = actions.add_parser("new", help="write a commented pack to start from")
    new.add_argument("name", metavar="NAME", help="small letters, digits and dashes")
    new.add_argument("folder", nargs="?", default=Path("."), type=Path, metavar="DIR", help="where to put it")
    new.set_defaults(run=run_new)


def run_list(args: argparse.Namespace) -> int:
    """Print every rule; 1 when a pack holds a mistake, 2 when a file is no pack."""
    library, _ = _load(args)
    if args.json:
        write(as_json({"rules": [_as_row(rule) for rule in library.rules], "problems": _problems(library)}))
    else:
        rows = [(rule.code, rule.kind, rule.name, rule.plugin or rule.pack) for rule in library.rules]
        write("\n".join([table([("code", "kind", "name", "from"), *rows]), *_problems(library)]))
    return _code(library, well=True)


def run_test(args: argparse.Namespace) -> int:
    """Run the tests inside the packs.

    Returns:
        1 when a test fails or a rule holds a mistake, 2 when a file is no pack.
    """
    from advisor.rules.testing import report_lines, run_tests

    library, schema = _load(args)
    if not args.json:
        lines, well = report_lines(library, schema)
        write("\n".join(lines))
        return _code(library, well=well)
    outcomes = list(run_tests(library.rules, schema))
    failures = [outcome.sentence() for outcome in outcomes if not outcome.passed]
    counts = {"rules": len(library.rules), "tests": len(outcomes)}
    write(as_json({**counts, "failures": failures, "problems": _problems(library)}))
    return _code(library, well=not failures)


def run_lint(args: argparse.Namespace) -> int:
    """Print what should be mended; 1 when there is anything, 2 when a file is no pack."""
    from advisor.catalog import load_catalog
    from advisor.rules.lint import lint, unused_packs
    from advisor.strategy.options import load_options

    library, schema, beside = _load_beside(args)
    claims = load_catalog().claims
    found = lint(library, schema, set(load_options()), claims=claims, beside=beside)
    remarks = [*(str(remark) for remark in found), *unused_packs(library, found)]
    problems = _problems(library)
    if args.json:
        write(as_json({"rules": len(library.rules), "remarks": remarks, "problems": problems}))
    else:
        rules, remarked = counted(len(library.rules), "rule"), counted(len(remarks), "remark")
        write("\n".join([*problems, *remarks, f"{rules}: {remarked}, {counted(len(problems), 'mistake')}."]))
    return _code(library, well=not remarks)


def run_explain(args: argparse.Namespace) -> int:
    """Print one rule with everything that stands in its pack.

    Raises:
        UserError: When no rule has that code.
    """
    from advisor.errors import nearest
    from advisor.rules.explain import explained

    library, _ = _load(args)
    rule = library.rule(args.code)
    if rule is None:
        near = nearest(args.code.upper(), [r.code for r in library.rules])
        raise UserError(f"There is no rule {shown(args.code)!r}.{near} advisor rules list shows all.")
    write(as_json({"rule": _as_row(rule)}) if args.json else explained(rule))
    return 0


def run_new(args: argparse.Namespace) -> int:
    """Write a starter pack; an existing file is never touched.

    Raises:
        UserError: When the name is of another form, or the file is there already.
    """
    from advisor.rules.starter import starter_pack

    text = starter_pack(args.name)
    target = Path(args.folder) / f"{args.name}.toml"
    if target.exists():
        raise UserError(f"{shown(target, 200)} exists already; choose another name or folder.")
    write(text, str(target))
    print(
        f"Wrote {target}. Check it with: advisor rules test {target}, "
        f"use it with: advisor recommend PROFILE --rules {target}"
    )
    return 0


def _load(args: argparse.Namespace) -> tuple[Library, Schema]:
    library, schema, _ = _load_beside(args)
    return library, schema


def _load_beside(args: argparse.Namespace) -> tuple[Library, Schema, tuple[Rule, ...]]:
    """Read the packs that the arguments name, or all that ship or come with plugins, and the rules beside.

    Packs that are named may override rules of the others; one with the name of another takes its place.
    """
    from advisor.plugins.manager import PluginManager
    from advisor.profile import fact_fields, standard_fields
    from advisor.resources import bundled
    from advisor.rules.library import combine
    from advisor.rules.pack import pack_files, read_pack
    from advisor.rules.schema import Schema

    plugins = PluginManager.load(enabled=not args.no_plugins)
    own = [c.item for c in plugins.collect_fields(standard_fields().paths())]
    schema = Schema.of(standard_fields(), own, fact_fields())
    ours = [read_pack(path, schema) for path in pack_files([bundled("rules")])]
    ours += [read_pack(c.item, schema, str(c.plugin)) for c in plugins.collect_rule_packs()]
    coded = [c.item for c in plugins.collect_rules(schema)]
    if not args.paths:
        return combine(ours, coded), schema, ()
    packs = [read_pack(path, schema) for path in pack_files(args.paths)]
    names = {pack.name for pack in packs}
    beside = (*(rule for pack in ours if pack.name not in names for rule in pack.rules), *coded)
    return combine(packs, others=beside), schema, beside


def _code(library: Library, *, well: bool) -> int:
    """Return 2 when a file is no pack at all, 1 when a rule holds a mistake or something else is not well."""
    if any(not problem.line and not problem.code for problem in library.problems):
        return 2
    return 0 if well and not library.problems else 1


def _problems(library: Library) -> list[str]:
    return [str(problem) for problem in library.problems]


def _as_row(rule: Rule) -> dict[str, Any]:
    about = ("code", "name", "kind", "when", "message", "why", "confidence", "checked", "ask")
    words = (*about, "pack", "plugin", "line")
    lists = ("sources", "advise", "against", "overrides")
    return {
        **{word: getattr(rule, word) for word in words},
        **{word: list(getattr(rule, word)) for word in lists},
        "applies_to": {kind: list(found) for kind, found in rule.applies_to.items()},
        "adjust": asdict(rule.adjust) if rule.adjust else None,
        "each": dict(rule.each),
        "tests": len(rule.tests),
    }
