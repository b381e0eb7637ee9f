"""The tests inside a pack run under pytest, each as an item of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from advisor.rules.pack import Pack

Text = Callable[..., str]
Load = Callable[..., Pack]


def run(packs: Path) -> subprocess.CompletedProcess[str]:
    """Run pytest with the plugin on a pack or a folder of them."""
    folder = packs if packs.is_dir() else packs.parent
    words = ["-p", "advisor.plugins.pytest_plugin", "-p", "no:cacheprovider", "-v", "--rootdir", str(folder)]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *words, "-c", "/dev/null", str(packs)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_each_test_of_a_rule_is_an_item(pack: Load, rule: Text) -> None:
    found = run(pack(rule()).path.parent)
    assert found.returncode == 0, found.stdout
    assert "trial.toml::TRY001[fires] PASSED" in found.stdout
    assert "trial.toml::TRY001[does not] PASSED" in found.stdout


def test_a_rule_that_fails_and_a_mistake_are_told_in_one_sentence(pack: Load, rule: Text) -> None:
    found = run(
        pack(rule(quiet="workload = { users = 99 }"), rule("TRY002", when="workload.usres > 1")).path.parent
    )
    assert found.returncode == 1
    assert "2 failed, 1 passed" in found.stdout
    assert "expected not_fired, got fired (workload.users > 10 saw 99)" in found.stdout
    assert "there is no field 'workload.usres'" in found.stdout
    assert "Traceback" not in found.stdout


def test_each_test_of_each_row_is_an_item(pack: Load, rule: Text) -> None:
    shape = rule(when="workload.users > {most}").replace('code = "TRY001"\n', "")
    rows = "[rule.each]\nTRY001 = { most = 10 }\nTRY002 = { most = 20 }\n"
    found = run(pack(shape.replace('"a-rule"', '"above-{most}"') + rows).path)
    assert "3 passed" in found.stdout
    assert "trial.toml::TRY002[fires] FAILED" in found.stdout
    assert "expected fired, got not_fired (workload.users > 20 saw 11)" in found.stdout


def test_a_named_file_is_a_pack_though_it_cannot_be_read(tmp_path: Path) -> None:
    broken = tmp_path / "mine.toml"
    broken.write_bytes("für".encode("latin-1"))
    found = run(broken)
    assert found.returncode == 1
    assert "this is not text in UTF-8" in found.stdout
    assert "Traceback" not in found.stdout


def test_a_pack_may_override_shipped_rules_and_those_beside_it(pack: Load, rule: Text) -> None:
    pack(rule("TRY002"), name="other.toml")
    path = pack(rule("TRY001", more='overrides = ["TRY002", "BND002"]')).path
    assert run(path).returncode == 0
    lost = run(pack(rule("TRY001", more='overrides = ["BND999"]')).path)
    assert lost.returncode == 1
    assert "overrides: there is no rule 'BND999'" in lost.stdout


def test_the_plugin_is_found_without_being_named(pack: Load, rule: Text) -> None:
    path = pack(rule()).path
    words = ["-m", "pytest", "-p", "no:cacheprovider", "-q", path.name]
    found = subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, check=False, cwd=path.parent
    )
    assert found.returncode == 0, found.stdout
    assert "2 passed" in found.stdout


def test_other_toml_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n')
    (tmp_path / "broken.toml").write_bytes(b"\xff\xfe[pack]")
    assert "collected 0 items" in run(tmp_path).stdout
