"""Loading: a plugin that fails is set aside with its reason, and the others work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.errors import UserError
from advisor.plugins.manager import PluginManager

Install = Callable[..., str]
Loader = Callable[[], PluginManager]

GOOD = """
@hookimpl
def advisor_plugin_info():
    return [PluginInfo("A good one.", "https://example.org")]

@hookimpl
def advisor_report_sections(recommendation):
    return [ReportSection("Good", str(recommendation))]
"""


def statuses(manager: PluginManager) -> dict[str, str]:
    """Return what became of each fake plugin."""
    return {p.plugin.name: p.status for p in manager.plugins if p.plugin.name != "airgap"}


def reason(manager: PluginManager, name: str) -> str:
    """Return why a plugin is not there."""
    [found] = [p.reason for p in manager.plugins if p.plugin.name == name]
    return found


def test_a_good_plugin_is_loaded_with_its_stamp_and_hooks(install: Install, load: Loader) -> None:
    stamp = install("good", GOOD, version="2.1")
    [plugin] = [p for p in load().plugins if p.status == "loaded"]
    assert str(plugin.plugin) == stamp
    assert (plugin.summary, plugin.homepage) == ("A good one.", "https://example.org")
    assert plugin.hooks == ("advisor_plugin_info", "advisor_report_sections")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("import nothing_of_that_name", "it cannot be imported: ModuleNotFoundError: No module named"),
        ("raise SystemExit(3)", "it cannot be imported: SystemExit: 3."),
        ("def broken(:", "it cannot be imported: SyntaxError"),
        (
            "@hookimpl\ndef advisor_question():\n    return []",
            "there is no hook 'advisor_question'. Did you mean",
        ),
        ("@hookimpl\ndef advisor_options(colour):\n    return []", "it does not fit the contract: "),
        (
            "def advisor_options():\n    return []",
            "it implements no hook; mark its functions with @hookimpl.",
        ),
        ("@hookimpl(wrapper=True)\ndef advisor_options():\n    return (yield)", "is a wrapper"),
        (
            "@hookimpl\ndef advisor_plugin_info():\n    return [PluginInfo('x', api=2)]",
            "written for contract 2",
        ),
        (
            "@hookimpl\ndef advisor_plugin_info():\n    return ['x']",
            "it returned str where PluginInfo is due.",
        ),
        (
            "@hookimpl\ndef advisor_plugin_info():\n    1 / 0",
            "it failed with ZeroDivisionError: division by zero.",
        ),
        ("@hookimpl\ndef advisor_plugin_info():\n    raise SystemExit", "it failed with SystemExit."),
    ],
)
def test_a_broken_plugin_is_set_aside_with_its_reason_and_the_good_one_works(
    install: Install, load: Loader, code: str, sentence: str
) -> None:
    install("good", GOOD)
    stamp = install("bad", code)
    manager = load()
    assert statuses(manager) == {"good": "loaded", "bad": "set aside"}
    assert sentence in reason(manager, "bad")
    [problem] = manager.problems
    assert str(problem).startswith(f"Plugin bad ({stamp}) was left out: ")
    about_anything: Any = "x"
    assert [c.item.title for c in manager.collect_sections(about_anything)] == ["Good"]


def test_an_entry_point_to_a_class_is_explained(install: Install, load: Loader) -> None:
    install("classy", "class Plugin:\n    pass", target="MODULE:Plugin")
    assert "points to the class Plugin; point to a module or an instance" in reason(load(), "classy")


def test_an_instance_may_be_a_plugin(install: Install, load: Loader) -> None:
    code = """
    class Plugin:
        @hookimpl
        def advisor_report_sections(self, recommendation):
            return [ReportSection("From an instance", "")]

    plugin = Plugin()
    """
    install("instance", code, target="MODULE:plugin")
    assert statuses(load()) == {"instance": "loaded"}


def test_a_name_belongs_to_the_first_distribution_that_uses_it(install: Install, load: Loader) -> None:
    first = install("aaa", GOOD, entry="same")
    install("bbb", GOOD, entry="same")
    manager = load()
    assert [(p.plugin.distribution, p.status) for p in manager.plugins if p.plugin.name == "same"] == [
        ("advisor-aaa", "loaded"),
        ("advisor-bbb", "set aside"),
    ]
    assert f"the name 'same' is taken by {first}." in str(manager.problems[0])


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"ADVISOR_PLUGINS": "good, airgap"}, {"good": "loaded", "other": "disabled"}),
        ({"ADVISOR_PLUGINS": "advisor_Good"}, {"good": "loaded", "other": "disabled"}),
        ({"ADVISOR_PLUGINS": ""}, {"good": "disabled", "other": "disabled"}),
        ({"ADVISOR_DISABLE_PLUGINS": "good"}, {"good": "disabled", "other": "loaded"}),
        (
            {"ADVISOR_PLUGINS": "good", "ADVISOR_DISABLE_PLUGINS": "good"},
            {"good": "disabled", "other": "disabled"},
        ),
        ({}, {"good": "loaded", "other": "loaded"}),
    ],
)
def test_the_environment_chooses_plugins_by_name_or_distribution(
    install: Install, environ: dict[str, str], expected: dict[str, str]
) -> None:
    install("good", GOOD)
    install("other", GOOD.replace("Good", "Other"))
    manager = PluginManager.load(environ=environ)
    assert statuses(manager) == expected
    assert manager.problems == ()


def test_a_disabled_plugin_is_never_imported(install: Install, tmp_path: Path) -> None:
    mark = tmp_path / "imported"
    install("eager", f"Path({str(mark)!r}).touch()")
    PluginManager.load(environ={"ADVISOR_DISABLE_PLUGINS": "eager"})
    PluginManager.load(enabled=False, environ={})
    assert not mark.exists()


def test_no_plugins_means_none(install: Install) -> None:
    install("good", GOOD)
    assert PluginManager.load(enabled=False).plugins == ()


def test_single_files_are_loaded_from_a_folder_that_is_named(tmp_path: Path, load: Loader) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "single.py").write_text("from advisor.plugins import *\n" + GOOD)
    (folder / "broken.py").write_text("import nothing_of_that_name")
    (folder / "_private.py").write_text("raise RuntimeError")
    manager = PluginManager.load(folders=[folder], environ={"ADVISOR_DISABLE_PLUGINS": "airgap"})
    assert statuses(manager) == {"single": "loaded", "broken": "set aside"}


def test_nothing_is_loaded_from_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, load: Loader
) -> None:
    (tmp_path / "advisor_here.py").write_text("from advisor.plugins import *\n" + GOOD)
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "here.py").write_text("from advisor.plugins import *\n" + GOOD)
    monkeypatch.chdir(tmp_path)
    assert statuses(load()) == {}


def test_a_folder_that_does_not_exist_is_the_users_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        PluginManager.load(folders=[tmp_path / "absent"])
