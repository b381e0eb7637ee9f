"""Run the tests that stand inside rule packs: ``python -m advisor.rules.testing rules/``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from advisor.errors import UserError
from advisor.profile import fact_fields, standard_fields
from advisor.quantity import counted
from advisor.rules.engine import evaluate
from advisor.rules.library import Library, load_packs
from advisor.rules.records import Finding, Rule, RuleTest
from advisor.rules.schema import Schema, standard_schema
from advisor.rules.values import typed_values


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one test of one rule gave."""

    rule: Rule
    test: RuleTest
    finding: Finding

    @property
    def passed(self) -> bool:
        """Whether the rule did what the test expects."""
        return self.finding.status == self.test.expect

    def sentence(self) -> str:
        """Return the difference and the compared values, in one line."""
        seen = "; ".join(f"{c.text} saw {c.left}" for c in self.finding.trace)
        why = self.finding.error or seen
        place = f"{self.rule.place}: {self.rule.code}"
        return f"{place} {self.test.name!r}: expected {self.test.expect}, got {self.finding.status} ({why})"


def run_tests(rules: Iterable[Rule], schema: Schema | None = None) -> Iterator[Outcome]:
    """Yield the outcome of every test of every rule; each rule is judged alone, without overrides."""
    schema = schema or standard_schema()
    for rule in rules:
        for test in rule.tests:
            yield run_test(rule, test, schema)


def run_test(rule: Rule, test: RuleTest, schema: Schema) -> Outcome:
    """Return the outcome of one test; the rule is judged alone, without overrides.

    Raises:
        UserError: When the test gives a value that a field cannot have.
    """
    values = typed_values(test.given, schema)
    return Outcome(rule, test, evaluate((rule,), values, schema=schema)[0])


def report_lines(library: Library, schema: Schema | None = None) -> tuple[list[str], bool]:
    """Return the lines to print about a library, and whether all is well."""
    outcomes = list(run_tests(library.rules, schema))
    failed = [outcome for outcome in outcomes if not outcome.passed]
    lines = [problem.with_pointer() for problem in library.problems]
    lines += [outcome.sentence() for outcome in failed]
    rules, packs = counted(len(library.rules), "rule"), counted(len(library.packs), "pack")
    mistakes = counted(len(library.problems), "mistake")
    lines.append(f"{rules} in {packs}, {counted(len(outcomes), 'test')}: {len(failed)} failed, {mistakes}.")
    return lines, not failed and not library.problems


def main(arguments: Sequence[str] | None = None) -> int:
    """Test the packs that the arguments name; 0 when all is well, 1 when not, 2 on a bad path."""
    paths = [Path(word) for word in (sys.argv[1:] if arguments is None else arguments)]
    try:
        library = load_packs(paths or [Path("rules")], standard_fields(), fact_fields())
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    lines, well = report_lines(library)
    print("\n".join(lines))
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
