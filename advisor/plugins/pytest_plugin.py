"""Collects the tests inside rule packs when pytest runs, in every environment that has both installed.

``pytest path/to/pack.toml`` runs one pack, ``pytest folder`` those in a folder. A TOML file is a pack when it
is named or holds a ``[pack]`` and a ``[[rule]]``. Each test of a rule is one item, and so
is each mistake in the pack, which fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from advisor.errors import UserError
from advisor.plugins.manager import PluginManager
from advisor.profile import fact_fields, standard_fields
from advisor.resources import bundled
from advisor.rules.library import combine
from advisor.rules.pack import RULE_LINE, PackProblem, pack_files, read_pack
from advisor.rules.records import Rule, RuleTest
from advisor.rules.schema import Schema
from advisor.rules.testing import run_test


class RuleFailure(AssertionError):
    """A rule that did not do what its test expects, or a mistake in a pack; the message says which."""


@cache
def _schema() -> Schema:
    """Return the fields of a profile, those of installed plugins included, and the facts."""
    fields = standard_fields()
    added = [c.item for c in PluginManager.load().collect_fields(fields.paths())]
    return Schema.of(fields, added, fact_fields())


@cache
def _rules_of(path: Path) -> tuple[Rule, ...]:
    return read_pack(path, _schema()).rules


def _beside(path: Path) -> tuple[Rule, ...]:
    """Return the rules that a pack may override: the shipped ones and those of its folder."""
    files = {*pack_files([bundled("rules")]), *path.parent.glob("*.toml")}
    return tuple(
        rule for file in sorted(files) if file.resolve() != path.resolve() for rule in _rules_of(file)
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> PackFile | None:
    """Return a collector for a file that is a rule pack."""
    if file_path.suffix != ".toml":
        return None
    if parent.session.isinitpath(file_path):
        return PackFile.from_parent(parent, path=file_path)
    try:
        lines = file_path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    if any(line.strip() == "[pack]" for line in lines) and any(RULE_LINE.match(line) for line in lines):
        return PackFile.from_parent(parent, path=file_path)
    return None


class PackFile(pytest.File):
    """A rule pack."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield an item for each mistake and for each test of each rule."""
        library = combine([read_pack(self.path, _schema())], others=_beside(self.path))
        for number, problem in enumerate(library.problems, start=1):
            name = f"{problem.code or 'pack'}-mistake-{number}"
            yield MistakeItem.from_parent(self, name=name, problem=problem)
        for rule in library.rules:
            for test in rule.tests:
                yield RuleItem.from_parent(self, name=f"{rule.code}[{test.name}]", rule=rule, test=test)


class _Item(pytest.Item):
    line = 0

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """Return one sentence, without a traceback into the program."""
        return str(excinfo.value)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return the place of the rule in its pack."""
        return self.path, max(0, self.line - 1), self.name


class MistakeItem(_Item):
    """A mistake in a pack, which always fails."""

    def __init__(self, *, problem: PackProblem, name: str, parent: PackFile) -> None:
        super().__init__(name, parent)
        self.problem = problem
        self.line = problem.line

    def runtest(self) -> None:
        """Fail with the sentence of the mistake and the place in its condition.

        Raises:
            RuleFailure: Always.
        """
        raise RuleFailure(self.problem.with_pointer())


class RuleItem(_Item):
    """One test of one rule."""

    def __init__(self, *, rule: Rule, test: RuleTest, name: str, parent: PackFile) -> None:
        super().__init__(name, parent)
        self.rule = rule
        self.test = test
        self.line = rule.line

    def runtest(self) -> None:
        """Judge the rule on the values of its test.

        Raises:
            RuleFailure: When it does something else than the test expects, or a value cannot be.
        """
        try:
            outcome = run_test(self.rule, self.test, _schema())
        except UserError as error:
            raise RuleFailure(str(error)) from None
        if not outcome.passed:
            raise RuleFailure(outcome.sentence())
