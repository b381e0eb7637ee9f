"""The page for authors of rules: its pack works, its conditions can be read, and nothing is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from advisor.cli import main
from advisor.rules.document import PackTable, RuleTable
from advisor.rules.expr import parse
from advisor.rules.records import KIND_ORDER
from advisor.rules.schema import standard_schema

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "rules.md").read_text("utf-8")
BLOCKS = re.findall(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_the_first_pack_of_the_page_passes_its_tests_and_lint(tmp_path: Path) -> None:
    path = tmp_path / "our-clinic.toml"
    path.write_text(next(block for block in BLOCKS if "[[rule]]" in block), encoding="utf-8")
    assert main(["--no-plugins", "rules", "test", str(path)]) == 0
    assert main(["--no-plugins", "rules", "lint", str(path)]) == 0


def test_every_condition_of_the_page_is_in_the_language() -> None:
    blocks = [block for block in BLOCKS if "[rule.each]" not in block]
    conditions = [found for block in blocks for found in re.findall(r"^when = '(.+)'$", block, re.MULTILINE)]
    assert len(conditions) >= 12
    for condition in conditions:
        parse(condition, standard_schema())


def test_the_rule_for_many_words_of_the_page_passes_its_tests_and_lint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = 'schema = 1\n[pack]\nname = "platform"\nversion = "1"\nprefix = "PLT"\n'
    path = tmp_path / "platform.toml"
    path.write_text(head + next(block for block in BLOCKS if "[rule.each]" in block), encoding="utf-8")
    assert main(["--no-plugins", "rules", "test", str(path)]) == 0
    assert "3 rules in 1 pack, 6 tests: 0 failed" in capsys.readouterr().out
    assert main(["--no-plugins", "rules", "lint", str(path)]) == 0


@pytest.mark.parametrize(
    "key", [*PackTable.model_fields, *(k for k in RuleTable.model_fields if k != "test")]
)
def test_every_key_of_a_pack_is_explained(key: str) -> None:
    assert re.search(rf"^\|[^|]*`{key}`", PAGE, re.MULTILINE)


@pytest.mark.parametrize("kind", KIND_ORDER)
def test_every_kind_of_rule_is_explained(kind: str) -> None:
    assert re.search(rf"^\| `{kind}` \|", PAGE, re.MULTILINE)


def test_every_command_of_the_page_exists(capsys: pytest.CaptureFixture[str]) -> None:
    actions = set(re.findall(r"advisor rules ([a-z]+)", PAGE))
    assert actions >= {"new", "test", "lint", "list", "explain", "fields", "words"}
    for action in sorted(actions):
        assert main(["rules", action, "--help"]) == 0
        assert f"advisor rules {action}" in capsys.readouterr().out


def test_the_mistake_on_the_page_is_told_as_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = next(block for block in BLOCKS if "[[rule]]" in block).replace(
        "data.sensitivity and", "data.sensitivty and"
    )
    path = tmp_path / "our-clinic.toml"
    path.write_text(text, encoding="utf-8")
    assert main(["--no-plugins", "rules", "test", str(path)]) == 1
    told = capsys.readouterr().out
    assert "our-clinic.toml:9: CLN001: when: there is no field 'data.sensitivty'" in told
    assert "Did you mean 'data.sensitivity'?" in told


def test_fields_and_words_list_what_the_page_uses(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--no-plugins", "rules", "fields"]) == 0
    listed = {line.split()[0] for line in capsys.readouterr().out.splitlines()}
    assert set(standard_schema().table) <= listed
    assert main(["--no-plugins", "rules", "fields", "boundary"]) == 0
    assert "any_cloud < contract < region" in capsys.readouterr().out
    assert main(["--no-plugins", "rules", "words", "human"]) == 0
    assert "human_in_loop" in capsys.readouterr().out
    assert main(["--no-plugins", "rules", "fields", "sensitivti"]) == 2
    assert "Did you mean 'data.sensitivity'" in capsys.readouterr().err
