"""Several packs as one: codes are unique, and what overrides what leads nowhere in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from advisor.errors import did_you_mean
from advisor.profile import Field
from advisor.rules.pack import Pack, PackProblem, pack_files, read_pack
from advisor.rules.records import Rule
from advisor.rules.schema import Schema


@dataclass(frozen=True, slots=True)
class Library:
    """Every rule that can be used, sorted by code, and every mistake that was found."""

    packs: tuple[Pack, ...]
    rules: tuple[Rule, ...]
    problems: tuple[PackProblem, ...]

    def rule(self, code: str) -> Rule | None:
        """Return the rule of a code, in any case of letters, or None."""
        return next((rule for rule in self.rules if rule.code == code.upper()), None)


def load_packs(paths: Iterable[Path], fields: Iterable[Field], facts: Iterable[Field]) -> Library:
    """Read packs from files and folders and check them against each other.

    Args:
        paths: TOML files, or folders of them.
        fields: The fields of a profile, those of plugins included.
        facts: What rules may read beside the profile.

    Raises:
        UserError: When a path does not exist or a folder holds no pack.
    """
    schema = Schema.of(fields, facts)
    return combine(read_pack(path, schema) for path in pack_files(paths))


def combine(packs: Iterable[Pack], code_rules: Iterable[Rule] = ()) -> Library:
    """Return packs, and rules that plugins wrote in code, as one library.

    The first pack to use a code keeps it. A rule that overrides a code that does not exist, or that
    stands in a circle of overrides, is set aside.
    """
    packs = tuple(packs)
    owners: dict[str, Rule] = {}
    problems = [problem for pack in packs for problem in pack.problems]
    paths = {pack.name: pack.path for pack in packs}
    for rule in [*(rule for pack in packs for rule in pack.rules), *code_rules]:
        if rule.code in owners:
            first = owners[rule.code]
            where = f"{first.plugin or first.pack}, line {first.line}" if first.line else first.plugin
            problems.append(_problem(rule, paths, f"the code is taken by {where}."))
        else:
            owners[rule.code] = rule
    faults = {code: fault for code, rule in owners.items() if (fault := _override_fault(rule, owners))}
    problems += [_problem(owners[code], paths, fault) for code, fault in faults.items()]
    kept = tuple(owners[code] for code in sorted(owners) if code not in faults)
    return Library(packs, _without_lost_overrides(kept), tuple(problems))


def _without_lost_overrides(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    codes = {rule.code for rule in rules}
    return tuple(
        rule
        if codes.issuperset(rule.overrides)
        else replace(rule, overrides=tuple(code for code in rule.overrides if code in codes))
        for rule in rules
    )


def _problem(rule: Rule, paths: Mapping[str, Path], sentence: str) -> PackProblem:
    return PackProblem(paths.get(rule.pack, Path(rule.plugin or rule.pack)), rule.line, rule.code, sentence)


def _override_fault(rule: Rule, owners: Mapping[str, Rule]) -> str:
    for code in rule.overrides:
        if code not in owners:
            return f"overrides: there is no rule {code!r}.{did_you_mean(code, owners)}"
    seen: set[str] = set()
    waiting = list(rule.overrides)
    while waiting:
        code = waiting.pop()
        if code == rule.code:
            return "overrides: it overrides a rule that, through others, overrides it in turn."
        if code not in seen and code in owners:
            seen.add(code)
            waiting += owners[code].overrides
    return ""
