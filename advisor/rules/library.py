"""Several packs as one: codes are unique, and what overrides what leads nowhere in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from advisor.errors import did_you_mean, shown
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


def combine(packs: Iterable[Pack], code_rules: Iterable[Rule] = (), others: Iterable[Rule] = ()) -> Library:
    """Return packs, and rules that plugins wrote in code, as one library.

    The first pack to use a code keeps it. A rule that overrides a code that does not exist, or that
    stands in a circle of overrides, is set aside.

    Args:
        packs: Packs, the strongest first.
        code_rules: Rules that plugins wrote in code.
        others: Rules that are no part of the library, but that its rules may override.
    """
    elsewhere = frozenset(rule.code for rule in others)
    packs = tuple(packs)
    owners: dict[str, Rule] = {}
    problems = [problem for pack in packs for problem in pack.problems]
    for rule in [*(rule for pack in packs for rule in pack.rules), *code_rules]:
        if rule.code in owners:
            first = owners[rule.code]
            problems.append(_problem(rule, f"the code is taken by {_owner(first)}."))
        else:
            owners[rule.code] = rule
    found = {code: _override_fault(rule, owners, elsewhere) for code, rule in owners.items()}
    faults = {code: fault for code, fault in found.items() if fault}
    problems += [_problem(owners[code], fault) for code, fault in faults.items()]
    kept = tuple(owners[code] for code in sorted(owners) if code not in faults)
    return Library(packs, _without_lost_overrides(kept, elsewhere), tuple(problems))


def _without_lost_overrides(rules: tuple[Rule, ...], elsewhere: frozenset[str]) -> tuple[Rule, ...]:
    codes = {*(rule.code for rule in rules), *elsewhere}
    return tuple(
        rule
        if codes.issuperset(rule.overrides)
        else replace(rule, overrides=tuple(code for code in rule.overrides if code in codes))
        for rule in rules
    )


def _owner(rule: Rule) -> str:
    whose = f"{rule.pack} of {rule.plugin}" if rule.pack and rule.plugin else rule.pack or rule.plugin
    return f"{whose} ({rule.place})" if rule.file else whose


def _problem(rule: Rule, sentence: str) -> PackProblem:
    return PackProblem(Path(rule.file or rule.plugin or rule.pack), rule.line, rule.code, sentence)


def _override_fault(rule: Rule, owners: Mapping[str, Rule], elsewhere: frozenset[str]) -> str:
    for code in rule.overrides:
        if code not in owners and code not in elsewhere:
            near = did_you_mean(code, [*owners, *sorted(elsewhere)])
            return f"overrides: there is no rule {shown(code)!r}.{near}"
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
