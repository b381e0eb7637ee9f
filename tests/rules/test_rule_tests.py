"""The tests inside packs, and the packs that ship."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from advisor.profile import fact_fields, standard_fields
from advisor.resources import bundled
from advisor.rules.library import Library, combine, load_packs
from advisor.rules.lint import lint
from advisor.rules.pack import Pack
from advisor.rules.schema import standard_schema
from advisor.rules.testing import main, report_lines, run_tests
from advisor.strategy.options import load_options


@pytest.fixture(scope="module")
def shipped() -> Library:
    return load_packs([bundled("rules")], standard_fields(), fact_fields())


def test_the_shipped_packs_hold_no_mistake_and_pass_their_tests(shipped: Library) -> None:
    lines, well = report_lines(shipped)
    assert well, "\n".join(lines)
    assert len(shipped.rules) >= 60


def test_lint_has_nothing_to_say_about_the_shipped_packs(shipped: Library) -> None:
    assert lint(shipped, standard_schema(), set(load_options())) == ()


def test_a_failing_test_says_what_the_comparisons_saw(
    pack: Callable[..., Pack], rule: Callable[..., str]
) -> None:
    wrong = pack(rule(quiet="workload = { users = 50 }"))
    [failed] = [outcome for outcome in run_tests(wrong.rules) if not outcome.passed]
    assert failed.sentence() == (
        f"{wrong.path}:8: TRY001 'does not': expected not_fired, got fired (workload.users > 10 saw 50)"
    )
    lines, well = report_lines(combine([wrong]))
    assert not well
    assert lines[-1] == "1 rule in 1 pack, 2 tests: 1 failed, 0 mistakes."


def test_packs_are_tested_by_a_module_with_exit_codes(
    pack: Callable[..., Pack], rule: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(pack(rule()).path)]) == 0
    assert main([str(pack(rule(kind="forbid")).path)]) == 1
    assert main(["no/such/folder"]) == 2
    assert "There is no rule pack" in capsys.readouterr().err


def test_the_module_runs_as_a_script() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "advisor.rules.testing", str(bundled("rules"))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "0 failed, 0 mistakes" in done.stdout
