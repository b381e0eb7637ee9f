"""Every hook stands in the documentation with its signature, has an example, and has a test."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from advisor.plugins import hookspecs, records

ROOT = Path(__file__).resolve().parents[2]
HOOKS = {name: spec for name, spec in vars(hookspecs).items() if name.startswith("advisor_")}


def test_there_are_hooks() -> None:
    assert len(HOOKS) >= 10


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_is_documented_with_its_exact_signature(name: str) -> None:
    signature = str(inspect.signature(HOOKS[name])).replace("'", "")
    assert f"### `{name}{signature}`" in (ROOT / "docs" / "plugins.md").read_text("utf-8").splitlines()


def test_the_documentation_names_no_hook_that_does_not_exist() -> None:
    text = (ROOT / "docs" / "plugins.md").read_text("utf-8")
    assert set(re.findall(r"\badvisor_[a-z_]+(?=\()", text)) == set(HOOKS)


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_has_an_example_and_says_what_it_returns(name: str) -> None:
    doc = inspect.getdoc(HOOKS[name]) or ""
    assert "Example:" in doc
    assert "return [" in doc
    assert str(inspect.signature(HOOKS[name]).return_annotation).startswith("Iterable[")


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_has_a_test(name: str) -> None:
    files = (ROOT / "tests" / "plugins").glob("test_hooks*.py")
    assert any(f"def test_{name}_" in path.read_text("utf-8") for path in files)


@pytest.mark.parametrize("name", ["PluginInfo", "ReportSection", "Exporter", "Command"])
def test_a_record_is_frozen_and_documented(name: str) -> None:
    record = getattr(records, name)
    assert record.__dataclass_params__.frozen
    assert f"`{name}" in (ROOT / "docs" / "plugins.md").read_text("utf-8")


def test_the_rule_language_of_the_documentation_is_the_one_that_runs() -> None:
    from advisor.rules.expr import parse
    from advisor.rules.schema import standard_schema

    text = (ROOT / "docs" / "plugins.md").read_text("utf-8")
    conditions = re.findall(r"^when = '(.+)'$", text, re.MULTILINE)
    assert conditions
    for condition in conditions:
        parse(condition, standard_schema())
